"""The doors of trust: enrolling, renewing, signing in and out, passwords, the audit log."""

from __future__ import annotations

from dataclasses import asdict

from core.audit import AuditKind, AuditNote
from core.door import (
    AskAudit,
    AuditLine,
    AuditPage,
    Authority,
    ChangePassword,
    Enrol,
    Enrolled,
    Health,
    Nothing,
    Renew,
    Renewed,
    SignedIn,
    SignIn,
)
from core.rights import RIGHTS, Right
from core.sync.messages import PROTOCOL
from core.trust import Account, CodeNotValid, DeskState
from server.doors import Asked, Door, Opens
from server.enrolment import pem
from server.refusals import DeskRevoked, DeskToBeWiped, NoCertificate, SignInFailed
from server.room import Room
from server.slowing import TooManyTries

_MOST_ENTRIES = 1_000
MOST_PEOPLE = 50


def health(asked: Asked) -> Health:
    asked.room.ledger.head()
    return Health(is_well=True, protocol=PROTOCOL)


def authority(asked: Asked) -> Authority:
    return Authority(asked.room.authority_pem)


def enrol(asked: Asked) -> Enrolled:
    """Who guesses from one address is slowed there. People of the desk's own are nobody who has an account here."""
    room, now = asked.room, asked.room.clock.now()
    room.strangers.check(asked.address, now)
    try:
        said = asked.body
        strangers = [one for one in said.people[:MOST_PEOPLE] if room.trust.accounts.of(one) is None]
        desk, certificate = room.enrolment.enrol(said.code, said.request.encode(), said.desk, strangers)
    except CodeNotValid:
        room.strangers.failed(asked.address, now)
        raise
    room.strangers.succeeded(asked.address)
    return Enrolled(desk.id, desk.name, pem(certificate))


def renew(asked: Asked) -> Renewed:
    return Renewed(pem(asked.room.enrolment.renew(asked.desk, asked.body.request.encode())))


def sign_in(asked: Asked) -> SignedIn:
    counted = asked.room.figures.sign_ins
    try:
        token, account = asked.room.gate.sign_in(asked.serial, asked.body.login, asked.body.password)
    except SignInFailed:
        counted.labels("failed").inc()
        raise
    except TooManyTries:
        counted.labels("slowed").inc()
        raise
    counted.labels("done").inc()
    return _signed_in(asked.room, token, account)


def sign_out(asked: Asked) -> Nothing:
    asked.room.gate.sign_out(asked.signed)
    return Nothing()


def change_password(asked: Asked) -> SignedIn:
    token = asked.room.gate.change_password(asked.signed, asked.body.old, asked.body.new)
    account = asked.room.trust.accounts.of(asked.signed.account.person)
    return _signed_in(asked.room, token, account or asked.signed.account)


def wiped(asked: Asked) -> Nothing:
    """The desk says that it destroyed its copy: the one word that is heard from a desk that is out."""
    trust = asked.room.trust
    known = trust.desks.by_serial(asked.serial) if asked.serial else None
    if known is None:
        raise NoCertificate
    desk = known[0]
    if desk.state is not DeskState.WIPE:
        raise DeskRevoked if desk.state is DeskState.REVOKED else DeskToBeWiped
    note = AuditNote(asked.room.clock.now(), AuditKind.DESK_WIPED, "", desk.id, desk.id)
    trust.desks.put_out(desk.id, DeskState.WIPED, note)
    return Nothing()


def audit(asked: Asked) -> AuditPage:
    log = asked.room.trust.log
    limit = max(1, min(asked.body.limit, _MOST_ENTRIES))
    entries = (asdict(entry) for entry in log.entries(max(asked.body.after, 0), limit))
    unsealed = ({name: one[name] for name in one if name not in ("previous", "link")} for one in entries)
    return AuditPage(tuple(AuditLine(**one) for one in unsealed))


def _signed_in(room: Room, token: str, account: Account) -> SignedIn:
    rights = tuple(right for right in Right if right in RIGHTS[account.role])
    return SignedIn(
        token,
        account.person,
        account.login,
        account.role,
        rights,
        account.must_change,
        room.settings.offline_days,
    )


DOORS = (
    Door("/v1/health", "Is it well?", Nothing, Health, Opens.TO_ANYBODY, health, method="GET"),
    Door(
        "/v1/authority",
        "Whose server is this?",
        Nothing,
        Authority,
        Opens.TO_ANYBODY,
        authority,
        method="GET",
    ),
    Door("/v1/enrol", "Make a desk one of ours.", Enrol, Enrolled, Opens.TO_ANYBODY, enrol),
    Door("/v1/renew", "A new certificate for the old one.", Renew, Renewed, Opens.TO_DESKS, renew),
    Door("/v1/sign-in", "A person sits down.", SignIn, SignedIn, Opens.TO_DESKS, sign_in),
    Door("/v1/sign-out", "A person leaves.", Nothing, Nothing, Opens.TO_NEW_PASSWORDS, sign_out),
    Door(
        "/v1/password",
        "A person changes their password.",
        ChangePassword,
        SignedIn,
        Opens.TO_NEW_PASSWORDS,
        change_password,
    ),
    Door("/v1/wiped", "A desk has destroyed its copy.", Nothing, Nothing, Opens.TO_ANYBODY, wiped),
    Door("/v1/audit", "Read the audit log.", AskAudit, AuditPage, Opens.TO_PEOPLE, audit, Right.READ_AUDIT),
)
