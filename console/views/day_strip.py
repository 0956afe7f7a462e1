"""Days as bars: what was counted, what waited, what was closed. Each has a shape of its own, not only a colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels.service import DayBar
from console.viewmodels.words import Words
from console.views.theme import Role, Theme
from console.views.tokens import Tokens

ROW, NAME, SUM = 26, 116, 150  # at 100 %
NARROW, NARROW_NAME, NARROW_SUM = 600, 88, 64  # beside a form: only what is counted up to then
_HOURS = (0, 6, 9, 12, 15, 18, 24)


class DayStrips(QWidget):
    """One row a day, hours along the top; read out day by day."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._days: tuple[DayBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.resized.connect(self.updateGeometry)

    def show_days(self, days: tuple[DayBar, ...]) -> None:
        if days == self._days:
            return
        self._days = days
        self.setAccessibleName("; ".join(day.spoken for day in days))
        self.setToolTip("\n".join(day.spoken for day in days))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(480), px(ROW) * (len(self._days) + 2) if self._days else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        small = self._theme.font(Role.SMALL)
        paint_days(
            painter,
            self._days,
            QRectF(self.rect()),
            px(ROW),
            self._theme.tokens,
            small,
            px(1),
            self.legend(),
        )

    def legend(self) -> tuple[tuple[str, str], ...]:
        words = self._words
        return (
            ("counted", words("counted")),
            ("paused", words("not counted")),
            ("late", words("late")),
            ("ahead", words("until due")),
        )


def paint_days(
    painter: QPainter, days: tuple[DayBar, ...], box: QRectF, row: float, tokens: Tokens, font: QFont,
    unit: float, legend: tuple[tuple[str, str], ...],
) -> None:  # fmt: skip
    """Also on paper: everything it needs comes in."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    scale = row / ROW
    is_narrow = box.width() < NARROW * scale
    name, sums = (NARROW_NAME, NARROW_SUM) if is_narrow else (NAME, SUM)
    bar = QRectF(box.left() + name * scale, box.top() + row, box.width() - (name + sums) * scale, row)
    painter.setPen(QColor(tokens.dim))
    for hour in _HOURS:
        x = bar.left() + bar.width() * hour / 24
        painter.drawText(
            QRectF(x - 20 * scale, box.top(), 40 * scale, row), Qt.AlignmentFlag.AlignCenter, f"{hour}"
        )
    for n, day in enumerate(days):
        at = bar.translated(0, n * row)
        _paint_day(painter, day, at, box, tokens, scale, unit)
    x = box.left() if is_narrow else bar.left()
    for what, text in legend:
        key = QRectF(x, bar.top() + len(days) * row + row * 0.3, 16 * scale, row * 0.45)
        _paint_piece(painter, what, key, tokens, unit)
        painter.setPen(QColor(tokens.dim))
        room = QRectF(key.right() + 4 * scale, key.top() - row * 0.3, 90 * scale, row)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        x += 16 * scale + painter.fontMetrics().horizontalAdvance(text) + 24 * scale


def _paint_day(
    painter: QPainter, day: DayBar, bar: QRectF, box: QRectF, tokens: Tokens, scale: float, unit: float
) -> None:
    painter.setPen(QColor(tokens.ink))
    name = QRectF(box.left(), bar.top(), bar.left() - box.left() - 8 * scale, bar.height())
    told = f"{day.day}  {day.note}".strip()
    told = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, int(name.width()))
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, told)
    ground = bar.adjusted(0, bar.height() * 0.2, 0, -bar.height() * 0.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.window))
    painter.drawRect(ground)
    for piece in day.pieces:
        left = ground.left() + ground.width() * piece.start / 24
        right = ground.left() + ground.width() * piece.end / 24
        _paint_piece(
            painter, piece.what, QRectF(left, ground.top(), right - left, ground.height()), tokens, unit
        )
    painter.setPen(QPen(QColor(tokens.ink), 1.5 * unit))
    for mark in day.marks:
        x = ground.left() + ground.width() * mark / 24
        painter.drawLine(
            int(x), int(bar.top() + bar.height() * 0.1), int(x), int(bar.bottom() - bar.height() * 0.1)
        )
    painter.setPen(QColor(tokens.dim))
    sums = QRectF(bar.right() + 10 * scale, bar.top(), box.right() - bar.right() - 10 * scale, bar.height())
    if sums.width() > NARROW_SUM * scale:
        painter.drawText(sums, Qt.AlignmentFlag.AlignVCenter, day.counted)
    painter.drawText(sums, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, day.total)


def _paint_piece(painter: QPainter, what: str, box: QRectF, tokens: Tokens, unit: float) -> None:
    """Counted is full, late is full and red, paused is hatched, what lies ahead is an outline, closed is nothing."""
    if what == "closed" or box.width() <= 0:
        return
    color = QColor(tokens.late if what == "late" else tokens.dim if what == "paused" else tokens.accent)
    painter.setPen(Qt.PenStyle.NoPen)
    if what == "paused":
        painter.setBrush(color)
        painter.setBrush(Qt.BrushStyle.BDiagPattern)
        brush = painter.brush()
        brush.setColor(color)
        painter.setBrush(brush)
    elif what == "ahead":
        painter.setPen(QPen(color, unit, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tokens.soft))
    else:
        painter.setBrush(color)
    painter.drawRect(box)
