"""The days of a calendar that differ: a year of them, and below the one that is being changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.levels import CalendarShown, DayForm, FieldShown
from console.viewmodels.words import Words
from console.views.theme import Theme
from console.views.widgets.buttons import IconButton, KeyButton
from console.views.widgets.form_field import FormField, choice_field, line_field
from console.views.widgets.lines import LineList

MOST = 7  # lines; more are scrolled to


class DaysView(QWidget):
    """Dates are typed as 2026-10-01 or 10-01; hours as in the week."""

    edited = Signal(str, str)
    act_wanted = Signal(str, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.year = choice_field(theme)
        self.add, self.delete = KeyButton(theme, icon="plus"), IconButton(theme, "trash")
        self.list = LineList(theme)
        self.form = QWidget()
        self.fields: dict[str, FormField] = {
            "kind": choice_field(theme), "first": line_field(theme), "last": line_field(theme),
            "name": line_field(theme), "hours": line_field(theme), "works_as": choice_field(theme),
        }  # fmt: skip
        self._lay_out()
        self.year.edited.connect(lambda year: self.act_wanted.emit("year", year))
        self.add.clicked.connect(self._add)
        self.delete.clicked.connect(lambda: self.act_wanted.emit("delete_day", ""))
        self.list.delete_wanted.connect(lambda: self.act_wanted.emit("delete_day", ""))
        self.list.moved_to.connect(lambda key: self.act_wanted.emit("choose_day", key))
        for key, field in self.fields.items():
            field.edited.connect(lambda text, k=key: self.edited.emit(f"day.{k}", text))

    def show_days(self, shown: CalendarShown) -> None:
        self.year.show_field(shown.year)
        self.list.show_lines(shown.days, shown.chosen_day)
        self.list.setVisible(bool(shown.days))
        heights = [self.list.delegate.height_of(row) for row in self.list.rows.rows[:MOST]]
        if heights and self.list.height() != sum(heights):
            self.list.setFixedHeight(sum(heights))
        self.delete.setEnabled(shown.day is not None)
        self.form.setVisible(shown.day is not None)
        if shown.day is not None:
            self._show_form(shown.day)

    def _show_form(self, day: DayForm) -> None:
        shown: dict[str, FieldShown | None] = {
            "kind": day.kind, "first": day.first, "last": day.last, "name": day.name, "hours": day.hours,
            "works_as": day.works_as,
        }  # fmt: skip
        for key, value in shown.items():
            field = self.fields[key]
            field.setVisible(value is not None)
            if value is not None:
                field.show_field(value)

    def retranslate(self) -> None:
        words = self._words
        choose, find = words("Choose …"), words("Type to find")
        self.year.say(words("Year"), choose, find)
        self.add.say(words("Add a day"))
        self.delete.say("", hover=words("Delete this entry (undo brings it back)"))
        self.list.setAccessibleName(words("Days that differ"))
        self.fields["kind"].say(words("What it is"), choose, find)
        self.fields["first"].say(words("From"), "2026-10-01")
        self.fields["last"].say(words("To"), "2026-10-01")
        self.fields["name"].say(words("Occasion"))
        self.fields["hours"].say(words("Hours (none: the whole day)"), "14:00-18:00")
        self.fields["works_as"].say(words("Worked like a"), choose, find)

    def _add(self) -> None:
        self.act_wanted.emit("add_day", "")
        first = self.fields["first"].control
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        self.year.setFixedWidth(px(120))
        self.year.label.setVisible(False)
        head.addWidget(self.year)
        head.addWidget(self.add)
        head.addWidget(self.delete)
        head.addStretch(1)
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        for column, key in enumerate(("kind", "first", "last")):
            grid.addWidget(self.fields[key], 0, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.fields["name"], 1, 0)
        grid.addWidget(self.fields["hours"], 1, 1, 1, 2)
        grid.addWidget(self.fields["works_as"], 1, 1, 1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addLayout(head)
        box.addWidget(self.list)
        box.addWidget(self.form)
