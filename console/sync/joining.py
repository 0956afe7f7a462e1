"""A desk becomes one of a server's: its key certified, a person signed in, an encrypted profile made for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from console.presenters.signing import MustChoosePassword, Typed
from console.sync.cabinet import Cabinet
from console.sync.entering import seat_of
from console.sync.place import FILE, ServerPlace, place_text, read_address
from console.sync.ways import Ways
from core.clock import Clock
from core.customers.identity import NumberRules
from core.door import SignedIn
from core.errors import Trouble
from core.trust import as_login, as_password

if TYPE_CHECKING:  # as in ways
    from courier.desk_key import Credentials
    from storage.desk import SqlDesk

Answer = TypeVar("Answer")
Failed = Callable[[Trouble], None]
AsText = Callable[[Mapping[str, str]], str]  # the desk's settings with these beside what was typed


class Lanes(Protocol):
    """Away from the screen's thread."""

    def aside(self, job: Callable[[], Answer], done: Callable[[Answer], None], failed: Failed) -> None: ...


@dataclass(slots=True)
class Learned:
    """What the conversation has brought so far; nothing of it is on disk."""

    host: str = ""
    port: int = 0
    fingerprint: str = ""
    credentials: Credentials | None = None
    signed: SignedIn | None = None
    password: str = field(default="", repr=False)


class Joining:
    """The Joiner of the assistant. A code that was used is not asked for again while the program runs."""

    def __init__(self, lanes: Lanes, ways: Ways, clock: Clock) -> None:
        self._lanes = lanes
        self._ways = ways
        self._clock = clock
        self.learned = Learned()

    def look(self, address: str, done: Callable[[str], None], failed: Failed) -> None:
        try:
            host, port = read_address(address)
        except Trouble as why:
            failed(why)
            return

        def looked(found: tuple[str, str]) -> None:
            self.learned = Learned(host, port, found[1])
            done(found[1])

        self._lanes.aside(lambda: self._ways.authority(host, port), looked, failed)

    def enrol(self, code: str, done: Callable[[], None], failed: Failed) -> None:
        """By the fingerprint that a person has compared: another authority is not even told the code."""
        mine = self.learned

        def enrolled(credentials: Credentials) -> None:
            mine.credentials = credentials
            done()

        self._lanes.aside(
            lambda: self._ways.enrol(mine.host, mine.port, code, mine.fingerprint), enrolled, failed
        )

    def sign_in(self, typed: Typed, done: Callable[[], None], failed: Failed) -> None:
        mine = self.learned

        def signed(answer: tuple[SignedIn, str]) -> None:
            mine.signed, mine.password = answer
            done()

        self._lanes.aside(lambda: self._sign_in(typed), signed, failed)

    def _sign_in(self, typed: Typed) -> tuple[SignedIn, str]:
        credentials = self.learned.credentials
        if credentials is None:
            raise NotEnrolled
        session = self._ways.session(credentials)
        try:
            signed = session.sign_in(as_login(typed.login), typed.password)
            if not signed.must_change:
                return signed, typed.password
            if not typed.new:
                raise MustChoosePassword
            return session.change_password(typed.password, as_password(typed.new)), typed.new
        finally:
            session.close()

    def make_profile(self, folder: Path, rules: NumberRules, key: str, settings: AsText) -> None:
        """On the database lane. The file about the server first: without a profile beside it nobody reads it."""
        from storage.desk import create_with, open_with  # noqa: PLC0415 - SQLAlchemy is loaded on the lane
        from storage.keys import write_durably  # noqa: PLC0415 - as above

        mine = self.learned
        if mine.credentials is None or mine.signed is None:
            raise NotEnrolled
        login, password = mine.signed.login, mine.password
        place = place_of(mine.credentials)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_durably(folder / FILE, place_text(place))
        create_with(folder, lambda profile, made: profile.people.make(made, login, password))
        desk = open_with(folder, lambda profile: profile.people.open(login, password), rules)
        try:
            self.take_up(desk)
            who = {"agent_id": mine.signed.person, "agent_name": login, "desk_id": place.desk}
            desk.set_setting(key, settings(who))
        finally:
            desk.close()
        mine.password = ""

    def take_up(self, desk: SqlDesk) -> None:
        """Into the open database: what proves this desk, who may sit here, and with whom it keeps in step."""
        mine = self.learned
        if mine.credentials is None or mine.signed is None:
            raise NotEnrolled
        cabinet = Cabinet(desk)
        cabinet.keep_credentials(mine.credentials)
        cabinet.keep_seat(seat_of(mine.signed, cabinet.present(self._clock.now()), ""))
        desk.replica.join(mine.fingerprint)


class NotEnrolled(Trouble):
    """A step was left out: our mistake, said nevertheless."""

    def __init__(self) -> None:
        super().__init__("This desk is not enrolled yet. Please go back and type the code.")


def place_of(credentials: Credentials) -> ServerPlace:
    return ServerPlace(credentials.host, credentials.port, credentials.authority, credentials.desk, "")
