"""The form of a calendar."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.levels import CalendarShown, FieldShown
from console.viewmodels.words import Tone, Words
from console.views.calendar_days import DaysView
from console.views.theme import Role, Theme
from console.views.week_grid import WeekGrid
from console.views.widgets.buttons import KeyButton
from console.views.widgets.form_field import choice_field, line_field
from console.views.widgets.text import Paragraph, Text

FILE = "file"


class CalendarFormView(QWidget):
    """Shows what has changed; what is being typed stays as it is."""

    edited = Signal(str, str)
    act_wanted = Signal(str, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.name, self.zone = line_field(theme), choice_field(theme)
        self.week, self.week_problem = WeekGrid(words, theme), Paragraph(theme, Role.SMALL, Tone.LATE)
        self.copy, self.always = KeyButton(theme), KeyButton(theme)
        self.region, self.holidays = choice_field(theme), choice_field(theme)
        self.days = DaysView(words, theme)
        self._offered = FieldShown()
        self.titles = [Text(theme, Role.STRONG) for _ in range(2)]
        self._lay_out()
        for key, field in {"name": self.name, "zone": self.zone, "region": self.region}.items():
            field.edited.connect(lambda text, k=key: self.edited.emit(k, text))
        self.holidays.edited.connect(self._add_holidays)
        self.week.edited.connect(self.edited)
        self.week.painted.connect(lambda span: self.act_wanted.emit("paint", span))
        self.copy.clicked.connect(lambda: self.act_wanted.emit("copy_monday", ""))
        self.always.clicked.connect(lambda: self.act_wanted.emit("always", ""))
        self.days.edited.connect(self.edited)
        self.days.act_wanted.connect(self.act_wanted)

    def show_calendar(self, shown: CalendarShown) -> None:
        self.name.show_field(shown.name)
        self.zone.show_field(shown.zone)
        self.region.show_field(shown.region)
        self._offered = shown.holidays
        self.holidays.show_field(shown.holidays)
        self.week.show_week(shown.week, shown.bars)
        self.week_problem.say(shown.week_problem)
        if self.week_problem.isHidden() is bool(shown.week_problem):
            self.week_problem.setVisible(bool(shown.week_problem))
        self.days.show_days(shown)

    def first(self) -> QWidget:
        return self.name.control

    def retranslate(self) -> None:
        words = self._words
        choose, find = words("Choose …"), words("Type to find")
        self.name.say(words("Calendar name"))
        self.zone.say(words("Time zone"), choose, find)
        self.region.say(words("Public holidays of"), words("No public holidays"), find)
        self.holidays.say(words("Add a year"), words("Add public holidays …"), find)
        self.titles[0].say(words("Hours of the week"))
        self.titles[1].say(words("Days that differ"))
        self.copy.say(
            words("Copy Monday to Tue–Fri"), hover=words("Tuesday to Friday get the hours of Monday")
        )
        self.always.say(words("Around the clock"), hover=words("Every day from 0 to 24"))
        self.week.retranslate()
        self.days.retranslate()

    def _add_holidays(self, key: str) -> None:
        if key != FILE:
            self.act_wanted.emit("holidays", key)
            return
        self.holidays.show_field(self._offered)  # it is no choice that stands there: it opens a window
        dialog = QFileDialog(self, self._words("Choose a file of public holidays"))
        dialog.setNameFilter("TOML (*.toml)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.act_wanted.emit("holidays", file))
        dialog.open()

    def _lay_out(self) -> None:
        px = self._theme.px
        top, holidays = QGridLayout(), QGridLayout()
        for grid, fields in ((top, (self.name, self.zone)), (holidays, (self.region, self.holidays))):
            grid.setHorizontalSpacing(px(12))
            for column, field in enumerate(fields):
                grid.addWidget(field, 0, column)
                grid.setColumnStretch(column, 1)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.titles[0], 1)
        head.addWidget(self.copy)
        head.addWidget(self.always)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addLayout(top)
        box.addSpacing(px(8))
        box.addLayout(head)
        box.addWidget(self.week)
        box.addWidget(self.week_problem)
        self.week_problem.setVisible(False)
        box.addSpacing(px(8))
        box.addWidget(self.titles[1])
        box.addLayout(holidays)
        box.addWidget(self.days)
        box.addStretch(1)
