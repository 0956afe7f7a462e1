"""The clocks of a ticket that have not stopped, and its next moments as values. Free of the present."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.sla.clock import Run, hours_in, is_for, moment_of, plan_in, runs, stretches_of, terms_at
from core.sla.levels import Hours, Plan, ServiceLevels
from core.sla.policy import Edition, Step, TargetKind
from core.sla.reading import Moments
from core.sla.reminders import Service
from core.sla.sketch import next_moments, sketch_of
from core.sla.timeline import Stretch, Timeline, timeline_of
from core.sla.zones import from_us

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


def moments(service: Service, levels: ServiceLevels) -> Moments:
    """The first due moment of a clock that runs, and the first step that was not fired."""
    sketch = sketch_of(service)
    if sketch is None:
        return Moments()
    edition = levels.newest
    terms = terms_at(timeline_of(service.history), _OPEN_END)
    kept = next_moments(sketch, levels.chosen(edition, terms) if edition else None)
    return Moments(_at(kept.due), kept.kind, _at(kept.risk), kept.is_paused, _at(kept.step))


def _at(us: int | None) -> datetime | None:
    return None if us is None else from_us(us)
