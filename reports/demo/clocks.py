"""A breach for the samples, explained by the real clock: a ticket over a holiday, with a pause, resolved late."""

from __future__ import annotations

import datetime as dt
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.ids import AgentId
from core.sla.calendar import Block, Calendar, Day, DayKind
from core.sla.history import Contact, History, Terms, TermsFrom
from core.sla.levels import ServiceLevels
from core.sla.policy import Book, Edition, Policy, Target, TargetKind
from core.sla.reading import Why
from core.sla.why import explain
from core.tickets.model import Priority, Status, StatusChange, Waiting

ZONE = ZoneInfo("Asia/Shanghai")
_ME = AgentId("sample")
_HOURS = (Block(9 * 3600, 12 * 3600), Block(13 * 3600, 18 * 3600))


def _levels(policy: str, holiday: str) -> ServiceLevels:
    calendar = Calendar(
        "office", policy, ZONE.key, (*(_HOURS,) * 5, (), ()),
        (
            Day(dt.date(2026, 10, 1), DayKind.HOLIDAY, holiday), Day(dt.date(2026, 10, 2), DayKind.HOLIDAY, holiday),
            Day(dt.date(2026, 10, 5), DayKind.HOLIDAY, holiday),
        ),
    )  # fmt: skip
    times = (timedelta(hours=4), timedelta(hours=8), timedelta(hours=16), timedelta(hours=40))
    target = Target(TargetKind.RESOLUTION, times, (Waiting.CUSTOMER,))
    answer = Target(TargetKind.FIRST_RESPONSE, (timedelta(minutes=30),) * 4)
    edition = Edition("sample", datetime(2026, 1, 1, tzinfo=ZONE), (calendar,), (
        Policy("gold", policy, "office", targets=(target, answer)),
    ))  # fmt: skip
    return ServiceLevels(Book((edition,)), datetime(2026, 12, 1, tzinfo=ZONE))


def late_resolution(policy: str, holiday: str, *, opened: datetime) -> Why:
    """Waited for the customer for three hours, and was solved after the holiday."""
    history = History(
        opened,
        (
            StatusChange(Status.NEW, opened, _ME),
            StatusChange(Status.ASSIGNED, opened + timedelta(minutes=8), _ME),
            StatusChange(Status.PENDING, opened + timedelta(hours=2), _ME, Waiting.CUSTOMER),
            StatusChange(Status.ASSIGNED, opened + timedelta(hours=5), _ME),
            StatusChange(Status.RESOLVED, opened + timedelta(days=8, hours=4), _ME),
        ),
        (TermsFrom(opened, Terms(Priority.P2)),),
        (Contact(opened + timedelta(minutes=12)),),
    )
    now = opened + timedelta(days=9)
    why = explain(history, _levels(policy, holiday), now, TargetKind.RESOLUTION)
    if why is None:
        raise ValueError("the sample's policy promises a resolution")
    return why
