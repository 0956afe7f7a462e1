"""Why a clock says what it says: day by day, what counted, what did not, and which rule was taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.sla.calendar import Calendar, DayKind
from core.sla.choosing import tried
from core.sla.clock import Run, hours_in, plan_in, read_ticket, runs, stretches_of, terms_at
from core.sla.history import History
from core.sla.levels import ALL_TIME, ServiceLevels
from core.sla.policy import TargetKind
from core.sla.reading import DayStrip, Happening, Reading, Span, Stretch, Why
from core.sla.timeline import Stretch as Counted
from core.sla.timeline import Timeline, timeline_of
from core.sla.zones import from_us, to_us
from core.tickets.model import Status
from core.words import Sentence, sentence

MOST_DAYS = 14
_DAY = dt.timedelta(days=1)
_MICROSECOND = dt.timedelta(microseconds=1)
_SAID = {
    Status.NEW: Sentence("Opened"),
    Status.ASSIGNED: Sentence("In work"),
    Status.RESOLVED: Sentence("Resolved"),
    Status.CLOSED: Sentence("Closed"),
}


def explain(
    history: History, levels: ServiceLevels, now: dt.datetime, kind: TargetKind, ref: str = ""
) -> Why | None:
    """None: there is no such clock."""
    reading = next(
        (one for one in read_ticket(history, levels, now) if one.kind is kind and ref in ("", one.ref)), None
    )
    if reading is None:
        return None
    return why_of(reading, history, levels, now)


def why_of(reading: Reading, history: History, levels: ServiceLevels, now: dt.datetime) -> Why:
    line = timeline_of(history, to_us(now))
    run = next(
        one for one in runs(history, line) if one.kind is reading.kind and reading.ref in ("", one.ref)
    )
    end = reading.stopped_at or now
    edition = levels.edition(reading.edition) or levels.newest
    calendar = edition.calendar(reading.calendar) if edition else None
    zone = calendar.zone if calendar else "UTC"
    spans = list(_spans(run, line, levels, reading, end))
    days, left_out = _days(spans, calendar, ZoneInfo(zone))
    terms = terms_at(line, to_us(end))
    rules = tried(terms, edition) if edition else ()
    return Why(reading, rules, zone, days, tuple(_happenings(history, line, reading, levels, now)), left_out)


def _spans(
    run: Run, line: Timeline, levels: ServiceLevels, reading: Reading, end: dt.datetime
) -> Iterator[Span]:
    """From the clock's start to its end, and on to due while it runs: pieces in order, without gaps."""
    edition = levels.edition(reading.edition)
    chosen = levels.chosen(edition, terms_at(line, to_us(end))) if edition else None
    plan, hours = plan_in(run, chosen), hours_in(run, chosen)
    start, stop = to_us(reading.started_at), to_us(end)
    due = None if reading.due is None else to_us(reading.due)
    is_ahead = reading.stopped_at is None and due is not None and due > stop
    last = due if is_ahead and due is not None else stop
    stretches = stretches_of(run, line, plan.target, chosen.policy if chosen else None) if plan else []
    cuts = {start, last, stop, *(one for one in (due,) if one is not None and start < one < last)}
    cuts |= {at for pair in stretches for at in pair if at is not None and start < at < last}
    opened = [(start, last)] if hours is ALL_TIME else list(_open(levels, reading, start, last))
    cuts |= {at for pair in opened for at in pair}
    for a, b in pairwise(sorted(cuts)):
        is_open = any(x <= a and b <= y for x, y in opened)
        yield Span(from_us(a), from_us(b), _what(a, stop, due, stretches, is_open=is_open))


def _open(levels: ServiceLevels, reading: Reading, start: int, last: int) -> Iterator[tuple[int, int]]:
    edition = levels.edition(reading.edition)
    hours = levels.working(edition, reading.calendar) if edition else None
    if hours is not None:
        yield from hours.spans_us(start, last)


def _what(at: int, now: int, due: int | None, stretches: list[Counted], *, is_open: bool) -> Stretch:
    if not is_open:
        return Stretch.CLOSED
    if at >= now:
        return Stretch.AHEAD
    if not any(a <= at and (b is None or at < b) for a, b in stretches):
        return Stretch.PAUSED
    return Stretch.LATE if due is not None and at >= due else Stretch.COUNTED


def _days(spans: list[Span], calendar: Calendar | None, zone: ZoneInfo) -> tuple[tuple[DayStrip, ...], int]:
    """Cut at midnight; of a long story the first and the last days."""
    by_day: dict[dt.date, list[Span]] = {}
    for span in spans:
        at = span.start
        while at < span.end:
            day = at.astimezone(zone).date()
            midnight = dt.datetime.combine(day + _DAY, dt.time(), zone).astimezone(dt.UTC)
            stop = min(span.end, midnight) if midnight > at else span.end
            by_day.setdefault(day, []).append(Span(at, stop, span.what))
            at = stop
    names = {one.date: one.name for one in calendar.days} if calendar else {}
    days, total = [], dt.timedelta()
    for day, pieces in sorted(by_day.items()):
        counted = _sum(pieces, Stretch.COUNTED) + _sum(pieces, Stretch.LATE)
        total += counted
        days.append(
            DayStrip(day, tuple(pieces), counted, _sum(pieces, Stretch.PAUSED), total, names.get(day, ""))
        )
    if len(days) <= MOST_DAYS:
        return tuple(days), 0
    half = MOST_DAYS // 2
    return (*days[:half], *days[-half:]), len(days) - MOST_DAYS


def _sum(spans: list[Span], what: Stretch) -> dt.timedelta:
    return sum((one.end - one.start for one in spans if one.what is what), dt.timedelta())


def _happenings(
    history: History, line: Timeline, reading: Reading, levels: ServiceLevels, now: dt.datetime
) -> Iterator[Happening]:
    """In order of time."""
    found = [*_steps(line), *_terms(line), *_contacts(history, now), *_editions(line, levels, now)]
    if reading.kind is TargetKind.CALL_BACK:
        found.append(Happening(reading.started_at, Sentence("Promised")))
    if reading.due is not None:
        found.append(Happening(reading.due, Sentence("Due")))
    if reading.stopped_at is None:
        found.append(Happening(now, Sentence("Now")))
    last = max(reading.due or now, now)
    yield from sorted((one for one in found if one.at <= last), key=lambda one: one.at)


def _steps(line: Timeline) -> Iterator[Happening]:
    for at, status, waits in line.steps:
        if status is Status.PENDING:
            whom = Sentence(waits.value) if waits else Sentence("customer")
            yield Happening(from_us(at), sentence("Waits: {whom}", whom=whom))
        else:
            yield Happening(from_us(at), _SAID[status])


def _terms(line: Timeline) -> Iterator[Happening]:
    for (_, before), (at, after) in pairwise(line.terms):
        if before.priority is not after.priority:
            yield Happening(from_us(at), sentence("Priority {priority}", priority=after.priority.name))
        else:
            yield Happening(from_us(at), Sentence("Category, kind or customer changed"))


def _contacts(history: History, now: dt.datetime) -> Iterator[Happening]:
    for contact in history.contacts:
        if contact.at <= now:
            said = Sentence("Spoke with the customer") if contact.is_call else Sentence("Told the customer")
            yield Happening(contact.at, said)


def _editions(line: Timeline, levels: ServiceLevels, now: dt.datetime) -> Iterator[Happening]:
    for edition in levels.book.editions:
        if from_us(line.opened) < edition.valid_from <= now:
            yield Happening(edition.valid_from, Sentence("Service levels changed"))


def special_kind(calendar: Calendar, day: dt.date) -> DayKind | None:
    """How a day differs from its week, for its mark on the strip."""
    return next((one.kind for one in calendar.days if one.date == day), None)
