"""The days of a calendar that differ from its week: shown in runs, added by date, taken out again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from console.presenters.material import Cells
from console.presenters.times import WEEKDAYS
from console.viewmodels.shaping import Band
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Words
from core.sla.calendar import Calendar, Day, DayKind
from core.sla.phrases import Unreadable, hours_text, read_hours
from core.words import Sentence

KINDS = {
    DayKind.CLOSURE: Sentence("closed"),
    DayKind.OPENING: Sentence("open as well"),
    DayKind.HOLIDAY: Sentence("public holiday"),
    DayKind.MAKE_UP: Sentence("make-up day"),
}
LONGEST_RUN = 366
_RANGE = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:-|–|to|到|至)\s*(\d{4}-\d{1,2}-\d{1,2}))?$")


@dataclass(frozen=True, slots=True)
class NewDay:
    """The day being typed, until it is added."""

    date: str = ""
    kind: DayKind = DayKind.CLOSURE
    hours: str = ""
    name: str = ""
    works_as: str = "0"


def day_bands(cells: Cells, calendar: Calendar, year: int) -> tuple[Band, ...]:
    words = cells.material.words
    years = sorted({one.date.year for one in calendar.days} | {cells.material.today.year, year})
    choices = tuple(Choice(str(one), str(one)) for one in years)
    shown = [one for one in calendar.days if one.date.year == year]
    lines = [(cells.pick("year", words("Year"), str(year), choices, 96),)]
    runs = [
        (
            cells.fact(f"run:{run[0].date}:{run[0].kind.value}", "", _dates(run, words), 176),
            cells.fact(f"kind:{run[0].date}:{run[0].kind.value}", "", _what(run[0], words), 196),
            cells.fact(f"name:{run[0].date}:{run[0].kind.value}", "", run[0].name),
            cells.button(
                f"remove:{run[0].date}:{run[-1].date}:{run[0].kind.value}",
                "✕",
                words("Remove {day}", day=_dates(run, words)),
                32,
            ),
        )
        for run in _runs(shown)
    ]
    note = "" if runs else words("No day of {year} differs from the week.", year=year)
    heads = (words("Days"), words("What"), words("Name"), "") if runs else ()
    return (
        Band("days", words("Days that differ"), tuple(lines), (), note),
        Band("runs", "", tuple(runs), heads),
    )


def new_band(cells: Cells, new: NewDay) -> Band:
    """What it needs depends on its kind."""
    words = cells.material.words
    line = [
        cells.text("new:date", words("Date or dates"), new.date, "2026-12-24 - 2026-12-31"),
        cells.pick(
            "new:kind",
            words("What"),
            new.kind.value,
            cells.material.choices({kind.value: name for kind, name in KINDS.items()}),
        ),
    ]
    if new.kind in (DayKind.CLOSURE, DayKind.OPENING):
        hint = words("all day") if new.kind is DayKind.CLOSURE else "9:00-12:00"
        line.append(cells.text("new:hours", words("Hours"), new.hours, hint))
    elif new.kind is DayKind.MAKE_UP:
        days = tuple(Choice(str(n), words(day.template)) for n, day in enumerate(WEEKDAYS))
        line.append(cells.pick("new:works_as", words("works as"), new.works_as, days))
    line.append(cells.text("new:name", words("Name"), new.name))
    line.append(cells.button("new:add", words("Add this day"), width=120))
    return Band("new", words("Add a day"), (tuple(line),))


def with_new(new: NewDay, key: str, value: str) -> NewDay:
    what = key.partition(":")[2]
    if what == "kind":
        return replace(new, kind=DayKind(value))
    return replace(new, **{what: value})


def with_day(calendar: Calendar, new: NewDay) -> Calendar:
    """Public holidays and make-up days of a date replace each other; ``Unreadable`` says what to mend."""
    blocks = read_hours(new.hours) if new.kind in (DayKind.CLOSURE, DayKind.OPENING) else ()
    if new.kind is DayKind.OPENING and not blocks:
        raise Unreadable("Please say from when to when it is open, like 9:00-12:00.")
    works_as = int(new.works_as) if new.kind is DayKind.MAKE_UP else None
    added = [Day(one, new.kind, new.name.strip(), works_as, blocks) for one in read_dates(new.date)]
    public = (DayKind.HOLIDAY, DayKind.MAKE_UP)
    taken = {(one.date, one.kind in public, one.kind if one.kind not in public else None) for one in added}
    kept = [
        one
        for one in calendar.days
        if (one.date, one.kind in public, one.kind if one.kind not in public else None) not in taken
    ]
    return replace(calendar, days=tuple(sorted((*kept, *added), key=lambda one: (one.date, one.kind.value))))


def read_dates(text: str) -> tuple[dt.date, ...]:
    """ "2026-12-24", or from one day to another."""
    match = _RANGE.match(text.strip())
    try:
        if match is None:
            raise ValueError
        first = _date(match[1])
        last = _date(match[2]) if match[2] else first
    except ValueError:
        raise Unreadable(
            '"{text}" is no date: please write 2026-12-24, or 2026-12-24 - 2026-12-31.', text=text.strip()
        ) from None
    if not 0 <= (last - first).days < LONGEST_RUN:
        raise Unreadable("The last day comes after the first, and within a year of it.")
    return tuple(first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def _date(text: str) -> dt.date:
    year, month, day = map(int, text.split("-"))
    return dt.date(year, month, day)


def without_run(calendar: Calendar, run: str) -> Calendar:
    """``run`` is "first:last:kind"."""
    first, last, kind = run.split(":")
    kept = (
        one
        for one in calendar.days
        if one.kind.value != kind or not first <= one.date.isoformat() <= last
    )
    return replace(calendar, days=tuple(kept))


def _runs(days: list[Day]) -> Iterator[list[Day]]:
    """Days in a row that are alike."""
    ordered = sorted(days, key=lambda one: (one.kind.value, one.date))
    alike = groupby(
        enumerate(ordered),
        key=lambda at: (
            at[1].kind.value, at[1].name, at[1].blocks, at[1].works_as, at[1].date.toordinal() - at[0],
        ),
    )  # fmt: skip
    found = [[day for _, day in run] for _, run in alike]
    yield from sorted(found, key=lambda run: run[0].date)


def _dates(run: list[Day], words: Words) -> str:
    first, last = run[0].date, run[-1].date
    text = f"{words(WEEKDAYS[first.weekday()].template)} {first:%m-%d}"
    if last == first:
        return text
    return f"{text} – {words(WEEKDAYS[last.weekday()].template)} {last:%m-%d}"


def _what(day: Day, words: Words) -> str:
    text = words(KINDS[day.kind].template)
    if day.kind is DayKind.MAKE_UP:
        return words("{what}, works as {day}", what=text, day=WEEKDAYS[day.works_as or 0])
    return f"{text} {hours_text(day.blocks)}".strip()
