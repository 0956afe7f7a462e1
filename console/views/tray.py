"""The tray icon, notifications and the window's flash: for when nobody looks at the window."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from console.viewmodels.words import Tone, Words
from console.views.assets import icon_text
from console.views.theme import Theme
from console.views.widgets.marks import has_shape, paint_tone

_SIDES = (16, 22, 24, 32, 48, 64, 128, 256)


def app_icon() -> QIcon:
    icon = QIcon()
    for side in _SIDES:
        icon.addPixmap(_drawn(side))
    return icon


def state_icon(theme: Theme, tone: Tone) -> QIcon:
    """The program's icon with the shape of its state in the corner."""
    icon = QIcon()
    for side in _SIDES[:6]:
        pixmap = _drawn(side)
        if has_shape(tone):
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            spot = QRectF(side * 0.5, side * 0.5, side * 0.5, side * 0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tokens.pane))
            painter.drawEllipse(spot)
            inset = side * 0.08
            paint_tone(painter, theme, tone, spot.adjusted(inset, inset, -inset, -inset))
            painter.end()
        icon.addPixmap(pixmap)
    return icon


class Tray(QObject):
    """Says the same things whether the desktop has a tray or not; without one they are said by the window's flash."""

    opened = Signal()
    answer_clicked = Signal()
    quit_clicked = Signal()

    def __init__(self, words: Words, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._words, self._theme, self._window = words, theme, window
        self._tone = Tone.PLAIN
        self._icon = QSystemTrayIcon(state_icon(theme, Tone.PLAIN), self)
        self._menu = QMenu(window)
        self._open = self._menu.addAction("")
        self._answer = self._menu.addAction("")
        self._menu.addSeparator()
        self._quit = self._menu.addAction("")
        self._open.triggered.connect(self.bring)
        self._answer.triggered.connect(self.answer_clicked)
        self._quit.triggered.connect(self.quit_clicked)
        self._answer.setVisible(False)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.bring)
        self.retranslate()
        if self.has_tray:
            self._icon.show()

    @property
    def has_tray(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show_state(self, tone: Tone, text: str, *, is_ringing: bool = False) -> None:
        self._answer.setVisible(is_ringing)
        self._icon.setToolTip(f"Ringdesk · {text}" if text else "Ringdesk")
        if tone is not self._tone:
            self._tone = tone
            self._icon.setIcon(state_icon(self._theme, tone))

    def tell(self, title: str, text: str) -> None:
        """A notification when the window is not in front; it takes no keyboard from anybody."""
        if self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        if self.has_tray and QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(title, text, app_icon(), 10_000)

    def bring(self) -> None:
        """The window to the front, because the person asked for it."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self.opened.emit()

    def retranslate(self) -> None:
        self._open.setText(self._words("Open Ringdesk"))
        self._answer.setText(self._words("Answer"))
        self._quit.setText(self._words("Quit"))

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.bring()


def _drawn(side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(icon_text("ringdesk").encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap
