"""What would be another way if an earlier edition held again: calendar by calendar, policy by policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from core.sla.calendar import Calendar
from core.sla.policy import Edition, Policy, TargetKind
from core.words import Sentence, sentence

TARGETS = {
    TargetKind.FIRST_RESPONSE: Sentence("First response"),
    TargetKind.NEXT_UPDATE: Sentence("Next update"),
    TargetKind.RESOLUTION: Sentence("Resolution"),
    TargetKind.CALL_BACK: Sentence("Call-back"),
}


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


Item = TypeVar("Item", bound=_Named)


@dataclass(frozen=True, slots=True)
class Difference:
    """One calendar or policy by name (or "": the order of all policies), and what of it differs."""

    is_policy: bool
    name: str
    said: tuple[Sentence, ...]


def differences(now: Edition, then: Edition) -> tuple[Difference, ...]:
    """What becomes of ``now`` when ``then`` holds in its place."""
    found = [
        *_compared(now.calendars, then.calendars, _of_calendar, is_policy=False),
        *_compared(now.policies, then.policies, _of_policy, is_policy=True),
    ]
    common = {one.id for one in now.policies} & {one.id for one in then.policies}
    orders = [[one.id for one in edition.policies if one.id in common] for edition in (now, then)]
    if orders[0] != orders[1]:
        found.append(Difference(True, "", (Sentence("The policies stand in another order."),)))
    return tuple(found)


def _compared(
    now: tuple[Item, ...],
    then: tuple[Item, ...],
    differ: Callable[[Item, Item], Iterator[Sentence]],
    *,
    is_policy: bool,
) -> Iterator[Difference]:
    before, after = {one.id: one for one in now}, {one.id: one for one in then}
    for one in now:
        other = after.get(one.id)
        if other is None:
            yield Difference(is_policy, one.name, (Sentence("would go away"),))
        elif other != one:
            yield Difference(is_policy, one.name, tuple(differ(one, other)))
    for one in then:
        if one.id not in before:
            yield Difference(is_policy, one.name, (Sentence("would come back"),))


def _of_calendar(now: Calendar, then: Calendar) -> Iterator[Sentence]:
    yield from _renamed(now.name, then.name)
    if now.zone != then.zone:
        yield sentence("time zone {value}", value=then.zone)
    if now.week != then.week:
        yield Sentence("other hours in the week")
    if (now.region, now.years) != (then.region, then.years):
        yield Sentence("other years of public holidays")
    if now.days != then.days:
        yield sentence("{n} days that differ", n=len(set(now.days) ^ set(then.days)))


def _of_policy(now: Policy, then: Policy) -> Iterator[Sentence]:
    yield from _renamed(now.name, then.name)
    if now.calendar != then.calendar:
        yield Sentence("another calendar")
    if now.conditions != then.conditions:
        yield Sentence("other tickets")
    if now.reopening != then.reopening:
        yield Sentence("another rule for reopened tickets")
    for kind, name in TARGETS.items():
        before, after = now.target(kind), then.target(kind)
        if before is None or after is None:
            if before is not after:
                yield sentence("{target}: promised" if after else "{target}: not promised", target=name)
            continue
        if (before.times, before.at_risk_percent) != (after.times, after.at_risk_percent):
            yield sentence("{target}: other times", target=name)
        if before.pauses != after.pauses:
            yield sentence("{target}: other pauses", target=name)
        if before.steps != after.steps:
            yield sentence("{target}: other reminders", target=name)


def _renamed(now: str, then: str) -> Iterator[Sentence]:
    if now != then:
        yield sentence('name "{value}"', value=then)
