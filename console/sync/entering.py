"""Signing in at a joined desk: by the server when it answers, by the last known password when it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from console.presenters.signing import MustChoosePassword, NeedsCode, Typed
from console.sync.cabinet import Cabinet
from console.sync.place import ServerPlace
from console.sync.troubles import (
    DeskWiped,
    NeedsServer,
    PasswordChanged,
    TooLongOffline,
    day_of,
)
from console.sync.ways import Session, Ways, word_of
from core.clock import Clock
from core.door import SignedIn
from core.errors import EnvironmentFault, RuleViolation, Trouble
from core.sync.seat import Seat
from core.trust import Turned, as_login, as_password

if TYPE_CHECKING:  # as in ways
    from courier.desk_key import Credentials
    from storage.desk import SqlDesk
    from storage.keys import DatabaseKey
    from storage.slots import PeopleKeys


@dataclass(frozen=True, slots=True)
class Entered:
    """The desk is open. ``session`` None: the server does not answer; ``turned``: it sent this desk away.

    ``is_new``: this desk has not everything yet that it may have.
    """

    desk: SqlDesk
    seat: Seat
    credentials: Credentials
    password: str = field(repr=False)
    session: Session | None = None
    turned: Turned | None = None
    is_new: bool = False
    offset_ms: int = 0


_OF_THE_DESK = frozenset({Turned.CERTIFICATE, Turned.REVOKED, Turned.WIPE})
OpenWith = Callable[["DatabaseKey"], "SqlDesk"]


class Entrance:
    """One try is one call, on the database lane: nobody else needs it while the desk is closed."""

    def __init__(
        self, place: ServerPlace, people: PeopleKeys, ways: Ways, clock: Clock, wipe: Callable[[], None]
    ) -> None:
        self._place = place
        self._people = people
        self._ways = ways
        self._clock = clock
        self._wipe = wipe

    def enter(self, typed: Typed, open_with: OpenWith) -> Entered:
        """The open desk, or a trouble that says what to do. A failed try leaves no key in memory."""
        typed = replace(typed, login=as_login(typed.login))
        try:
            desk = open_with(self._key(typed))
            try:
                return self._checked(typed, desk)
            except BaseException:
                desk.close()
                raise
        except DeskWiped:
            self._wipe()  # once it is closed
            raise

    def _key(self, typed: Typed) -> DatabaseKey:
        """From the copy that lies here; from the server for who has none, or has a new password since."""
        from storage.slot_faults import NotAtThisDesk, WrongPassword  # noqa: PLC0415 - loaded on the lane

        try:
            return self._people.open(typed.login, typed.password)
        except NotAtThisDesk:
            unknown: Trouble = NeedsServer()
        except WrongPassword as why:
            unknown = why
        try:
            sealed = self._ways.desk_key(self._place, self._people.proof, typed.login, typed.password)
        except EnvironmentFault:
            raise unknown from None
        except RuleViolation as why:
            _heed(why)
            raise
        key = self._people.unseal(sealed)
        self._people.admit(typed.login, typed.password, key)
        return key

    def _checked(self, typed: Typed, desk: SqlDesk) -> Entered:
        cabinet = Cabinet(desk)
        credentials = cabinet.credentials()
        if credentials is None:
            raise NeedsServer
        desk.reading.desk = credentials.desk  # its log is of the calls that came here
        session, turned = self._ways.session(credentials), None
        password = typed.password
        try:
            signed, password = self._sign_in(session, typed)
            seat = self._seated(cabinet, signed)
        except EnvironmentFault:
            seat, turned = self._offline(cabinet, typed.login), cabinet.turned
        except RuleViolation as why:
            session.close()
            if typed.code and word_of(why) in _OF_THE_DESK:
                self._let_in(cabinet, credentials, typed.code, why)
                return self._checked(replace(typed, code=""), desk)
            seat, turned = self._turned(cabinet, typed.login, why)
        from storage.parked_drafts import sit_down  # noqa: PLC0415 - loaded on the lane

        sit_down(desk.database, seat.person)
        if password != typed.password:
            desk.keys.admit(typed.login, password)
        has_session = bool(session.token)
        if not has_session:
            session.close()
        return Entered(
            desk,
            seat,
            credentials,
            password,
            session if has_session else None,
            turned,
            not desk.replica.standing().checkpoint,
            desk.refusals.offset_ms(),
        )

    def _let_in(
        self, cabinet: Cabinet, credentials: Credentials, code: str, turned_away: RuleViolation
    ) -> None:
        """IT's newest word about this desk. It holds once, so it is used only when the server turned the desk away."""
        try:
            again = self._ways.enrol_again(credentials, code)
        except RuleViolation:
            _heed(turned_away)
            raise
        cabinet.keep_credentials(again)
        cabinet.keep_turned(None)

    def _turned(self, cabinet: Cabinet, login: str, why: RuleViolation) -> tuple[Seat, Turned]:
        """The server said no. A desk that was sent away can be read as long as it could be offline."""
        word = word_of(why)
        if word in (Turned.REVOKED, Turned.CERTIFICATE):
            cabinet.keep_turned(word)
        if word is Turned.REVOKED:
            return self._offline(cabinet, login), word
        if word is Turned.CERTIFICATE:
            try:
                return self._offline(cabinet, login), word
            except (NeedsServer, TooLongOffline):
                raise NeedsCode from why
        _heed(why)
        if word is Turned.PASSWORD:
            self._people.dismiss(login)
            raise PasswordChanged from why
        raise why

    def _sign_in(self, session: Session, typed: Typed) -> tuple[SignedIn, str]:
        signed = session.sign_in(typed.login, typed.password)
        if not signed.must_change:
            return signed, typed.password
        if not typed.new:
            raise MustChoosePassword
        return session.change_password(typed.password, as_password(typed.new)), typed.new

    def _seated(self, cabinet: Cabinet, signed: SignedIn) -> Seat:
        known = cabinet.seat(signed.login)
        now = cabinet.present(self._clock.now())
        seat = seat_of(signed, now, known.name if known else "")
        cabinet.keep_seat(seat)
        cabinet.keep_turned(None)
        return seat

    def _offline(self, cabinet: Cabinet, login: str) -> Seat:
        seat, now = cabinet.seat(login), cabinet.present(self._clock.now())
        if seat is None:
            raise NeedsServer
        if not seat.holds(now):
            raise TooLongOffline(seat.offline_days, day_of(seat.checked_at))
        return seat


def _heed(why: RuleViolation) -> None:
    """A word that is an order."""
    if word_of(why) is Turned.WIPE:
        raise DeskWiped from why


def seat_of(signed: SignedIn, now: datetime, name: str) -> Seat:
    return Seat(signed.person, signed.login, signed.role, signed.rights, signed.offline_days, now, name)
