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
    plot, rows = plot_of(theme, chart, box), Rows(theme, chart, box)
    _axis(painter, theme, chart, plot)
    painter.setFont(theme.font(Role.SMALL))
    for place in range(rows.shown):
        row = rows.box(place)
        if place == at:
            painter.fillRect(row, QColor(theme.tokens.hover))
        _name(painter, theme, chart.labels[place], row, plot)
        _bars(painter, theme, chart, row, plot, place, is_chosen=place == at)
    if rows.left_out:
        painter.setPen(QColor(theme.tokens.dim))
        room = rows.box(rows.shown).adjusted(plot.left() - box.left() + theme.px(4), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, chart.rest.replace("{n}", str(rows.left_out)))


class Rows:
    """As many groups as have room for their names; the last line is of those that have none."""

    def __init__(self, theme: Theme, chart: Chart, box: QRectF) -> None:
        self._box, plot = box, plot_of(theme, chart, box)
        count = len(chart.labels)
        room = max(1, int(plot.height() // (QFontMetricsF(theme.font(Role.SMALL)).height() * 0.9)))
        fits = count <= room and not chart.beyond
        self.shown = count if fits else min(count, max(1, room - 1))
        self.left_out = count - self.shown + chart.beyond
        self._top = plot.top()
        self._slot = plot.height() / max(1, self.shown + bool(self.left_out))

    def box(self, place: int) -> QRectF:
        return QRectF(self._box.left(), self._top + self._slot * place, self._box.width(), self._slot)


def spots(theme: Theme, chart: Chart, box: QRectF) -> list[Spot]:
    rows = Rows(theme, chart, box)
    return [Spot(at, 0, rows.box(at)) for at in range(rows.shown)]


def _name(painter: QPainter, theme: Theme, name: str, row: QRectF, plot: QRectF) -> None:
    room = QRectF(row.left(), row.top(), plot.left() - row.left() - theme.px(8), row.height())
    painter.setPen(QColor(theme.tokens.ink))
    shown = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


def _bars(
    painter: QPainter, theme: Theme, chart: Chart, row: QRectF, plot: QRectF, place: int, *, is_chosen: bool
) -> None:
    px, top, count = theme.px, highest(chart), len(chart.series)
    thick = min(px(16), row.height() * 0.78 / max(1, count))
    first = row.top() + (row.height() - thick * count) / 2
    is_told = is_chosen or thick >= QFontMetricsF(painter.font()).height() * 0.62
    for at, one in enumerate(chart.series):
        wide = plot.width() * (one.values[place] or 0.0) / top
        bar = QRectF(plot.left(), first + thick * at, wide, thick * 0.92)
        painter.fillRect(bar, fill(colour(theme, at), at))
        if is_told:
            painter.setPen(QColor(theme.tokens.dim))
            text = QRectF(bar.right() + px(4), bar.top() - px(4), px(200), bar.height() + px(8))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, one.texts[place])


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
