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
from core.directory import names_of
from core.door import SignedIn
from core.errors import Trouble
from core.ids import DeskId
from core.rights import Right
from core.tickets.commands import SaveDirectory, Stamp
from core.trust import as_login, as_password

if TYPE_CHECKING:  # as in ways
    from courier.desk_key import Credentials
    from storage.desk import SqlDesk

Answer = TypeVar("Answer")
Failed = Callable[[Trouble], None]
Bring = Callable[["SqlDesk", Stamp], None]
AsText = Callable[[Mapping[str, str]], str]  # the desk's settings with these beside what was typed


class Lanes(Protocol):
    """Away from the screen's thread."""

    def aside(self, job: Callable[[], Answer], done: Callable[[Answer], None], failed: Failed) -> None: ...


@dataclass(frozen=True, slots=True)
class Before:
    """What a desk was called while it worked alone; nothing of a new one."""

    desk: DeskId | None = None
    agent: str = ""
    teams: tuple[str, ...] = ()


ALONE = Before()


@dataclass(slots=True)
class Learned:
    """What the conversation has brought so far; nothing of it is on disk."""

    host: str = ""
    port: int = 0
    fingerprint: str = ""
    credentials: Credentials | None = None
    signed: SignedIn | None = None
    password: str = field(default="", repr=False)
    teams: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()

    @property
    def is_bare(self) -> bool:
        """Nobody has shaped this server yet, and this person may."""
        may = self.signed is not None and Right.SHAPE_DIRECTORY in self.signed.rights
        return may and "edition" not in self.kinds


class Joining:
    """The Joiner of the assistant. A code that was used is not asked for again while the program runs."""

    def __init__(
        self, lanes: Lanes, ways: Ways, clock: Clock, before: Callable[[], Before] = lambda: ALONE
    ) -> None:
        """``before``: under which ids this desk has worked alone."""
        self._before = before
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
        mine, before = self.learned, self._before()

        def enrolled(credentials: Credentials) -> None:
            mine.credentials = credentials
            done()

        self._lanes.aside(
            lambda: self._ways.enrol(mine.host, mine.port, code, mine.fingerprint, before.desk),
            enrolled,
            failed,
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
            signed, password = session.sign_in(as_login(typed.login), typed.password), typed.password
            if signed.must_change:
                if not typed.new:
                    raise MustChoosePassword
                signed, password = (
                    session.change_password(typed.password, as_password(typed.new)),
                    typed.new,
                )
            page = session.preview(1)
            teams = (key.removeprefix("team:") for key in page.keys if key.startswith("team:"))
            self.learned.teams = tuple(teams)
            self.learned.kinds = frozenset(row.kind for row in page.rows)
            return signed, password
        finally:
            session.close()

    def make_profile(
        self, folder: Path, rules: NumberRules, key: str, settings: AsText, bring: Bring = lambda *_: None
    ) -> None:
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
            if mine.is_bare:
                bring(desk, Stamp(mine.signed.person, place.desk, self._clock.now()))
            who = {"agent_id": mine.signed.person, "agent_name": login, "desk_id": place.desk}
            desk.set_setting(key, settings(who))
        finally:
            desk.close()
        mine.password = ""

    def convert(self, folder: Path, desk: SqlDesk) -> None:
        """A desk that worked alone, open now. The key file comes last: until then the passphrase opens it."""
        from storage.keys import write_durably  # noqa: PLC0415 - as above
        from storage.takeover import leave_out, take_over  # noqa: PLC0415 - as above

        mine, before = self.learned, self._before()
        if mine.credentials is None or mine.signed is None:
            raise NotEnrolled
        teams = {old: mine.teams[0] for old in before.teams if mine.teams}
        take_over(desk.database, {before.agent: mine.signed.person} if before.agent else {}, teams)
        if not mine.is_bare:
            leave_out(desk.database, ("save_edition", "save_directory"))
        self.take_up(desk)
        if mine.is_bare:
            names = names_of(desk.read.directory()).entries
            categories = tuple(one for one in names if one.ref.startswith("category:"))
            stamp = Stamp(mine.signed.person, mine.credentials.desk, self._clock.now())
            desk.perform(SaveDirectory(stamp, categories))
        write_durably(folder / FILE, place_text(place_of(mine.credentials)))
        desk.keys.admit(mine.signed.login, mine.password)
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
