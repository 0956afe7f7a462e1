"""``core.ports_outbox.Outbox`` in lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.events import Event
from core.ports_outbox import StrayText
from core.sync.ops import Op
from core.tickets.commands import Stamp
from core.words import Sentence


@dataclass(frozen=True)
class FakeRefused:
    """As storage has it."""

    op: Op
    why: Sentence
    at: datetime = datetime(2026, 5, 4, 4, 0, tzinfo=UTC)


@dataclass(frozen=True)
class FakeWaiting:
    """As storage has it."""

    op: Op
    why: Sentence | None = None


@dataclass(frozen=True)
class FakeFigures:
    """The same, counted."""

    waiting: int
    refused: int
    strays: int
    held: int = 0


@dataclass
class FakeOutbox:
    """A test puts into it what it wants to be there."""

    ops: list[Op] = field(default_factory=list)
    holds: dict[str, Sentence] = field(default_factory=dict)  # by operation: why it waits
    not_taken: list[FakeRefused] = field(default_factory=list)
    done_again: list[str] = field(default_factory=list)

    def figures(self) -> FakeFigures:
        return FakeFigures(len(self.ops), len(self.not_taken), 0, len(self.holds))

    def waiting(self, limit: int = 200) -> Sequence[FakeWaiting]:
        return [FakeWaiting(op, self.holds.get(op.id)) for op in self.ops[:limit]]

    def refused(self) -> Sequence[FakeRefused]:
        return self.not_taken

    def strays(self) -> Sequence[StrayText]:
        return ()

    def dismiss(self, ids: Sequence[str]) -> None:
        self.not_taken = [one for one in self.not_taken if one.op.id not in ids]

    def again(self, op: str, stamp: Stamp) -> list[Event]:
        self.done_again.append(op)
        self.dismiss((op,))
        return []
