"""Days that differ, as people list them: several dates in a row with one name are one entry."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.sla.calendar import Block, Day, DayKind
from core.sla.phrases import Unreadable

LONGEST = 366  # days
_DAY = dt.timedelta(days=1)
_DATE = re.compile(r"^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")


@dataclass(frozen=True, slots=True)
class Run:
    """Dates from ``first`` to ``last`` that differ in the same way."""

    first: dt.date
    last: dt.date
    kind: DayKind
    name: str = ""
    works_as: int | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.first}:{self.last}:{self.kind.value}:{self.name}"


def runs(days: Iterable[Day], apart: Run | None = None) -> tuple[Run, ...]:
    """In order of their first dates. The one that is ``apart`` is not joined to its like beside it."""
    found: list[Run] = []
    for day in sorted(days, key=lambda one: (one.kind.value, one.name, one.date)):
        before = found[-1] if found else None
        one = Run(day.date, day.date, day.kind, day.name, day.works_as, day.blocks)
        if before is not None and _goes_on(before, one) and not _is_border(before, one, apart):
            found[-1] = Run(before.first, day.date, day.kind, day.name, day.works_as, day.blocks)
        else:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.first, one.kind.value, one.name)))


def _goes_on(before: Run, one: Run) -> bool:
    same = (before.kind, before.name, before.works_as, before.blocks) == (
        one.kind, one.name, one.works_as, one.blocks
    )  # fmt: skip
    return same and one.first == before.last + _DAY


def _is_border(before: Run, one: Run, apart: Run | None) -> bool:
    if apart is None or (apart.kind, apart.name) != (one.kind, one.name):
        return False
    return one.first == apart.first or before.last == apart.last


def with_run(days: tuple[Day, ...], old: Run | None, new: Run | None) -> tuple[Day, ...]:
    """The one in the place of the other; ``None``: added, or taken out."""
    kept = [one for one in days if old is None or not _is_of(old, one)]
    if new is not None:
        dates = (new.first + _DAY * n for n in range((new.last - new.first).days + 1))
        kept += [Day(date, new.kind, new.name, new.works_as, new.blocks) for date in dates]
    return tuple(sorted(kept, key=lambda one: (one.date, one.kind.value)))


def _is_of(run: Run, day: Day) -> bool:
    same = (day.kind, day.name, day.works_as, day.blocks) == (run.kind, run.name, run.works_as, run.blocks)
    return same and run.first <= day.date <= run.last


def read_date(text: str, year: int) -> dt.date:
    """Such as "2026-10-01", or "10-01" of the year that is looked at."""
    match = _DATE.match(text.strip())
    try:
        if match is not None:
            return dt.date(int(match[1] or year), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise Unreadable('"{text}" is no date: please write it like 2026-10-01.', text=text.strip())


def moved(run: Run, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Another first date keeps the length; a last date before the first is refused."""
    if first != run.first:
        return first, first + (run.last - run.first)
    if last < first:
        raise Unreadable("The last day is before the first.")
    if (last - first).days >= LONGEST:
        raise Unreadable("One entry is at most a year long.")
    return first, last
