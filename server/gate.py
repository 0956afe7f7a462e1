"""The gate: which desk, which person, and what they may. Asked again for every request."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from core.audit import AuditKind, AuditNote
from core.clock import Clock
from core.ids import DeskId
from core.rights import RIGHTS, Right
from core.trust import Account, CertificateState, DeskState, EnrolledDesk, Session, as_password
from server.passwords import Passwords
from server.refusals import (
    DeskRevoked,
    DeskToBeWiped,
    MustChangePassword,
    NoCertificate,
    NoSession,
    NotAllowed,
    SignInFailed,
)
from server.settings import ServerSettings
from server.slowing import Slowing
from storage.ledger.trust.accounts import Accounts
from storage.ledger.trust.audit_log import AuditLog
from storage.ledger.trust.desk_keys import DeskKeys
from storage.ledger.trust.desks import Desks
from storage.ledger.trust.sessions import Sessions

_SEEN_EVERY = timedelta(minutes=1)  # a sign of life is written at most so often


@dataclass(frozen=True, slots=True)
class Signed:
    """Who asks: a person who signed in at an enrolled desk."""

    account: Account
    desk: DeskId
    digest: str

    @property
    def rights(self) -> frozenset[Right]:
        return RIGHTS[self.account.role]

    def must(self, right: Right) -> None:
        """Raises ``NotAllowed``."""
        if right not in self.rights:
            raise NotAllowed


@dataclass(frozen=True, slots=True)
class Trust:
    """The tables of trust together."""

    accounts: Accounts
    desks: Desks
    sessions: Sessions
    log: AuditLog
    desk_keys: DeskKeys


class Gate:
    """Nothing is remembered between requests: what IT changed holds for the next one."""

    def __init__(
        self, trust: Trust, slowing: Slowing, passwords: Passwords, settings: ServerSettings, clock: Clock
    ) -> None:
        self._trust = trust
        self._slowing = slowing
        self._passwords = passwords
        self._settings = settings
        self._clock = clock

    def desk(self, serial: str) -> EnrolledDesk:
        """The desk of a certificate that TLS has checked, if it may come in."""
        known = self._trust.desks.by_serial(serial) if serial else None
        if known is None:
            raise NoCertificate
        desk, certificate = known
        if desk.state is DeskState.REVOKED:
            raise DeskRevoked
        if desk.state in (DeskState.WIPE, DeskState.WIPED):
            raise DeskToBeWiped
        if certificate.state is CertificateState.REPLACED:
            raise NoCertificate
        if certificate.state is CertificateState.FRESH:
            self._trust.desks.first_use(certificate)
        return desk

    def enter(self, serial: str, token: str, *, with_given_password: bool = False) -> Signed:
        """The person of a session at its own desk."""
        desk = self.desk(serial)
        digest = digest_of(token)
        session = self._trust.sessions.find(digest) if token else None
        now = self._clock.now()
        if (
            session is None
            or session.desk != desk.id
            or now - session.began_at > self._settings.whole_session
            or now - session.seen_at > self._settings.idle
        ):
            raise NoSession
        account = self._trust.accounts.of(session.person)
        if account is None or account.is_locked:
            raise NoSession
        if account.must_change and not with_given_password:
            raise MustChangePassword
        if now - session.seen_at > _SEEN_EVERY:
            self._trust.sessions.touch([digest], now)
        if desk.seen_at is None or now - desk.seen_at > _SEEN_EVERY:
            self._trust.desks.seen(desk.id, now)
        return Signed(account, desk.id, digest)

    def sign_in(self, serial: str, login: str, password: str) -> tuple[str, Account]:
        """A token and whose it is. Every failure looks the same and takes as long."""
        desk = self.desk(serial)
        account = self.prove(desk.id, login, password)
        return self._begin(account, desk.id), account

    def prove(self, desk: DeskId, login: str, password: str) -> Account:
        """Whose password this is. Who guesses is slowed, and noted."""
        now = self._clock.now()
        name = _spelled(login[:256])
        self._slowing.begin(name, desk, now)
        account = self._proved(name, password)
        if account is None:
            about = hashlib.blake2b(name.encode(), digest_size=8).hexdigest()  # passwords are typed there too
            self._trust.log.note(AuditNote(now, AuditKind.SIGN_IN_FAILED, "", desk, about))
            raise SignInFailed
        self._slowing.succeeded(name, desk, now)
        return account

    def sign_out(self, who: Signed) -> None:
        note = AuditNote(self._clock.now(), AuditKind.SIGNED_OUT, who.account.person, who.desk)
        self._trust.sessions.end(who.digest, note)

    def change_password(self, who: Signed, old: str, new: str) -> str:
        """A fresh token: every session of the person ended, this one too."""
        now = self._clock.now()
        wanted = as_password(new)
        self._slowing.begin(who.account.login, who.desk, now)
        if self._proved(who.account.login, old) is None:
            person = who.account.person
            self._trust.log.note(AuditNote(now, AuditKind.PASSWORD_KEPT, person, who.desk, person))
            raise SignInFailed
        self._slowing.succeeded(who.account.login, who.desk, now)
        note = AuditNote(now, AuditKind.PASSWORD_SET, who.account.person, who.desk, who.account.person)
        hashed = self._passwords.hashed(wanted)
        self._trust.accounts.set_password(who.account.person, hashed, note, must_change=False)
        return self._begin(who.account, who.desk)

    def _begin(self, account: Account, desk: DeskId) -> str:
        token, now = secrets.token_urlsafe(32), self._clock.now()
        note = AuditNote(now, AuditKind.SIGNED_IN, account.person, desk)
        session = Session(account.person, desk, now, now)
        self._trust.sessions.begin(digest_of(token), session, self._settings.sessions_each, note)
        return token

    def _proved(self, login: str, password: str) -> Account | None:
        known = self._trust.accounts.by_login(login)
        typed = _typed(password)
        is_right = self._passwords.is_right(typed, known[1] if known else None)
        if known is None or not is_right or known[0].is_locked:
            return None
        if self._passwords.is_old(known[1]):
            self._trust.accounts.rehash(known[0].person, self._passwords.hashed(typed))
        return known[0]


def _spelled(login: str) -> str:
    return unicodedata.normalize("NFKC", login).strip().casefold()


def _typed(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def digest_of(token: str) -> str:
    """What is kept of a secret that is random itself: who reads the database cannot come in with it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
