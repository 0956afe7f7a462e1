"""The report window: what is chosen, figures, a chart, a table, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.tickets import Choice, ScopeTab

OWN = "own"  # the period that opens a field
DOCUMENT = "document"  # a kind of export: the paper
BARS, LINES, HEAT = "bars", "lines", "heat"


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its change. ``can_open``: there are tickets behind it."""

    key: str
    name: str
    value: str
    change: str
    hover: str
    can_open: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one colour of bars; None is a gap, ``texts`` are the values as people read them."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """``labels`` along the bottom, ``longer`` the same in full; ``marks`` up the side with their texts.

    A heat map has a series for each day of the week and a label for each hour. ``beyond`` counts the groups that are
    only in the table; ``rest`` says so of them and of those that have no room, with ``{n}`` for how many they are.
    """

    kind: str
    title: str
    unit: str
    labels: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    marks: tuple[tuple[float, str], ...] = ()
    empty: str = ""
    beyond: int = 0
    rest: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: its group, and a text for each head."""

    key: str
    cells: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers themselves. ``measures``: for each head the measure that has tickets behind it ("" none)."""

    heads: tuple[str, ...]
    measures: tuple[str, ...]
    lines: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """Fields in their order: name of the field, its choices, which is chosen."""

    fields: tuple[tuple[str, tuple[Choice, ...], str], ...]


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One report that is made by itself."""

    id: str
    title: str
    detail: str
    state: str


@dataclass(frozen=True, slots=True)
class ReportShown:
    """The panel whole. ``document`` names the paper that this report can become ("" none).

    ``may_leave``: whoever sits here may save it as a file.
    """

    tabs: tuple[ScopeTab, ...]
    filters: Filters
    own: str
    period: str
    note: str
    problem: str
    said: str
    tiles: tuple[Tile, ...]
    chart: Chart
    table: Table
    is_busy: bool = False
    document: str = ""
    may_leave: bool = True


@dataclass(frozen=True, slots=True)
class SchedulesShown:
    """The drawer of reports that are made by themselves."""

    lines: tuple[ScheduleLine, ...]
    rhythms: tuple[Choice, ...]
    spans: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    empty: str
    problem: str = ""


class ReportView(Protocol):
    """Signals: report_chosen(key) filter_chosen(field, key) period_typed(text) figure_opened(measure, line)
    export_clicked(kind) schedules_clicked() scheduled(rhythm, time, span, kind, where) unscheduled(id) left().

    Fields: span group agent team category queue seconds.
    """

    def show_report(self, shown: ReportShown) -> None: ...
    def show_schedules(self, shown: SchedulesShown) -> None: ...
