"""Keeping in step: how it stands, what waits, what was not taken, and the ways out of each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.sync import SyncLine, SyncList
from console.viewmodels.words import Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.entry import TextEntry
from console.views.widgets.marks import MarkShape
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import EmptyState, Line, ProblemStrip, SectionHeader
from console.views.widgets.rows import Row, RowList
from console.views.widgets.tabs import Tabs
from console.views.widgets.text import Paragraph, Text


class SyncPanel(SlidePanel):
    """A SyncView. Arrows choose a line; every word that was typed stands below it and can be copied."""

    tab_chosen = Signal(str)
    ticket_activated = Signal(str)
    again_clicked = Signal(str)
    let_go_clicked = Signal(str)
    ask_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 640)
        self._words = words
        self._lines: dict[str, SyncLine] = {}
        self.mark, self.heading = MarkShape(theme), Text(theme, Role.TITLE)
        self.standing, self.server = Paragraph(theme), Text(theme, Role.SMALL)
        self.ask = KeyButton(theme, icon="sync")
        self.tabs, self.rows = Tabs(theme), RowList(theme, takes_two_clicks=True)
        self.rows.delegate.shows_check = False
        self.problem = ProblemStrip(theme, is_wide=True)
        self.empty = EmptyState(theme, "check")
        self.why = Paragraph(theme)
        self.typed_label, self.typed = SectionHeader(theme), TextEntry(theme)
        self.typed.setReadOnly(True)
        self.again, self.copy = KeyButton(theme, Kind.PRIMARY), KeyButton(theme)
        self.open_button, self.let_go = KeyButton(theme), KeyButton(theme, Kind.QUIET)
        self._below = QWidget()
        self._lay_out()
        self._wire()
        self.retranslate()

    def show_sync(self, shown: SyncList) -> None:
        self._lines = {line.id: line for line in shown.lines}
        self.mark.show_mark(shown.mark)
        self.heading.say(shown.title)
        self.standing.say(shown.standing)
        self.server.say(shown.server)
        self.ask.setVisible(shown.can_ask)
        self.tabs.show_tabs(tuple((tab.key, tab.text, tab.count, tab.is_chosen) for tab in shown.tabs))
        self.problem.say(shown.problem)
        self.empty.say(shown.empty)
        self.empty.setVisible(bool(shown.empty))
        self.rows.setVisible(not shown.empty)
        self.rows.show_rows(
            tuple(Row(key, one.title, one.detail, one.state, one.tone) for key, one in self._lines.items())
        )
        if self.rows.rows.rows and not self.rows.currentIndex().isValid():
            self.rows.setCurrentIndex(self.rows.rows.index(0))
        self._moved()
        if self.isHidden():
            self.enter()
            chosen = next(button for button in self.tabs.buttons if button.isChecked())
            (self.rows if shown.lines else chosen).setFocus()

    def retranslate(self) -> None:
        words = self._words
        self.say(words("In step with the server"), words("Close"))
        self.ask.say(words("Ask the server now"))
        self.again.say(words("Do it again"), hover=words("The same, on what is there now"))
        self.copy.say(words("Copy what was typed"))
        self.open_button.say(words("Open the ticket"))
        self.let_go.say(words("Let it go"), hover=words("Dealt with: it is taken off this list"))
        self.typed_label.say(words("What was typed"))
        self.typed.setAccessibleName(words("What was typed"))
        self.rows.setAccessibleName(words("In step with the server"))

    def _current(self) -> SyncLine | None:
        return self._lines.get(self.rows.current_key())

    def _moved(self, *_: object) -> None:
        line = self._current()
        self._below.setVisible(line is not None)
        if line is None:
            return
        self.why.say(line.why)
        self.why.setVisible(bool(line.why))
        if self.typed.toPlainText() != line.typed:
            self.typed.setPlainText(line.typed)
        for widget in (self.typed_label, self.typed, self.copy):
            widget.setVisible(bool(line.typed))
        self.again.setVisible(line.can_again)
        self.let_go.setVisible(line.can_let_go)
        self.open_button.setVisible(bool(line.ticket))

    def _copy(self) -> None:
        line = self._current()
        if line is not None:
            QGuiApplication.clipboard().setText(line.typed)

    def _open(self) -> None:
        line = self._current()
        if line is not None and line.ticket:
            self.leave()
            self.ticket_activated.emit(line.ticket)

    def _wire(self) -> None:
        self.tabs.chosen.connect(self.tab_chosen)
        self.rows.chosen.connect(lambda _key: self._open())
        self.rows.selectionModel().currentChanged.connect(self._moved)
        self.rows.rows.modelReset.connect(self._moved)
        self.ask.clicked.connect(self.ask_clicked)
        self.copy.clicked.connect(self._copy)
        self.open_button.clicked.connect(self._open)
        self.again.clicked.connect(lambda: self.again_clicked.emit(self.rows.current_key()))
        self.let_go.clicked.connect(lambda: self.let_go_clicked.emit(self.rows.current_key()))

    def _lay_out(self) -> None:
        px = self._theme.px
        self.typed.setFixedHeight(px(96))
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(16), px(24), px(8))
        head.setSpacing(px(4))
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self.mark)
        top.addWidget(self.heading, 1)
        top.addWidget(self.ask)
        head.addLayout(top)
        head.addWidget(self.standing)
        head.addWidget(self.server)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(px(16), px(4), px(16), px(4))
        tabs.addWidget(self.tabs, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(px(14), 0, px(14), 0)
        inside.addWidget(self.rows, 1)
        inside.addWidget(self.empty, 1)
        self._below.setObjectName("footer")
        self._below.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(px(24), px(8), px(24), px(16))
        below.setSpacing(px(8))
        doing = QHBoxLayout()
        doing.setSpacing(px(8))
        for one in (self.again, self.copy, self.open_button, self.let_go):
            doing.addWidget(one)
        doing.addStretch(1)
        for part in (self.why, self.typed_label, self.typed):
            below.addWidget(part)
        below.addLayout(doing)
        self.body.addLayout(head)
        self.body.addWidget(Line(self._theme))
        self.body.addLayout(tabs)
        self.body.addWidget(self.problem)
        self.body.addLayout(inside, 1)
        self.body.addWidget(self._below)
