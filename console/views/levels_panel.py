"""The supervisor's service levels: the text at the left, a made-up ticket that meets it at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from console.viewmodels.service import LevelsShown
from console.viewmodels.words import Tone, Words
from console.views.levels_trial import TrialView
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import TextEntry
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import SectionHeader
from console.views.widgets.text import Paragraph, Text


class LevelsPanel(SlidePanel):
    """A LevelsView. What is typed stays when the panel is left."""

    text_edited = Signal(str)
    trial_edited = Signal(str, str)
    save_clicked = Signal()
    undo_clicked = Signal()
    edition_chosen = Signal(str)
    holidays_chosen = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 1240)
        self._words = words
        self._text = ""
        self.text = TextEntry(theme)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        self.problems = Paragraph(theme)
        self.editions, self.holidays = ChoiceField(theme), ChoiceField(theme)
        self.save, self.undo = KeyButton(theme, Kind.PRIMARY), KeyButton(theme)
        self.said = Text(theme, Role.SMALL)
        self.trial = TrialView(words, theme)
        self.header = SectionHeader(theme)
        self._lay_out()
        self.text.textChanged.connect(self._changed)
        self.save.clicked.connect(self.save_clicked)
        self.undo.clicked.connect(self.undo_clicked)
        self.editions.chosen.connect(self.edition_chosen)
        self.holidays.chosen.connect(self.holidays_chosen)
        self.trial.edited.connect(self.trial_edited)
        self.retranslate()

    def show_text(self, text: str) -> None:
        self._text = text
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)

    def show_levels(self, shown: LevelsShown) -> None:
        worst = Tone.LATE if any(tone is Tone.LATE for _, tone in shown.problems) else Tone.SOON
        self.problems.say("\n".join(f"• {text}" for text, _ in shown.problems), worst)
        self.problems.setVisible(bool(shown.problems))
        self.save.setEnabled(shown.can_save)
        self.said.say(shown.said)
        self.editions.show_choices(shown.editions, shown.edition)
        self.holidays.show_choices(shown.holidays, "")
        self.trial.show_trial(shown)
        if self.isHidden():
            self.enter()
            self.text.setFocus()

    def retranslate(self) -> None:
        words = self._words
        self.say(words("Service levels"), words("Close"))
        self.header.say(words("Calendars and policies"))
        self.text.setAccessibleName(words("Calendars and policies"))
        self.save.say(words("Save"))
        self.undo.say(words("Undo all changes"))
        self.editions.say(words("Editions"), words("Earlier editions"), words("Type to find"))
        self.holidays.say(words("Public holidays"), words("Add public holidays …"), words("Type to find"))
        self.trial.retranslate()

    def _changed(self) -> None:
        text = self.text.toPlainText()
        if text != self._text:
            self._text = text
            self.text_edited.emit(text)

    def _lay_out(self) -> None:
        px = self._theme.px
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(px(24), px(12), px(12), px(12))
        column.setSpacing(px(8))
        top = QHBoxLayout()
        top.setSpacing(px(12))
        for field in (self.holidays, self.editions):
            top.addWidget(field, 1)
        column.addWidget(self.header)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        column.addWidget(self.problems)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(left)
        parts.addWidget(self.trial)
        parts.setStretchFactor(0, 5)
        parts.setStretchFactor(1, 6)
        parts.setHandleWidth(1)
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.addWidget(self.save)
        row.addWidget(self.undo)
        row.addWidget(self.said, 1)
        self.body.addWidget(parts, 1)
        self.body.addWidget(foot)
