"""The sequencer: whoever has the turn takes the operations of every desk that waits, in one commit."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from threading import Lock

from core.errors import EnvironmentFault
from core.sync.messages import Answer, Hello, NumberBlock, Page, Push, Welcome
from core.sync.who import Who
from storage.ledger.fresh import Fresh
from storage.ledger.ledger import MOST_OPS, Batch, SqlLedger, check_push


class ServerStops(EnvironmentFault):
    """The operation was not taken; the desk keeps it."""

    def __init__(self) -> None:
        super().__init__("The server is being stopped. Nothing was lost; it is tried again.")


@dataclass(slots=True)
class _Waiting:
    """A batch in the queue; ``alone`` after it stood in a group that failed."""

    batch: Batch
    answers: tuple[Answer, ...] | None = None
    alone: bool = False


class Sequencer:
    """A ledger in front of a ledger: ``take`` waits its turn, everything else goes straight through.

    There is no thread of its own: of those who wait, the one who gets the turn does the work of all. When that fails,
    the others are put back and each is taken alone, so that what breaks one desk's batch does not stop the floor.
    """

    def __init__(self, origin: SqlLedger) -> None:
        self._origin = origin
        self._queue: deque[_Waiting] = deque()
        self._turn = Lock()
        self._is_closed = False

    @property
    def origin(self) -> SqlLedger:
        return self._origin

    def take(self, who: Who, push: Push) -> tuple[Answer, ...]:
        check_push(push)
        mine = _Waiting((who, push))
        self._queue.append(mine)
        with self._turn:
            if self._is_closed:
                raise ServerStops
            while mine.answers is None:
                self._take(self._group(), mine)
        return mine.answers

    def hello(self, who: Who, hello: Hello) -> Welcome:
        return self._origin.hello(who, hello)

    def pull(self, who: Who, cursor: str, limit: int = 500) -> Page:
        return self._origin.pull(who, cursor, limit)

    def preview(self, who: Who, limit: int = 300) -> Page:
        return self._origin.preview(who, limit)

    def numbers(self, who: Who, year: int) -> NumberBlock:
        return self._origin.numbers(who, year)

    def head(self) -> int:
        return self._origin.head()

    def fresh(self, since: int) -> Fresh | None:
        return self._origin.fresh(since)

    def wait_for_news(self, after: int, seconds: float) -> int:
        return self._origin.wait_for_news(after, seconds)

    def close(self) -> None:
        """Who has the turn finishes; who comes later is told to come again."""
        with self._turn:
            self._is_closed = True
        self._origin.close()

    def _group(self) -> list[_Waiting]:
        """In the order in which they came."""
        first = self._queue.popleft()
        group, size = [first], len(first.batch[1].ops)
        while self._queue and not first.alone and not self._queue[0].alone and size < MOST_OPS:
            group.append(self._queue.popleft())
            size += len(group[-1].batch[1].ops)
        return group

    def _take(self, group: list[_Waiting], mine: _Waiting) -> None:
        try:
            answers = self._origin.take_many([one.batch for one in group])
        except BaseException:
            others = [one for one in group if one is not mine]
            for one in others:
                one.alone = True
            self._queue.extendleft(reversed(others))
            if mine not in group:  # it was somebody else's trouble, and theirs to tell
                mine.alone = True
            raise
        for one, answer in zip(group, answers, strict=True):
            one.answers = answer
