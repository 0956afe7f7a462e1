"""A chart on screen: the pointer or the arrows stand on a number, and the number is said."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels.reports import BARS, HEAT, Chart
from console.views.charts import bars, heat, lines
from console.views.charts.frame import Spot, legend
from console.views.theme import Role, Theme

NOWHERE = -1


class ChartView(QWidget):
    """One stop for Tab; Left, Right, Home and End go along it, Up and Down through the days of a heat map."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chart = Chart("lines", "", "")
        self._at = NOWHERE
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def said(self) -> str:
        """What stands under the pointer or the keys."""
        return told(self._chart, self._spot())

    def show_chart(self, chart: Chart) -> None:
        if chart != self._chart:
            same = len(chart.labels) == len(self._chart.labels) and chart.kind == self._chart.kind
            self._chart, self._at = chart, self._at if same else NOWHERE
            self._name()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px, t = self._theme, self._theme.px, self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Role.STRONG))
        painter.setPen(QColor(t.ink))
        head = QRectF(px(4), px(2), self.width() - px(8), px(22))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(self._chart.title, Qt.TextElideMode.ElideRight, round(head.width() * 0.45))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, title)
        if self._chart.empty:
            painter.setFont(theme.font(Role.BODY))
            painter.setPen(QColor(t.dim))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._chart.empty)
        else:
            painter.setFont(theme.font(Role.SMALL))
            painter.setPen(QColor(t.accent))
            room = head.adjusted(metrics.horizontalAdvance(title) + px(16), 0, 0, 0)
            said = painter.fontMetrics().elidedText(
                self.said, Qt.TextElideMode.ElideRight, round(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
            self._paint_chart(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._stand(self._under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._stand(NOWHERE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last, row = len(self._spots()) - 1, len(self._chart.labels)
        across = row if self._chart.kind == HEAT else 1
        steps = {
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Down: self._at + across,
            Qt.Key.Key_Up: self._at - across,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or last < 0:
            super().keyPressEvent(event)
        elif 0 <= step <= last:
            self._stand(step)
        elif self._at == NOWHERE:
            self._stand(0)

    def _paint_chart(self, painter: QPainter) -> None:
        box = self._box()
        if self._chart.kind == HEAT:
            heat.paint_heat(painter, self._theme, self._chart, box, self._at)
            return
        head = QRectF(box.left(), box.top() - self._theme.px(24), box.width(), self._theme.px(20))
        are_bars = self._chart.kind == BARS
        legend(painter, self._theme, self._chart, head, are_lines=not are_bars)
        (bars.paint_bars if are_bars else lines.paint_lines)(painter, self._theme, self._chart, box, self._at)

    def _box(self) -> QRectF:
        px = self._theme.px
        above = px(30) if self._chart.kind == HEAT else px(52)
        return QRectF(self.rect()).adjusted(px(4), above, -px(4), -px(4))

    def _spots(self) -> list[Spot]:
        if self._chart.empty or not self._chart.labels:
            return []
        found = {BARS: bars.spots, HEAT: heat.spots}.get(self._chart.kind, lines.spots)
        return found(self._theme, self._chart, self._box())

    def _spot(self) -> Spot | None:
        spots = self._spots()
        return spots[self._at] if 0 <= self._at < len(spots) else None

    def _under(self, point: QPointF) -> int:
        return next((n for n, one in enumerate(self._spots()) if one.box.contains(point)), NOWHERE)

    def _stand(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._name()
            self.update()

    def _name(self) -> None:
        """For who cannot see it: the title, and the number one stands on."""
        said = self.said or self._chart.empty
        self.setAccessibleName(f"{self._chart.title}: {said}" if said else self._chart.title)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


def told(chart: Chart, spot: Spot | None) -> str:
    """The label in full, and each series with its number."""
    if spot is None or spot.at >= len(chart.longer):
        return ""
    if chart.kind == HEAT:
        day = chart.series[spot.row]
        return f"{day.name} {chart.longer[spot.at]}: {day.texts[spot.at]}"
    numbers = (f"{one.name} {one.texts[spot.at]}" for one in chart.series)
    return f"{chart.longer[spot.at]}: {', '.join(numbers)}"
