"""What was noted during a call, and the field for the next note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.viewmodels.calls import NoteLine
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import SectionHeader
from console.views.widgets.text import Paragraph, Text


class CallNotes(QWidget):
    """One field for all calls; what is half written for one call waits there while another is shown."""

    entered = Signal(str, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._call = ""
        self._half: dict[str, str] = {}
        self._sent: dict[str, str] = {}
        self.lines: list[tuple[Text, Paragraph]] = []
        self.header = SectionHeader(theme)
        self.field = LineEntry(theme)
        self.field.entered.connect(self._enter)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        box.addWidget(self.header)
        box.addLayout(self._grid)
        box.addWidget(self.field)
        self.retranslate()

    def show_notes(self, call: str, notes: tuple[NoteLine, ...]) -> None:
        if call != self._call:
            self._half[self._call] = self.field.text()
            self._call = call
            self.field.setText(self._half.pop(call, ""))
        for at, note in enumerate(notes):
            if at == len(self.lines):
                self._add_line()
            offset, text = self.lines[at]
            offset.say(note.offset)
            text.say(note.text)
            offset.setVisible(True)
            text.setVisible(True)
        for offset, text in self.lines[len(notes) :]:
            offset.setVisible(False)
            text.setVisible(False)

    def kept(self, call: str) -> None:
        """The note is on disk. What was typed since then stays."""
        sent = self._sent.pop(call, "")
        if call != self._call:
            if self._half.get(call) == sent:
                self._half.pop(call, None)
        elif self.field.text() == sent:
            self.field.clear()

    def retranslate(self) -> None:
        self.header.say(self._words("Call notes"))
        self.field.setPlaceholderText(self._words("Write a note, Enter keeps it"))
        self.field.setAccessibleName(self._words("Call note"))

    def _enter(self, text: str) -> None:
        if text.strip() and self._call:
            self._sent[self._call] = text
            self.entered.emit(self._call, text)

    def _add_line(self) -> None:
        offset, text = Text(self._theme, tone=Tone.DIM), Paragraph(self._theme, Role.BODY)
        row = len(self.lines)
        self._grid.addWidget(offset, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, row, 1)
        self.lines.append((offset, text))
