"""The doors of the server as one table: path, what is asked and answered, who may come in, who does the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from core.audit import AuditKind, AuditNote
from core.ids import DeskId
from core.rights import Right
from server.gate import Signed
from server.refusals import NoCertificate, NoSession, NotAllowed
from server.room import Room


class Opens(Enum):
    """What has to be shown at a door."""

    TO_ANYBODY = "nothing"
    TO_DESKS = "a desk's certificate"
    TO_NEW_PASSWORDS = "certificate and session, also one with a password that IT set"
    TO_PEOPLE = "certificate and session"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what was shown, and what was said. It is worked on beside the event loop, by one thread."""

    room: Room
    body: Any
    serial: str
    address: str
    desk_id: DeskId | None = None
    signed_in: Signed | None = None

    @property
    def desk(self) -> DeskId:
        if self.desk_id is None:
            raise NoCertificate
        return self.desk_id

    @property
    def signed(self) -> Signed:
        if self.signed_in is None:
            raise NoSession
        return self.signed_in


@dataclass(frozen=True, slots=True)
class Door:
    """``work`` gets what was asked and gives the answer, both as dataclasses; ``right``: what a role must have."""

    path: str
    says: str
    takes: type[Any]
    gives: type[Any]
    opens: Opens
    work: Callable[[Asked], object]
    right: Right = Right.WORK
    method: str = "POST"
    most: int = 1 << 16
    """Bytes of a request, unpacked; 0: as the settings say."""
    judges_texts: bool = False
    """One text that no database keeps is one operation's refusal, and not that of all that came with it."""


def shown(room: Room, door: Door, serial: str, token: str) -> tuple[DeskId | None, Signed | None]:
    """Who stands at the door; raises a ``TurnedAway``."""
    if door.opens is Opens.TO_ANYBODY:
        return None, None
    if door.opens is Opens.TO_DESKS:
        return room.gate.desk(serial).id, None
    signed = room.gate.enter(serial, token, with_given_password=door.opens is Opens.TO_NEW_PASSWORDS)
    try:
        signed.must(door.right)
    except NotAllowed:
        person, now = signed.account.person, room.clock.now()
        room.trust.log.note(AuditNote(now, AuditKind.ACCESS_REFUSED, person, signed.desk, door.path))
        raise
    return signed.desk, signed


def token_of(header: str) -> str:
    kind, _, token = header.partition(" ")
    return token.strip() if kind.casefold() == "bearer" else ""
