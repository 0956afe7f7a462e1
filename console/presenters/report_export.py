"""A report that was worked out, as a sheet for files; and the saving of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from console.presenters.report_choice import FIELDS
from console.presenters.report_names import ReportNames
from console.presenters.report_presenter import ReportPresenter
from console.presenters.report_words import ReportWords
from console.presenters.saying import say
from console.presenters.times import WEEKDAYS
from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.reporting import catalogue
from core.reporting.measures import Unit
from core.reporting.report import Worked, heat_values
from core.reporting.sheets import Cell, Column, ReportSheet
from core.words import Sentence

Done = Callable[[str], None]
Failed = Callable[[Trouble], None]


class Exporter(Protocol):
    """Makes and writes files, away from the screen."""

    @property
    def kinds(self) -> tuple[str, ...]: ...
    def save(self, sheet: ReportSheet, kind: str, folder: str, done: Done, failed: Failed) -> None: ...
    def make(self, sheet: ReportSheet, kind: str, done: Callable[[bytes], None], failed: Failed) -> None: ...


def sheet_of(place: Workplace, names: ReportNames, report: Worked) -> ReportSheet:
    """Totals with the period before, then the lines."""
    words, asked = place.words, report.asked
    period = asked.period
    title = f"{say(words, asked.report.name)} {ReportWords(place).period(period)}"
    name = f"ringdesk-{asked.report.id}-{period.first:%Y-%m-%d}--{period.last:%Y-%m-%d}"
    before = ReportWords(place).period(period.before())
    facts = [(words("Compared with"), before)]
    for field, group in FIELDS.items():
        key = getattr(asked.where, field)
        if key is not None:
            facts.append((words("Only"), names.of(key, group)))
    if asked.report.chart is catalogue.Chart.HEAT:
        return _heat_sheet(place, report, (name, title, tuple(facts)))
    columns = (Column(words("Group")), *(Column(say(words, one.name), one.unit) for one in asked.measures))
    rows: list[tuple[Cell, ...]] = [
        (words("Total"), *(one.value for one in report.totals)),
        (words("Before"), *(one.before for one in report.totals)),
        *((names.of(line.key, asked.group), *(one.value for one in line.figures)) for line in report.lines),
    ]
    return ReportSheet(name, title, tuple(facts), columns, tuple(rows))


def _heat_sheet(
    place: Workplace, report: Worked, head: tuple[str, str, tuple[tuple[str, str], ...]]
) -> ReportSheet:
    words = place.words
    rows = heat_values(report.hours, report.asked.drawn[0].id, report.asked.period)
    columns = (Column(words("Hour")), *(Column(say(words, day), Unit.RATIO) for day in WEEKDAYS))
    lines: Iterator[tuple[Cell, ...]] = (
        (f"{hour:02}:00 – {hour + 1:02}:00", *(rows[day][hour] for day in range(7))) for hour in range(24)
    )
    return ReportSheet(*head, columns, tuple(lines))


class ReportSaver:
    """Saves what is on screen where documents go, and says where that is."""

    def __init__(
        self, place: Workplace, reports: ReportPresenter, exporter: Exporter, folder: Callable[[], str]
    ) -> None:
        self._place = place
        self._reports = reports
        self._exporter = exporter
        self._folder = folder

    def save(self, kind: str) -> None:
        report = self._reports.worked
        if report is None or kind not in self._exporter.kinds:
            return
        sheet = sheet_of(self._place, self._reports.names, report)
        self._reports.say(Sentence("Saving …"))
        self._exporter.save(sheet, kind, self._folder(), self._saved, self._failed)

    def _saved(self, path: str) -> None:
        self._reports.say(Sentence("Saved: {path}", {"path": path}))

    def _failed(self, why: Trouble) -> None:
        self._reports.say(None, why.sentence)
