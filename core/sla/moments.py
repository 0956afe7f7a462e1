"""What is kept beside a ticket: when its next clock is due and its next step falls. Free of the present.

This is read for every open ticket whenever an edition changes: it takes a few microseconds, and agrees with ``clock``.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from core.sla.clock import Run, hours_in, is_for, moment_of, plan_in, runs, stretches_of, terms_at
from core.sla.hours import from_us, to_us
from core.sla.levels import Hours, Plan, ServiceLevels
from core.sla.policy import Edition, Step, TargetKind
from core.sla.reading import Moments
from core.sla.reminders import Service
from core.sla.timeline import Stretch, Timeline, timeline_of
from core.tickets.marks import Snooze

_OPEN_END = 1 << 62


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that has not stopped, with what it is read by."""

    run: Run
    plan: Plan
    hours: Hours
    stretches: list[Stretch]

    @property
    def due(self) -> int | None:
        return moment_of(self.plan.time, self.stretches, self.hours)

    @property
    def is_paused(self) -> bool:
        return not self.stretches or self.stretches[-1][1] is not None


def running(
    service: Service, line: Timeline, levels: ServiceLevels, edition: Edition | None
) -> Iterator[Running]:
    """Every clock of a ticket that runs or is paused: promises have theirs where nothing else is agreed."""
    chosen = levels.chosen(edition, terms_at(line, _OPEN_END)) if edition else None
    for run in runs(service.history, line):
        if run.stop is not None:
            continue
        plan = plan_in(run, chosen)
        policy = chosen.policy if chosen else None
        if plan is not None and is_for(run, policy, line):
            yield Running(run, plan, hours_in(run, chosen), stretches_of(run, line, plan.target, policy))


def key_of(kind: TargetKind, ref: str, step: Step) -> str:
    """The same on every desk and for ever: a step fires once in each round of a clock, even if its moment moves."""
    return f"{kind.value}:{ref}:{step.id}"


def key_again(snooze: Snooze) -> str:
    return f"{snooze.key}:again:{to_us(snooze.until) // 1000}"


def moments(service: Service, levels: ServiceLevels) -> Moments:
    """The first due moment of a clock that runs, and the first step that was not fired."""
    line = timeline_of(service.history)
    edition = levels.newest
    if line.solved_at is not None:
        return Moments()
    fired = {one.key for one in service.reminded}
    first: tuple[int, Running] | None = None
    step: int | None = None
    is_paused = False
    for clock in running(service, line, levels, edition):
        due = clock.due
        if clock.is_paused:
            is_paused = True  # what fell due before the pause is given when the clock runs again
            continue
        if due is not None and (first is None or due < first[0]):
            first = due, clock
        coming = _next_step(clock, fired)
        if coming is not None and (step is None or coming < step):
            step = coming
    for snooze in service.snoozes:
        if key_again(snooze) not in fired:
            until = to_us(snooze.until)
            step = until if step is None else min(step, until)
    return _moments(first, step, is_paused=is_paused)


def _next_step(clock: Running, fired: AbstractSet[str]) -> int | None:
    """Steps stand in the order of their moments: the first that was not fired is the next."""
    for amount, step in clock.plan.steps:
        if key_of(clock.run.kind, clock.run.ref, step) not in fired:
            return moment_of(amount, clock.stretches, clock.hours)
    return None


def _moments(first: tuple[int, Running] | None, step: int | None, *, is_paused: bool) -> Moments:
    coming = None if step is None else from_us(step)
    if first is None:
        return Moments(is_paused=is_paused, next_step=coming)
    due, clock = first
    risk = moment_of(clock.plan.risk, clock.stretches, clock.hours)
    return Moments(
        from_us(due),
        clock.run.kind,
        None if risk is None else from_us(risk),
        is_paused=False,
        next_step=coming,
    )
