"""A row of ways to cut a list, one of them chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from console.views.theme import Role, Theme

_USUAL = 6  # made beforehand, so that they stand in their place of the way of Tab
Tab = tuple[str, str, str, bool]  # key, text, count, chosen


class Tabs(QWidget):
    """Left and Right go along it; it is one stop for Tab."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.buttons: list[TabButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(4))
        self._row.addStretch(1)
        for _ in range(_USUAL):
            self._add()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_tabs(self, tabs: tuple[Tab, ...]) -> None:
        while len(self.buttons) < len(tabs):
            self._add()
        for at, button in enumerate(self.buttons):
            if at < len(tabs):
                button.show_tab(tabs[at])
            button.setVisible(at < len(tabs))

    def _add(self) -> None:
        button = TabButton(self._theme)
        button.clicked.connect(lambda _on=False, b=button: self.chosen.emit(b.key))
        button.stepped.connect(lambda step, b=button: self._step(b, step))
        button.setVisible(False)
        self._row.insertWidget(len(self.buttons), button)
        self.buttons.append(button)

    def _step(self, button: TabButton, step: int) -> None:
        shown = [b for b in self.buttons if not b.isHidden()]
        other = shown[(shown.index(button) + step) % len(shown)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(other.key)


class TabButton(QAbstractButton):
    """Words and a dim count; a line under the chosen one."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.key, self._count = theme, "", ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tab(self, tab: Tab) -> None:
        self.key, text, count, chosen = tab
        if (text, count) != (self.text(), self._count):
            self._count = count
            self.setText(text)
            self.setAccessibleName(f"{text} {count}".strip())
            self.updateGeometry()
        self.setChecked(chosen)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if chosen else Qt.FocusPolicy.NoFocus)

    def nextCheckState(self) -> None:
        """Who shows the tabs says which one is chosen."""

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = QFontMetrics(self._theme.font(Role.STRONG)).horizontalAdvance(self.text()) + px(16)
        if self._count:
            width += QFontMetrics(self._theme.font(Role.SMALL)).horizontalAdvance(self._count) + px(6)
        return QSize(width, px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font(Role.STRONG if self.isChecked() else Role.BODY)
        painter.setFont(font)
        painter.setPen(QColor(t.ink if self.isChecked() or self.underMouse() else t.dim))
        box = self.rect().adjusted(px(8), 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count:
            left = px(8) + QFontMetrics(font).horizontalAdvance(self.text()) + px(6)
            painter.setFont(self._theme.font(Role.SMALL))
            painter.setPen(QColor(t.dim))
            painter.drawText(box.adjusted(left - px(8), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._count)
        if self.isChecked():
            painter.fillRect(QRectF(px(8), self.height() - 2, self.width() - px(16), 2), QColor(t.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
