"""A desk with a good certificate and session that says anything, and another beside it that goes on working."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import httpx
from websockets.exceptions import WebSocketException

from core.agents.state import AgentState
from core.door import AskNumbers, AskPreview
from core.errors import Trouble
from core.ids import OpId, TicketId, new_id
from core.rights import Role
from core.sync.clock import stamp_after
from core.sync.live import FromDesk, HandOver, MyState, MyTicket
from core.sync.messages import Hello, Pull, Push, to_message
from core.sync.ops import Birth, op_from, to_wire
from core.sync.records import SCHEMA
from core.tickets.commands import OpenTicket
from courier.news_line import NewsLine
from tests.fuzz.commands import one_of_each
from tests.fuzz.desks import HonestDesk, read_everything
from tests.fuzz.mutations import Mutator
from tests.server.rig import RunningServer

MOST_MEMORY = 600 << 20  # bytes that a server may hold resident, whatever it was sent
WORDS_OF_MISTAKES = ('"level": "error"', '"level": "critical"', "Traceback")


class Found(AssertionError):
    """The server failed: what was sent stands in the words."""


@dataclass
class ServerFuzz:
    """``step`` sends one message; ``look`` sees whether everything still stands."""

    server: RunningServer
    folder: Path
    random: Random
    seen: Counter[str] = field(default_factory=Counter)
    sent: int = 0

    def __post_init__(self) -> None:
        self._mutator = Mutator(self.random)
        self._seat = self.server.seat(f"fuzz{self.random.randrange(1 << 30)}", Role.ADMINISTRATOR)
        honest = self.server.seat(f"honest{self.random.randrange(1 << 30)}", Role.SUPERVISOR)
        self.honest = HonestDesk(self.folder / "honest", honest, self.server)
        self._client = self.server.raw(self._seat.credentials)
        self._line: NewsLine | None = None
        self._stamp = ""

    def step(self) -> None:
        self.sent += 1
        if self.random.random() < 0.06:
            self._at_the_line()
            return
        path, plain = self._good()
        if self.random.random() < 0.95:
            plain = self._mutator.changed(plain)
        body, headers = self._mutator.body(plain)
        self._ask(path, body, headers)

    def look(self) -> None:
        """The process is alive and small, and who does it right is served."""
        if self.server.process.poll() is not None:
            raise Found(f"the server ended after {self.sent} messages")
        if memory_of(self.server.process.pid) > MOST_MEMORY:
            raise Found(f"{memory_of(self.server.process.pid) >> 20} MB after {self.sent} messages")
        self.honest.works()
        read_everything(self.honest.desk, self.random)

    def end(self) -> None:
        """The log of the whole time is read."""
        if self._line is not None:
            self._line.close()
        self.honest.close()
        self.server.hang_up()
        self.server.stop()
        told = [line for line in self.server.log if any(word in line for word in WORDS_OF_MISTAKES)]
        if told:
            raise Found("the log tells of a mistake: " + "\n".join(told[:3]))

    def _good(self) -> tuple[str, Any]:
        makers: tuple[tuple[str, Callable[[], object]], ...] = (
            ("/v1/hello", lambda: Hello(1, "0.1.0", SCHEMA)),
            ("/v1/pull", lambda: Pull("", self.random.choice((1, 5, 200)))),
            ("/v1/preview", lambda: AskPreview(5)),
            ("/v1/numbers", lambda: AskNumbers(datetime.now(UTC).year)),
        )
        if self.random.random() < 0.7:
            return "/v1/push", self._push()
        path, make = self.random.choice(makers)
        return path, to_message(make())

    def _push(self) -> Any:
        """Mostly one command with what it stands on before it; what is mutated is in the last of them."""
        commands = one_of_each(self._seat.stamp(), self.random.randrange(40))
        upto = self.random.randrange(len(commands))
        some = commands[:2] if upto > 1 and self.random.random() < 0.5 else ()
        wires = []
        for command in (*some, commands[upto]):
            now = round(command.stamp.at.timestamp() * 1000)
            self._stamp = stamp_after(self._stamp, now, self._seat.desk)
            number = f"2026-{self.random.randrange(1_000_000):06d}"
            extra = {"number": number, "team": None} if isinstance(command, OpenTicket) else {}
            wires.append(to_wire(op_from(command, Birth(OpId(new_id()), self._stamp, 0, extra))))
        if self.random.random() < 0.5:
            wires[-1] = self._odd_arguments(wires[-1])
        schema = self.random.choice((0, SCHEMA, SCHEMA + 1))
        return json.loads(json.dumps(to_message(Push(tuple(wires), (), schema))))

    def _odd_arguments(self, wire: dict[str, Any]) -> dict[str, Any]:
        """The envelope is good, so that what is inside gets as far as it can."""
        changed = self._mutator.changed(json.loads(json.dumps(wire["arguments"])))
        return {**wire, "arguments": changed}

    def _ask(self, path: str, body: bytes, headers: dict[str, str]) -> None:
        mine = {
            "Authorization": f"Bearer {self._seat.link.token}",
            "Content-Type": "application/json",
            **headers,
        }
        try:
            answer = self._client.post(path, content=body, headers=mine, timeout=60)
        except (httpx.HTTPError, UnicodeError) as why:
            if self.server.process.poll() is not None:
                raise Found(f"the server ended at {path}: {body[:400]!r}") from why
            self.seen[type(why).__name__] += 1
            return
        self.seen[f"{path} {answer.status_code}"] += 1
        if answer.status_code >= 500:
            raise Found(f"{answer.status_code} at {path}: {headers} {body[:2000]!r}")
        if answer.status_code == 200:
            for one in answer.json().get("answers", ()):
                self.seen[one["fate"]] += 1
        else:
            assert answer.json()["word"], "whoever is turned away is told why"

    def _at_the_line(self) -> None:
        """The server ends a line at the first word it cannot read; it is opened again."""
        good = self.random.choice(
            (
                FromDesk(MyState(AgentState.READY, datetime.now(UTC), queue="售后")),
                FromDesk(ticket=MyTicket(TicketId("t1"), is_typing=True)),
                FromDesk(hand_over=HandOver(self._seat.person, "c1", "138", "王", note="x")),
            )
        )
        text, _ = self._mutator.body(self._mutator.changed(to_message(good)))
        with suppress(Trouble, WebSocketException, OSError, ValueError):
            self._line = self._line or NewsLine(self._seat.credentials, self._seat.link.token)
            self._line._line.send(text.decode("utf-8", "replace") if self.random.random() < 0.8 else text)
            self.seen["line"] += 1
            self._line.next(0)
            return
        if self._line is not None:
            self._line.close()
            self._line = None


def memory_of(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096
