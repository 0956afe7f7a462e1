"""Shapes that go with colours, so that nothing is said by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels.frame import Mark
from console.viewmodels.words import Tone
from console.views.theme import Theme

_MARK_ICONS = {Mark.GOOD: "check", Mark.BAD: "close", Mark.WARN: "warn"}
_MARK_TONES = {
    Mark.GOOD: Tone.TALKING,
    Mark.BUSY: Tone.DIM,
    Mark.WARN: Tone.SOON,
    Mark.BAD: Tone.LATE,
    Mark.OFF: Tone.DIM,
}


def has_shape(tone: Tone) -> bool:
    return tone in {Tone.ACCENT, Tone.LATE, Tone.SOON, Tone.TALKING}


def paint_tone(painter: QPainter, theme: Theme, tone: Tone, box: QRectF) -> None:
    """Late is a square on its corner, soon a triangle, talking a disc, accent a ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color, middle, r = theme.color(tone), box.center(), box.width() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if tone is Tone.LATE:
        painter.drawPolygon(_polygon(middle, ((0, -r), (r, 0), (0, r), (-r, 0))))
    elif tone is Tone.SOON:
        painter.drawPolygon(_polygon(middle, ((0, -r * 0.9), (r, r * 0.8), (-r, r * 0.8))))
    elif tone is Tone.ACCENT:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, max(1.5, r * 0.4)))
        painter.drawEllipse(middle, r * 0.75, r * 0.75)
    else:
        painter.drawEllipse(middle, r * 0.9, r * 0.9)
    painter.restore()


def paint_mark(painter: QPainter, theme: Theme, mark: Mark, box: QRectF) -> None:
    """Good is a tick, bad a cross, warn a triangle, busy a broken ring, off a dash."""
    color = theme.color(_MARK_TONES[mark])
    icon = _MARK_ICONS.get(mark)
    if icon:
        theme.paint_icon(painter, icon, box, color.name())
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.5))
    inner = box.adjusted(2.5, 2.5, -2.5, -2.5)
    if mark is Mark.BUSY:
        painter.drawArc(inner, 30 * 16, 280 * 16)
    else:
        painter.drawLine(
            QPointF(inner.left(), inner.center().y()), QPointF(inner.right(), inner.center().y())
        )
    painter.restore()


def mark_color(theme: Theme, mark: Mark) -> QColor:
    return theme.color(_MARK_TONES[mark])


class ToneMark(QWidget):
    """The shape of a tone, or a bar in its colour beside the state of a call."""

    def __init__(self, theme: Theme, side: int = 10, is_bar: bool = False) -> None:
        super().__init__()
        self._theme, self._side, self._bar, self._tone = theme, side, is_bar, Tone.DIM
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tone(self, tone: Tone) -> None:
        if tone is not self._tone:
            self._tone = tone
            self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(self._theme.px(6), self._theme.px(14)) if self._bar else QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._bar:
            painter.fillRect(self.rect(), self._theme.color(self._tone))
        else:
            side = self.width()
            box = QRectF(0, (self.height() - side) / 2, side, side)
            paint_tone(painter, self._theme, self._tone, box.adjusted(0.5, 0.5, -0.5, -0.5))


class MarkShape(QWidget):
    """The shape of a status, alone."""

    def __init__(self, theme: Theme, side: int = 16) -> None:
        super().__init__()
        self._theme, self._side, self._mark = theme, side, Mark.OFF
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_mark(self, mark: Mark) -> None:
        if mark is not self._mark:
            self._mark = mark
            self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, self._theme, self._mark, QRectF(self.rect()))


def _polygon(middle: QPointF, corners: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([middle + QPointF(x, y) for x, y in corners])
