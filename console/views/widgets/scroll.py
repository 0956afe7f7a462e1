"""A column that scrolls; its bar lies over the margin, so that nothing moves aside when it comes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget


class Scroll(QScrollArea):
    """Vertical only, and no stop for Tab: what is in it is."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        content.setObjectName("scrolled")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        self._over = QScrollBar(Qt.Orientation.Vertical, self)
        self._over.setVisible(False)
        self._over.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self._over.setValue)
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._over.setGeometry(self.width() - 10, 0, 10, self.height())

    def _follow(self, low: int, high: int) -> None:
        self._over.setRange(low, high)
        self._over.setPageStep(self.verticalScrollBar().pageStep())
        self._over.setVisible(high > low)
        self._over.raise_()
