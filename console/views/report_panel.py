"""The report window: what is chosen above, figures, chart and table, and what can be made of them below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from console.viewmodels.reports import DOCUMENT, OWN, ReportShown, SchedulesShown
from console.viewmodels.words import Tone, Words
from console.views.charts.view import ChartView
from console.views.report_schedules import SchedulesDrawer
from console.views.report_table import ReportTable
from console.views.report_tiles import Tiles
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import LineEntry
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import ProblemStrip
from console.views.widgets.tabs import Tabs
from console.views.widgets.text import Text

FIELDS = ("span", "group", "agent", "team", "category", "queue", "seconds")
KINDS = ("csv", "xlsx", "pdf")


class ReportPanel(SlidePanel):
    """A ReportView."""

    report_chosen = Signal(str)
    filter_chosen = Signal(str, str)
    period_typed = Signal(str)
    figure_opened = Signal(str, str)
    export_clicked = Signal(str)
    schedules_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 1536)
        self._words = words
        self.tabs, self.own = Tabs(theme), LineEntry(theme)
        self.fields = {name: ChoiceField(theme) for name in FIELDS}
        self.period, self.note = Text(theme, Role.SMALL), Text(theme, Role.SMALL, Tone.DIM)
        self.problem = ProblemStrip(theme, is_wide=True)
        self.tiles, self.chart, self.table = Tiles(theme), ChartView(theme), ReportTable(theme)
        self.exports = {kind: KeyButton(theme) for kind in KINDS}
        self.document = KeyButton(theme)
        self.schedule, self.said = KeyButton(theme), Text(theme, Role.SMALL, Tone.DIM)
        self.schedules = SchedulesDrawer(words, theme)
        self._pages = QStackedWidget()
        self._lay_out()
        self._wire()
        self.retranslate()

    def show_report(self, shown: ReportShown) -> None:
        self.tabs.show_tabs(tuple((tab.key, tab.text, tab.count, tab.is_chosen) for tab in shown.tabs))
        offered = {name for name, _choices, _key in shown.filters.fields}
        for name, field in self.fields.items():
            field.setVisible(name in offered)
        for name, choices, key in shown.filters.fields:
            self.fields[name].show_choices(choices, key)
        self.own.setVisible(self.fields["span"].key() == OWN)
        if not self.own.hasFocus():
            self.own.show_text(shown.own)
        self.period.say(shown.period)
        self.note.say(self._words("Loading …") if shown.is_busy and not shown.tiles else shown.note)
        self.problem.say(shown.problem)
        for part in (self.period, self.note):
            part.setVisible(bool(part.text()))
        self.document.say(shown.document)
        self.document.setVisible(bool(shown.document))
        for button in (*self.exports.values(), self.document):
            button.setEnabled(shown.may_leave)
        self.said.say(shown.said)
        self.said.setVisible(bool(shown.said))
        self.tiles.show_tiles(shown.tiles)
        self.chart.show_chart(shown.chart)
        self.table.show_table(shown.table)
        if self.isHidden():
            self.enter()
            self.table.setFocus()

    def show_schedules(self, shown: SchedulesShown) -> None:
        self.schedules.show_schedules(shown)

    def turn_schedules(self) -> bool:
        """The drawer comes or goes; True: it is open now."""
        is_open = self._pages.currentIndex() == 0
        self._pages.setCurrentIndex(int(is_open))
        if is_open:
            self.schedules.time.setFocus()
        self._say_schedule()
        return is_open

    def retranslate(self) -> None:
        words = self._words
        self.say(words("Reports"), words("Close"))
        names = {
            "span": words("Period"), "group": words("Lines"), "agent": words("Agent"), "team": words("Team"),
            "category": words("Category"), "queue": words("Queue"), "seconds": words("Answered within"),
        }  # fmt: skip
        for name, field in self.fields.items():
            field.say(names[name], names[name], words("Type to find"))
        self.own.setPlaceholderText(words("2026-05-01 to 2026-05-31"))
        self.own.setAccessibleName(words("Period"))
        self.table.setAccessibleName(words("The numbers as a table"))
        self.exports["csv"].say(words("Save as CSV"))
        self.exports["xlsx"].say(words("Save as Excel"))
        self.exports["pdf"].say(words("Save as PDF"))
        self._say_schedule()
        self.schedules.retranslate()

    def _say_schedule(self) -> None:
        words = self._words
        is_open = self._pages.currentIndex() == 1
        self.schedule.say(words("Back to the figures") if is_open else words("Schedule …"))

    def _wire(self) -> None:
        self.tabs.chosen.connect(self.report_chosen)
        for name, field in self.fields.items():
            field.chosen.connect(lambda key, n=name: self.filter_chosen.emit(n, key))
        self.own.entered.connect(self.period_typed)
        self.tiles.opened.connect(lambda key: self.figure_opened.emit(key, "total"))
        self.table.figure_opened.connect(self.figure_opened)
        for kind, button in self.exports.items():
            button.clicked.connect(lambda _on=False, k=kind: self.export_clicked.emit(k))
        self.document.clicked.connect(lambda: self.export_clicked.emit(DOCUMENT))
        self.schedule.clicked.connect(self.schedules_clicked)

    def _lay_out(self) -> None:
        px = self._theme.px
        choosing = QHBoxLayout()
        choosing.setSpacing(px(8))
        for name, field in self.fields.items():
            choosing.addWidget(field, 1)
            if name == "span":
                choosing.addWidget(self.own, 1)
        said = QHBoxLayout()
        said.addWidget(self.period)
        said.addStretch(1)
        said.addWidget(self.note)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.chart)
        parts.addWidget(self.table)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        parts.setSizes([px(620), px(560)])
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        figures = QWidget()
        inside = QVBoxLayout(figures)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(8))
        inside.addWidget(self.tiles)
        inside.addWidget(parts, 1)
        self._pages.addWidget(figures)
        self._pages.addWidget(self.schedules)
        self._stack(choosing, said)

    def _stack(self, *rows: QHBoxLayout) -> None:
        px = self._theme.px
        above = QVBoxLayout()
        above.setContentsMargins(px(24), px(4), px(24), px(8))
        above.setSpacing(px(8))
        for row in rows:
            above.addLayout(row)
        above.addWidget(self._pages, 1)
        top = QHBoxLayout()
        top.setContentsMargins(px(16), px(4), px(16), px(4))
        top.addWidget(self.tabs, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.problem)
        self.body.addLayout(above, 1)
        self.body.addWidget(self._foot())

    def _foot(self) -> QWidget:
        px, foot = self._theme.px, QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.setSpacing(px(8))
        for button in (*self.exports.values(), self.document, self.schedule):
            row.addWidget(button)
        row.addWidget(self.said, 1)
        row.addStretch(1)
        return foot
