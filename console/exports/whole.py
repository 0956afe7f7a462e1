"""A file that is there whole or not at all, and a sentence when it could not be."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from core.errors import EnvironmentFault

_FULL = (errno.ENOSPC, errno.EDQUOT)
_MOST = 200  # files of one name


class FolderGone(EnvironmentFault):
    """There is nowhere to put it."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            "The folder {folder} is not there. Please make it, or choose another; nothing was saved.",
            folder=folder,
        )


class DiskIsFull(EnvironmentFault):
    """It would have been half a file."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            "The disk of {folder} is full. Please make room and save again; nothing half-written is left.",
            folder=folder,
        )


class NotWritten(EnvironmentFault):
    """Any other reason, in the system's words."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__("{file} could not be written: {why}. Nothing was saved.", file=file, why=why)


def write_whole(folder: Path, name: str, data: bytes) -> Path:
    """Beside what is there already, never over it; the name is taken only when every byte is on disk."""
    if not folder.is_dir():
        raise FolderGone(str(folder))
    beside = folder / f".ringdesk-{secrets.token_hex(8)}"
    try:
        try:
            with beside.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            return _named(beside, folder, name)
        finally:
            with suppress(OSError):
                beside.unlink()
    except OSError as why:
        if why.errno in _FULL:
            raise DiskIsFull(str(folder)) from why
        raise NotWritten(name, why.strerror or str(why)) from why


def _named(beside: Path, folder: Path, name: str) -> Path:
    """``link`` refuses a name that is taken, in one step."""
    stem, dot, ending = name.rpartition(".")
    for n in range(1, _MOST):
        target = folder / (name if n == 1 else f"{stem} ({n}){dot}{ending}")
        try:
            os.link(beside, target)
        except FileExistsError:
            continue
        except OSError as why:  # a file system without links
            if why.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP) or target.exists():
                raise
            beside.replace(target)
        return target
    raise NotWritten(name, os.strerror(errno.EEXIST))
