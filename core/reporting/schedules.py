"""Reports that are made by themselves: when each is due, and what is wrong with one that is typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from core.errors import RuleViolation
from core.reporting.asking import Where
from core.reporting.catalogue import BY_ID
from core.reporting.counters import Group
from core.reporting.periods import Span, period_of
from core.reporting.report import Asked

MOST = 50
_FORBIDDEN = ' <>,;:"()[]\\'


class Rhythm(Enum):
    """How often; weeks on Monday, months on their first day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class NoTime(RuleViolation):
    """What was typed is no time of day."""

    def __init__(self) -> None:
        super().__init__("Please write the time of day like 07:30.")


class NoPlace(RuleViolation):
    """Neither a folder nor an address."""

    def __init__(self) -> None:
        super().__init__("Please write where it goes: a folder that is there, or a mail address.")


class NoPaper(RuleViolation):
    """What was chosen becomes no paper."""

    def __init__(self) -> None:
        super().__init__(
            "This report has no paper of its own. Please choose the overview of a day or a month, the service levels, "
            "or one agent; or PDF."
        )


class TooManySchedules(RuleViolation):
    """Somebody else should do this by then."""

    def __init__(self) -> None:
        super().__init__("There are {n} scheduled reports already. Please remove one first.", n=MOST)


@dataclass(frozen=True, slots=True)
class Schedule:
    """``where`` is a folder or a mail address; ``done`` is when it was made last, ``said`` what became of it then."""

    id: str
    report: str
    rhythm: Rhythm
    minute: int  # of the day
    span: Span
    kind: str
    where: str
    group: Group = Group.DAY
    agent: str | None = None
    team: str | None = None
    category: str | None = None
    queue: str | None = None
    seconds: int = 20
    done: dt.datetime | None = None
    said: str = ""

    @property
    def is_mail(self) -> bool:
        return "@" in self.where

    @property
    def paper(self) -> str:
        """Which paper it becomes, the same each time: on the first, this month is still the month. "" none."""
        return paper_of(self.report, self.span, self.agent)

    def asked(self, today: dt.date) -> Asked:
        where = Where(self.agent, self.team, self.category, self.queue)
        return Asked(BY_ID[self.report], period_of(self.span, today), self.group, where, self.seconds)


@dataclass(frozen=True, slots=True)
class Schedules:
    """As they are kept."""

    all: tuple[Schedule, ...] = ()


def paper_of(report: str, span: Span, agent: str | None) -> str:
    """As ``Document.kind``."""
    if report == "overview":
        days, months = (Span.TODAY, Span.YESTERDAY), (Span.MONTH, Span.LAST_MONTH)
        return "day" if span in days else "month" if span in months else ""
    if report == "agents":
        return "agent" if agent else ""
    return "levels" if report == "levels" else ""


def next_due(schedule: Schedule, after: dt.datetime, zone: str) -> dt.datetime:
    """The first moment of its rhythm after that one, on the wall clock of the zone."""
    info = ZoneInfo(zone)
    day = after.astimezone(info).date()
    hour, minute = divmod(schedule.minute, 60)
    while True:
        if _falls_on(schedule.rhythm, day):
            due = dt.datetime.combine(day, dt.time(hour, minute), info).astimezone(dt.UTC)
            if due > after:
                return due
        day += dt.timedelta(days=1)


def _falls_on(rhythm: Rhythm, day: dt.date) -> bool:
    return {Rhythm.WEEK: day.weekday() == 0, Rhythm.MONTH: day.day == 1}.get(rhythm, True)


def read_time(text: str) -> int:
    """Minutes of the day."""
    hours, colon, minutes = text.strip().replace("：", ":").partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal()) or len(minutes) != 2:
        raise NoTime
    if int(hours) > 23 or int(minutes) > 59:
        raise NoTime
    return int(hours) * 60 + int(minutes)


def is_address(text: str) -> bool:
    name, at, house = text.rpartition("@")
    return bool(name and at and house) and not any(sign in text for sign in _FORBIDDEN)
