"""What holds of every reading, and a second one minute by minute that says the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ids import TicketId
from core.sla.clock import read, read_ticket
from core.sla.history import History, Terms, TermsFrom
from core.sla.hours import WorkingTime
from core.sla.levels import ServiceLevels
from core.sla.moments import moments
from core.sla.policy import Book, Edition, Policy, Reopening, Step, Target, TargetKind
from core.sla.reading import Reading, SlaState
from core.sla.reminders import Service
from core.sla.steps import steps_due
from core.sla.why import explain
from core.tickets.model import Priority, Status, StatusChange, Waiting
from tests.core.sla.calendars import WEEKS, random_calendar
from tests.core.sla.naive import MINUTE, OpenMinutes
from tests.core.sla.stories import BOTH, WANG

DAYS = 9
SEEDS = st.integers(0, 5000)


def random_history(random: Random, begin: dt.datetime) -> History:
    """On whole minutes: opened, worked on, waiting for one or the other, resolved, taken up again."""
    opened = begin + random.randrange(2 * 1440) * MINUTE
    steps = [StatusChange(Status.NEW, opened, WANG)]
    at, status = opened, Status.NEW
    for _ in range(random.randint(0, 6)):
        at += random.randrange(1, 1200) * MINUTE
        follows = [Status.ASSIGNED, Status.PENDING, Status.RESOLVED]
        status = Status.ASSIGNED if status is Status.RESOLVED else random.choice(follows)
        waits = random.choice((*Waiting, None)) if status is Status.PENDING else None
        steps.append(StatusChange(status, at, WANG, waits))
    return History(opened, tuple(steps), (TermsFrom(opened, Terms(Priority.P2)),))


def policy_of(random: Random, minutes: int) -> Policy:
    pauses = random.choice(((), BOTH, (Waiting.CUSTOMER,)))
    target = Target(TargetKind.RESOLUTION, (minutes * MINUTE,) * 4, pauses)
    return Policy("p", "P", "c", targets=(target,), reopening=random.choice(tuple(Reopening)))


def resolution(history: History, policy: Policy, hours: WorkingTime, now: dt.datetime) -> Reading:
    return next(one for one in read(history, policy, hours, now) if one.kind is TargetKind.RESOLUTION)


def naive_counts(history: History, policy: Policy, now: dt.datetime) -> list[tuple[dt.datetime, bool]]:
    """For each minute from opening on whether the clock counts, were the office always open."""
    target = policy.targets[0]
    steps = [step for step in history.steps if step.at <= now]
    last = steps[-1].status
    solved = next((s.at for s in reversed(steps) if s.status is Status.RESOLVED), None)
    end = solved if last is Status.RESOLVED and solved is not None else now
    start = history.opened_at
    if policy.reopening is Reopening.RESTART:
        for before, after in pairwise(steps):
            if before.status is Status.RESOLVED:
                start = after.at
    found, at = [], start
    while at < end:
        held = [s for s in steps if s.at <= at][-1]
        waits = held.status is Status.PENDING and (held.waits_for or Waiting.CUSTOMER) in target.pauses
        lies = held.status is Status.RESOLVED and policy.reopening is not Reopening.RUN_ON
        found.append((at, not waits and not lies))
        at += MINUTE
    return found


@pytest.mark.parametrize("part", range(20))
def test_a_reading_minute_by_minute_says_the_same(part: int) -> None:
    """100 stories each: used and, where it was reached, due."""
    random = Random(part)
    first = WEEKS[part % len(WEEKS)]
    calendar = random_calendar(random, first)
    hours, slow = WorkingTime(calendar), OpenMinutes(calendar, first, DAYS)
    for _ in range(100):
        history, policy = random_history(random, slow.begin), policy_of(random, random.randrange(1, 2400))
        now = min(history.steps[-1].at + random.randrange(600) * MINUTE, slow.at(DAYS * 1440 - 1))
        if history.opened_at > now:
            continue
        found = resolution(history, policy, hours, now)
        used, due = 0, None
        for at, counts in naive_counts(history, policy, now):
            used += counts and slow.open[(at - slow.begin) // MINUTE]
            if due is None and used * MINUTE == found.target:
                due = at + MINUTE
        assert found.used == used * MINUTE, (part, calendar, history, policy, now)
        if due is not None:
            assert found.due == due, (part, calendar, history, policy, now)


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.integers(1, 2000), st.integers(1, 600), st.integers(0, 3000), st.integers(1, 900))
def test_another_pause_never_brings_due_forward(
    seed: int, target: int, after: int, length: int, x: int
) -> None:
    random = Random(seed)
    week = WEEKS[seed % len(WEEKS)]
    hours = WorkingTime(random_calendar(random, week))
    opened = dt.datetime.combine(week, dt.time(), dt.UTC) + x * MINUTE
    policy = replace(policy_of(random, target), reopening=Reopening.CONTINUE)
    policy = replace(policy, targets=(replace(policy.targets[0], pauses=BOTH),))
    steps = (StatusChange(Status.NEW, opened, WANG),)
    history = History(opened, steps, (TermsFrom(opened, Terms(Priority.P2)),))
    wait = opened + after * MINUTE
    pause = (
        StatusChange(Status.PENDING, wait, WANG),
        StatusChange(Status.ASSIGNED, wait + length * MINUTE, WANG),
    )
    now = wait + length * MINUTE
    plain = resolution(history, policy, hours, now).due
    paused = resolution(replace(history, steps=steps + pause), policy, hours, now).due
    assert plain is None or (paused is not None and paused >= plain) or paused is None


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.integers(0, 8 * 1440))
def test_used_and_paused_are_working_time_and_add_up(seed: int, x: int) -> None:
    random = Random(seed)
    week = WEEKS[seed % len(WEEKS)]
    begin = dt.datetime.combine(week, dt.time(), dt.UTC)
    hours, history = WorkingTime(random_calendar(random, week)), random_history(random, begin)
    now = history.opened_at + x * MINUTE
    found = resolution(history, policy_of(random, 500), hours, now)
    end = found.stopped_at or now
    assert found.used + found.left == found.target
    assert found.used + found.paused == hours.elapsed(found.started_at, end)


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_in_which_steps_came_does_not_matter(seed: int, order: Random) -> None:
    random = Random(seed)
    week = WEEKS[seed % len(WEEKS)]
    begin = dt.datetime.combine(week, dt.time(), dt.UTC)
    hours, history = WorkingTime(random_calendar(random, week)), random_history(random, begin)
    policy, now = policy_of(random, 500), history.steps[-1].at + 100 * MINUTE
    shuffled = list(history.steps)
    order.shuffle(shuffled)
    assert read(replace(history, steps=tuple(shuffled)), policy, hours, now) == read(
        history, policy, hours, now
    )


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_what_is_kept_beside_a_ticket_agrees_with_its_reading(seed: int) -> None:
    random = Random(seed)
    week = WEEKS[seed % len(WEEKS)]
    begin = dt.datetime.combine(week, dt.time(), dt.UTC)
    calendar, history = random_calendar(random, week), random_history(random, begin)
    edition = Edition("e", begin - dt.timedelta(days=9), (calendar,), (policy_of(random, 900),))
    now = history.steps[-1].at
    levels = ServiceLevels(Book((edition,)), now)
    kept = moments(Service(TicketId("t"), "", "", history), levels)
    [found] = read_ticket(history, levels, now)
    if found.state.is_over:
        assert (kept.due, kept.is_paused) == (None, False)
    elif found.state is SlaState.PAUSED:
        assert kept.is_paused
    elif found.state is not SlaState.BREACHED:
        assert (kept.due, kept.risk_at) == (found.due, found.risk_at)


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_at_the_moment_kept_for_waking_there_is_a_step_to_give(seed: int) -> None:
    """Else a desk would wake again and again for nothing: also while a clock is paused that passed a step before."""
    random = Random(seed)
    week = WEEKS[seed % len(WEEKS)]
    begin = dt.datetime.combine(week, dt.time(), dt.UTC)
    calendar, history = random_calendar(random, week), random_history(random, begin)
    steps = tuple(Step(f"s{percent}", percent=percent) for percent in (1, 50, 100))
    policy = policy_of(random, 900)
    policy = replace(policy, targets=tuple(replace(one, steps=steps) for one in policy.targets))
    levels = ServiceLevels(
        Book((Edition("e", begin - dt.timedelta(days=9), (calendar,), (policy,)),)), history.steps[-1].at
    )
    service = Service(TicketId("t"), "", "", history)
    wakes = moments(service, levels).next_step
    if wakes is not None:
        assert steps_due(service, levels, max(wakes, history.steps[-1].at))


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.integers(0, 1200))
def test_the_days_of_the_explanation_sum_up_to_the_reading(seed: int, x: int) -> None:
    random = Random(seed)
    week = WEEKS[seed % len(WEEKS)]
    begin = dt.datetime.combine(week, dt.time(), dt.UTC)
    calendar, history = random_calendar(random, week), random_history(random, begin)
    edition = Edition("e", begin - dt.timedelta(days=9), (calendar,), (policy_of(random, 900),))
    now = history.steps[-1].at + x * MINUTE
    why = explain(history, ServiceLevels(Book((edition,)), now), now, TargetKind.RESOLUTION)
    assert why is not None
    if why.left_out:
        return
    assert sum((day.counted for day in why.days), dt.timedelta()) == why.reading.used
    assert sum((day.paused for day in why.days), dt.timedelta()) == why.reading.paused
    for before, after in pairwise(why.days):
        assert before.spans[-1].end == after.spans[0].start
