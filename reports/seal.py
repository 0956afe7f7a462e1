"""The seal of a sheet: a keyed hash of its content in its QR code, and the question whether a paper is what we printed.

Decision 21 says what stands in the code and why.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from core.errors import RuleViolation
from core.words import Sentence

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VERSION = "RD1"
_TEXT = re.compile(
    rf"{VERSION}:([A-Z]{{2}}):([A-Z0-9.+-]{{1,40}}):(\d+):([A-Z2-7]{{4}}):([A-Z2-7]{{16}}):((?:[A-Z2-7]{{4}})*):([A-Z2-7]{{12}})"
)
_PLAIN = re.compile(r"[^A-Z0-9.+-]")


class NoCodeOfOurs(RuleViolation):
    """What was scanned is no seal of a sheet."""

    def __init__(self) -> None:
        super().__init__(
            "This is not the code of a sheet of ours. Scan the square code at the head of the sheet."
        )


@dataclass(frozen=True, slots=True)
class SealKey:
    """The secret of one house. Its id is no secret: it says which key to check with after the key was changed."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) < 32:
            raise ValueError("a seal's key has at least 32 bytes")

    @property
    def id(self) -> str:
        return _letters(hashlib.sha256(b"ringdesk seal key" + self.secret).digest(), 4)

    def hash(self, purpose: str, text: str, letters: int) -> str:
        """So many letters of five bits."""
        digest = hmac.digest(self.secret, f"{purpose}\0{text}".encode("utf-8", "surrogatepass"), "sha256")
        return _letters(digest, letters)

    def __repr__(self) -> str:
        return f"SealKey({self.id})"


@dataclass(frozen=True, slots=True)
class Content:
    """What is sealed: its kind, what it is about (a ticket's number), and every field of it by its path.

    ``groups`` are the first parts of the paths, always the same ones in the same order for a kind.
    """

    kind: str
    number: str
    groups: tuple[str, ...]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What stands in a code."""

    kind: str
    number: str
    printing: int
    key: str
    content: str
    groups: tuple[str, ...]
    seal: str

    @property
    def sealed(self) -> str:
        return ":".join(
            (
                VERSION,
                self.kind,
                self.number,
                str(self.printing),
                self.key,
                self.content,
                "".join(self.groups),
            )
        )


def content_of(kind: str, number: str, document: DataclassInstance) -> Content:
    """Every field of a document, but those that say ``sealed: False``."""
    names = tuple(one.name for one in fields(document) if one.metadata.get("sealed", True))
    found = {path: text for name in names for path, text in leaves(name, getattr(document, name))}
    return Content(kind, number, names, found)


def leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Every plain value below a value, with its path: ``parts.3.price``."""
    if isinstance(value, Sentence):
        yield path, str(value)
    elif is_dataclass(value):
        for one in fields(value):
            yield from leaves(f"{path}.{one.name}", getattr(value, one.name))
    elif isinstance(value, tuple | list):
        yield f"{path}.count", str(len(value))
        for number, one in enumerate(value, 1):
            yield from leaves(f"{path}.{number}", one)
    else:
        yield path, _written(value)


def _written(value: object) -> str:
    """One way to write each value, whatever the desk's language or time zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None else str(value)


def seal_text(content: Content, printing: int, key: SealKey) -> str:
    """What the QR code holds: capital letters and digits, which such a code packs tightest."""
    number = _PLAIN.sub("-", content.number.upper())[:40] or "-"
    groups = tuple(_of_group(content, name, key) for name in content.groups)
    open_seal = Scanned(content.kind, number, printing, key.id, _of_all(content, key), groups, "")
    return f"{open_seal.sealed}:{key.hash('seal', open_seal.sealed, 12)}"


def read_seal(scanned: str) -> Scanned:
    found = _TEXT.fullmatch(scanned.strip())
    if found is None:
        raise NoCodeOfOurs
    kind, number, printing, key, content, groups, seal = found.groups()
    cut = tuple(groups[n : n + 4] for n in range(0, len(groups), 4))
    return Scanned(kind, number, int(printing), key, content, cut, seal)


def is_genuine(scanned: Scanned, keys: Iterable[SealKey]) -> bool:
    """Made with one of our keys, and no letter of it changed since."""
    return any(
        key.id == scanned.key and hmac.compare_digest(key.hash("seal", scanned.sealed, 12), scanned.seal)
        for key in keys
    )


def fingerprints(content: Content, key: SealKey) -> dict[str, str]:
    """A short hash of each field, kept in the archive of what was printed: names the very field that differs."""
    return {path: key.hash(f"field {content.kind} {path}", text, 8) for path, text in content.fields.items()}


def _of_group(content: Content, name: str, key: SealKey) -> str:
    inside = [
        f"{path}\1{text}" for path, text in sorted(content.fields.items()) if path.split(".", 1)[0] == name
    ]
    return key.hash(f"group {content.kind} {name}", "\0".join(inside), 4)


def _of_all(content: Content, key: SealKey) -> str:
    inside = [f"{path}\1{text}" for path, text in sorted(content.fields.items())]
    return key.hash(f"content {content.kind} {content.number}", "\0".join(inside), 16)


def same_groups(scanned: Scanned, content: Content, key: SealKey) -> list[tuple[str, bool]]:
    """Each group of the document, and whether it is as it was printed."""
    return [
        (name, had == _of_group(content, name, key))
        for name, had in zip(content.groups, scanned.groups, strict=False)
    ]


def same_content(scanned: Scanned, content: Content, key: SealKey) -> bool:
    return hmac.compare_digest(_of_all(content, key), scanned.content)


def _letters(digest: bytes, count: int) -> str:
    return base64.b32encode(digest).decode("ascii")[:count]
