"""Words on the screen: a line that is elided and shown whole on hover, and a paragraph that wraps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from console.viewmodels.words import Tone
from console.views.theme import Role, Theme


class Text(QLabel):
    """One line in a role of the type scale; what does not fit ends in … and is whole on hover."""

    def __init__(
        self, theme: Theme, role: Role = Role.BODY, tone: Tone = Tone.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._tone, self._hover = theme, role, tone, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.resized.connect(self._refit)
        self._refit()

    def say(self, text: str, tone: Tone | None = None, hover: str = "") -> None:
        self._hover = hover
        if tone is not None and tone is not self._tone:
            self._tone = tone
            self.update()
        if text != self.text():
            self.setText(text)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 + max(self.indent(), 0), metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(24)), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            elided = self.sizeHint().width() > self.width() + 1
            QToolTip.showText(event.globalPos(), self._hover or (self.text() if elided else ""), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color(self._tone))
        painter.setFont(self.font())
        room = self.rect().adjusted(max(self.indent(), 0), 0, 0, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, text)

    def _refit(self) -> None:
        self.setFont(self._theme.font(self._role))


class Clock(Text):
    """A timer: digits of one width, so that a tick repaints a few pixels and lays nothing out."""

    def __init__(self, theme: Theme, role: Role = Role.STRONG, tone: Tone = Tone.PLAIN) -> None:
        super().__init__(theme, role, tone)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def tick(self, text: str) -> None:
        if text == self.text():
            return
        is_wider = len(text) != len(self.text())
        self.setText(text)
        if is_wider:
            self._fix()

    def _fix(self) -> None:
        self.setFixedSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())

    def _refit(self) -> None:
        super()._refit()
        self._fix()


class Paragraph(QLabel):
    """Text that wraps, at the reading height of the type."""

    def __init__(
        self, theme: Theme, role: Role = Role.BODY, tone: Tone = Tone.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._tone = theme, role, tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.resized.connect(self._refit)
        self._refit()

    def say(self, text: str, tone: Tone | None = None) -> None:
        if tone is not None and tone is not self._tone:
            self._tone = tone
            self.update()
        if text != self.text():
            self.setText(text)
            self._claim()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - max(self.indent(), 0)), 100_000)
        return self.fontMetrics().boundingRect(room, self._flags(), self.text() or " ").height()

    def sizeHint(self) -> QSize:
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else self._theme.px(240)
        natural = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(min(natural, self._theme.px(240)), self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._claim()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color(self._tone))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(max(self.indent(), 0), 0, 0, 0), self._flags(), self.text())

    def _claim(self) -> None:
        """No layout may cut off a line: the room for all of them is claimed as soon as the width is known."""
        height = self.heightForWidth(self.width())
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def _flags(self) -> int:
        return int(self.alignment() | Qt.AlignmentFlag(0)) | int(Qt.TextFlag.TextWordWrap)

    def _refit(self) -> None:
        self.setFont(self._theme.font(self._role))
