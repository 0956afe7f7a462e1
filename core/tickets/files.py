"""Files on a ticket: what a ticket knows of each; the bytes lie encrypted beside the database, named by their hash."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from core.errors import RuleViolation
from core.ids import AgentId, FileId
from core.tickets.text import clean_line

if TYPE_CHECKING:  # the ticket holds them
    from core.tickets.ticket import Moment, Ticket

MEGABYTE = 1 << 20
LARGEST = 50 * MEGABYTE
MOST = 100  # of one ticket
NAME = 120
UNKNOWN = "application/octet-stream"

_HASH = re.compile(r"[0-9a-f]{64}")
_MEDIA = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,90}")
# What no one can see, or what turns the order of letters around: "photo", U+202E, "gpj.exe" would look like a picture.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_ENDINGS = (
    "apk app appimage application appref-ms bash bat bin chm cmd com command cpl csh deb desktop dll dmg elf exe "
    "gadget hta htm html inf ins iso jar jnlp js jse lnk mht mhtml msc msi msix msp mst pif pkg pl ps1 psm1 py pyw "
    "rb reg rpm run scf scr service settingscontent-ms sh so svg sys url vb vbe vbs vhd vhdx vxd workflow ws wsc "
    "wsf wsh xbap xht xhtml zsh docm dotm xlsm xltm xlam xll pptm potm ppsm ppam sldm"
)
_PROGRAMS = frozenset(_ENDINGS.split())
_MEDIA_OF = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "heic": "image/heic", "pdf": "application/pdf",
    "txt": "text/plain", "log": "text/plain", "csv": "text/csv", "json": "application/json", "xml": "application/xml",
    "zip": "application/zip", "doc": "application/msword", "xls": "application/vnd.ms-excel", "wav": "audio/wav",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "mp3": "audio/mpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "mp4": "video/mp4",
    "eml": "message/rfc822",
}  # fmt: skip


class FileTooLarge(RuleViolation):
    """A ticket is no archive."""

    def __init__(self, name: str) -> None:
        super().__init__(
            '"{name}" is too large: at most {most} MB fit. Put it on a shared drive and write where it lies in a note.',
            name=name,
            most=LARGEST // MEGABYTE,
        )


class TooManyFiles(RuleViolation):
    """More would hide each other."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "Ticket {number} has {most} files already. Remove some, or put several into one archive.",
            number=number,
            most=MOST,
        )


class FileMisshapen(RuleViolation):
    """What tells of it cannot be right: of a program that is broken, or not ours."""

    def __init__(self) -> None:
        super().__init__("What is told of this file cannot be right. Please attach it again.")


class UnknownFile(RuleViolation):
    """It may have been attached on another desk and not be here yet."""

    def __init__(self) -> None:
        super().__init__("This file is not on this desk.")


class FileDamaged(RuleViolation):
    """Somebody changed it, or the disk did."""

    def __init__(self, name: str) -> None:
        super().__init__('"{name}" was damaged on this disk; nothing of it was shown.', name=name)


class FileNotHere(RuleViolation):
    """Its bytes are not on this desk."""

    def __init__(self, name: str) -> None:
        super().__init__('"{name}" is not on this desk yet.', name=name)


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes: how many, their SHA-256, and under which name and key they lie encrypted."""

    size: int
    digest: str
    blob: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a ticket. It is never taken out of the ticket's story; removed, it is only shown there.

    ``wished`` is the stamp of the last wish to remove it or to have it back: the later wish holds.
    """

    id: FileId
    name: str
    media: str
    content: Content
    at: datetime
    by: AgentId
    stamp: str = ""
    removed_at: datetime | None = None
    removed_by: AgentId | None = None
    wished: str = ""

    @property
    def is_there(self) -> bool:
        return self.removed_at is None

    @property
    def is_photo(self) -> bool:
        """A picture that paper can show."""
        return self.media in ("image/jpeg", "image/png")

    @property
    def is_program(self) -> bool:
        return is_program(clean_name(self.name))


class Held(Enum):
    """Where the bytes of a file are, as far as this desk knows."""

    WAITING = "waiting"  # here, and not at the server yet
    HERE = "here"
    BROKEN = "broken"  # here, and of no use: it has to be attached again
    AWAY = "away"  # at the server, or still on the desk that it was attached on


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a ticket, removed ones too."""

    file: Attachment
    held: Held = Held.HERE


def attached(ticket: Ticket, file: Attachment, when: Moment) -> Ticket:
    """Files only grow, also on a closed ticket: a signed sheet comes after the end. The same file twice is one."""
    if any(one.id == file.id for one in ticket.files):
        return ticket
    if len(ticket.files) >= MOST:
        raise TooManyFiles(ticket.number)
    if file.content.size > LARGEST:
        raise FileTooLarge(clean_name(file.name))
    if not _is_well_formed(file):
        raise FileMisshapen
    kept = replace(file, name=clean_name(file.name))
    files = sorted((*ticket.files, kept), key=lambda one: (one.stamp, one.id))
    return _changed(replace(ticket, files=tuple(files)), when)


def wished_away(ticket: Ticket, file: FileId, when: Moment, *, away: bool) -> Ticket:
    """Removed, or there again: whichever was wished later."""
    kept = next((one for one in ticket.files if one.id == file), None)
    if kept is None:
        raise UnknownFile
    if when.stamp <= kept.wished:
        return ticket
    at, by = (when.at, when.by) if away else (None, None)
    turned = replace(kept, removed_at=at, removed_by=by, wished=when.stamp)
    files = tuple(turned if one.id == file else one for one in ticket.files)
    return _changed(replace(ticket, files=files), when)


def clean_name(written: str) -> str:
    """A name that is nothing but a name on every system: no folder, nothing unseen, its ending kept."""
    last = written.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = _FORBIDDEN.sub("_", _UNSEEN.sub("", last))
    line = clean_line(seen, "name", len(seen)).strip(". ") or "file"
    if _RESERVED.match(line):
        line = f"_{line}"
    if len(line) <= NAME:
        return line
    stem, dot, ending = line.rpartition(".")
    ending = ending[:20] if dot else ""
    return f"{(stem if dot else line)[: NAME - len(ending) - 1].rstrip('. ')}{dot}{ending}"


def is_program(name: str) -> bool:
    """Whether opening it may run what is in it: such a file is only ever saved."""
    return name.rpartition(".")[2].lower().strip() in _PROGRAMS if "." in name else False


def media_of(name: str) -> str:
    """By the ending of its name; it decides what is shown, never what is run."""
    return _MEDIA_OF.get(name.rpartition(".")[2].lower(), UNKNOWN)


def _is_well_formed(file: Attachment) -> bool:
    content = file.content
    hashes = (content.digest, content.blob, content.key)
    return (
        content.size >= 0 and all(map(_HASH.fullmatch, hashes)) and _MEDIA.fullmatch(file.media) is not None
    )


def _changed(ticket: Ticket, when: Moment) -> Ticket:
    return replace(ticket, changed_at=max(ticket.changed_at, when.at), version=ticket.version + 1)
