"""The heat map of the week: seven days of twenty-four hours, one colour from weak to strong, and its scale."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen

from console.viewmodels.reports import Chart
from console.views.charts.frame import Spot, highest, mixed
from console.views.theme import Role, Theme

_WEAKEST = 0.10  # an hour with one call is not an hour without


def plot_of(theme: Theme, chart: Chart, box: QRectF) -> QRectF:
    metrics, px = QFontMetricsF(theme.font(Role.SMALL)), theme.px
    left = max((metrics.horizontalAdvance(one.name) for one in chart.series), default=0) + px(10)
    return box.adjusted(left, px(4), -px(4), -px(52))


def paint_heat(painter: QPainter, theme: Theme, chart: Chart, box: QRectF, at: int) -> None:
    plot, px, t = plot_of(theme, chart, box), theme.px, theme.tokens
    hours = max(1, len(chart.labels))
    wide, high = plot.width() / hours, plot.height() / max(1, len(chart.series))
    painter.setFont(theme.font(Role.SMALL))
    for row, one in enumerate(chart.series):
        painter.setPen(QColor(t.ink))
        room = QRectF(box.left(), plot.top() + high * row, plot.left() - box.left() - px(8), high)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, one.name)
        for hour, value in enumerate(one.values):
            cell = QRectF(plot.left() + wide * hour, plot.top() + high * row, wide - 1.5, high - 1.5)
            painter.fillRect(cell, strength(theme, (value or 0.0) / highest(chart)))
            if at == row * hours + hour:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(t.ink), 2))
                painter.drawRect(cell)
    painter.setFont(theme.font(Role.KEY))
    painter.setPen(QColor(t.dim))
    for hour in range(0, hours, 1 if wide > px(22) else 3):
        room = QRectF(plot.left() + wide * hour - px(10), plot.bottom() + px(2), wide + px(20), px(16))
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, chart.labels[hour])
    _scale(
        painter, theme, chart, QRectF(plot.left(), box.bottom() - px(26), min(px(240), plot.width()), px(26))
    )


def strength(theme: Theme, share: float) -> QColor:
    t = theme.tokens
    if share <= 0:
        return QColor(t.window)
    return mixed(t.pane, t.accent, _WEAKEST + (1 - _WEAKEST) * sqrt(min(1.0, share)))


def spots(theme: Theme, chart: Chart, box: QRectF) -> list[Spot]:
    """Row by row."""
    plot = plot_of(theme, chart, box)
    wide, high = plot.width() / max(1, len(chart.labels)), plot.height() / max(1, len(chart.series))
    return [
        Spot(hour, row, QRectF(plot.left() + wide * hour, plot.top() + high * row, wide, high))
        for row in range(len(chart.series))
        for hour in range(len(chart.labels))
    ]


def _scale(painter: QPainter, theme: Theme, chart: Chart, box: QRectF) -> None:
    px = theme.px
    bar = QRectF(box.left(), box.top(), box.width(), px(8))
    ramp = QLinearGradient(bar.topLeft(), bar.topRight())
    for n in range(11):
        ramp.setColorAt(n / 10, strength(theme, n / 10))
    painter.fillRect(bar, ramp)
    below = QRectF(box.left(), bar.bottom() + px(2), box.width(), px(16))
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft, chart.marks[0][1] if chart.marks else "0")
    painter.drawText(below, Qt.AlignmentFlag.AlignRight, chart.marks[-1][1] if chart.marks else "")
