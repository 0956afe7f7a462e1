"""A ticket's clocks folded to what they hang on: small enough to lie beside the ticket, read in microseconds.

When an edition changes, every open ticket must be read anew, a hundred thousand of them while people work. From its
history a ticket takes a tenth of a millisecond; from its sketch a hundredth. Both say the same, and a law test holds
them together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from core.sla.clock import moment_of, runs
from core.sla.levels import ALL_TIME, Chosen, Hours, Plan, plan_for_promise
from core.sla.policy import Reopening, TargetKind
from core.sla.reminders import Service
from core.sla.timeline import SOLVED, Timeline, timeline_of
from core.sla.zones import to_us
from core.tickets.marks import Snooze
from core.tickets.model import Status, Waiting

MICROSECOND = timedelta(microseconds=1)
RUNS, SOLVED_CODE = "r", "s"
_CODES = {Waiting.CUSTOMER: "c", Waiting.THIRD_PARTY: "t"}


class Sketch(NamedTuple):
    """Of an open ticket; moments are microseconds since 1970.

    ``turns`` is when it waited, was solved, went on, in order (none: it has run since ``opened``). ``promises`` are the
    open ones (id, made, due), ``fired`` the keys of steps that were given, ``snoozes`` when reminders come again.
    """

    opened: int
    turns: Sequence[tuple[int, str]] = ()
    contacts: int = 0
    last_contact: int = 0
    reopened: int = 0
    promises: Sequence[tuple[str, int, int]] = ()
    fired: Sequence[str] = ()
    snoozes: Sequence[int] = ()


class Kept(NamedTuple):
    """The next moments of one ticket, as whole numbers: see ``core.sla.reading.Moments``."""

    due: int | None = None
    kind: TargetKind | None = None
    risk: int | None = None
    is_paused: bool = False
    step: int | None = None


NOTHING = Kept()


# One clock that has not stopped: kind, ref, plan, hours, how much it has counted by ``begin``, and since when it counts
# now (None: it waits). A plain tuple: it is made a quarter of a million times when an edition changes.
_Clock = tuple[TargetKind, str, Plan, Hours, list[tuple[int, int]], int | None]


def key_again(snooze: Snooze) -> str:
    return f"{snooze.key}:again:{to_us(snooze.until) // 1000}"


def sketch_of(service: Service) -> Sketch | None:
    """None: the ticket is solved, and no clock runs."""
    line = timeline_of(service.history)
    if line.solved_at is not None:
        return None
    fired = tuple(one.key for one in service.reminded)
    return Sketch(
        line.opened,
        tuple(_turns(line)),
        len(line.contacts),
        to_us(line.contacts[-1].at) if line.contacts else 0,
        line.reopenings[-1] if line.reopenings else 0,
        tuple(
            (run.ref, run.start, to_us(run.promise.due))
            for run in runs(service.history, line)
            if run.promise is not None and run.stop is None
        ),
        fired,
        tuple(to_us(one.until) for one in service.snoozes if key_again(one) not in fired),
    )


def _turns(line: Timeline) -> Iterator[tuple[int, str]]:
    was = RUNS
    for at, status, waits in line.steps:
        code = RUNS
        if status is Status.PENDING:
            code = _CODES[waits or Waiting.CUSTOMER]
        elif status in SOLVED:
            code = SOLVED_CODE
        if code != was:
            yield at, code
            was = code


def sketch_text(sketch: Sketch | None) -> str:
    """For the column; "" for a ticket that nothing has happened to, and for one whose clocks are over."""
    if sketch is None or not any(sketch[1:]):
        return ""
    return json.dumps(sketch[1:], separators=(",", ":"), ensure_ascii=False)


def sketch_from(opened: int, text: str) -> Sketch:
    return Sketch(opened, *json.loads(text)) if text else Sketch(opened)


def next_moments(sketch: Sketch, chosen: Chosen | None) -> Kept:
    """The first due moment of a clock that runs, and the first step that was not given. Free of the present."""
    due = risk = kind = step = None
    is_paused, fired = False, sketch.fired
    for which, ref, plan, hours, closed, begin in _clocks(sketch, chosen):
        if begin is None:
            is_paused = True  # what fell due before the pause is given when the clock runs again
            continue
        amount = plan.first if not fired else _next_amount(which, ref, plan, fired)
        ends, at_risk, coming = _reached((plan.time, plan.risk, amount or 0), hours, closed, begin)
        if ends is not None and (due is None or ends < due):
            due, kind, risk = ends, which, at_risk
        if amount is not None and coming is not None and (step is None or coming < step):
            step = coming
    for until in sketch.snoozes:
        step = until if step is None else min(step, until)
    return Kept(due, kind, risk, is_paused and due is None, step)


def _clocks(sketch: Sketch, chosen: Chosen | None) -> Iterator[_Clock]:
    if chosen is not None:
        hours, contacts = chosen.hours, sketch.contacts
        answer, update, resolve = chosen.clocks
        if answer is not None and not contacts:
            yield TargetKind.FIRST_RESPONSE, "", answer, hours, *_counted(sketch, sketch.opened, answer)
        if update is not None and (contacts or not chosen.answers):
            start = (
                max(sketch.opened, sketch.last_contact, sketch.reopened)
                if contacts or sketch.turns
                else sketch.opened
            )
            yield TargetKind.NEXT_UPDATE, str(contacts), update, hours, *_counted(sketch, start, update)
        if resolve is not None:
            yield TargetKind.RESOLUTION, "", resolve, hours, *_resolution(sketch, resolve, chosen)
    if sketch.promises:
        target = chosen.policy.target(TargetKind.CALL_BACK) if chosen else None
        for ref, made, due in sketch.promises:
            plan = plan_for_promise(target, (due - made) * MICROSECOND)
            yield TargetKind.CALL_BACK, ref, plan, ALL_TIME, [], made


def _resolution(sketch: Sketch, plan: Plan, chosen: Chosen) -> tuple[list[tuple[int, int]], int | None]:
    if not sketch.turns:
        return [], sketch.opened
    reopening = chosen.policy.reopening
    start = sketch.reopened if reopening is Reopening.RESTART and sketch.reopened else sketch.opened
    return _counted(sketch, start, plan, counts_solved=reopening is Reopening.RUN_ON)


def _counted(
    sketch: Sketch, start: int, plan: Plan, *, counts_solved: bool = False
) -> tuple[list[tuple[int, int]], int | None]:
    """What counted and is over, and since when it counts now."""
    if not sketch.turns:
        return [], start
    idle = _idle(plan.target.pauses, counts_solved=counts_solved)
    closed: list[tuple[int, int]] = []
    begin: int | None = start
    for at, code in sketch.turns:
        if code in idle:
            if begin is not None and begin < at:
                closed.append((begin, at))
            begin = None
        elif begin is None:
            begin = max(at, start)
    return closed, begin


@cache
def _idle(pauses: tuple[Waiting, ...], *, counts_solved: bool) -> frozenset[str]:
    """The turns during which a clock stands still."""
    idle = frozenset(_CODES[one] for one in pauses)
    return idle if counts_solved else idle | {SOLVED_CODE}


def _reached(
    amounts: Sequence[int], hours: Hours, closed: list[tuple[int, int]], begin: int
) -> Sequence[int | None]:
    """When each amount of counted time is used up."""
    if not closed:
        return hours.reach_us(begin, amounts)
    counted = sum(hours.elapsed_us(start, end) for start, end in closed)
    if counted < min(amounts):
        return hours.reach_us(begin, [one - counted for one in amounts])
    stretches = [*closed, (begin, None)]
    return [moment_of(one, stretches, hours) for one in amounts]


def _next_amount(kind: TargetKind, ref: str, plan: Plan, fired: Sequence[str]) -> int | None:
    """Steps stand in the order of their moments: the first that was not given is the next."""
    for amount, step in plan.steps:
        if f"{kind.value}:{ref}:{step.id}" not in fired:
            return amount
    return None
