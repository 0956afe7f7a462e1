"""Buttons that show their key, painted from the tokens."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from console.views.theme import Role, Theme
from console.views.tokens import Tokens


class Kind(Enum):
    """PRIMARY is the one thing to do next; DANGER ends something; QUIET has no border, nor has ALERT, which is late."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"
    ALERT = "alert"


_BARE = (Kind.QUIET, Kind.ALERT)


class KeyButton(QPushButton):
    """A button with an optional icon before its words and a key cap after them."""

    def __init__(self, theme: Theme, kind: Kind = Kind.NORMAL, icon: str = "", key: str = "") -> None:
        super().__init__()
        self._theme, self._kind, self._icon, self._key = theme, kind, icon, key
        self._arrow = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret where the agent types
        theme.resized.connect(self._refit)
        self._refit()

    def say(self, text: str, icon: str | None = None, hover: str = "") -> None:
        if icon is not None and icon != self._icon:
            self._icon = icon
            self.update()
        self.setToolTip(hover)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text or hover)
        elif hover and not text:
            self.setAccessibleName(hover)

    def show_kind(self, kind: Kind) -> None:
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def show_arrow(self) -> None:
        """The button opens a menu."""
        self._arrow = True
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        px, width = self._theme.px, 0
        parts = [px(16)] if self._icon else []
        if self.text():
            parts.append(self.fontMetrics().horizontalAdvance(self.text()))
        if self._key:
            parts.append(self._cap_width())
        if self._arrow:
            parts.append(px(12))
        width = sum(parts) + px(6) * (len(parts) - 1) + px(20 if self.text() else 16)
        return QSize(width, px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self._paint_ground(painter, option)
        ink = self._ink()
        content = self.sizeHint().width() - self._theme.px(20 if self.text() else 16)
        x = max((self.width() - content) / 2, self._theme.px(6))
        self._paint_content(painter, ink, x)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionButton) -> None:
        t, box = self._theme.tokens, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground, edge = self._ground(t)
        painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            outline = t.ink if self._kind is Kind.PRIMARY else t.accent
            painter.setPen(QPen(QColor(outline), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5.5, 5.5)

    def _ground(self, t: Tokens) -> tuple[str, str]:
        if self._kind is Kind.PRIMARY and self.isEnabled():
            return (t.accent, t.ink if self.isDown() else t.accent)
        edge = "" if self._kind in _BARE else t.edge
        if not self.isEnabled():
            return ("", t.line if edge else "")
        if self.isDown():
            return (t.press, edge)
        if self.isChecked():
            return (t.soft, t.accent)
        if self.underMouse():
            return (t.hover, edge)
        return ("" if self._kind in _BARE else t.pane, edge)

    def _ink(self) -> str:
        t = self._theme.tokens
        if not self.isEnabled():
            return t.dim
        if self._kind is Kind.PRIMARY:
            return t.on_accent
        if self._kind in {Kind.DANGER, Kind.ALERT}:
            return t.late
        return t.accent if self.isChecked() else t.ink

    def _paint_content(self, painter: QPainter, ink: str, x: float) -> None:
        px, theme, height = self._theme.px, self._theme, self.height()
        side, gap = px(16), px(6)
        if self._icon:
            theme.paint_icon(painter, self._icon, QRectF(round(x), (height - side) / 2, side, side), ink)
            x += side + gap
        if self.text():
            painter.setPen(QColor(ink))
            painter.setFont(self.font())
            room = self.width() - x - px(6) - (self._cap_width() + gap if self._key else 0)
            text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room) + 1)
            painter.drawText(QRectF(x, 0, room + 1, height), Qt.AlignmentFlag.AlignVCenter, text)
            x += self.fontMetrics().horizontalAdvance(text) + gap
        if self._key:
            paint_cap(
                painter, theme, self._key, QRectF(x, (height - px(19)) / 2, self._cap_width(), px(19)), ink
            )
            x += self._cap_width() + gap
        if self._arrow:
            theme.paint_icon(painter, "down", QRectF(x, (height - px(12)) / 2, px(12), px(12)), ink)

    def _cap_width(self) -> int:
        return cap_width(self._theme, self._key)

    def _refit(self) -> None:
        self.setFont(self._theme.font(Role.BODY))


def cap_width(theme: Theme, key: str) -> int:
    return QFontMetrics(theme.font(Role.KEY)).horizontalAdvance(key) + theme.px(10)


def paint_cap(painter: QPainter, theme: Theme, key: str, box: QRectF, ink: str) -> None:
    """A key as it stands on a keyboard."""
    edge = QColor(ink)
    edge.setAlphaF(0.35)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QColor(ink))
    painter.setFont(theme.font(Role.KEY))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


class IconButton(KeyButton):
    """A quiet square with an icon; its words are its hover and its name for screen readers."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, Kind.QUIET, icon)
        if parent is not None:
            self.setParent(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(32), self._theme.px(32))
