"""The week of a calendar: for each day its hours as text, and as a bar on which hours are painted with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.levels import FieldShown
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.form_field import DraftLine
from console.views.widgets.text import Paragraph, Text

HALVES = 48  # a day in half hours
Bar = tuple[tuple[float, float, bool], ...]


class WeekGrid(QWidget):
    """Field and bar say the same; the field knows minutes, and hours over midnight."""

    edited = Signal(str, str)
    painted = Signal(str)  # day, from, to (in half hours), 1 open or 0 closed

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.days = [Text(theme) for _ in range(7)]
        self.bars = [DayBarField(theme) for _ in range(7)]
        self.fields = [DraftLine(theme) for _ in range(7)]
        self.problems = [Paragraph(theme, Role.SMALL, Tone.LATE) for _ in range(7)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(4))
        grid.addWidget(HourScale(theme), 0, 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for n in range(7):
            self.days[n].setMinimumWidth(theme.px(72))
            cell = QWidget()
            box = QVBoxLayout(cell)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(theme.px(2))
            box.addWidget(self.fields[n])
            box.addWidget(self.problems[n])
            self.problems[n].setVisible(False)
            grid.addWidget(self.days[n], n + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.bars[n], n + 1, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(cell, n + 1, 2)
            self.days[n].setFixedHeight(theme.px(32))
            self.fields[n].textEdited.connect(lambda text, day=n: self.edited.emit(f"week.{day}", text))
            self.bars[n].painted.connect(lambda span, day=n: self.painted.emit(f"{day} {span}"))

    def show_week(self, fields: tuple[FieldShown, ...], bars: tuple[Bar, ...]) -> None:
        for n, (shown, bar) in enumerate(zip(fields, bars, strict=True)):
            self.fields[n].show_text(shown.value)
            self.bars[n].show_bar(bar)
            problem = self.problems[n]
            problem.say(shown.problem, shown.tone)
            if problem.isHidden() is bool(shown.problem):
                problem.setVisible(bool(shown.problem))
                self.fields[n].setAccessibleDescription(shown.problem)

    def retranslate(self) -> None:
        words = self._words
        names = (
            words("Monday"), words("Tuesday"), words("Wednesday"), words("Thursday"), words("Friday"),
            words("Saturday"), words("Sunday"),
        )  # fmt: skip
        for n, name in enumerate(names):
            self.days[n].say(name)
            self.fields[n].setAccessibleName(words("Hours on {day}", day=name))
            self.fields[n].setPlaceholderText(words("no hours"))
            self.bars[n].setAccessibleName(words("Hours on {day}", day=name))
            self.bars[n].setToolTip(
                words("Drag over closed hours to open them, over open hours to close them: {day}", day=name)
            )


class HourScale(QWidget):
    """The hours over the bars."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(Role.KEY))
        painter.setPen(QColor(self._theme.tokens.dim))
        room = self._theme.px(32)
        for hour in (0, 6, 12, 18, 24):
            x = self.width() * hour / 24
            box = QRectF(min(max(x - room / 2, 0), self.width() - room), 0, room, self.height())
            side = {0: Qt.AlignmentFlag.AlignLeft, 24: Qt.AlignmentFlag.AlignRight}.get(
                hour, Qt.AlignmentFlag.AlignHCenter
            )
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, str(hour))


class DayBarField(QWidget):
    """Open hours are full, those that began the day before are hatched; the mouse paints half hours."""

    painted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bar: Bar = ()
        self._from: int | None = None
        self._to, self._opens = 0, True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_bar(self, bar: Bar) -> None:
        if bar != self._bar:
            self._bar = bar
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(32))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._from = self._to = self._half(event.position().x())
        hour = self._from / 2 + 0.25
        self._opens = not any(start <= hour < end for start, end, is_over in self._bar if not is_over)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._to = self._half(event.position().x())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None or event.button() != Qt.MouseButton.LeftButton:
            return
        start, end = self._span(self._from)
        self._from = None
        self.update()
        self.painted.emit(f"{start} {end} {int(self._opens)}")

    def _span(self, begun: int) -> tuple[int, int]:
        return min(begun, self._to), max(begun, self._to) + 1

    def _half(self, x: float) -> int:
        return max(0, min(HALVES - 1, int(x * HALVES / max(1, self.width()))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, painter = self._theme.tokens, QPainter(self)
        inset = self._theme.px(7)
        box = QRectF(self.rect()).adjusted(0, inset, 0, -inset)
        painter.fillRect(box, QColor(t.hover))
        for start, end, is_over in self._bar:
            self._fill(painter, box, (start, end), QColor(t.accent), is_hatched=is_over)
        painter.setPen(QPen(QColor(t.line), 1))
        for hour in (6, 12, 18):
            x = round(self.width() * hour / 24)
            painter.drawLine(x, int(box.top()), x, int(box.bottom()))
        if self._from is not None:
            start, end = self._span(self._from)
            color = QColor(t.accent if self._opens else t.dim)
            color.setAlphaF(0.6)
            self._fill(painter, box, (start / 2, end / 2), color, is_hatched=False)

    def _fill(
        self, painter: QPainter, box: QRectF, hours: tuple[float, float], color: QColor, *, is_hatched: bool
    ) -> None:
        left, right = (self.width() * hour / 24 for hour in hours)
        piece = QRectF(left, box.top(), right - left, box.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        if is_hatched:
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            brush = painter.brush()
            brush.setColor(color)
            painter.setBrush(brush)
        painter.drawRect(piece)
