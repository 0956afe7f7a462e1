"""Something that opens in place, over the window, beside what opened it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from console.views.theme import Theme


class Popover(QFrame):
    """No window of its own, so nothing outside changes. Escape or a click elsewhere closes it; the caret goes back."""

    closed = Signal()

    def __init__(self, theme: Theme, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._theme, self._anchor = theme, anchor
        self._came_from: QWidget | None = None
        self.setObjectName("card")
        self.setVisible(False)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        self.body.setSpacing(theme.px(4))

    def open(self, width: int, height: int) -> None:
        self._came_from = QApplication.focusWidget()
        self.setParent(self._anchor.window())
        self.fit(width, height)
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one: we are shown

    def fit(self, width: int, height: int) -> None:
        """Below its anchor, or above where there is no room."""
        window = self._anchor.window()
        at = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + self._theme.px(4)))
        height = min(height, window.height() - self._theme.px(16))
        if at.y() + height > window.height() - self._theme.px(8):
            above = at.y() - self._anchor.height() - height - self._theme.px(8)
            at.setY(max(self._theme.px(8), above))
        at.setX(max(self._theme.px(8), min(at.x(), window.width() - width - self._theme.px(8))))
        self.setGeometry(at.x(), at.y(), width, height)

    def close_in_place(self) -> None:
        """Closes; the caret goes back to where it was, unless it went elsewhere meanwhile."""
        if self.isHidden():
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        inside = QApplication.focusWidget()
        back = inside is None or inside is self or self.isAncestorOf(inside)
        self.hide()
        if back and self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._anchor and event.type() == QEvent.Type.Hide:
            self.close_in_place()  # its page was turned
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            inside = isinstance(watched, QWidget) and (watched is self or self.isAncestorOf(watched))
            on_anchor = isinstance(watched, QWidget) and (watched is self._anchor)
            if isinstance(watched, QWidget) and not inside and not on_anchor:
                self.close_in_place()
        elif (
            isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and isinstance(watched, QWidget)
        ):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.close_in_place()
                return True
        return False
