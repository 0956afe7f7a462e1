"""What happened to a ticket, newest where the presenter puts it, and the field for the next note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.calls import CallLogLine
from console.viewmodels.tickets import TimelineLine
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.check import CheckField
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import SectionHeader
from console.views.widgets.rows import Row, RowList
from console.views.widgets.text import Paragraph, Text


class Timeline(QWidget):
    """Notes stand in ink, what the program noted stands dim. Half a note waits for its ticket."""

    entered = Signal(str, bool)
    call_activated = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._ticket = ""
        self._half: dict[str, str] = {}
        self._sent = ""
        self._lines: list[tuple[Text, Text, Paragraph]] = []
        self._header = SectionHeader(theme)
        self._calls_header = SectionHeader(theme)
        self.field = LineEntry(theme)
        self.field.entered.connect(self._enter)
        self._header.setBuddy(self.field)
        self.told = CheckField(theme)
        self.calls = RowList(theme, is_whole=True)
        self.calls.delegate.pad = 4
        self.calls.chosen.connect(self.call_activated)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(2, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(4))
        box.addWidget(self._header)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.field, 1)
        row.addWidget(self.told)
        box.addLayout(row)
        box.addSpacing(theme.px(8))
        box.addLayout(self._grid)
        box.addSpacing(theme.px(8))
        box.addWidget(self._calls_header)
        box.addWidget(self.calls)
        self.retranslate()

    def show_lines(
        self, ticket: str, lines: tuple[TimelineLine, ...], calls: tuple[CallLogLine, ...]
    ) -> None:
        if ticket != self._ticket:
            self._half[self._ticket] = self.field.text()
            self._ticket = ticket
            self.field.setText(self._half.pop(ticket, ""))
        while len(self._lines) < len(lines):
            self._add_line()
        for at, widgets in enumerate(self._lines):
            if at < len(lines):
                self._fill(widgets, lines[at])
            for widget in widgets:
                widget.setVisible(at < len(lines))
        self._calls_header.setVisible(bool(calls))
        self.calls.show_rows(tuple(map(_call_row, calls)))

    def show_editable(self, on: bool) -> None:
        self.field.setEnabled(on)
        self.told.setEnabled(on)

    def kept(self) -> None:
        """The note is on disk. What was typed since then stays."""
        if self.field.text() == self._sent:
            self.field.clear()
            self.told.setChecked(False)
        self._sent = ""

    def retranslate(self) -> None:
        words = self._words
        self._header.say(words("Notes"))
        self._calls_header.say(words("Calls"))
        self.calls.setAccessibleName(words("Calls of this ticket"))
        self.field.setPlaceholderText(words("Write a note, Enter keeps it"))
        self.field.setAccessibleName(words("Ticket note"))
        self.told.setText(words("The customer was told"))

    def _enter(self, text: str) -> None:
        if text.strip():
            self._sent = text
            self.entered.emit(text, self.told.isChecked())

    def _fill(self, widgets: tuple[Text, Text, Paragraph], line: TimelineLine) -> None:
        when, who, text = widgets
        when.say(line.when, hover=line.when_exact)
        who.say(line.who)
        text.say(
            f"{line.offset}  {line.text}" if line.offset else line.text,
            Tone.PLAIN if line.is_note else Tone.DIM,
        )

    def _add_line(self) -> None:
        when, who = (Text(self._theme, Role.SMALL, Tone.DIM) for _ in range(2))
        text = Paragraph(self._theme)
        for column, widget in enumerate((when, who)):
            widget.setMinimumHeight(text.fontMetrics().height())  # small words stand on the line of the note
            self._grid.addWidget(widget, len(self._lines), column, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, len(self._lines), 2)
        self._lines.append((when, who, text))


def _call_row(line: CallLogLine) -> Row:
    icon = "phone-in" if line.is_incoming else "phone-out"
    title = " · ".join(part for part in (line.name, line.number, line.detail) if part)
    return Row(line.id, title, badge=line.when, hover=line.when_exact, icon=icon)
