"""Public holidays of one region and one year, as a text that a person can write and a desk without internet can read.

region = "CN"
year = 2026
[[holiday]]
date = 2026-10-01
name = "National Day"
zh = "国庆节"
[[make_up]]
date = 2026-10-10
works_as = "Monday"
name = "National Day"
zh = "国庆节"
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.errors import RuleViolation
from core.sla.calendar import Calendar, Day, DayKind

LARGEST = 20_000
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class YearUnreadable(RuleViolation):
    """What is wrong in a file of holidays, and where."""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One entry of a file; ``works_as`` makes it a make-up day (0 Monday)."""

    date: dt.date
    name: str
    zh: str = ""
    works_as: int | None = None


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """Public holidays and make-up days of one year."""

    region: str
    year: int
    days: tuple[SpecialDay, ...]
    source: str = ""


def read_year(text: str) -> HolidayYear:
    """Raises ``YearUnreadable`` with what to mend."""
    if len(text) > LARGEST:
        raise YearUnreadable("The file is too large for the holidays of one year.")
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as why:
        raise YearUnreadable("The file cannot be read as TOML: {why}", why=str(why)) from why
    for name in data:
        if name not in ("region", "year", "source", "holiday", "make_up"):
            raise YearUnreadable(
                '"{name}" is not known here: a day begins with [[holiday]] or [[make_up]].', name=name
            )
    region, year = data.get("region"), data.get("year")
    if not isinstance(region, str) or not 2 <= len(region) <= 10 or not region.isascii():
        raise YearUnreadable('The file needs a line like region = "CN".')
    if not isinstance(year, int) or not 1970 <= year <= 2200:
        raise YearUnreadable("The file needs a line like year = 2026.")
    days = (*_days(data, "holiday", year), *_days(data, "make_up", year))
    _refuse_twice(days)
    return HolidayYear(
        region, year, tuple(sorted(days, key=lambda one: one.date)), str(data.get("source", ""))
    )


def _days(data: Mapping[str, object], kind: str, year: int) -> Iterator[SpecialDay]:
    entries = data.get(kind, [])
    if not isinstance(entries, list):
        raise YearUnreadable("Each day begins with a line [[{kind}]].", kind=kind)
    for n, entry in enumerate(entries, 1):
        date = entry.get("date") if isinstance(entry, dict) else None
        if not isinstance(date, dt.date) or isinstance(date, dt.datetime):
            raise YearUnreadable("Entry {n} of {kind} needs a line like date = 2026-10-01.", n=n, kind=kind)
        if date.year != year:
            raise YearUnreadable("{date} is not in the year {year}.", date=str(date), year=year)
        works_as = _weekday(entry.get("works_as", "Monday"), date) if kind == "make_up" else None
        yield SpecialDay(date, str(entry.get("name", "")), str(entry.get("zh", "")), works_as)


def _weekday(name: object, date: dt.date) -> int:
    if name not in WEEKDAYS:
        raise YearUnreadable(
            '{date}: works_as names the weekday whose hours are worked, such as "Monday".', date=str(date)
        )
    return WEEKDAYS.index(str(name))


def _refuse_twice(days: tuple[SpecialDay, ...]) -> None:
    seen: set[dt.date] = set()
    for day in days:
        if day.date in seen:
            raise YearUnreadable("{date} stands in the file twice.", date=str(day.date))
        seen.add(day.date)


def with_year(calendar: Calendar, year: HolidayYear, language: str = "en") -> Calendar:
    """That year's public holidays anew; closures and openings of one's own stay."""
    public = (DayKind.HOLIDAY, DayKind.MAKE_UP)
    kept = [one for one in calendar.days if one.kind not in public or one.date.year != year.year]
    fresh = [
        Day(
            one.date,
            DayKind.HOLIDAY if one.works_as is None else DayKind.MAKE_UP,
            (one.zh or one.name) if language.startswith("zh") else one.name,
            one.works_as,
        )
        for one in year.days
    ]
    years = tuple(sorted({*calendar.years, year.year}))
    days = tuple(sorted((*kept, *fresh), key=lambda one: (one.date, one.kind.value)))
    return replace(calendar, days=days, region=year.region, years=years)
