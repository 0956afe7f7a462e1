"""Section headers, empty states, problem strips, level meters and lines between panes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.words import Tone
from console.views.theme import Role, Theme
from console.views.widgets.marks import ToneMark
from console.views.widgets.text import Paragraph, Text


class SectionHeader(Text):
    """The quiet heading over a group."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Role.SMALL, Tone.DIM)


class EmptyState(QWidget):
    """An icon and a sentence: what would be here, and how to begin."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.words = Paragraph(theme, Role.BODY, Tone.DIM)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(16), theme.px(72), theme.px(16), theme.px(16))
        box.addWidget(self.words)
        box.addStretch(1)

    def say(self, text: str) -> None:
        self.words.say(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._theme.px(32)
        box = QRectF((self.width() - side) / 2, self._theme.px(28), side, side)
        self._theme.paint_icon(QPainter(self), self._icon, box, self._theme.tokens.edge)


class ProblemStrip(QFrame):
    """What failed, where it arose; takes no room while all is well."""

    def __init__(self, theme: Theme, tone: Tone = Tone.LATE, *, is_wide: bool = False) -> None:
        """A wide one goes from edge to edge of its pane."""
        super().__init__()
        self._theme, self._wide = theme, is_wide
        mark = ToneMark(theme, 10)
        mark.show_tone(tone)
        self._words = Paragraph(theme, Role.BODY, tone)
        row = QHBoxLayout(self)
        side = theme.px(16 if is_wide else 8)
        row.setContentsMargins(side, theme.px(6), side, theme.px(6))
        row.setSpacing(theme.px(8))
        mark.setFixedHeight(self._words.fontMetrics().height())
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setVisible(False)

    def say(self, text: str, tone: Tone | None = None) -> None:
        self._words.say(text, tone)
        if bool(text) is self.isHidden():
            self.setVisible(bool(text))

    def text(self) -> str:
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.hover))
        radius = 0 if self._wide else 6
        painter.drawRoundedRect(self.rect(), radius, radius)


class LevelMeter(QWidget):
    """How loud it is, as a thin bar; green is talking."""

    def __init__(self, theme: Theme, icon: str = "") -> None:
        super().__init__()
        self._theme, self._icon, self._level = theme, icon, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_level(self, level: float) -> None:
        level = max(0.0, min(level, 1.0))
        if abs(level - self._level) > 0.004:
            self._level = level
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(64), self._theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, side, left = self._theme.tokens, self.height(), 0.0
        if self._icon:
            self._theme.paint_icon(painter, self._icon, QRectF(0, 0, side, side), t.dim)
            left = side + 6.0
        groove = QRectF(left, side / 2 - 2, self.width() - left, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line))
        painter.drawRoundedRect(groove, 2, 2)
        painter.setBrush(QColor(t.talking))
        painter.drawRoundedRect(QRectF(left, groove.top(), groove.width() * self._level, 4), 2, 2)


class Line(QWidget):
    """Where two panes meet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.line))
