"""Lines over days: axes with their unit, a form at each point, nothing where nothing was counted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from console.viewmodels.reports import Chart
from console.views.charts.frame import Spot, colour, highest, mark, pen
from console.views.theme import Role, Theme

_MOST_MARKED = 40  # with more points a line alone is easier to read


def plot_of(theme: Theme, chart: Chart, box: QRectF) -> QRectF:
    """Inside the axes."""
    metrics = QFontMetricsF(theme.font(Role.KEY))
    left = max((metrics.horizontalAdvance(text) for _, text in chart.marks), default=0) + theme.px(8)
    return box.adjusted(left, theme.px(6), -theme.px(8), -theme.px(20))


def paint_lines(painter: QPainter, theme: Theme, chart: Chart, box: QRectF, at: int) -> None:
    plot = plot_of(theme, chart, box)
    _axes(painter, theme, chart, plot)
    if at >= 0:
        x = _x(chart, plot, at)
        painter.setPen(QPen(QColor(theme.tokens.dim), 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
    for place, one in enumerate(chart.series):
        _line(painter, theme, chart, plot, place, one.values)


def spots(theme: Theme, chart: Chart, box: QRectF) -> list[Spot]:
    """One for each place along the bottom: all series are told together."""
    plot = plot_of(theme, chart, box)
    wide = plot.width() / max(1, len(chart.labels))
    return [
        Spot(at, 0, QRectF(plot.left() + wide * at, plot.top(), wide, plot.height()))
        for at in range(len(chart.labels))
    ]


def _x(chart: Chart, plot: QRectF, at: int) -> float:
    return plot.left() + plot.width() * (at + 0.5) / max(1, len(chart.labels))


def _axes(painter: QPainter, theme: Theme, chart: Chart, plot: QRectF) -> None:
    t, px, top = theme.tokens, theme.px, highest(chart)
    painter.setFont(theme.font(Role.KEY))
    metrics = QFontMetricsF(painter.font())
    for value, text in chart.marks:
        y = plot.bottom() - plot.height() * value / top
        painter.setPen(QPen(QColor(t.edge if value == 0 else t.line), 1))
        painter.drawLine(QPointF(plot.left(), round(y) + 0.5), QPointF(plot.right(), round(y) + 0.5))
        painter.setPen(QColor(t.dim))
        room = QRectF(plot.left() - px(200), y - px(10), px(200) - px(6), px(20))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    widest = max((metrics.horizontalAdvance(one) for one in chart.labels), default=0) + px(10)
    slot = plot.width() / max(1, len(chart.labels))
    step = max(1, -(-int(widest) // max(1, int(slot))))
    painter.setPen(QColor(t.dim))
    for at in range(0, len(chart.labels), step):
        room = QRectF(_x(chart, plot, at) - widest / 2, plot.bottom() + px(4), widest, px(16))
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, chart.labels[at])


def _line(
    painter: QPainter,
    theme: Theme,
    chart: Chart,
    plot: QRectF,
    place: int,
    values: tuple[float | None, ...],
) -> None:
    tone, top = colour(theme, place), highest(chart)
    stretch: list[QPointF] = []
    for at, value in enumerate((*values, None)):
        if value is not None:
            y = plot.bottom() - plot.height() * min(value, top) / top
            stretch.append(QPointF(_x(chart, plot, at), y))
            continue
        if len(stretch) > 1:
            painter.setPen(pen(tone, place, 2))
            painter.drawPolyline(QPolygonF(stretch))
        if stretch and (len(values) <= _MOST_MARKED or len(stretch) == 1):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            for point in stretch:
                mark(painter, place, point, theme.px(3))
        stretch = []
