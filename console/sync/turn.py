"""One round with the server: blocking, on the server's lane; each database step hops over to the one lane there is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from console.sync.cabinet import Cabinet
from console.sync.entering import seat_of
from console.sync.ways import Session, Ways, word_of
from core.clock import Clock
from core.errors import EnvironmentFault, RuleViolation, Trouble
from core.sync.exchange import Exchange, Lane, Outcome
from core.sync.live import Brought
from core.sync.records import Ref
from core.sync.seat import Seat
from core.trust import Turned

if TYPE_CHECKING:  # as in ways
    from courier.desk_key import Credentials
    from storage.desk import SqlDesk
    from storage.replica.refusals import Figures

LOG = logging.getLogger("console.sync")
T = TypeVar("T")


class Hop(Protocol):
    """Does something with the open desk on the database lane, and waits for it."""

    def __call__(self, act: Callable[[SqlDesk], T], /) -> T: ...


class Ended(EnvironmentFault):
    """The desk is being locked: the round is left where it is; all it achieved is on disk."""

    def __init__(self) -> None:
        super().__init__("The desk is being locked.")


class PasswordGiven(RuleViolation):
    """IT set a new password meanwhile."""

    word = Turned.CHANGE_PASSWORD

    def __init__(self) -> None:
        super().__init__("IT gave you a new password. Lock the desk and sign in with it.")


@dataclass(slots=True)
class Turn:
    """One unlocking, until the desk is locked.

    Login and password live in memory as long as the key does: to sign in when a server is back.
    """

    seat: Seat
    credentials: Credentials
    password: str = field(repr=False)
    session: Session | None
    is_over: threading.Event = field(default_factory=threading.Event)

    def end(self) -> None:
        """Sockets are left to the lane: it may be waiting at one."""
        self.password = ""
        self.is_over.set()

    def hang_up(self) -> None:
        """On the server's lane."""
        if self.session is not None:
            self.session.close()
            self.session = None

    def sign_out(self) -> None:
        """The person leaves; a server that does not hear it ends the session by itself. On the server's lane."""
        if self.session is not None and self.session.token:
            with suppress(Trouble):
                self.session.sign_out()
        self.hang_up()


@dataclass(frozen=True, slots=True)
class Done:
    """A round is over: what came of it, what waits and what was refused, who the server says this is."""

    outcome: Outcome
    figures: Figures
    offset_ms: int
    seat: Seat
    token: str = field(repr=False)
    credentials: Credentials


class Watching(Protocol):
    """Is told on the server's lane while a round goes on: hands over and returns."""

    def changed(self, refs: Sequence[Ref]) -> None: ...
    def progress(self, rows: int, *, usable: bool) -> None: ...


class Rounds:
    """Called on the server's lane only."""

    def __init__(self, hop: Hop, ways: Ways, clock: Clock, watching: Watching, program: str) -> None:
        self._hop = hop
        self._ways = ways
        self._clock = clock
        self._watching = watching
        self._program = program

    def round(self, turn: Turn, brought: Sequence[Brought] = ()) -> Done:
        """``brought``: what came along with the news may be enough."""
        try:
            session = self._session(turn)
            outcome = self._converse(turn, session, brought)
        except RuleViolation as why:
            if word_of(why) is not Turned.SESSION:
                raise
            turn.hang_up()  # it was over: the person is still here
            session = self._session(turn)
            outcome = self._converse(turn, session)
        token = session.token
        if outcome.is_whole:
            self._attend(turn, session)
        figures, offset = self._desk(turn, lambda desk: (desk.refusals.figures(), desk.refusals.offset_ms()))
        return Done(outcome, figures, offset, turn.seat, token, turn.credentials)

    def has_days(self, turn: Turn) -> bool:
        """A desk that stays unlocked is no way around the days that IT set."""
        now = self._clock.now()
        return turn.seat.holds(self._desk(turn, lambda desk: Cabinet(desk).present(now)))

    def remember(self, word: Turned, turn: Turn) -> None:
        """The server sent this desk away: that holds also while it cannot be asked."""
        self._desk(turn, lambda desk: Cabinet(desk).keep_turned(word))

    def forget(self, turn: Turn) -> None:
        """The password holds no more: from the next locking on this person needs the server."""
        self._desk(turn, lambda desk: desk.keys.dismiss(turn.seat.login))

    def _converse(self, turn: Turn, session: Session, brought: Sequence[Brought] = ()) -> Outcome:
        side = self._desk(turn, lambda desk: desk.replica)
        exchange = Exchange(side, session, self._clock, self._watching, self._program)
        conversation = exchange.news(brought) if brought else exchange.round()
        result: Any = None
        while True:
            try:
                errand = conversation.send(result)
            except StopIteration as end:
                outcome: Outcome = end.value
                return outcome
            if turn.is_over.is_set():
                conversation.close()
                raise Ended
            run = errand.run
            result = self._desk(turn, lambda _: run()) if errand.lane is Lane.DESK else run()  # noqa: B023 - run at once

    def _session(self, turn: Turn) -> Session:
        """Of this person: from the unlocking, or begun now that the server is there."""
        if turn.session is None:
            turn.session = self._ways.session(turn.credentials)
        if not turn.session.token:
            signed = turn.session.sign_in(turn.seat.login, turn.password)
            if signed.must_change:
                raise PasswordGiven
            turn.seat = seat_of(signed, self._clock.now(), turn.seat.name)
        return turn.session

    def _attend(self, turn: Turn, session: Session) -> None:
        """What belongs to a session and is no operation: the last contact, the kept key, the certificate."""
        now = self._clock.now()

        def keep(desk: SqlDesk) -> tuple[str, str, str, Seat]:
            cabinet, epoch = Cabinet(desk), desk.replica.standing().epoch
            seat = turn.seat.checked(cabinet.present(now))
            cabinet.keep_seat(seat)
            cabinet.keep_turned(None)
            if cabinet.is_key_kept(epoch):
                return epoch, "", "", seat
            return epoch, desk.keys.proof, desk.keys.sealed(), seat

        epoch, proof, sealed, turn.seat = self._desk(turn, keep)
        try:
            if proof:
                session.keep_key(proof, sealed)
                self._desk(turn, lambda desk: Cabinet(desk).key_is_kept(epoch))
            if turn.credentials.is_due(now):
                fresh = session.renewed()
                self._desk(turn, lambda desk: Cabinet(desk).keep_credentials(fresh))
                turn.credentials = fresh
                turn.hang_up()  # the next round comes with it; the old one holds until then
        except RuleViolation:
            LOG.exception("the server took neither the sealed key nor a new certificate; sync goes on")

    def _desk(self, turn: Turn, act: Callable[[SqlDesk], T]) -> T:
        if turn.is_over.is_set():
            raise Ended
        return self._hop(act)
