"""Short ways to write a ticket's story: times are of Shanghai unless they say otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from core.ids import AgentId, PromiseId
from core.sla.calendar import Block, Calendar, Day, DayKind
from core.sla.clock import read_ticket
from core.sla.history import Contact, History, Terms, TermsFrom
from core.sla.levels import ServiceLevels
from core.sla.policy import Book, Edition, Policy, Reopening, Target, TargetKind
from core.sla.reading import Reading
from core.tickets.marks import Promise
from core.tickets.model import Priority, Status, StatusChange, Waiting
from tests.core.sla.calendars import office

SHANGHAI = ZoneInfo("Asia/Shanghai")
WANG = AgentId("wang")
BOTH = (Waiting.CUSTOMER, Waiting.THIRD_PARTY)
H, M = timedelta(hours=1), timedelta(minutes=1)
_STEPS = {
    "work": (Status.ASSIGNED, None),
    "wait": (Status.PENDING, Waiting.CUSTOMER),
    "wait for supplier": (Status.PENDING, Waiting.THIRD_PARTY),
    "wait for whom": (Status.PENDING, None),
    "done": (Status.RESOLVED, None),
    "reopen": (Status.ASSIGNED, None),
    "close": (Status.CLOSED, None),
}


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """ "2026-11-24 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def story(
    opened: str,
    *steps: tuple[str, str],
    priority: Priority = Priority.P2,
    contacts: tuple[str, ...] = (),
    raised: tuple[tuple[str, Priority], ...] = (),
    promises: tuple[Promise, ...] = (),
    zone: ZoneInfo = SHANGHAI,
) -> History:
    begin = at(opened, zone)
    changes = [StatusChange(Status.NEW, begin, WANG), StatusChange(Status.ASSIGNED, begin, WANG)]
    for when, what in steps:
        status, waits = _STEPS[what]
        changes.append(StatusChange(status, at(when, zone), WANG, waits))
    terms = [TermsFrom(begin, Terms(priority))]
    terms += [TermsFrom(at(when, zone), Terms(to)) for when, to in raised]
    spoken = tuple(Contact(at(one, zone)) for one in contacts)
    return History(begin, tuple(changes), tuple(terms), spoken, promises)


def promise(made: str, due: str, *, kept: str = "", withdrawn: str = "") -> Promise:
    return Promise(
        PromiseId("p"),
        at(due),
        at(made),
        WANG,
        "",
        at(kept) if kept else None,
        at(withdrawn) if withdrawn else None,
    )


def policy(
    reopening: Reopening = Reopening.CONTINUE,
    pauses: tuple[Waiting, ...] = BOTH,
    calendar: str = "office",
    scale: int = 1,
) -> Policy:
    """First response 1 h; next update 4 h; resolution 4, 8, 16 h and for P4 none."""
    hours = (4 * H * scale, 8 * H * scale, 16 * H * scale, None)
    return Policy(
        "standard",
        "Standard",
        calendar,
        targets=(
            Target(TargetKind.FIRST_RESPONSE, (H, H, H, H)),
            Target(TargetKind.NEXT_UPDATE, (4 * H, 4 * H, 4 * H, None), pauses),
            Target(TargetKind.RESOLUTION, hours, pauses),
        ),
        reopening=reopening,
    )


def edition(
    *policies: Policy,
    begins: str = "2020-01-01 00:00",
    calendars: tuple[Calendar, ...] = (),
    id_: str = "first",
) -> Edition:
    everything = calendars or (office(), full_time(), night())
    return Edition(id_, at(begins), everything, policies or (policy(),), stamp=id_)


def full_time() -> Calendar:
    return Calendar("always", "Always", "Asia/Shanghai", ((Block(0, 86400),),) * 7)


def night() -> Calendar:
    """22:00 to 6:00, every day."""
    return Calendar("night", "Night", "Asia/Shanghai", ((Block(22 * 3600, 30 * 3600),),) * 7)


def china_2026() -> Calendar:
    """The office with the parts of the official table of 2026 that the cases need, written by hand."""
    free = [f"2026-02-{day}" for day in range(15, 24)] + [f"2026-10-0{day}" for day in range(1, 8)]
    days = [Day(datetime.fromisoformat(one).date(), DayKind.HOLIDAY) for one in free]
    worked = ("2026-02-14", "2026-02-28", "2026-09-20", "2026-10-10")
    days += [Day(datetime.fromisoformat(one).date(), DayKind.MAKE_UP) for one in worked]
    return office(days=tuple(days))


def reading(
    history: History,
    now: str,
    kind: TargetKind = TargetKind.RESOLUTION,
    book: tuple[Edition, ...] = (),
    zone: ZoneInfo = SHANGHAI,
) -> Reading:
    levels = ServiceLevels(Book(book or (edition(),)), at(now, zone))
    return next(one for one in read_ticket(history, levels, at(now, zone)) if one.kind is kind)


def on(calendar: Calendar, id_: str = "office") -> tuple[Edition, ...]:
    return (edition(calendars=(replace(calendar, id=id_),)),)
