"""What else a ticket remembers: what its service level hangs on, promises, and what was reminded of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.ids import AgentId, PromiseId
from core.tickets.fields import Plain

TRACKED = ("kind", "category", "impact", "urgency", "queue", "level", "contract")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of a field that a service level hangs on; ``before`` and ``after`` in plain form.

    A change that came too late stands here too, at its own place in time: until the next one it was true.
    """

    field: str
    before: Plain
    after: Plain
    at: datetime
    by: AgentId
    stamp: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A call-back that somebody was promised; open until kept or withdrawn."""

    id: PromiseId
    due: datetime
    made_at: datetime
    by: AgentId
    text: str = ""
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.kept_at is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Reminded:
    """A step that was fired: once, ever. ``key`` as ``core.sla.reminders`` makes it."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Snooze:
    """A reminder put off, with its reason; it comes once more at ``until``."""

    key: str
    until: datetime
    reason: str
    at: datetime
    by: AgentId


@dataclass(frozen=True, slots=True)
class Watcher:
    """Whether somebody watches the ticket: the later wish holds."""

    agent: AgentId
    on: bool
    stamp: str = ""


def with_change(changes: tuple[FieldChange, ...], change: FieldChange) -> tuple[FieldChange, ...]:
    """Every change at its place by stamp, each beginning where the one before it ended.

    Equal for every order in which the same changes come in.
    """
    placed = sorted((*changes, change), key=lambda one: one.stamp)
    last: dict[str, Plain] = {}
    chained = []
    for one in placed:
        chained.append(replace(one, before=last.get(one.field, one.before)))
        last[one.field] = one.after
    return tuple(chained)


def value_before(changes: Iterable[FieldChange], field: str, stamp: str, now: Plain) -> Plain:
    """What a field held just before ``stamp``; ``now`` is what it holds after all changes."""
    later = [one for one in changes if one.field == field and one.stamp > stamp]
    earlier = [one for one in changes if one.field == field and one.stamp <= stamp]
    if earlier:
        return max(earlier, key=lambda one: one.stamp).after
    return min(later, key=lambda one: one.stamp).before if later else now
