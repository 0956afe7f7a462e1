"""Attachments and recordings: bytes that desks encrypted, named by their hash, in pieces that can be resumed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from core.door import BlobHeld
from core.errors import RuleViolation
from server.refusals import NotThere, TooLarge
from storage.faults import DiskFull, of_the_system
from storage.keys import sync_folder

NAME = re.compile(r"[0-9a-f]{64}")
_ROOM_LEFT = 1 << 30  # a server that cannot write its own database helps nobody
_AT_ONCE = 1 << 18
MEGABYTE = 1 << 20


class BlobDamaged(RuleViolation):
    """Its hash is another than its name; what was there of it is thrown away."""

    def __init__(self) -> None:
        super().__init__("An attachment arrived damaged. It is sent again from its beginning.")


class Blobs:
    """A name is 256 bits that nobody guesses, and what it names is read with a key of its ticket only."""

    def __init__(self, folder: Path, largest: int) -> None:
        self._folder = folder
        self._largest = largest
        self._turn = Lock()

    def held(self, name: str) -> BlobHeld:
        whole, part = self._places(name)
        if whole.exists():
            return BlobHeld(whole.stat().st_size, is_whole=True)
        return BlobHeld(part.stat().st_size if part.exists() else 0, is_whole=False)

    def put(self, name: str, offset: int, size: int, piece: bytes) -> BlobHeld:
        """The next piece of ``size`` bytes in all. One that does not begin where the last ended changes nothing."""
        if size > self._largest or offset + len(piece) > size:
            raise TooLarge(self._largest // MEGABYTE)
        with self._turn:
            held = self.held(name)
            if held.is_whole or held.size != offset:
                return held
            try:
                return self._added(name, size, piece)
            except OSError as why:
                raise of_the_system(why, self._folder) from why

    def read(self, name: str, offset: int, most: int) -> tuple[int, Iterator[bytes]]:
        """Its size, and at most so many of its bytes from there on."""
        whole, _ = self._places(name)
        try:
            size = whole.stat().st_size
        except FileNotFoundError as why:
            raise NotThere from why
        return size, _pieces(whole, offset, most)

    def _added(self, name: str, size: int, piece: bytes) -> BlobHeld:
        whole, part = self._places(name)
        if shutil.disk_usage(self._folder).free < _ROOM_LEFT + len(piece):
            raise DiskFull
        part.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        now = part.stat().st_size
        if now < size:
            return BlobHeld(now, is_whole=False)
        if _hash_of(part) != name:
            part.unlink()
            raise BlobDamaged
        part.replace(whole)
        sync_folder(whole.parent)
        return BlobHeld(now, is_whole=True)

    def _places(self, name: str) -> tuple[Path, Path]:
        if not NAME.fullmatch(name):
            raise NotThere
        place = self._folder / name[:2] / name
        return place, place.with_suffix(".part")


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pieces(path: Path, offset: int, most: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(offset)
        while piece := file.read(min(_AT_ONCE, most)):
            yield piece
            most -= len(piece)
