"""The sketch beside a ticket says what its whole history says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from hypothesis import given, settings

from core.ids import AgentId, PromiseId, TicketId
from core.sla.clock import moment_of
from core.sla.history import Contact, History
from core.sla.levels import ServiceLevels
from core.sla.moments import key_of, moments, running
from core.sla.policy import Book, Edition, Reopening, Step, TargetKind
from core.sla.reading import Moments
from core.sla.reminders import Service
from core.sla.sketch import key_again, next_moments, sketch_from, sketch_of, sketch_text
from core.sla.timeline import timeline_of
from core.sla.zones import from_us, to_us
from core.tickets.marks import Promise, Reminded, Snooze
from tests.core.sla.calendars import WEEKS, random_calendar
from tests.core.sla.naive import MINUTE
from tests.core.sla.test_reading_laws import SEEDS, policy_of, random_history


def first_moments(service: Service, levels: ServiceLevels) -> Moments:
    """The next moments once more, clock by clock from the history, without a sketch."""
    line, edition = timeline_of(service.history), levels.newest
    fired = {one.key for one in service.reminded}
    clocks = [] if line.solved_at is not None else list(running(service, line, levels, edition))
    live = [one for one in clocks if not one.is_paused]
    dues = [(due, one) for one in live if (due := one.due) is not None]
    steps = [
        moment_of(amount, one.stretches, one.hours)
        for one in live
        for amount, step in one.plan.steps
        if key_of(one.run.kind, one.run.ref, step) not in fired
    ]
    coming = [at for at in steps if at is not None]
    if line.solved_at is None:
        coming += [to_us(one.until) for one in service.snoozes if key_again(one) not in fired]
    step = from_us(min(coming)) if coming else None
    if not dues:
        return Moments(is_paused=len(live) < len(clocks), next_step=step)
    due, first = min(dues, key=lambda pair: pair[0])
    risk = moment_of(first.plan.risk, first.stretches, first.hours)
    return Moments(from_us(due), first.run.kind, None if risk is None else from_us(risk), next_step=step)


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_a_sketch_says_what_the_whole_history_says(seed: int) -> None:
    """Also of a ticket with every kind of clock, contacts, promises, steps given and reminders put off."""
    random = Random(seed)
    week = WEEKS[seed % len(WEEKS)]
    begin = dt.datetime.combine(week, dt.time(), dt.UTC)
    calendar, history = random_calendar(random, week), random_history(random, begin)
    steps = tuple(Step(f"s{percent}", percent=percent) for percent in (1, 50, 100))
    only = policy_of(random, 900)
    [resolution] = only.targets
    targets = (
        *(replace(resolution, kind=kind, steps=steps) for kind in TargetKind if random.random() < 0.8),
    )
    policy = replace(only, targets=targets, reopening=random.choice(list(Reopening)))
    levels = ServiceLevels(
        Book((Edition("e", begin - dt.timedelta(days=9), (calendar,), (policy,)),)), history.steps[-1].at
    )
    service = with_marks(random, history, begin)
    expected = first_moments(service, levels)
    assert moments(service, levels) == expected
    sketch = sketch_of(service)
    if sketch is not None:
        chosen = levels.chosen(levels.book.editions[0], history.terms[-1].terms)
        assert next_moments(sketch_from(sketch.opened, sketch_text(sketch)), chosen) == next_moments(
            sketch, chosen
        )


def with_marks(random: Random, history: History, begin: dt.datetime) -> Service:
    def moment() -> dt.datetime:
        return history.opened_at + random.randrange(2000) * MINUTE

    contacts = sorted(
        (Contact(moment(), is_call=random.random() < 0.5) for _ in range(random.randrange(3))),
        key=lambda one: one.at,
    )
    promises = []
    for n in range(random.randrange(3)):
        made = moment()
        kept = made + random.randrange(100) * MINUTE if random.random() < 0.3 else None
        due = made + (1 + random.randrange(900)) * MINUTE
        promises.append(Promise(PromiseId(f"p{n}"), due, made, AgentId("a"), kept_at=kept))
    keys = [f"{kind.value}:{ref}:s{n}" for kind in TargetKind for ref in ("", "0", "1") for n in (1, 50)]
    reminded = tuple(Reminded(key, begin) for key in random.sample(keys, random.randrange(4)))
    snoozes = [Snooze(key, moment(), "later", begin, AgentId("a")) for key in random.sample(keys, 2)]
    if random.random() < 0.3:
        reminded = (*reminded, Reminded(key_again(snoozes[0]), begin))
    return Service(
        TicketId("t"), "", "", replace(history, contacts=tuple(contacts), promises=tuple(promises)),
        reminded=reminded, snoozes=tuple(snoozes[: random.randrange(3)]),
    )  # fmt: skip
