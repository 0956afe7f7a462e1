"""Service-level clocks: read from a ticket's history whenever somebody asks, never kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.sla.history import History, Terms
from core.sla.levels import ALL_TIME, Chosen, Hours, Plan, ServiceLevels, plan_for, plan_for_promise
from core.sla.policy import Edition, Policy, Target, TargetKind
from core.sla.reading import Reading, SlaState
from core.sla.timeline import Stretch, Timeline, resolution, since, timeline_of
from core.sla.zones import from_us, to_us
from core.tickets.marks import Promise

_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Run:
    """One clock of a ticket, before any policy judges it: which round, since when, until when."""

    kind: TargetKind
    ref: str
    start: int
    stop: int | None = None
    promise: Promise | None = None
    is_dropped: bool = False


def runs(history: History, line: Timeline) -> Iterator[Run]:
    """Every clock that such a history can have. A ticket made on the phone is answered at birth."""
    solved = line.solved_at
    first = to_us(line.contacts[0].at) if line.contacts else None
    answers = [at for at in (first, solved) if at is not None]
    yield Run(TargetKind.FIRST_RESPONSE, "", line.opened, min(answers, default=None))
    contacts = [to_us(one.at) for one in line.contacts]
    begin = max([line.opened, *contacts[-1:], *line.reopenings[-1:]])
    yield Run(TargetKind.NEXT_UPDATE, str(len(contacts)), begin, solved)
    yield Run(TargetKind.RESOLUTION, "", line.opened, solved)
    for promise in history.promises:
        yield _of_promise(promise, line, solved)


def _of_promise(promise: Promise, line: Timeline, solved: int | None) -> Run:
    """Kept when somebody says so, or by the first call with the customer after it was made.

    One that was withdrawn, or whose ticket was resolved before it was due, is not judged.
    """
    made, due = to_us(promise.made_at), to_us(promise.due)
    spoken = [to_us(one.at) for one in line.contacts if one.is_call and to_us(one.at) > made]
    kept = [at for at in (promise.kept_at and to_us(promise.kept_at), *spoken[:1]) if at]
    ends = sorted((at, False) for at in kept)
    if promise.withdrawn_at is not None:
        ends.append((to_us(promise.withdrawn_at), True))
    if solved is not None and made <= solved <= due:
        ends.append((solved, True))
    stop, is_dropped = min(ends, default=(None, False))
    return Run(TargetKind.CALL_BACK, promise.id, made, stop, promise, is_dropped)


def stretches_of(run: Run, line: Timeline, target: Target, policy: Policy | None) -> list[Stretch]:
    """When this clock counted."""
    if run.kind is TargetKind.CALL_BACK:
        return [(run.start, run.stop)]
    if run.kind is TargetKind.RESOLUTION and policy is not None:
        return resolution(line, target.pauses, policy.reopening)
    if run.stop is None:
        return since(line, run.start, target.pauses)
    ended = [
        (a, run.stop if b is None else min(b, run.stop)) for a, b in since(line, run.start, target.pauses)
    ]
    return [(a, b) for a, b in ended if a < b]


def moment_of(amount: int, stretches: list[Stretch], hours: Hours) -> int | None:
    """The smallest moment at which so much has been counted; None: not yet, and the clock is paused or stopped."""
    counted = 0
    for start, end in stretches:
        if end is None:
            return hours.add_us(start, amount - counted)
        length = hours.elapsed_us(start, end)
        if counted + length >= amount:
            return hours.add_us(start, amount - counted)
        counted += length
    return None


def used_by(now: int, stretches: list[Stretch], hours: Hours) -> int:
    return sum(
        hours.elapsed_us(start, now if end is None else min(end, now))
        for start, end in stretches
        if start < now
    )


def read(history: History, policy: Policy, working: Hours, now: datetime) -> tuple[Reading, ...]:
    """Every clock of a ticket by one policy and its calendar."""
    line = timeline_of(history, to_us(now))
    found = []
    for run in runs(history, line):
        end = to_us(now) if run.stop is None else run.stop
        plan = _plan_of(run, policy, terms_at(line, end))
        if plan is not None and is_for(run, policy, line):
            hours = ALL_TIME if run.kind is TargetKind.CALL_BACK else working
            found.append(_reading(run, line, plan, policy, hours, end))
    return tuple(found)


def read_ticket(
    history: History, levels: ServiceLevels, now: datetime, *, only_over: bool = False
) -> tuple[Reading, ...]:
    """Every clock: one that runs by what holds now, one that has stopped by what held when it stopped."""
    line = timeline_of(history, to_us(now))
    found = []
    for run in runs(history, line):
        if only_over and run.stop is None:
            continue
        end = to_us(now) if run.stop is None else run.stop
        reading = _judged(run, line, levels, end)
        if reading is not None:
            found.append(reading)
    return tuple(found)


def _judged(run: Run, line: Timeline, levels: ServiceLevels, end: int) -> Reading | None:
    edition = levels.at_us(end)
    chosen = levels.chosen(edition, terms_at(line, end)) if edition else None
    plan = plan_in(run, chosen)
    if plan is None or not is_for(run, chosen.policy if chosen else None, line):
        return None
    hours = hours_in(run, chosen)
    reading = _reading(run, line, plan, chosen.policy if chosen else None, hours, end)
    late = reading.state in (SlaState.BREACHED, SlaState.MISSED)
    breached = _breached(run, line, levels, end) if late and reading.due else None
    return replace(
        reading,
        breached_at=from_us(breached) if breached is not None else reading.due if late else None,
        edition=edition.id if edition else "",
    )


def plan_in(run: Run, chosen: Chosen | None) -> Plan | None:
    if run.promise is not None:
        target = chosen.policy.target(TargetKind.CALL_BACK) if chosen else None
        return plan_for_promise(target, run.promise.due - run.promise.made_at)
    return chosen.plans.get(run.kind) if chosen else None


def hours_in(run: Run, chosen: Chosen | None) -> Hours:
    return ALL_TIME if run.kind is TargetKind.CALL_BACK or chosen is None else chosen.hours


def _plan_of(run: Run, policy: Policy, terms: Terms) -> Plan | None:
    target = policy.target(run.kind)
    if run.promise is not None:
        return plan_for_promise(target, run.promise.due - run.promise.made_at)
    time = target.time_for(terms.priority) if target else None
    return plan_for(target, time) if target is not None and time is not None else None


def is_for(run: Run, policy: Policy | None, line: Timeline) -> bool:
    """Updates are promised after the first answer, where a first answer is promised."""
    if run.kind is not TargetKind.NEXT_UPDATE or policy is None:
        return True
    return bool(line.contacts) or policy.target(TargetKind.FIRST_RESPONSE) is None


def terms_at(line: Timeline, moment: int) -> Terms:
    return next((terms for at, terms in reversed(line.terms) if at <= moment), line.terms[0][1])


def _reading(run: Run, line: Timeline, plan: Plan, policy: Policy | None, hours: Hours, end: int) -> Reading:
    """As of ``end``: now, or when the clock stopped."""
    stretches = stretches_of(run, line, plan.target, policy)
    used = used_by(end, stretches, hours)
    ahead = _ahead(run, stretches)
    due = moment_of(plan.time, ahead, hours)
    start = stretches[0][0] if stretches and run.kind is TargetKind.RESOLUTION else run.start
    paused = hours.elapsed_us(start, max(start, end)) - used
    risk = moment_of(plan.risk, ahead, hours)
    state = _state(run, stretches, due, risk, end)
    return Reading(
        run.kind,
        state,
        plan.time * _MICROSECOND,
        from_us(start),
        used * _MICROSECOND,
        (plan.time - used) * _MICROSECOND,
        max(0, paused) * _MICROSECOND,
        None if due is None else from_us(due),
        None if risk is None else from_us(risk),
        from_us(due) if state in (SlaState.BREACHED, SlaState.MISSED) and due is not None else None,
        None if run.stop is None else from_us(run.stop),
        run.ref if run.kind is not TargetKind.RESOLUTION else "",
        policy.id if policy else "",
        policy.calendar if policy and run.kind is not TargetKind.CALL_BACK else "",
    )


def _ahead(run: Run, stretches: list[Stretch]) -> list[Stretch]:
    """Of a clock that was stopped in time, when it would have been due: as if it had gone on."""
    if run.stop is None:
        return stretches
    if not stretches:
        return [(run.start, None)]
    last, end = stretches[-1]
    return [*stretches[:-1], (last, None)] if end == run.stop else stretches


def _state(run: Run, stretches: list[Stretch], due: int | None, risk: int | None, end: int) -> SlaState:
    """At the due moment itself it is still in time."""
    if run.is_dropped:
        return SlaState.DROPPED
    is_late = due is not None and end > due
    if run.stop is not None:
        return SlaState.MISSED if is_late else SlaState.MET
    if is_late:
        return SlaState.BREACHED
    if not stretches or stretches[-1][1] is not None:
        return SlaState.PAUSED
    return SlaState.AT_RISK if risk is not None and end >= risk else SlaState.RUNNING


def _breached(run: Run, line: Timeline, levels: ServiceLevels, end: int) -> int | None:
    """Since when it is late: a change of terms or policy makes it late when it comes, never before."""
    changes = {at for at, _ in line.terms} | {to_us(one.valid_from) for one in levels.book.editions}
    marks = sorted(at for at in changes if run.start < at <= end)
    found: int | None = None
    for begin in reversed([run.start, *marks]):
        due = _due_by(run, line, levels, begin)
        if due is None or max(due, begin) > (end if found is None else found):
            break
        found = max(due, begin)
        if due > begin:
            break
    return found


def _due_by(run: Run, line: Timeline, levels: ServiceLevels, moment: int) -> int | None:
    """When it would have been due by what held at ``moment``."""
    edition: Edition | None = levels.at_us(moment)
    chosen = levels.chosen(edition, terms_at(line, moment)) if edition else None
    plan = plan_in(run, chosen)
    if plan is None:
        return None
    stretches = stretches_of(run, line, plan.target, chosen.policy if chosen else None)
    return moment_of(plan.time, stretches, hours_in(run, chosen))
