"""Every trouble the disk and the key can make, each with a sentence that says what is safe and what to do."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from sqlite3 import (
    SQLITE_AUTH,
    SQLITE_BUSY,
    SQLITE_CANTOPEN,
    SQLITE_CORRUPT,
    SQLITE_FULL,
    SQLITE_INTERRUPT,
    SQLITE_IOERR,
    SQLITE_LOCKED,
    SQLITE_NOTADB,
    SQLITE_PERM,
    SQLITE_READONLY,
)

from sqlalchemy.exc import DBAPIError

from core.errors import EnvironmentFault, RuleViolation, Trouble

_NEARLY_NOTHING = 1 << 20  # bytes: a disk with less free cannot take the next page and its log


class WrongPassphrase(RuleViolation):
    """The key file is whole, and this is not its passphrase."""

    def __init__(self) -> None:
        super().__init__(
            "This passphrase does not open the profile. Check Caps Lock and the input method, and try again. "
            "Nothing was changed."
        )


class PassphraseTooShort(RuleViolation):
    """Easily guessed."""

    def __init__(self, least: int) -> None:
        super().__init__("A passphrase needs at least {least} characters.", least=least)


class ProfileExists(RuleViolation):
    """Nothing is ever made over something."""

    def __init__(self) -> None:
        super().__init__("There is a profile in this folder already. It was left as it is.")


class ProfileMissing(EnvironmentFault):
    """Neither database nor key file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "There is no profile in {folder}. Was it moved, or is a disk not mounted?", folder=folder
        )


class ProfileInUse(EnvironmentFault):
    """Its lock is held by a living process."""

    def __init__(self, holder: str) -> None:
        super().__init__(
            "Another console has this profile open (process {holder}). Close it first, or use its window.",
            holder=holder,
        )


class KeyFileMissing(EnvironmentFault):
    """The database without its key."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "The key file {name} is missing. The database is still there and untouched, but cannot be opened without "
            "it. Put the key file back from a backup of the profile folder.",
            name=path.name,
        )


class KeyFileDamaged(EnvironmentFault):
    """Its checksum or its shape is wrong."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "The key file {name} is damaged. The database is untouched. Put the key file back from a backup of the "
            "profile folder, then try again.",
            name=path.name,
        )


class KeyFileTooNew(EnvironmentFault):
    """Its format is unknown here."""

    def __init__(self, version: object) -> None:
        super().__init__(
            "The key file was written by a newer Ringdesk (key format {version}). Nothing was changed. "
            "Please update this program.",
            version=version,
        )


class KeyOfAnotherDatabase(EnvironmentFault):
    """The database does not begin with this key's salt."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "The key file belongs to another database than {name}, or the first bytes of the database are damaged. "
            "Both files were left as they are. Put back the two that belong together from the same backup.",
            name=path.name,
        )


class DatabaseMissing(EnvironmentFault):
    """The key without its database."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "The database {name} is missing from the profile folder. The key file is still there: put the database "
            "back from a backup.",
            name=path.name,
        )


class DatabaseDamaged(EnvironmentFault):
    """A page does not carry its signature, or is not where it must be."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "A part of the database {name} is damaged and cannot be read. The file is left as it is and nothing in it "
            "is overwritten. Copy the whole profile folder to another disk, then restore the last backup or ask IT to "
            "save what can still be read.",
            name=path.name,
        )


class DatabaseTooNew(EnvironmentFault):
    """Its version is unknown here."""

    def __init__(self, version: int, known: int) -> None:
        super().__init__(
            "This database was written by a newer Ringdesk (version {version}; this program knows {known}). "
            "Nothing was changed. Please update this program.",
            version=version,
            known=known,
        )


class DiskFull(EnvironmentFault):
    """No room for the next page or its log."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full: this was not saved. Everything saved before is safe, and what you typed stays here. "
            "Make room on the disk, then try again."
        )


class DiskReadOnly(EnvironmentFault):
    """The file system takes no writes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "The disk cannot be written to ({folder} is read-only). Everything saved before is safe, and what you "
            "typed stays here. Make it writable, then try again.",
            folder=folder,
        )


class DiskFailed(EnvironmentFault):
    """An error of the device itself, or one we cannot tell from it."""

    def __init__(self) -> None:
        super().__init__(
            "The disk reported an error: this was not saved. Everything saved before was left alone, and what you "
            "typed stays here. Try again; if it happens again, the disk may be failing: call IT."
        )


class AccessDenied(EnvironmentFault):
    """Another user's files."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "This user may not read and write the profile in {folder}. Nothing was changed. Ask IT to give the folder "
            "back to you.",
            folder=folder,
        )


class DatabaseBusy(EnvironmentFault):
    """A lock was not given back within the time we wait."""

    def __init__(self) -> None:
        super().__init__(
            "Another program holds the database: this was not saved. What you typed stays here; try again in a moment."
        )


class Interrupted(EnvironmentFault):
    """Somebody asked to stop."""

    def __init__(self) -> None:
        super().__init__("Stopped before it was finished. Nothing was changed.")


def fault_of(error: BaseException, path: Path) -> Trouble | None:
    """What an error of the database driver means to a person; None when it is our bug."""
    driver = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(driver, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    primary = code & 0xFF
    if primary in (SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_FULL):
        return _of_the_disk(primary, path.parent)
    if primary in (SQLITE_CORRUPT, SQLITE_NOTADB):
        return DatabaseDamaged(path)
    if primary in (SQLITE_BUSY, SQLITE_LOCKED):
        return DatabaseBusy()
    if primary in (SQLITE_PERM, SQLITE_AUTH):
        return AccessDenied(path.parent)
    return Interrupted() if primary == SQLITE_INTERRUPT else None


def of_the_system(error: OSError, folder: Path) -> Trouble:
    """What an error of the operating system around our own files means to a person."""
    if isinstance(error, PermissionError):
        return AccessDenied(folder)
    if error.errno == errno.EROFS:
        return DiskReadOnly(folder)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    return _of_the_disk(SQLITE_IOERR, folder)


def _of_the_disk(primary: int, folder: Path) -> Trouble:
    """SQLite calls a full quota and a disk that went read-only "I/O error": look which it is."""
    try:
        if primary == SQLITE_FULL or shutil.disk_usage(folder).free < _NEARLY_NOTHING:
            return DiskFull()
        if primary == SQLITE_READONLY or not os.access(folder, os.W_OK):
            return DiskReadOnly(folder)
    except OSError:
        return DiskFailed()
    return DiskFailed()
