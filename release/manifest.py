"""The signed list of a program's files, and the check of every file against it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MANIFEST = "MANIFEST"
FIRST_LINE = "ringdesk manifest 1"
SIGNATURE = "signature "
LINK = "link"


class NoManifest(Exception):
    """There is none, or it is not one."""


class NotSigned(Exception):
    """The list is not what the holder of the key signed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file by its hash, or one link by where it leads."""

    path: str
    kind: str  # a SHA-256, or "link"
    extra: str  # the size, or where the link leads


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as it was signed; ``what`` is altered, missing or added."""

    what: str
    path: str


def key_inside() -> Ed25519PublicKey | None:
    """The public key that was frozen into the program's own archive; none when it runs from source."""
    try:
        module = importlib.import_module("ringdesk_release_key")
    except ModuleNotFoundError:
        return None
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(module.PUBLIC_KEY))


def fingerprint(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:32]


def entries_of(folder: Path) -> Iterator[Entry]:
    """Everything below the folder but the manifest itself, in one order on every machine."""
    for path in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield Entry(name, LINK, path.readlink().as_posix())
        elif path.is_file() and name != MANIFEST:
            yield Entry(name, _hash(path), str(path.stat().st_size))


def sign(folder: Path, about: str, key: Ed25519PrivateKey) -> Path:
    """Write the manifest; the same files and key give the same bytes."""
    lines = [FIRST_LINE, f"about {about}", *(f"{e.kind} {e.extra}\t{e.path}" for e in entries_of(folder))]
    text = "\n".join(lines) + "\n"
    signature = base64.b64encode(key.sign(text.encode())).decode()
    file = folder / MANIFEST
    file.write_text(f"{text}{SIGNATURE}{signature}\n", encoding="utf-8")
    return file


def read_signed(folder: Path, key: Ed25519PublicKey) -> tuple[Entry, ...]:
    """The entries, once the signature is known to be good."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as why:
        raise NoManifest from why
    body, found, last = text.rpartition(SIGNATURE)
    if not found or not text.startswith(FIRST_LINE):
        raise NoManifest
    try:
        key.verify(base64.b64decode(last.strip(), validate=True), body.encode())
    except (InvalidSignature, binascii.Error) as why:
        raise NotSigned from why
    return tuple(_entry(line) for line in body.splitlines()[2:])


def differences(folder: Path, key: Ed25519PublicKey) -> tuple[Difference, ...]:
    """What is not as it was signed. A file that nobody signed counts: the program might load it."""
    signed = {entry.path: entry for entry in read_signed(folder, key)}
    found = {entry.path: entry for entry in entries_of(folder)}
    missing = [Difference("missing", path) for path in signed if path not in found]
    altered = [
        Difference("altered", path) for path in signed if path in found and found[path] != signed[path]
    ]
    added = [Difference("added", path) for path in found if path not in signed]
    return (*altered, *missing, *added)


def _entry(line: str) -> Entry:
    facts, _, path = line.partition("\t")
    kind, _, extra = facts.partition(" ")
    return Entry(path, kind, extra)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
