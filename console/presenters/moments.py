"""Moments as people type them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

from core.sla.phrases import Unreadable

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE_DAYS = "一二三四五六日"
_DATED = re.compile(r"^(\d{4}-\d{2}-\d{2})\s+(\d{1,2}:\d{2})$")
_WEEKLY = re.compile(r"^(?:([A-Za-z]{3})[a-z]*|(?:周|星期)([一二三四五六日天]))\s*(\d{1,2}:\d{2})$")
_HOUR = re.compile(r"^(\d{1,2}):(\d{2})$")
_AFTER = re.compile(r"^\+(\d{1,4})$")


def read_moment(text: str, after: datetime, zone: tzinfo | None) -> datetime:
    """The next such moment: "+30" (minutes), "15:40", "Fri 17:50", "周五 17:50", or exactly "2026-11-27 17:50"."""
    wanted, local = text.strip(), after.astimezone(zone)
    try:
        if match := _AFTER.match(wanted):
            return after + timedelta(minutes=int(match[1]))
        if match := _DATED.match(wanted):
            return _at(datetime.fromisoformat(match[1]), match[2], local)
        if match := _HOUR.match(wanted):
            found = _at(local, wanted, local)
            return found if found > after else _at(local + timedelta(days=1), wanted, local)
        if match := _WEEKLY.match(wanted):
            return _weekly(match[1], match[2], match[3], local)
    except ValueError:
        pass
    raise Unreadable('"{text}" is no moment: please write 15:40, Fri 17:50 or 2026-11-27 17:50.', text=wanted)


def _weekly(english: str | None, chinese: str | None, clock: str, local: datetime) -> datetime:
    days = (
        _CHINESE_DAYS.index(chinese.replace("天", "日"))
        if chinese
        else _WEEKDAYS.index((english or "").lower())
    )
    day = local + timedelta(days=(days - local.weekday()) % 7)
    found = _at(day, clock, local)
    return found if found >= local else _at(day + timedelta(days=7), clock, local)


def _at(day: datetime, clock: str, local: datetime) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return local.replace(
        year=day.year, month=day.month, day=day.day, hour=hour, minute=minute, second=0, microsecond=0
    )
