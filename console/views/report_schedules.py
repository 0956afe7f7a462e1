"""The drawer of reports that are made by themselves: those there are, and one more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.reports import SchedulesShown
from console.viewmodels.words import Words
from console.views.theme import Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import EmptyState, ProblemStrip, SectionHeader
from console.views.widgets.rows import Row, RowList


class SchedulesDrawer(QWidget):
    """What is typed stays until it is taken."""

    scheduled = Signal(str, str, str, str, str)
    unscheduled = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.header = SectionHeader(theme)
        self.rows = RowList(theme)
        self.rows.delegate.shows_check = False
        self.empty = EmptyState(theme, "clock")
        self.rhythm, self.span, self.kind = ChoiceField(theme), ChoiceField(theme), ChoiceField(theme)
        self.time, self.where = LineEntry(theme), LineEntry(theme)
        self.add, self.remove = KeyButton(theme, Kind.PRIMARY), KeyButton(theme)
        self.problem = ProblemStrip(theme)
        self._lay_out()
        self.add.clicked.connect(self._add)
        self.where.entered.connect(lambda _text: self._add())
        self.remove.clicked.connect(self._remove)
        self.retranslate()

    def show_schedules(self, shown: SchedulesShown) -> None:
        kept = len(self.rows.rows.rows)
        rows = tuple(Row(one.id, one.title, one.detail, one.state) for one in shown.lines)
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.say(shown.empty)
        self.problem.say(shown.problem)
        self.remove.setVisible(bool(rows))
        for field, choices in (
            (self.rhythm, shown.rhythms),
            (self.span, shown.spans),
            (self.kind, shown.kinds),
        ):
            field.show_choices(choices, field.key() or choices[0].key)
        if len(rows) > kept and not shown.problem:
            self.where.clear()

    def retranslate(self) -> None:
        words = self._words
        self.header.say(words("Made by themselves, while this desk is open"))
        self.rows.setAccessibleName(words("Scheduled reports"))
        self.rhythm.say(words("How often"), words("How often"), words("Type to find"))
        self.span.say(words("Period"), words("Period"), words("Type to find"))
        self.kind.say(words("File"), words("File"), words("Type to find"))
        self.time.setPlaceholderText(words("At, e.g. 07:30"))
        self.time.setAccessibleName(words("Time of day"))
        self.where.setPlaceholderText(words("A folder, or a mail address"))
        self.where.setAccessibleName(words("A folder, or a mail address"))
        self.add.say(words("Schedule this report"))
        self.remove.say(words("Remove"))

    def _add(self) -> None:
        self.scheduled.emit(
            self.rhythm.key(), self.time.text(), self.span.key(), self.kind.key(), self.where.text()
        )

    def _remove(self) -> None:
        if self.rows.current_key():
            self.unscheduled.emit(self.rows.current_key())

    def _lay_out(self) -> None:
        px = self._theme.px
        fields = QHBoxLayout()
        fields.setSpacing(px(8))
        parts: tuple[tuple[QWidget, int], ...] = (
            (self.rhythm, 2), (self.time, 2), (self.span, 2), (self.kind, 2), (self.where, 5),
        )  # fmt: skip
        for field, share in parts:
            fields.addWidget(field, share)
        fields.addWidget(self.add)
        top = QHBoxLayout()
        top.addWidget(self.header, 1)
        top.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addLayout(top)
        box.addWidget(self.rows, 1)
        box.addWidget(self.empty, 1)
        box.addWidget(self.problem)
        box.addLayout(fields)
