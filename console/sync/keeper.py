"""Decides when this desk speaks with its server, and what is said of it: on the screen's thread, never waiting."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from console.presenters.workplace import Timers
from console.sync.days import Days, Lanes
from console.sync.entering import Entered
from console.sync.troubles import NotLetIn
from console.sync.turn import Done, Ended, Rounds, Turn
from console.sync.ways import Session, word_of
from core.clock import Clock
from core.errors import EnvironmentFault, RuleViolation, Trouble
from core.ports_outbox import Figures
from core.sync.exchange import Ending, pause
from core.sync.live import Brought
from core.sync.seat import Seat
from core.sync.standing import Stand, Standing
from core.trust import Turned

if TYPE_CHECKING:  # as in ways
    from courier.desk_key import Credentials

Answer = TypeVar("Answer")
MOST_BROUGHT = 50  # what waits for the end of a round; with more it is easier to ask
POLL = 30.0  # seconds between rounds when nobody pokes
PATIENCE = 300.0  # when only an update helps
OUT = {
    Turned.REVOKED: Stand.WITHDRAWN,
    Turned.CERTIFICATE: Stand.WITHDRAWN,
    Turned.PASSWORD: Stand.SIGNED_OUT,
    Turned.CHANGE_PASSWORD: Stand.SIGNED_OUT,
}


class Told(Protocol):
    """What the rest of the program does about it."""

    def standing(self, standing: Standing) -> None: ...
    def in_step(self, done: Done) -> None:
        """A round is over, and all is well: an open line can be had with its token."""
        ...

    def wipe(self) -> None: ...
    def too_long(self, seat: Seat) -> None: ...


def with_figures(standing: Standing, figures: Figures) -> Standing:
    return replace(
        standing,
        waiting=figures.waiting,
        refused=figures.refused,
        strays=figures.strays,
        held=figures.held,
    )


def nothing() -> None:
    """No wait is under way."""


class StepKeeper:
    """One round at a time; a poke during a round makes another one right after it."""

    def __init__(self, rounds: Rounds, lanes: Lanes, timers: Timers, clock: Clock, told: Told) -> None:
        self._rounds = rounds
        self._lanes = lanes
        self._timers = timers
        self._clock = clock
        self._told = told
        self._days = Days(rounds, lanes, timers, told.too_long)
        self._turn: Turn | None = None
        self._is_running = False
        self._is_poked = False
        self._brought: list[Brought] = []
        self._failures = 0
        self._end_wait: Callable[[], None] = nothing
        self.standing = Standing()

    def begin(self, entered: Entered, address: str) -> None:
        """The desk is open. A server that did not answer a moment ago is asked again at once: it costs nothing."""
        self.end()
        turn = Turn(entered.seat, entered.credentials, entered.password, entered.session)
        self._turn, self._failures = turn, 0
        self._brought.clear()
        self._say(Standing(Stand.BEGINNING, address=address, is_first=entered.is_new))
        if entered.turned is not None:
            self._stop(turn, entered.turned, None)
        else:
            self._go()

    def end(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.end()
            leave = turn.sign_out if self.standing.stand is Stand.IN_STEP else turn.hang_up
            self._lanes.with_server(leave, lambda _: None, lambda _: None)
        self._end_wait()
        self._days.end()

    def look(self, brought: Brought | None = None) -> None:
        """There may be news: a poke, the network is back, somebody pressed. ``brought``: and there it is."""
        if self._turn is None or self._turn.is_over.is_set():
            return
        if brought is not None and self.standing.stand is Stand.IN_STEP and len(self._brought) < MOST_BROUGHT:
            self._brought.append(brought)
        else:
            self._is_poked = True
        self._go()

    def let_in(self, credentials: Credentials) -> None:
        """IT gave a code: from now on the server is asked with these."""
        turn = self._turn
        if turn is not None:
            turn.credentials = credentials
            self._lanes.with_server(turn.hang_up, lambda _: self.look(), lambda _: None)

    def knows(self, password: str) -> None:
        """The person has another one now. From any lane."""
        if self._turn is not None:
            self._turn.password = password

    def borrow(
        self,
        job: Callable[[Session], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Something small with the session of the last round, on the server's lane, behind what waits there."""
        turn = self._turn

        def work() -> Answer:
            if turn is None or turn.is_over.is_set() or turn.session is None:
                raise Ended
            return job(turn.session)

        self._lanes.with_server(work, done, failed)

    def progress(self, rows: int) -> None:
        if self.standing.is_first:
            self._say(replace(self.standing, rows=rows))

    def counted(self, figures: Figures) -> None:
        """A person dealt with some of it."""
        self._say(with_figures(self.standing, figures))

    def _go(self) -> None:
        turn = self._turn
        if turn is None:
            return
        if self._is_running:
            return
        brought = () if self._is_poked else tuple(self._brought)
        if not brought:  # else the next whole round comes when it would have come
            self._end_wait()
        self._is_running, self._is_poked = True, False
        self._brought.clear()
        self._lanes.with_server(
            lambda: self._rounds.round(turn, brought),
            lambda done: self._done(turn, done),
            lambda why: self._failed(turn, why),
        )

    def _done(self, turn: Turn, done: Done) -> None:
        self._is_running = False
        if turn is not self._turn:
            self._go()
            return
        self._failures = 0
        self._days.end()
        figures, outcome = done.figures, done.outcome
        if outcome.ending is Ending.MUST_UPDATE:
            self._say(replace(self.standing, stand=Stand.MUST_UPDATE, since=None, why=None))
            self._wait(PATIENCE)
            return
        differing = outcome.differing if outcome.is_whole else self.standing.differing
        standing = Standing(Stand.IN_STEP, address=self.standing.address, differing=differing)
        self._say(with_figures(standing, figures))
        self._told.in_step(done)
        self._brought = [one for one in self._brought if one.page.head > outcome.head]
        self._is_poked |= bool(outcome.differing)
        if self._is_poked or self._brought:
            self._go()
        elif outcome.is_whole:
            self._wait(POLL)

    def _failed(self, turn: Turn, why: Trouble) -> None:
        self._is_running = False
        if turn is not self._turn:
            self._go()
            return
        if isinstance(why, Ended):
            return
        self._failures += 1
        self._brought.clear()
        if isinstance(why, RuleViolation):
            self._turned_away(turn, why)
        elif isinstance(why, EnvironmentFault):
            self._offline(why)
            self._days.look(turn)
        elif not self.standing.is_read_only:
            self._say(replace(self.standing, stand=Stand.TROUBLED, why=why.sentence))
            self._wait(POLL)

    def _turned_away(self, turn: Turn, why: RuleViolation) -> None:
        word = word_of(why)
        if word is Turned.WIPE:
            turn.is_over.set()
            self._told.wipe()
        elif word in OUT:
            self._stop(turn, word, why)
        else:
            self._offline(why)

    def _stop(self, turn: Turn, word: Turned, why: Trouble | None) -> None:
        """Nothing more is asked until somebody signs in again; what waits stays. It holds without the server too."""
        keep = self._rounds.forget if OUT[word] is Stand.SIGNED_OUT else partial(self._rounds.remember, word)
        self._lanes.with_server(lambda: keep(turn), lambda _: None, lambda _: None)
        why = NotLetIn() if word is Turned.CERTIFICATE else why
        self._say(replace(self.standing, stand=OUT[word], since=None, why=why.sentence if why else None))
        self._days.watch(turn)

    def _offline(self, why: Trouble) -> None:
        if self.standing.is_read_only:  # a server that is away takes nothing back
            return
        since = self.standing.since or self._clock.now()
        self._say(replace(self.standing, stand=Stand.OFFLINE, since=since, why=why.sentence))
        self._wait(pause(self._failures, random.random()).total_seconds())  # noqa: S311 - spreads desks, no secret

    def _wait(self, seconds: float) -> None:
        self._end_wait()
        self._end_wait = self._timers.after(seconds, self._waited)

    def _waited(self) -> None:
        self._end_wait = nothing
        self._is_poked = True
        self._go()

    def _say(self, standing: Standing) -> None:
        if standing != self.standing:
            self.standing = standing
            self._told.standing(standing)
