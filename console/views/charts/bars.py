"""Bars of groups, lying: names are read at the left, values stand at their ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from console.viewmodels.reports import Chart
from console.views.charts.frame import Spot, colour, fill, highest
from console.views.theme import Role, Theme


def plot_of(theme: Theme, chart: Chart, box: QRectF) -> QRectF:
    """Right of the names, and short of the longest value."""
    px, metrics = theme.px, QFontMetricsF(theme.font(Role.SMALL))
    names = max((metrics.horizontalAdvance(one) for one in chart.labels), default=0)
    texts = max((metrics.horizontalAdvance(text) for one in chart.series for text in one.texts), default=0)
    left = min(names, box.width() * 0.32) + px(10)
    return box.adjusted(left, px(4), -texts - px(10), -px(20))


def paint_bars(painter: QPainter, theme: Theme, chart: Chart, box: QRectF, at: int) -> None:
    plot, t, px = plot_of(theme, chart, box), theme.tokens, theme.px
    _axis(painter, theme, chart, plot)
    top, slot = highest(chart), plot.height() / max(1, len(chart.labels))
    thick = min(px(16), slot * 0.78 / max(1, len(chart.series)))
    painter.setFont(theme.font(Role.SMALL))
    metrics = QFontMetricsF(painter.font())
    for place, name in enumerate(chart.labels):
        begin = plot.top() + slot * place
        if place == at:
            painter.fillRect(QRectF(box.left(), begin, box.width(), slot), QColor(t.hover))
        room = QRectF(box.left(), begin, plot.left() - box.left() - px(8), slot)
        painter.setPen(QColor(t.ink))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        first = begin + (slot - thick * len(chart.series)) / 2
        for row, one in enumerate(chart.series):
            value = one.values[place]
            bar = QRectF(plot.left(), first + thick * row, plot.width() * (value or 0.0) / top, thick * 0.92)
            painter.fillRect(bar, fill(colour(theme, row), row))
            if thick >= metrics.height() * 0.62 or place == at:
                painter.setPen(QColor(t.dim))
                text = QRectF(bar.right() + px(4), bar.top() - px(4), px(200), bar.height() + px(8))
                painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, one.texts[place])


def spots(theme: Theme, chart: Chart, box: QRectF) -> list[Spot]:
    plot = plot_of(theme, chart, box)
    slot = plot.height() / max(1, len(chart.labels))
    return [
        Spot(at, 0, QRectF(box.left(), plot.top() + slot * at, box.width(), slot))
        for at in range(len(chart.labels))
    ]


def _axis(painter: QPainter, theme: Theme, chart: Chart, plot: QRectF) -> None:
    t, px, top = theme.tokens, theme.px, highest(chart)
    painter.setFont(theme.font(Role.KEY))
    for value, text in chart.marks:
        x = round(plot.left() + plot.width() * value / top) + 0.5
        painter.setPen(QPen(QColor(t.edge if value == 0 else t.line), 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(QColor(t.dim))
        room = QRectF(x - px(50), plot.bottom() + px(4), px(100), px(16))
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
