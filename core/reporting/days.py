"""The days of a report: counted from 1970 in one time zone, whatever zone somebody looks from."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.sla.zones import SECOND, from_us

_EPOCH = dt.date(1970, 1, 1).toordinal()
_QUARTER = 900 * SECOND  # no zone changes its distance from UTC but at a quarter of an hour
_MOST_KEPT = 50_000


class Days:
    """Which day, and which hour of it, a moment falls on."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self._info = ZoneInfo(zone)
        self._known: dict[int, tuple[int, int]] = {}

    def of(self, us: int) -> int:
        return self.day_hour(us)[0]

    def day_hour(self, us: int) -> tuple[int, int]:
        quarter = us // _QUARTER
        found = self._known.get(quarter)
        if found is None:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            local = from_us(quarter * _QUARTER).astimezone(self._info)
            found = self._known[quarter] = (local.toordinal() - _EPOCH, local.hour)
        return found


def day_number(day: dt.date) -> int:
    return day.toordinal() - _EPOCH


def date_of(day: int) -> dt.date:
    return dt.date.fromordinal(day + _EPOCH)


def weekday_of(day: int) -> int:
    """0 is Monday."""
    return (day + 3) % 7
