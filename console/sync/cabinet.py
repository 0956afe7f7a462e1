"""What a joined desk keeps of its server inside the encrypted database: proof of itself, and who may work here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from core.sync.plain import from_plain, to_plain
from core.sync.seat import Seat, never_back
from core.trust import Turned

if TYPE_CHECKING:  # as in ways
    from courier.desk_key import Credentials

_CREDENTIALS, _SEATS, _LATEST, _KEPT, _TURNED = (
    "server credentials",
    "server seats",
    "server latest",
    "server keeps key",
    "server turned away",
)


class Drawers(Protocol):
    """The part of the desk that remembers texts by name."""

    def setting(self, key: str) -> str | None: ...
    def set_setting(self, key: str, value: str) -> None: ...


class Cabinet:
    """On the database lane only."""

    def __init__(self, desk: Drawers) -> None:
        self._desk = desk

    def credentials(self) -> Credentials | None:
        from courier.desk_key import Credentials  # noqa: PLC0415 - loaded on the lane

        text = self._desk.setting(_CREDENTIALS)
        return from_plain(Credentials, json.loads(text)) if text else None

    def keep_credentials(self, credentials: Credentials) -> None:
        self._desk.set_setting(_CREDENTIALS, json.dumps(to_plain(credentials)))

    def seat(self, login: str) -> Seat | None:
        return self._seats().get(login)

    def keep_seat(self, seat: Seat) -> None:
        self._keep({**self._seats(), seat.login: seat})

    def name(self, login: str, name: str) -> None:
        """As the directory has it now; known before the directory is read."""
        seats = self._seats()
        if login in seats and seats[login].name != name:
            self._keep({**seats, login: replace(seats[login], name=name)})

    def drop_seat(self, login: str) -> None:
        self._keep({name: seat for name, seat in self._seats().items() if name != login})

    def present(self, now: datetime) -> datetime:
        """The present, never before what was once seen here."""
        text = self._desk.setting(_LATEST)
        known = datetime.fromisoformat(text) if text else None
        latest = never_back(known, now)
        if latest != known:
            self._desk.set_setting(_LATEST, latest.isoformat())
        return latest

    @property
    def turned(self) -> Turned | None:
        """With which word the server sent this desk away, until it lets it in again."""
        text = self._desk.setting(_TURNED)
        return Turned(text) if text else None

    def keep_turned(self, word: Turned | None) -> None:
        text = word.value if word is not None else ""
        if (self._desk.setting(_TURNED) or "") != text:
            self._desk.set_setting(_TURNED, text)

    def is_key_kept(self, epoch: str) -> bool:
        """By the server of now: one that was put back from a backup may never have had it."""
        return self._desk.setting(_KEPT) == epoch

    def key_is_kept(self, epoch: str) -> None:
        self._desk.set_setting(_KEPT, epoch)

    def _seats(self) -> Mapping[str, Seat]:
        plain = json.loads(self._desk.setting(_SEATS) or "{}")
        return {name: from_plain(Seat, one) for name, one in plain.items()}

    def _keep(self, seats: Mapping[str, Seat]) -> None:
        plain = {name: to_plain(seat) for name, seat in seats.items()}
        self._desk.set_setting(_SEATS, json.dumps(plain, ensure_ascii=False))
