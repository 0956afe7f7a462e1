"""The report window: what is chosen, asked piece by piece, and shown with the period before beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from console.presenters.export_book import ExportBook
from console.presenters.report_asking import ask_report, narrowed
from console.presenters.report_choice import ReportChoice
from console.presenters.report_documents import NAMES, kind_of
from console.presenters.report_names import ReportNames
from console.presenters.report_pictures import TOTAL, ReportPictures
from console.presenters.report_words import ReportWords
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.reports import Chart, ReportShown, ReportView, Table
from console.viewmodels.tickets import ScopeTab
from core.errors import Trouble
from core.exports import ExportNotAllowed
from core.reading import Directory
from core.reporting import catalogue
from core.reporting.asking import Behind, CountingState
from core.reporting.catalogue import REPORTS, measure_of
from core.reporting.counters import BY_DAY
from core.reporting.days import date_of
from core.reporting.periods import Period
from core.reporting.report import Worked
from core.words import Sentence

Found = tuple[CountingState, Directory, tuple[str, ...]]
EMPTY_CHART, EMPTY_TABLE = Chart("lines", "", ""), Table((), (), ())


class ReportPresenter:
    """One report at a time; an answer to a question that was replaced meanwhile is dropped.

    Each question is a turn of the lane of its own: a call that comes in between waits for one of them at most.
    """

    def __init__(self, place: Workplace, view: ReportView, book: ExportBook) -> None:
        self._place = place
        self._book = book
        self._view = view
        self.names = ReportNames(place)
        self._pictures = ReportPictures(place, self.names)
        self._words = ReportWords(place)
        self._open_tickets: Callable[[Behind, str], None] = lambda _behind, _title: None
        self.state = CountingState()
        self.choice = ReportChoice()
        self._round = 0
        self._is_shown = self._is_busy = False
        self._problem: Sentence | None = None
        self._said: Sentence | None = None
        self.worked: Worked | None = None
        book.listen(self.show)

    def on_tickets(self, opened: Callable[[Behind, str], None]) -> None:
        """Who shows the tickets behind a figure."""
        self._open_tickets = opened

    def open(self) -> None:
        self._is_shown = True
        self.show()
        self.read()

    def leave(self) -> None:
        self._is_shown = False

    def choose(self, report: str) -> None:
        self.choice.choose(report)
        self.read()

    def filter(self, field: str, key: str) -> None:
        self.choice.filter(field, key, self.today())
        self.read()

    def type_period(self, text: str) -> None:
        """Two dates; what is no period is said, and stays as it was typed."""
        self.choice.type_period(text)
        self.read()

    def open_figure(self, measure: str, line: str) -> None:
        """The tickets behind a figure: of the total, or of one line."""
        if self.worked is None:
            return
        asked, found = self.worked.asked, measure_of(measure)
        first, last = asked.period.days
        where, name = asked.where, ""
        if line != TOTAL:
            first, last, where = narrowed(asked, line)
            name = "" if asked.group in BY_DAY else self.names.short(line, asked.group)
        days = self._words.short_period(Period(date_of(first), date_of(last)), self.today())
        title = " · ".join(text for text in (say(self._place.words, found.name), name, days) if text)
        self._open_tickets(Behind(found.behind, first, last, where), title)

    def read(self) -> None:
        """Everything anew, a piece at a time."""
        self._round += 1
        self._is_busy, self._said = True, None
        mine = self._round
        self._place.lane.ask(
            lambda desk: (desk.reports.counting(), desk.read.directory(), desk.reports.queues()),
            lambda found: self._prepared(mine, found),
            lambda why: self._failed(mine, why),
        )

    def counted(self, state: CountingState) -> None:
        """Earlier records came into the counts."""
        was, self.state = self.state, state
        if self._is_shown and state != was:
            if state.is_complete and not was.is_complete:
                self.read()
            else:
                self.show()

    def say(self, sentence: Sentence | None, problem: Sentence | None = None) -> None:
        self._said, self._problem = sentence, problem
        self.show()

    def show(self) -> None:
        """In the language of now."""
        if not self._is_shown:
            return
        words, report = self._place.words, self.worked
        is_heat = report is not None and report.asked.report.chart is catalogue.Chart.HEAT
        table = EMPTY_TABLE
        if report is not None:
            table = self._pictures.heat_table(report) if is_heat else self._pictures.table(report)
        self._view.show_report(
            ReportShown(
                tuple(
                    ScopeTab(one.id, say(words, one.name), "", one is self.choice.report) for one in REPORTS
                ),
                self.choice.filters(self._place.words, self.names),
                self.choice.shown_own,
                self._period_text(report),
                self._note(),
                say(words, self._problem) if self._problem else "",
                self._said_below(),
                self._pictures.tiles(report) if report else (),
                self._pictures.chart(report) if report else EMPTY_CHART,
                table,
                self._is_busy,
                self._document(report),
                self._book.may,
            )
        )

    def _said_below(self) -> str:
        """Where the buttons are grey, why."""
        said = self._said if self._book.may else ExportNotAllowed().sentence
        return say(self._place.words, said) if said else ""

    def _document(self, report: Worked | None) -> str:
        kind = kind_of(report.asked) if report is not None else ""
        return say(self._place.words, NAMES[kind]) if kind else ""

    def today(self) -> dt.date:
        return self._place.clock.now().astimezone(ZoneInfo(self.state.zone)).date()

    def _prepared(self, mine: int, found: Found) -> None:
        if mine != self._round:
            return
        self.state, directory, queues = found
        self.names.learn(directory, queues)
        try:
            asked = self.choice.asked(self.today())
        except Trouble as why:
            self._failed(mine, why)
            return
        ask_report(
            self._place,
            asked,
            lambda report: self._was_read(mine, report),
            lambda why: self._failed(mine, why),
        )

    def _was_read(self, mine: int, report: Worked) -> None:
        if mine == self._round:
            self._is_busy, self._problem, self.worked = False, None, report
            self.show()

    def _failed(self, mine: int, why: Trouble) -> None:
        if mine == self._round:
            self._is_busy, self._problem = False, why.sentence
            self.show()

    def _period_text(self, report: Worked | None) -> str:
        if report is None:
            return ""
        period = report.asked.period
        return self._place.words(
            "{period}, compared with {before}",
            period=self._words.period(period),
            before=self._words.period(period.before()),
        )

    def _note(self) -> str:
        state, words = self.state, self._place.words
        if state.is_complete:
            return words("Days of {zone}", zone=state.zone)
        done = 100 * state.done // state.of if state.of else 0
        return words("Earlier records are being counted: {n} %. Until then figures are too low.", n=done)
