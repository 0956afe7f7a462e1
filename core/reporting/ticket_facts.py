"""What one ticket adds to the counts: read from its history, day by day; the same history gives the same counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.reporting.counters import TICKET_PLACE, Part
from core.reporting.days import Days
from core.sla.clock import read_ticket
from core.sla.history import History
from core.sla.levels import ServiceLevels
from core.sla.policy import TargetKind
from core.sla.reading import Reading, SlaState
from core.sla.timeline import SOLVED, Timeline, timeline_of
from core.sla.zones import SECOND, from_us, to_us
from core.tickets.model import Status

FOLLOW_UP = timedelta(days=7)
_FOLLOW_UP_US = FOLLOW_UP // timedelta(microseconds=1)
_JUDGED = {
    (TargetKind.FIRST_RESPONSE, SlaState.MET): "response_met",
    (TargetKind.FIRST_RESPONSE, SlaState.MISSED): "response_missed",
    (TargetKind.RESOLUTION, SlaState.MET): "resolution_met",
    (TargetKind.RESOLUTION, SlaState.MISSED): "resolution_missed",
    (TargetKind.CALL_BACK, SlaState.MET): "call_back_met",
    (TargetKind.CALL_BACK, SlaState.MISSED): "call_back_missed",
}
Count = tuple[int, str, int]  # moment, counter, amount


@dataclass(frozen=True, slots=True)
class TiedCall:
    """A call of a ticket, in microseconds; the first one stands first."""

    began: int
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """``last`` is the last day on which anything was counted, None while the ticket is open."""

    opened: int
    hour: int
    last: int | None
    parts: tuple[Part, ...]


def facts_of(history: History, calls: Sequence[TiedCall], levels: ServiceLevels, days: Days) -> TicketFacts:
    """What was judged is judged by the edition that held then, whatever moment ``levels`` are of."""
    line = timeline_of(history)
    born = days.of(line.opened)
    counts = [(line.opened, "opened", 1), (line.opened, "open_days", born)]
    counts += [*_rounds(line, born), *_response(line), *_first_contact(line, calls)]
    counts += _judged(history, levels)
    if calls:
        counts.append((line.opened, "tied_calls", len(calls)))
    sums: dict[tuple[int, int], int] = {}
    for at, name, amount in counts:
        place = days.of(at), TICKET_PLACE[name]
        sums[place] = sums.get(place, 0) + amount
    parts = tuple(Part(day, place, amount) for (day, place), amount in sorted(sums.items()) if amount)
    opened, hour = days.day_hour(line.opened)
    last = None if line.solved_at is None else max(part.day for part in parts)
    return TicketFacts(opened, hour, last, parts)


def _rounds(line: Timeline, born: int) -> Iterator[Count]:
    """Each time it left the pile of open tickets, and each time it came back; ``born`` is the day of its opening."""
    was_solved = False
    for at, status, _waits in line.steps:
        is_solved = status in SOLVED
        if is_solved and not was_solved:
            yield at, "resolved", 1
            yield at, "resolution_s", (at - line.opened) // SECOND
            yield at, "open_days", -born
        elif was_solved and not is_solved:
            yield at, "reopened", 1
            yield at, "open_days", born
        was_solved = is_solved


def _response(line: Timeline) -> Iterator[Count]:
    """The first time the customer heard from us: a call, a note that informs them, or the solution."""
    heard = [to_us(line.contacts[0].at)] if line.contacts else []
    heard += [at for at, status, _waits in line.steps if status is Status.RESOLVED][:1]
    if heard:
        first = max(min(heard), line.opened)
        yield first, "responded", 1
        yield first, "response_s", (first - line.opened) // SECOND


def _first_contact(line: Timeline, calls: Sequence[TiedCall]) -> Iterator[Count]:
    """Call and ticket joined: solved, and neither came back nor was called about again within the days that count."""
    solved = next((at for at, status, _waits in line.steps if status in SOLVED), None)
    if solved is None or not any(call.answered is not None for call in calls):
        return
    yield solved, "first_contact_base", 1
    until = solved + _FOLLOW_UP_US
    came_back = any(at <= until for at in line.reopenings)
    first = min(call.began for call in calls)
    called_again = sum(first <= call.began <= until for call in calls) > 1
    if not came_back and not called_again:
        yield solved, "first_contact", 1


def _judged(history: History, levels: ServiceLevels) -> Iterator[Count]:
    for reading in read_ticket(history, levels, _end_of(history), only_over=True):
        judged = judged_as(reading)
        if judged is not None:
            yield *judged, 1


def judged_as(reading: Reading) -> tuple[int, str] | None:
    """When a clock was judged, in microseconds, and which counter it is in; None for what still runs or has none."""
    name = _JUDGED.get((reading.kind, reading.state))
    return None if name is None or reading.stopped_at is None else (to_us(reading.stopped_at), name)


def _end_of(history: History) -> datetime:
    moments = [to_us(history.opened_at)]
    moments += [to_us(step.at) for step in history.steps]
    moments += [to_us(contact.at) for contact in history.contacts]
    for promise in history.promises:
        moments += [to_us(at) for at in (promise.kept_at, promise.withdrawn_at) if at is not None]
    return from_us(max(moments))
