"""What is known of a customer, label beside value."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from console.viewmodels.words import Tone
from console.views.theme import Role, Theme
from console.views.widgets.text import Paragraph, Text


class Facts(QWidget):
    """Rows are kept and filled again; nothing is shown when nothing is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[tuple[Text, Paragraph]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        while len(self._rows) < len(facts):
            label = Text(self._theme, Role.SMALL, Tone.DIM)
            value = Paragraph(self._theme, Role.SMALL)
            self._grid.addWidget(label, len(self._rows), 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, len(self._rows), 1)
            self._rows.append((label, value))
        for at, (label, value) in enumerate(self._rows):
            shown = at < len(facts)
            if shown:
                label.say(facts[at][0])
                value.say(facts[at][1])
            label.setVisible(shown)
            value.setVisible(shown)
        self.setVisible(bool(facts))
