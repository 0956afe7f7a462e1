"""The server's folder: its names, the key file, and the certificates; only its user may open it."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

from core.errors import EnvironmentFault, RuleViolation
from server.authority import Pair, new_authority, read_pair, server_pair
from server.settings import ServerSettings
from storage.faults import of_the_system
from storage.keys import DatabaseKey, write_durably

FORMAT = "ringdesk server keys"


class FolderTaken(RuleViolation):
    """Nothing is ever made over something."""

    def __init__(self, folder: Path) -> None:
        super().__init__("There is a server in {folder} already. It was left as it is.", folder=folder)


class NoServerHere(EnvironmentFault):
    """Not initialised, or a disk that is not mounted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            'There is no server in {folder}. Make one with "init", or say with --folder where it is.',
            folder=folder,
        )


class KeysDamaged(EnvironmentFault):
    """Its checksum or its shape is wrong, or it is missing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "The key file {name} is missing or damaged. Nothing else was touched. Put it back from where you keep it: "
            "without it neither the database nor a backup can be read.",
            name=path.name,
        )


class LedgerMissing(EnvironmentFault):
    """An empty one in its place would look like a server that nobody ever used."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            "The database {name} is missing from {folder}, where a server was made. Nothing was made in its place. "
            "Put it back from where it went, such as the newest {name}.before-… beside it, or put a backup back by "
            'the word "restore".',
            name=database.name,
            folder=database.parent,
        )


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """What opens the database, seals the audit log, and wraps the private keys of the certificates."""

    database: DatabaseKey = field(repr=False)
    audit: bytes = field(repr=False)
    wrap: bytes = field(repr=False)


def new_keys() -> ServerKeys:
    return ServerKeys(
        DatabaseKey(token_bytes(32), token_bytes(16)), token_bytes(32), b64encode(token_bytes(32))
    )


class Folder:
    """``var/server`` or where IT puts it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = path / "server.toml"
        self.database = path / "ledger.db"
        self.authority = path / "authority.pem"
        self.authority_key = path / "authority.key"
        self.certificate = path / "server.pem"
        self.restoring = path / "restoring"
        self.blobs = path / "blobs"
        self.backups = path / "backups"
        self.lock = path / "server.lock"
        self.change_lock = path / "change.lock"

    def keys_file(self, settings: ServerSettings) -> Path:
        return Path(settings.keys_file) if settings.keys_file else self.path / "server.keys"

    def is_made(self) -> bool:
        return self.authority.exists()

    def make(self) -> None:
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
            for inner in (self.blobs, self.backups):
                inner.mkdir(mode=0o700, exist_ok=True)
        except OSError as why:
            raise of_the_system(why, self.path) from why


def made_folder(path: Path) -> Folder:
    """Raises ``NoServerHere``."""
    folder = Folder(path)
    if not folder.is_made():
        raise NoServerHere(path)
    return folder


def write_keys(path: Path, keys: ServerKeys) -> None:
    body = {
        "format": FORMAT,
        "version": 1,
        "database": _text(keys.database.secret),
        "salt": _text(keys.database.salt),
        "audit": _text(keys.audit),
        "wrap": _text(keys.wrap),
    }
    write_durably(path, json.dumps({**body, "checksum": _checksum(body)}, indent=1).encode())


def read_keys(path: Path) -> ServerKeys:
    try:
        body = json.loads(path.read_bytes())
        checksum = body.pop("checksum")
        if body["format"] != FORMAT or body["version"] != 1 or checksum != _checksum(body):
            raise KeysDamaged(path)
        raw = {name: b64decode(body[name], validate=True) for name in ("database", "salt", "audit", "wrap")}
    except PermissionError as why:
        raise of_the_system(why, path.parent) from why
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as why:
        raise KeysDamaged(path) from why
    return ServerKeys(DatabaseKey(raw["database"], raw["salt"]), raw["audit"], raw["wrap"])


def make_certificates(folder: Folder, keys: ServerKeys, names: Sequence[str], now: datetime) -> None:
    authority = new_authority(now)
    write_durably(folder.authority_key, authority.key_pem(keys.wrap))
    write_server_certificate(folder, keys, authority, names, now)
    write_durably(folder.authority, authority.pem)  # last: a folder with it is whole


def write_server_certificate(
    folder: Folder, keys: ServerKeys, authority: Pair, names: Sequence[str], now: datetime
) -> None:
    """Certificate and key in one file: a crash leaves a pair that fits."""
    pair = server_pair(authority, names, now)
    write_durably(folder.certificate, pair.pem + pair.key_pem(keys.wrap))


def read_authority(folder: Folder, keys: ServerKeys) -> Pair:
    return read_pair(folder.authority.read_bytes(), folder.authority_key.read_bytes(), keys.wrap)


def _text(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


def _checksum(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def is_private(path: Path) -> bool:
    """Nobody but its owner can read it; Windows has other means."""
    return os.name != "posix" or not path.stat().st_mode & 0o077
