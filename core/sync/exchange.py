"""The conversation of a desk with its server, without input or output of its own.

A round is a generator of errands: whoever drives it runs each on its lane (the database's, or the network's) and sends
back what came of it. Everything it has achieved is in the desk's database: broken off anywhere, the next round goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from core.clock import Clock
from core.ports_sync import DeskSide, Link, Step, Waiting, Watcher
from core.sync.live import Brought
from core.sync.messages import (
    PROTOCOL,
    Answers,
    Hello,
    Misshapen,
    NumberBlock,
    Page,
    Pull,
    Push,
    Welcome,
)
from core.sync.ops import to_wire
from core.sync.records import SCHEMA

PUSHED, PULLED, PREVIEWED = 100, 500, 200
_DECEMBER = 12


class Lane(Enum):
    """Where an errand is run."""

    DESK = "desk"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to do; what it returns is sent back into the round."""

    lane: Lane
    run: Callable[[], Any]


class Ending(Enum):
    """How a round ended."""

    IN_STEP = "in step"
    MUST_UPDATE = "must update"  # what waits goes on waiting


@dataclass(frozen=True, slots=True)
class Outcome:
    """``differing``: where desk and server did not agree although they should; everything is asked for again.

    ``is_whole``: the server was asked; False: what it had brought was enough.
    """

    ending: Ending
    head: int = 0
    pushed: int = 0
    differing: tuple[str, ...] = ()
    is_whole: bool = True


Round = Generator[Errand, Any, Outcome]


class Exchange:
    """Push before pull, always: a page never holds an operation whose answer this desk has not heard."""

    def __init__(
        self,
        desk: DeskSide,
        link: Link,
        clock: Clock,
        watcher: Watcher,
        program: str = "",
        protocol: int = PROTOCOL,
    ) -> None:
        self._desk = desk
        self._link = link
        self._clock = clock
        self._watcher = watcher
        self._program = program
        self._protocol = protocol
        self._has_healed = False

    def round(self) -> Round:
        sent = self._clock.now()
        hello = Hello(self._protocol, self._program, SCHEMA)
        welcome: Welcome = yield _link(lambda: self._link.hello(hello))
        if not welcome.serves(self._protocol):
            return Outcome(Ending.MUST_UPDATE)
        offset = offset_ms(sent, self._clock.now(), welcome.time)
        is_new: bool = yield _desk(lambda: self._desk.greeted(offset, welcome.epoch, welcome.time))
        if is_new:
            page: Page = yield _link(lambda: self._link.preview(PREVIEWED))
            yield from self._apply(page)
            self._watcher.progress(len(page.rows), usable=True)
        pushed = yield from self._push(welcome.epoch)
        yield from self._settle()
        last = yield from self._pull()
        yield from self._settle()
        differing = yield from self._compare(last)
        yield from self._fetch_numbers(welcome.time)
        return Outcome(Ending.IN_STEP, last.head, pushed, differing)

    def news(self, brought: Sequence[Brought]) -> Round:
        """What came along with the news, without a question; a whole round where it does not fit."""
        missing: Sequence[Brought] | None = yield _desk(lambda: self._desk.missing(brought))
        if missing is None:
            outcome = yield from self.round()
            return outcome
        for one in missing:
            yield from self._apply(one.page)
        yield from self._settle()
        return Outcome(Ending.IN_STEP, max(one.page.head for one in brought), is_whole=False)

    def _push(self, epoch: str) -> Generator[Errand, Any, int]:
        """What waits now. What is done meanwhile goes with the next round: who never pauses still hears of others."""
        after = pushed = 0
        while True:
            place = after
            waiting: Sequence[Waiting] = yield _desk(lambda: self._desk.to_push(place, PUSHED))  # noqa: B023 - run at once
            if not waiting:
                return pushed
            ops, again = [to_wire(one.op) for one in waiting], [one.op.id for one in waiting if one.again]
            push = Push(tuple(ops), tuple(again), SCHEMA, epoch)
            said: Answers = yield _link(lambda: self._link.push(push))  # noqa: B023 - run at once
            yield _desk(lambda: self._desk.answered(said.answers))  # noqa: B023 - run at once
            after, pushed = waiting[-1].seq, pushed + len(waiting)
            if len(waiting) < PUSHED:
                return pushed

    def _pull(self) -> Generator[Errand, Any, Page]:
        rows = 0
        while True:
            cursor: str = yield _desk(self._desk.cursor)
            page: Page = yield _link(lambda: self._link.pull(Pull(cursor, PULLED)))  # noqa: B023 - run at once
            yield from self._apply(page)
            rows += len(page.rows)
            self._watcher.progress(rows, usable=True)
            if page.is_checkpoint:
                return page
            if page.cursor == cursor:  # it would be asked for without an end
                raise Misshapen("Page")

    def _apply(self, page: Page) -> Generator[Errand, Any, None]:
        start: int | None = 0
        while start is not None:
            begin = start
            step: Step = yield _desk(lambda: self._desk.apply(page, begin))  # noqa: B023 - run at once
            self._tell(step)
            start = step.following

    def _settle(self) -> Generator[Errand, Any, None]:
        while True:
            step: Step = yield _desk(self._desk.settle)
            self._tell(step)
            if step.following is None:
                return

    def _compare(self, page: Page) -> Generator[Errand, Any, tuple[str, ...]]:
        """Everything is asked for once: a difference that comes back is for IT, and not worth a storm."""
        differing: tuple[str, ...] = yield _desk(lambda: self._desk.differing(page.sums))
        if not differing:
            self._has_healed = False
        elif not self._has_healed:
            self._has_healed = True
            yield _desk(self._desk.ask_for_everything)
        return differing

    def _fetch_numbers(self, now: datetime) -> Generator[Errand, Any, None]:
        """In December for the year to come, too: a desk that is alone on New Year's Day has numbers."""
        for year in (now.year, now.year + 1) if now.month == _DECEMBER else (now.year,):
            wanted: bool = yield _desk(lambda: self._desk.numbers_wanted(year))  # noqa: B023 - run at once
            if wanted:
                block: NumberBlock = yield _link(lambda: self._link.numbers(year))  # noqa: B023 - run at once
                yield _desk(lambda: self._desk.add_numbers(block))  # noqa: B023 - run at once

    def _tell(self, step: Step) -> None:
        if step.changed:
            self._watcher.changed(step.changed)


def drive(conversation: Round) -> Outcome:
    """Run a round to its end on this thread."""
    result: Any = None
    while True:
        try:
            errand = conversation.send(result)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome
        result = errand.run()


def offset_ms(sent: datetime, received: datetime, server: datetime) -> int:
    """How far the server's clock is ahead of ours, taking half the way there and back for the way there."""
    here = sent + (received - sent) / 2
    return round((server - here) / timedelta(milliseconds=1))


def pause(failures: int, chance: float) -> timedelta:
    """How long to wait before the next try: longer each time, up to a minute, and never all desks at once.

    ``chance`` is a random number between 0 and 1.
    """
    longest = min(60.0, 0.5 * 2.0 ** min(failures, 10))
    return timedelta(seconds=longest * (0.5 + chance / 2))


def _desk(run: Callable[[], Any]) -> Errand:
    return Errand(Lane.DESK, run)


def _link(run: Callable[[], Any]) -> Errand:
    return Errand(Lane.LINK, run)
