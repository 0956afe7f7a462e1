"""All keys, as they are now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.words import Words
from console.views.keys import ACTIONS, Keys
from console.views.theme import Theme
from console.views.widgets.buttons import cap_width, paint_cap
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import SectionHeader
from console.views.widgets.scroll import Scroll
from console.views.widgets.text import Text


class KeysPanel(SlidePanel):
    """Grouped as the work is: call, ticket, window."""

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__(theme, 400)
        self._words = words
        self._headers: list[SectionHeader] = []
        self.texts: list[Text] = []
        content = QWidget()
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(theme.px(8))
        group = None
        for action in ACTIONS:
            if action.group is not group:
                group = action.group
                self._headers.append(SectionHeader(theme))
                grid.setRowMinimumHeight(grid.rowCount(), theme.px(8))
                grid.addWidget(self._headers[-1], grid.rowCount(), 0)
            row = grid.rowCount()
            self.texts.append(Text(theme))
            grid.addWidget(self.texts[-1], row, 0)
            grid.addWidget(KeyCap(theme, keys.shown(action.id)), row, 1, Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(content)
        box.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(24))
        box.addLayout(grid)
        box.addStretch(1)
        scroll = Scroll(content)
        self.body.addWidget(scroll, 1)
        self._scroll = scroll
        self.retranslate()

    def retranslate(self) -> None:
        self.say(self._words("All keys"), self._words("Close"))
        self._scroll.setAccessibleName(self._words("All keys"))
        groups = list(dict.fromkeys(action.group for action in ACTIONS))
        for header, group in zip(self._headers, groups, strict=True):
            header.say(group(self._words))
        for text, action in zip(self.texts, ACTIONS, strict=True):
            text.say(action.say(self._words))


class KeyCap(QWidget):
    """A key alone."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme, self._key = theme, key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._theme, self._key), self._theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._key:
            paint_cap(QPainter(self), self._theme, self._key, QRectF(self.rect()), self._theme.tokens.ink)
