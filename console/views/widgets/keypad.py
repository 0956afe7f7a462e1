"""The keypad: digits into the call, by mouse and by keyboard, in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton
from console.views.widgets.popover import Popover
from console.views.widgets.text import Text

DIGITS = "123456789*0#"


class Keypad(Popover):
    """Every digit goes out the moment it is pressed; what went out stands above the keys."""

    digit = Signal(str)

    def __init__(self, theme: Theme, anchor: QWidget) -> None:
        super().__init__(theme, anchor)
        px = theme.px
        self.body.setContentsMargins(px(8), px(8), px(8), px(8))
        self._sent = Text(theme, Role.NUMBER)
        self._sent.setMinimumHeight(px(24))
        self.body.addWidget(self._sent)
        grid = QGridLayout()
        grid.setSpacing(px(4))
        for n, digit in enumerate(DIGITS):
            key = KeyButton(theme)
            key.say(digit)
            key.setMinimumSize(px(56), px(36))
            key.clicked.connect(lambda _on=False, d=digit: self.digit.emit(d))
            grid.addWidget(key, n // 3, n % 3)
        self.body.addLayout(grid)

    def show_sent(self, digits: str) -> None:
        self._sent.say(digits[-18:])

    def open_here(self, name: str) -> None:
        self.setAccessibleName(name)
        self.open(self._theme.px(200), self._theme.px(212))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in DIGITS:
            self.digit.emit(event.text())
        else:
            super().keyPressEvent(event)
