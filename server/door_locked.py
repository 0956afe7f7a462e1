"""The doors for desks that nobody has unlocked: their certificate lies behind the key that they may ask for here."""

from __future__ import annotations

import hmac

from core.audit import AuditKind, AuditNote
from core.door import Nothing
from core.door_desk import AskKey, AskStanding, DeskKey, DeskStanding, KeepKey
from core.ids import DeskId
from core.sync.messages import Misshapen
from core.trust import DeskState
from server.doors import Asked, Door, Opens
from server.gate import digest_of
from server.refusals import DeskRevoked, DeskToBeWiped, NoCertificate, SignInFailed
from server.slowing import TooManyTries
from storage.ledger.trust.desk_keys import KeptKey

_LONGEST = 1_024  # a sealed key of 32 bytes needs a tenth of it


def keep(asked: Asked) -> Nothing:
    """Sealed on the desk: nobody here could open it."""
    if max(len(asked.body.proof), len(asked.body.sealed)) > _LONGEST:
        raise Misshapen("KeepKey")
    room = asked.room
    room.trust.desk_keys.keep(asked.desk, asked.body.proof, asked.body.sealed, room.clock.now())
    return Nothing()


def give(asked: Asked) -> DeskKey:
    """Who guesses is slowed as at the sign-in; a desk that is out is told so, if it is that desk."""
    kept = _known(asked)
    if kept.state is DeskState.REVOKED:
        raise DeskRevoked
    if kept.state is not DeskState.ENROLLED:
        raise DeskToBeWiped
    room, desk = asked.room, DeskId(asked.body.desk)
    counted = room.figures.sign_ins
    try:
        account = room.gate.prove(desk, asked.body.login, asked.body.password)
    except SignInFailed:
        counted.labels("failed").inc()
        raise
    except TooManyTries:
        counted.labels("slowed").inc()
        raise
    room.trust.log.note(AuditNote(room.clock.now(), AuditKind.DESK_KEY_GIVEN, account.person, desk, desk))
    return DeskKey(kept.sealed)


def standing(asked: Asked) -> DeskStanding:
    return DeskStanding(_known(asked).state)


def wiped(asked: Asked) -> Nothing:
    """The key is gone there, and with it the certificate: only the desk's half is left to show."""
    if _known(asked).state is DeskState.WIPE:
        desk = DeskId(asked.body.desk)
        note = AuditNote(asked.room.clock.now(), AuditKind.DESK_WIPED, "", desk, desk)
        asked.room.trust.desks.put_out(desk, DeskState.WIPED, note)
    return Nothing()


def _known(asked: Asked) -> KeptKey:
    """A desk that shows its half. Which of the two was wrong is not said.

    A half has 256 bits, so nobody guesses it: a wrong one is that of a desk the server knows no more. Such a desk asks
    again and again, so it is counted once, and by itself: its neighbours behind the same address wait for nothing.
    """
    room, now = asked.room, asked.room.clock.now()
    whence = digest_of(f"{asked.address} {asked.body.desk}")
    room.strangers.check(whence, now)
    kept = room.trust.desk_keys.find(DeskId(asked.body.desk[:_LONGEST]))
    shown = asked.body.proof.encode("utf-8", "surrogatepass")
    if kept is None or not hmac.compare_digest(kept.proof.encode("utf-8", "surrogatepass"), shown):
        room.strangers.failed(whence, now, digest_of(asked.body.proof))
        raise NoCertificate
    room.strangers.succeeded(whence)
    return kept


DOORS = (
    Door("/v1/desk-key/keep", "Keep this desk's sealed key.", KeepKey, Nothing, Opens.TO_PEOPLE, keep),
    Door("/v1/desk-key", "The sealed key, for a person.", AskKey, DeskKey, Opens.TO_ANYBODY, give),
    Door(
        "/v1/desk-standing", "Is this desk still ours?", AskStanding, DeskStanding, Opens.TO_ANYBODY, standing
    ),
    Door("/v1/desk-wiped", "A locked desk is destroyed.", AskStanding, Nothing, Opens.TO_ANYBODY, wiped),
)
