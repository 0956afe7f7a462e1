"""The desk and its server, as far as a person changes it on the settings: joining later, and one's password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from console.parts import Parts
from console.presenters.signing import Typed
from console.presenters.workplace import Me
from console.sync.cabinet import Cabinet
from console.sync.corner import SyncCorner
from console.sync.entering import Entered
from console.sync.joining import Before, Joining
from console.sync.ways import Ways
from core.errors import EnvironmentFault, RuleViolation, Trouble
from core.sync.standing import Stand
from core.trust import as_password

if TYPE_CHECKING:  # what proves a desk is loaded on the lanes
    from courier.desk_key import Credentials

Done = Callable[[], None]
Failed = Callable[[Trouble], None]


class HasJoined(RuleViolation):
    """No trouble at all, and said where troubles are said: on the unlock screen."""

    def __init__(self) -> None:
        super().__init__(
            "This desk has joined the server. Sign in with the name and password that you use there."
        )


class NotReached(EnvironmentFault):
    """A password is the server's: it cannot be changed without it."""

    def __init__(self) -> None:
        super().__init__(
            "A password is changed at the server, and the server does not answer now. Nothing was changed."
        )


class Seated(Protocol):
    """Who sits at the joined desk, and what goes on with its server."""

    entered: Entered | None
    corner: SyncCorner


class Membership:
    """As the page of the settings asks for it."""

    def __init__(
        self, parts: Parts, ways: Ways, joining: Joining, sync: Seated, lock: Callable[[Trouble], None]
    ) -> None:
        self._parts = parts
        self._ways = ways
        self._sync = sync
        self._lock = lock
        self._joining = joining

    @property
    def address(self) -> str:
        return self._parts.gate.address

    @property
    def login(self) -> str:
        entered = self._sync.entered
        return entered.seat.login if entered is not None else ""

    @property
    def needs_code(self) -> bool:
        """The server turned this desk away: it comes in again by a code of IT's only."""
        return self._sync.corner.keeper.standing.stand is Stand.WITHDRAWN

    def take_up(self, done: Done, failed: Failed) -> None:
        parts, folder = self._parts, self._parts.profile.folder

        def joined(_: None) -> None:
            done()
            parts.unlock.asks_people(parts.gate.address)
            self._lock(HasJoined())

        parts.door.act(lambda desk: self._joining.convert(folder, desk), joined, failed)

    def change_password(self, typed: Typed, done: Done, failed: Failed) -> None:
        """At the server first; then the copy of the key on this desk follows."""
        entered, parts = self._sync.entered, self._parts
        if entered is None:
            failed(NotReached())
            return

        def change() -> str:
            session = self._ways.session(entered.credentials)
            try:
                session.sign_in(typed.login, typed.password)
                session.change_password(typed.password, as_password(typed.new))
            finally:
                session.close()
            self._sync.corner.keeper.knows(typed.new)  # before the next round, which goes over the same lane
            return typed.new

        def changed(new: str) -> None:
            parts.door.act(lambda desk: desk.keys.admit(typed.login, new), lambda _: done(), failed)

        parts.background.with_server(change, changed, failed)

    def enrol_again(self, code: str, done: Done, failed: Failed) -> None:
        """The same desk once more, with all it holds and all that waits in it."""
        entered, parts = self._sync.entered, self._parts
        if entered is None:
            failed(NotReached())
            return

        def certified(fresh: Credentials) -> None:
            parts.door.act(lambda desk: Cabinet(desk).keep_credentials(fresh), lambda _: kept(fresh), failed)

        def kept(fresh: Credentials) -> None:
            self._sync.entered = replace(entered, credentials=fresh)
            self._sync.corner.keeper.let_in(fresh)
            done()

        old = entered.credentials
        parts.background.with_server(lambda: self._ways.enrol_again(old, code), certified, failed)


def before_of(is_joined: bool, me: Me) -> Before:
    """Under which ids this desk has worked alone."""
    return Before() if is_joined else Before(me.desk, me.agent, me.teams)
