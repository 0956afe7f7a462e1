"""Handing a call over: which colleague, and what to tell them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.floor import HandOverForm
from console.viewmodels.words import Words
from console.views.floor_panel import row_of
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.entry import TextEntry
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import EmptyState, Line, ProblemStrip, SectionHeader
from console.views.widgets.rows import RowList
from console.views.widgets.text import Paragraph, Text


class HandOverPanel(SlidePanel):
    """A HandOverView. Enter on a colleague goes on to the note; the button hands over."""

    handed = Signal(str, str)
    note_edited = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 480)
        self._words = words
        self.about, self.how = Text(theme, Role.TITLE), Paragraph(theme, Role.SMALL)
        self.rows = RowList(theme, takes_two_clicks=True)
        self.rows.delegate.shows_check = False
        self.empty = EmptyState(theme, "people")
        self.problem = ProblemStrip(theme, is_wide=True)
        self.label, self.note = SectionHeader(theme), TextEntry(theme)
        self.button = KeyButton(theme, Kind.PRIMARY, "hand-over")
        self._lay_out()
        self.rows.chosen.connect(lambda _key: self.note.setFocus())
        self.rows.selectionModel().currentChanged.connect(self._moved)
        self.rows.rows.modelReset.connect(self._moved)
        self.note.textChanged.connect(lambda: self.note_edited.emit(self.note.text()))
        self.button.clicked.connect(self._hand)
        self.retranslate()

    def show_hand_over(self, form: HandOverForm) -> None:
        self.about.say(form.about)
        self.how.say(form.how)
        self.problem.say(form.problem)
        self.empty.say(form.empty)
        self.empty.setVisible(bool(form.empty))
        self.rows.setVisible(not form.empty)
        self.rows.show_rows(tuple(row_of(one) for one in form.lines))
        if self.rows.rows.rows and not self.rows.currentIndex().isValid():
            self.rows.setCurrentIndex(self.rows.rows.index(0))
        if self.isHidden():
            self.note.show_text(form.note)
            self.enter()
            self.rows.setFocus()
        self._moved()

    def retranslate(self) -> None:
        words = self._words
        self.say(words("Hand the call over"), words("Close"))
        self.label.say(words("What the colleague should know"))
        self.note.setAccessibleName(words("What the colleague should know"))
        self.rows.setAccessibleName(words("Colleagues who are ready"))
        self.button.say(words("Hand over"))

    def _moved(self, *_: object) -> None:
        self.button.setEnabled(bool(self.rows.current_key()) and not self.rows.isHidden())

    def _hand(self) -> None:
        if key := self.rows.current_key():
            self.handed.emit(key, self.note.text())

    def _lay_out(self) -> None:
        px = self._theme.px
        self.note.setFixedHeight(px(96))
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(16), px(24), px(12))
        head.setSpacing(px(4))
        head.addWidget(self.about)
        head.addWidget(self.how)
        inside = QVBoxLayout()
        inside.setContentsMargins(px(14), px(8), px(14), px(8))
        inside.addWidget(self.rows, 1)
        inside.addWidget(self.empty, 1)
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        below = QVBoxLayout(foot)
        below.setContentsMargins(px(24), px(8), px(24), px(16))
        below.setSpacing(px(8))
        doing = QHBoxLayout()
        doing.addWidget(self.button)
        doing.addStretch(1)
        below.addWidget(self.label)
        below.addWidget(self.note)
        below.addLayout(doing)
        self.body.addLayout(head)
        self.body.addWidget(Line(self._theme))
        self.body.addWidget(self.problem)
        self.body.addLayout(inside, 1)
        self.body.addWidget(foot)
