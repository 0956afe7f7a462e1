"""The database key: 256 random bits, wrapped by a passphrase in a small file of its own."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from storage.faults import (
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileTooNew,
    PassphraseTooShort,
    WrongPassphrase,
    of_the_system,
)
from storage.slot_faults import KeyFileOfOtherSort

FORMAT = "ringdesk key"
VERSION = 1  # one passphrase; a desk that joined a server has another sort of key file: storage.slots
NEWEST = 2
SHORTEST_PASSPHRASE = 8
_MOST_MEMORY_KIB = 1 << 21  # 2 GiB: a forged file must not take the desk down


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at the passphrase costs (Argon2id, RFC 9106)."""

    memory_kib: int = 65_536
    iterations: int = 5
    lanes: int = 2


DESK_COST = Cost()  # about 0.2 s on a desk: nobody notices, and a guesser pays it every time
TEST_COST = Cost(memory_kib=64, iterations=1, lanes=1)


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """What opens one database. ``salt`` is that database's first 16 bytes: it tells whose key this is."""

    secret: bytes = field(repr=False)
    salt: bytes

    @property
    def pragma(self) -> str:
        """The form SQLCipher takes without deriving anything."""
        return f"\"x'{self.secret.hex()}{self.salt.hex()}'\""


def new_key() -> DatabaseKey:
    return DatabaseKey(token_bytes(32), token_bytes(16))


def write_key_file(path: Path, key: DatabaseKey, passphrase: str, cost: Cost = DESK_COST) -> None:
    """Durable when it returns; until then the file that was there is there still."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(SHORTEST_PASSPHRASE)
    header: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "database_salt": to_text(key.salt),
        **kdf_header(cost),
    }
    nonce = token_bytes(12)
    wrapped = AESGCM(derive(passphrase, header)).encrypt(nonce, key.secret, canonical(header))
    body = {**header, "nonce": to_text(nonce), "wrapped": to_text(wrapped)}
    body["checksum"] = checksum(body)
    write_durably(path, json.dumps(body, indent=1).encode())


def kdf_header(cost: Cost) -> dict[str, Any]:
    """How a key is derived from what is typed, and what it is for; the salt is a fresh one."""
    return {
        "kdf": "argon2id",
        "kdf_salt": to_text(token_bytes(16)),
        "memory_kib": cost.memory_kib,
        "iterations": cost.iterations,
        "lanes": cost.lanes,
        "cipher": "aes-256-gcm",
    }


def read_key_file(path: Path, passphrase: str) -> DatabaseKey:
    """The key, or why not: each reason is its own class."""
    body = load(path, VERSION)
    header = {name: body[name] for name in body if name not in ("nonce", "wrapped", "checksum")}
    try:
        cipher = AESGCM(derive(passphrase, header))
        secret = cipher.decrypt(to_bytes(body["nonce"]), to_bytes(body["wrapped"]), canonical(header))
        return DatabaseKey(secret, to_bytes(body["database_salt"]))
    except InvalidTag as why:
        raise WrongPassphrase from why
    except (KeyError, TypeError, ValueError) as why:
        raise KeyFileDamaged(path) from why


def version_of(path: Path) -> object:
    """Which sort of key file this is; raises as ``load`` does."""
    return _read(path).get("version")


def load(path: Path, version: int) -> dict[str, Any]:
    """The whole file, checked, if it is of this version."""
    body = _read(path)
    found = body.get("version")
    if found != version:
        raise KeyFileOfOtherSort if isinstance(found, int) and found <= NEWEST else KeyFileTooNew(found)
    return body


def _read(path: Path) -> dict[str, Any]:
    try:
        body = json.loads(path.read_bytes())
    except FileNotFoundError as why:
        raise KeyFileMissing(path) from why
    except OSError as why:
        raise of_the_system(why, path.parent) from why
    except ValueError as why:
        raise KeyFileDamaged(path) from why
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise KeyFileDamaged(path)
    if body.get("checksum") != checksum(body):
        raise KeyFileDamaged(path)
    return body


def derive(passphrase: str, header: dict[str, Any]) -> bytes:
    if not 0 < header["memory_kib"] <= _MOST_MEMORY_KIB:
        raise ValueError("memory_kib")
    kdf = Argon2id(
        salt=to_bytes(header["kdf_salt"]),
        length=32,
        iterations=header["iterations"],
        lanes=header["lanes"],
        memory_cost=header["memory_kib"],
    )
    return kdf.derive(_typed(passphrase))


def _typed(passphrase: str) -> bytes:
    """The same passphrase through any keyboard or input method: full-width letters and composed accents are one."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def checksum(body: dict[str, Any]) -> str:
    """Tells a damaged file from a wrong passphrase; it protects from accidents, the cipher from people."""
    return hashlib.sha256(canonical({k: v for k, v in body.items() if k != "checksum"})).hexdigest()


def to_text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def to_bytes(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except binascii.Error as why:
        raise ValueError("not base64") from why


def write_durably(path: Path, data: bytes) -> None:
    """Replace a small file: on disk under another name first, so that a crash leaves the old or the new one whole."""
    beside = path.with_name(path.name + ".new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as why:
        raise of_the_system(why, path.parent) from why


def destroy(path: Path) -> None:
    """The bytes first, then the name: a disk may keep old blocks, but no file leads to them any more."""
    try:
        if path.exists():
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.write(token_bytes(size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            sync_folder(path.parent)
    except OSError as why:
        raise of_the_system(why, path.parent) from why


def sync_folder(folder: Path) -> None:
    """Make names durable; Windows does that by itself and cannot open a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
