"""A box that is ticked or not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from console.views.theme import Role, Theme


class CheckField(QCheckBox):
    """Painted from the tokens; box and words are one target."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.resized.connect(self._refit)
        self._refit()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(28) + self.fontMetrics().horizontalAdvance(self.text()) + px(6), px(28))

    def hitButton(self, _pos: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(18)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        on = self.isChecked()
        focus = self.hasFocus()
        ground = (t.accent if self.isEnabled() else t.dim) if on else t.pane
        painter.setPen(
            QPen(QColor(t.ink if focus and on else t.accent if focus or on else t.dim), 2 if focus else 1)
        )
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if on:
            self._theme.paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), t.on_accent)
        painter.setPen(QColor(t.ink if self.isEnabled() else t.dim))
        painter.drawText(self.rect().adjusted(px(28), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _refit(self) -> None:
        self.setFont(self._theme.font(Role.BODY))
