"""What all charts share: colours that everybody can tell apart, forms beside them, axes and legends."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from console.viewmodels.reports import Chart
from console.views.theme import Role, Theme

# Okabe and Ito's colours: told apart with every common colour blindness; on dark ground their lighter sisters.
LIGHT = ("#0072b2", "#d55e00", "#009e73", "#a8578a")
DARK = ("#56b4e9", "#e69f00", "#2fbf94", "#d98cb8")
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 2), (6, 2, 1.5, 2))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a chart that has a number: ``at`` along the bottom, ``row`` the series or the day."""

    at: int
    row: int
    box: QRectF


def colour(theme: Theme, place: int) -> QColor:
    colours = DARK if theme.is_dark else LIGHT
    return QColor(colours[place % len(colours)])


def mixed(ground: str, top: str, share: float) -> QColor:
    """``share`` of the way from one colour to the other."""
    a, b = QColor(ground), QColor(top)
    parts = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return QColor(*(round(one + (two - one) * share) for one, two in parts))


def mark(painter: QPainter, place: int, at: QPointF, radius: float) -> None:
    """Each series has a form of its own at its points: dot, square, diamond, triangle."""
    x, y, r = at.x(), at.y(), radius
    if place % 4 == 0:
        painter.drawEllipse(at, r, r)
        return
    forms = {
        1: ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)),
        2: ((x, y - r * 1.4), (x + r * 1.4, y), (x, y + r * 1.4), (x - r * 1.4, y)),
        3: ((x, y - r * 1.3), (x + r * 1.3, y + r), (x - r * 1.3, y + r)),
    }
    painter.drawPolygon(QPolygonF([QPointF(*one) for one in forms[place % 4]]))


def legend(painter: QPainter, theme: Theme, chart: Chart, box: QRectF, *, are_lines: bool) -> None:
    """Names of the series from the left, the unit at the right."""
    px, t = theme.px, theme.tokens
    painter.setFont(theme.font(Role.SMALL))
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(t.dim))
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, chart.unit)
    room, x = box.width() - metrics.horizontalAdvance(chart.unit) - px(16), box.left()
    middle = box.center().y()
    for place, one in enumerate(chart.series):
        name = metrics.elidedText(
            one.name, Qt.TextElideMode.ElideRight, max(px(40), room / len(chart.series))
        )
        tone = colour(theme, place)
        if are_lines:
            painter.setPen(pen(tone, place, 2))
            painter.drawLine(QPointF(x, middle), QPointF(x + px(18), middle))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            mark(painter, place, QPointF(x + px(9), middle), px(3))
        else:
            painter.fillRect(QRectF(x + px(4), middle - px(5), px(10), px(10)), fill(tone, place))
        painter.setPen(QColor(t.ink))
        wide = metrics.horizontalAdvance(name) + 2
        painter.drawText(
            QRectF(x + px(24), box.top(), wide, box.height()), Qt.AlignmentFlag.AlignVCenter, name
        )
        x += px(24) + wide + px(16)


def pen(tone: QColor, place: int, width: float) -> QPen:
    made = QPen(tone, width)
    dash = DASHES[place % len(DASHES)]
    if dash:
        made.setDashPattern(list(dash))
    return made


def fill(tone: QColor, place: int) -> QColor:
    """The second colour of bars is also lighter than the first."""
    if place == 0:
        return tone
    lighter = QColor(tone)
    lighter.setAlpha(200)
    return lighter


def highest(chart: Chart) -> float:
    """The end of the axis."""
    return chart.marks[-1][0] if chart.marks and chart.marks[-1][0] else 1.0
