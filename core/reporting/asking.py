"""What may be asked of the prepared counts, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from core.reporting.counters import Group, Tally


@dataclass(frozen=True, slots=True)
class Where:
    """Whose and what: None is everybody's, "" nobody's. A category stands for everything below it too."""

    agent: str | None = None
    team: str | None = None
    category: str | None = None
    queue: str | None = None

    @property
    def is_everything(self) -> bool:
        return self == Where()


@dataclass(frozen=True, slots=True)
class Question:
    """Days from ``first`` to ``last``, both included, counted from 1970 in the zone of the counts."""

    first: int
    last: int
    group: Group = Group.NONE
    where: Where = field(default_factory=Where)


@dataclass(frozen=True, slots=True)
class HourCell:
    """One hour of the week; 0 is Monday."""

    weekday: int
    hour: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class CountingState:
    """How far the counting has come: figures are whole when it is complete. ``zone``: whose days they are of.

    ``is_idle``: there is nothing left to do, not even sweeping.
    """

    zone: str = "UTC"
    done: int = 0
    of: int = 0
    is_complete: bool = True
    is_idle: bool = True


@dataclass(frozen=True, slots=True)
class Behind:
    """The tickets behind a figure: those that were counted in it, by one of these counters, in these days."""

    counters: tuple[str, ...]
    first: int
    last: int
    where: Where = field(default_factory=Where)


class Reports(Protocol):
    """The prepared counts of this desk. Called on the database lane only."""

    def counting(self) -> CountingState: ...

    def sums(self, question: Question) -> Mapping[str, Tally]:
        """By group: days as their number, agents, teams, categories and queues by id. "" where there is no group.

        Call counts are left out where they have no meaning: by category.
        """
        ...

    def hours(self, question: Question) -> tuple[HourCell, ...]:
        """Hours of the week that have anything in them; of a queue at most, never of an agent."""
        ...

    def queues(self) -> tuple[str, ...]:
        """Every queue that anything was counted of."""
        ...

    def count_on(self, limit: int = 100) -> CountingState:
        """Count the next so many records that no count holds yet, in one short transaction."""
        ...
