"""A report as a sheet of numbers: what a file of it holds, whatever its format."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.reporting.measures import Unit
from core.sla.reading import Why

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """Its head, and what its numbers count (None: it holds names)."""

    head: str
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: "lines", "bars" or "heat", which has a series for each day of the week."""

    kind: str
    title: str
    unit: Unit
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """``name`` is for the file, without folder and ending; ``facts`` stand above the table, a name and a text each.

    ``measures`` are the totals: name, value, value before, unit. Percentages are 0 to 100, times are seconds: how they
    are written is for the format to say. ``keys``: whose each line is below the two of the totals, by id.
    """

    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, float | None, float | None, Unit], ...]
    picture: Picture
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: str = "en"
    zone: str = "UTC"
    by: str = ""
    keys: tuple[str, ...] = ()

    def lines(self) -> dict[str, tuple[Cell, ...]]:
        """The lines below the totals, by what they are of."""
        return dict(zip(self.keys, self.rows[len(self.rows) - len(self.keys) :], strict=True))


@dataclass(frozen=True, slots=True)
class Late:
    """A clock that was late, and its explanation."""

    number: str
    subject: str
    customer: str
    why: Why


@dataclass(frozen=True, slots=True)
class Document:
    """Several reports of one time that make one paper: ``kind`` is "month", "day", "agent" or "levels".

    ``sheets``: report by its id. ``judged``: name of a target, how often it was met, and how often not; ``late`` are
    those that are explained; ``remark`` says of others.
    """

    kind: str
    name: str
    scope: str
    first: dt.date
    last: dt.date
    sheets: tuple[tuple[str, ReportSheet], ...]
    judged: tuple[tuple[str, int, int], ...] = ()
    late: tuple[Late, ...] = ()
    remark: str = ""

    def sheet(self, report: str) -> ReportSheet:
        return dict(self.sheets)[report]

    @property
    def language(self) -> str:
        return self.sheets[0][1].language

    @property
    def zone(self) -> str:
        return self.sheets[0][1].zone

    @property
    def by(self) -> str:
        return self.sheets[0][1].by


Printable = ReportSheet | Document
