"""A panel that slides in from the right, over the columns and never over the call."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton
from console.views.widgets.parts import Line
from console.views.widgets.text import Text


class SlidePanel(QFrame):
    """Slides in at most 120 ms, at once when the desktop asks for less; the caret goes back when it leaves."""

    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, width: int) -> None:
        super().__init__()
        self._theme, self._wanted = theme, width
        self._room = QRect()
        self._came_from: QWidget | None = None
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setVisible(False)
        self._title = Text(theme, Role.TITLE)
        self.close_button = IconButton(theme, "close")
        self.close_button.clicked.connect(self.leave)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(24), theme.px(8), theme.px(12), theme.px(8))
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(Line(theme))
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def say(self, title: str, close: str) -> None:
        self._title.say(title)
        self.setAccessibleName(title)
        self.close_button.say("", hover=close)

    def fit(self, room: QRect) -> None:
        """The part of the window it may cover."""
        self._room = room
        width = min(self._theme.px(self._wanted), room.width())
        self.setGeometry(room.right() + 1 - width, room.top(), width, room.height())

    def enter(self) -> None:
        if not self.isHidden():
            return
        self._came_from = QApplication.focusWidget()
        self.fit(self._room)
        end = self.pos()
        self.show()
        self.entered.emit()
        self.raise_()
        if motion := self._theme.motion():
            self._slide.setDuration(motion)
            self._slide.setStartValue(QPoint(end.x() + min(self._theme.px(48), self.width()), end.y()))
            self._slide.setEndValue(end)
            self._slide.start()

    def leave(self) -> None:
        if self.isHidden():
            return
        self._slide.stop()
        inside = QApplication.focusWidget()
        back = inside is None or inside is self or self.isAncestorOf(inside)
        self.hide()
        if back and self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()


class Follower(QObject):
    """Keeps a panel in the room of another widget."""

    def __init__(self, place: QWidget, panel: SlidePanel) -> None:
        super().__init__(panel)
        self._place, self._panel = place, panel
        place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._place and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            corner = self._place.mapTo(self._place.window(), QPoint(0, 0))
            self._panel.fit(QRect(corner, self._place.size()))
        return False
