"""Encrypted files beside the database: sealed in pieces, named by their hash, whole under their name or not at all.

A piece is 1 MiB, sealed by AES-256-GCM under a key of this file alone; its number and whether it is the last one are
bound in, so that pieces can be neither exchanged nor left out.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import RuleViolation
from core.tickets.files import LARGEST, Content, FileDamaged, FileNotHere, FileTooLarge, clean_name
from storage.faults import of_the_system
from storage.keys import sync_folder

PIECE, TAG = 1 << 20, 16
_BOUND = b"ringdesk file 1"
_NAME = re.compile(r"[0-9a-f]{64}")
HALF, PART = ".new", ".part"  # being sealed; being fetched
Told = Callable[[int, int], None]  # bytes done, of how many


class NotAFile(RuleViolation):
    """A folder, a device, or something that cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            '"{name}" cannot be read. Choose a file that you may open; a folder has to be packed first.',
            name=name,
        )


def sealed_size(size: int) -> int:
    return size + TAG * max(1, -(-size // PIECE))


class BlobFolder:
    """On any thread: every step is a file of its own name, and the last step is a rename."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def seal_file(self, path: Path, name: str, told: Told = lambda *_: None) -> Content:
        """The file as it is now; it may be changed or thrown away afterwards."""
        try:
            if not path.is_file():
                raise NotAFile(name)
            with path.open("rb") as source:
                size = os.fstat(source.fileno()).st_size
                if size > LARGEST:
                    raise FileTooLarge(name)
                return self._sealed(source, name, lambda done: told(done, size))
        except PermissionError as why:
            raise NotAFile(name) from why
        except OSError as why:
            raise of_the_system(why, self.folder) from why

    def seal_bytes(self, content: bytes, name: str, told: Told = lambda *_: None) -> Content:
        """What never was a file."""
        try:
            return self._sealed(BytesIO(content), name, lambda done: told(done, len(content)))
        except OSError as why:
            raise of_the_system(why, self.folder) from why

    def opened(self, content: Content, name: str) -> Iterator[bytes]:
        """Its bytes, piece by piece, each proved before it is given."""
        cipher = AESGCM(bytes.fromhex(content.key))
        left, number = content.size, 0
        try:
            with self.place(content.blob).open("rb") as file:
                while True:
                    last = left <= PIECE
                    sealed = file.read((left if last else PIECE) + TAG)
                    yield cipher.decrypt(_nonce(number), sealed, _binding(number, last))
                    left, number = left - PIECE, number + 1
                    if last:
                        break
                if file.read(1):
                    raise FileDamaged(name)
        except FileNotFoundError as why:
            raise FileNotHere(name) from why
        except (InvalidTag, ValueError) as why:
            raise FileDamaged(name) from why
        except OSError as why:
            raise of_the_system(why, self.folder) from why

    def save(self, content: Content, name: str, target: Path, told: Told = lambda *_: None) -> None:
        """In plain, where a person wants it: whole, or what was there before."""
        beside = target.with_name(f".{target.name[:100]}.{token_hex(4)}{HALF}")
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                for piece in self.opened(content, name):
                    file.write(piece)
                    told(min(file.tell(), content.size), content.size)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
            sync_folder(target.parent)
        except OSError as why:
            raise of_the_system(why, target.parent) from why
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def piece(self, blob: str, offset: int, most: int = PIECE) -> bytes:
        """Of the encrypted bytes, as they are sent."""
        try:
            with self.place(blob).open("rb") as file:
                file.seek(offset)
                return file.read(most)
        except FileNotFoundError as why:
            raise FileNotHere(blob[:8]) from why
        except OSError as why:
            raise of_the_system(why, self.folder) from why

    def is_whole(self, blob: str) -> bool:
        """Its bytes are what its name says."""
        try:
            with self.place(blob).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == blob
        except OSError:
            return False

    def fetched(self, blob: str) -> int:
        """How much of it has come so far."""
        part = self.place(blob).with_suffix(PART)
        return part.stat().st_size if part.exists() else 0

    def add(self, blob: str, piece: bytes, size: int) -> bool | None:
        """The next piece that came, of ``size`` bytes in all. True: it is whole now; None: it came damaged."""
        place = self.place(blob)
        part = place.with_suffix(PART)
        try:
            self._make(place.parent)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
                file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            if part.stat().st_size < size:
                return False
            with part.open("rb") as whole:
                is_it = hashlib.file_digest(whole, "sha256").hexdigest() == blob
            if not is_it:
                part.unlink()
                return None
            part.replace(place)
            sync_folder(place.parent)
        except OSError as why:
            raise of_the_system(why, self.folder) from why
        return True

    def drop(self, blob: str) -> None:
        for place in (self.place(blob), self.place(blob).with_suffix(PART)):
            with suppress(OSError):
                place.unlink(missing_ok=True)

    def place(self, blob: str) -> Path:
        """Nothing but a hash is a name, whoever says it."""
        if not _NAME.fullmatch(blob):
            raise FileNotHere(clean_name(blob))
        return self.folder / blob[:2] / blob

    def _sealed(self, source: IO[bytes], name: str, told: Callable[[int], None]) -> Content:
        self._make(self.folder)
        half = self.folder / f"{token_hex(8)}{HALF}"
        secret = token_bytes(32)
        try:
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                size, digest, blob = _seal(source, file, secret, name, told)
                file.flush()
                os.fsync(file.fileno())
            place = self.place(blob)
            self._make(place.parent)
            half.replace(place)
            sync_folder(place.parent)
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)
        return Content(size, digest, blob, secret.hex())

    def _make(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(folder.parent)


def _seal(
    source: IO[bytes], target: IO[bytes], secret: bytes, name: str, told: Callable[[int], None]
) -> tuple[int, str, str]:
    """Size and hash of what was read, and the hash of what was written. It may grow while it is read."""
    cipher, plain_hash, sealed_hash = AESGCM(secret), hashlib.sha256(), hashlib.sha256()
    size, number, piece = 0, 0, source.read(PIECE)
    while True:
        following = source.read(PIECE) if len(piece) == PIECE else b""
        size += len(piece)
        if size > LARGEST:
            raise FileTooLarge(name)
        sealed = cipher.encrypt(_nonce(number), piece, _binding(number, not following))
        target.write(sealed)
        plain_hash.update(piece)
        sealed_hash.update(sealed)
        told(size)
        if not following:
            return size, plain_hash.hexdigest(), sealed_hash.hexdigest()
        piece, number = following, number + 1


def _nonce(number: int) -> bytes:
    """The key is of one file, so that a number is enough."""
    return number.to_bytes(12, "big")


def _binding(number: int, last: bool) -> bytes:
    return _BOUND + number.to_bytes(4, "big") + bytes([last])
