"""The way between a desk and the server: messages are written down, lost, doubled, and come late."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, TypeVar
from unittest.mock import patch

from core.errors import Trouble
from core.ids import AgentId, DeskId
from core.sync import ops
from core.sync.live import Brought
from core.sync.messages import (
    Answers,
    Fate,
    Hello,
    NumberBlock,
    Page,
    Pull,
    Push,
    Row,
    Sum,
    Welcome,
    from_message,
    to_message,
)
from core.sync.records import SCHEMA
from storage.ledger import patience
from tests.simulator.disk import PowerCut
from tests.simulator.server import Server, Unreachable
from tests.simulator.watching import Watch

T = TypeVar("T")
_HEARD_BY_ALL = 3  # operations


@dataclass
class Weather:
    """How often a message is lost on the way, a reply on the way back, or a message comes again later."""

    lost: float = 0.0
    unanswered: float = 0.0
    doubled: float = 0.0
    is_cut: bool = False
    late: list[Callable[[], object]] = field(default_factory=list)


class SimulatedLink:
    """``core.ports_sync.Link``: every message passes through the JSON it would be on a wire."""

    def __init__(
        self, server: Server, person: AgentId, desk: DeskId, weather: Weather, random: Random, watch: Watch
    ) -> None:
        self._server = server
        self._person = person
        self._desk = desk
        self._weather = weather
        self._random = random
        self._watch = watch
        self.newer_server = self.older_server = False

    def hello(self, hello: Hello) -> Welcome:
        return self._carry(Hello, hello, Welcome, self._server.hello)

    def push(self, push: Push) -> Answers:
        return self._carry(Push, push, Answers, self._taken)

    def pull(self, pull: Pull) -> Page:
        page = self._carry(
            Pull,
            pull,
            Page,
            lambda who, asked: self._server.ledger.pull(who, asked.cursor, self._random.choice((2, 5, 500))),
        )
        self._watch.page(self._server.who(self._person, self._desk), page)
        return self._with_a_kind_of_the_future(page) if self.newer_server else page

    def preview(self, limit: int) -> Page:
        page = self._carry(
            Pull, Pull("", limit), Page, lambda who, asked: self._server.ledger.preview(who, asked.limit)
        )
        self._watch.page(self._server.who(self._person, self._desk), page)
        return page

    def numbers(self, year: int) -> NumberBlock:
        return self._carry(
            NumberBlock,
            NumberBlock(year, 0, 0),
            NumberBlock,
            lambda who, asked: self._server.ledger.numbers(who, asked.year),
        )

    def news(self, since: int) -> Brought | None:
        """What the server would bring this desk of all since then; None: nothing, or too much.

        Read from further back, as on a floor where others have heard less; only what is new here wakes a desk.
        """
        who, ledger = self._server.who(self._person, self._desk), self._server.ledger
        fresh, more = ledger.fresh(since), ledger.fresh(max(0, since - _HEARD_BY_ALL))
        page = fresh.part_of(who.scope) if fresh else None
        if page is not None and more is not None:
            page = more.part_of(who.scope, since)
        if page is None:
            return None
        self._watch.page(who, page)
        wire = json.dumps(to_message(Brought(since, page)))
        return from_message(Brought, json.loads(wire))

    def _taken(self, who: Any, push: Push) -> Answers:
        before = self._watch.before_push(who, push)
        with of_an_older_program() if self.older_server else nullcontext():
            answers = Answers(self._server.ledger.take(who, push))
        taken = [one.op for one in answers.answers if one.fate is Fate.TAKEN]
        self._watch.after_push(before, taken)
        return answers

    def _with_a_kind_of_the_future(self, page: Page) -> Page:
        row = Row("visit", "v1", page.head, {"who comes": "x"}, page.keys[:1])
        return replace(page, rows=(*page.rows, row), sums=(*page.sums, Sum(page.keys[0], "visit", 1, 7)))

    def _carry(self, kind: type[Any], message: Any, answer: type[T], serve: Callable[[Any, Any], Any]) -> T:
        weather, chance = self._weather, self._random.random
        if weather.is_cut or chance() < weather.lost:
            raise Unreachable
        wire = json.dumps(self._from_a_newer_program(to_message(message)))

        def deliver() -> Any:
            who = self._server.who(self._person, self._desk)
            return self._at_the_server(lambda: serve(who, from_message(kind, json.loads(wire))))

        reply = json.dumps(self._from_a_newer_program(to_message(deliver())))
        if chance() < weather.doubled:
            weather.late.append(deliver)
        if chance() < weather.unanswered:
            raise Unreachable
        return from_message(answer, json.loads(reply))

    def _at_the_server(self, serve: Callable[[], Any]) -> Any:
        try:
            return serve()
        except PowerCut:
            if not self._server.fuse.is_blown:
                raise
            self._server.start_again()
            raise Unreachable from None

    def _from_a_newer_program(self, message: dict[str, Any]) -> dict[str, Any]:
        """The other version: it says more than this one understands."""
        if self.newer_server:
            message = {**message, "of the future": [1, {"x": None}]}
            for op in message.get("ops", ()):
                op["mood"] = "of the future"
        return message


@contextmanager
def of_an_older_program() -> Iterator[None]:
    """A server that knows neither notes nor the saving of customers yet, and is asked by desks that do."""
    unknown = ("add_note", "save_customer")
    known = {kind: command for kind, command in ops.KINDS.items() if kind not in unknown}
    with patch.object(patience, "SCHEMA", SCHEMA - 1), patch.object(ops, "KINDS", known):
        yield


def deliver_late(weather: Weather, random: Random) -> None:
    """A message that was on its way for long arrives; nobody waits for its answer."""
    if weather.late:
        late = weather.late.pop(random.randrange(len(weather.late)))
        try:
            late()
        except Trouble:
            return
