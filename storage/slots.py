"""The key file of a desk that joined a server: a copy of the database key for each person who signed in here.

Beside the copies lies one half of another way in: the server keeps the key sealed under it, for a person who is new on
this desk or whose password was changed elsewhere. Neither the half nor what the server keeps opens anything alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from secrets import token_bytes
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.trust import as_login
from storage import keys
from storage.faults import KeyFileDamaged
from storage.keys import DESK_COST, Cost, DatabaseKey
from storage.slot_faults import KeySealedForAnother, NotAtThisDesk, WrongPassword

VERSION = 2
_SEALED = b"ringdesk desk key"


class PeopleKeys:
    """One key file. Every change is durable when it returns; until then the file that was there is there still."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def is_there(self) -> bool:
        """False also for a profile that one passphrase opens, and for no profile."""
        return self._path.exists() and keys.version_of(self._path) == VERSION

    def make(self, key: DatabaseKey, login: str, password: str, cost: Cost = DESK_COST) -> None:
        """For the first person; whatever opened this desk before does so no longer."""
        body = {
            "format": keys.FORMAT,
            "version": VERSION,
            "database_salt": keys.to_text(key.salt),
            "half": keys.to_text(token_bytes(32)),
            "people": {},
        }
        self._write(_with(body, login, password, key, cost))

    def admit(self, login: str, password: str, key: DatabaseKey, cost: Cost = DESK_COST) -> None:
        """From now on this password opens the desk for this person, and no other of theirs."""
        self._write(_with(self._read(), login, password, key, cost))

    def dismiss(self, login: str) -> None:
        body = self._read()
        if body["people"].pop(_who(body, login), None) is not None:
            self._write(body)

    def has(self, login: str) -> bool:
        body = self._read()
        return _who(body, login) in body["people"]

    def open(self, login: str, password: str) -> DatabaseKey:
        """Raises ``NotAtThisDesk`` for somebody without a copy here, ``WrongPassword`` for the wrong one."""
        body = self._read()
        slot = body["people"].get(_who(body, login))
        if slot is None:
            raise NotAtThisDesk
        try:
            header = {name: slot[name] for name in slot if name not in ("nonce", "wrapped")}
            cipher = AESGCM(keys.derive(password, header))
            nonce, wrapped = keys.to_bytes(slot["nonce"]), keys.to_bytes(slot["wrapped"])
            secret = cipher.decrypt(nonce, wrapped, _bound(body, login, header))
            return DatabaseKey(secret, keys.to_bytes(body["database_salt"]))
        except InvalidTag as why:
            raise WrongPassword from why
        except (KeyError, TypeError, ValueError) as why:
            raise KeyFileDamaged(self._path) from why

    @property
    def proof(self) -> str:
        """Shows the server that this is the desk that asked it to keep the key; tells nothing about the half."""
        return hashlib.sha256(b"proof" + keys.to_bytes(self._read()["half"])).hexdigest()

    def seal(self, key: DatabaseKey) -> str:
        """For the server to keep: it cannot open it."""
        body, nonce = self._read(), token_bytes(12)
        sealed = self._half(body).encrypt(nonce, key.secret, _SEALED + keys.to_bytes(body["database_salt"]))
        return keys.to_text(nonce + sealed)

    def unseal(self, sealed: str) -> DatabaseKey:
        body = self._read()
        salt = keys.to_bytes(body["database_salt"])
        try:
            raw = keys.to_bytes(sealed)
            return DatabaseKey(self._half(body).decrypt(raw[:12], raw[12:], _SEALED + salt), salt)
        except (InvalidTag, ValueError) as why:
            raise KeySealedForAnother from why

    def destroy(self) -> None:
        """What was encrypted with it is noise from now on; the name goes after the bytes."""
        keys.destroy(self._path)

    def _half(self, body: Mapping[str, Any]) -> AESGCM:
        return AESGCM(keys.to_bytes(body["half"]))

    def _read(self) -> dict[str, Any]:
        body = keys.load(self._path, VERSION)
        if not isinstance(body.get("people"), dict) or not isinstance(body.get("half"), str):
            raise KeyFileDamaged(self._path)
        return body

    def _write(self, body: dict[str, Any]) -> None:
        body = {name: value for name, value in body.items() if name != "checksum"}
        body["checksum"] = keys.checksum(body)
        keys.write_durably(self._path, json.dumps(body, indent=1).encode())


def _with(body: dict[str, Any], login: str, password: str, key: DatabaseKey, cost: Cost) -> dict[str, Any]:
    header, nonce = keys.kdf_header(cost), token_bytes(12)
    wrapped = AESGCM(keys.derive(password, header)).encrypt(nonce, key.secret, _bound(body, login, header))
    copy = {**header, "nonce": keys.to_text(nonce), "wrapped": keys.to_text(wrapped)}
    return {**body, "people": {**body["people"], _who(body, login): copy}}


def _who(body: Mapping[str, Any], login: str) -> str:
    """Who has a copy is not written down in plain words: a lost disk names nobody."""
    name = as_login(login)
    return hashlib.blake2b(name.encode(), key=keys.to_bytes(body["half"]), digest_size=16).hexdigest()


def _bound(body: Mapping[str, Any], login: str, header: Mapping[str, Any]) -> bytes:
    """A copy cannot be moved to another person or another database."""
    return keys.canonical({**header, "who": _who(body, login), "database_salt": body["database_salt"]})
