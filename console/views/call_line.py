"""Another call, beside the selected one: who and for how long; a click brings it up, one button answers it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy

from console.viewmodels.calls import CallCard
from console.viewmodels.words import Tone
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind


class CallLine(QAbstractButton):
    """Painted whole; what rings stands on the soft ground."""

    selected = Signal(str)
    answered = Signal(str)
    painted = Signal(str)

    def __init__(self, theme: Theme, answer_key: str) -> None:
        super().__init__()
        self._theme = theme
        self.card = CallCard("", "", Tone.DIM, "", "", "")
        self._timer = self._fresh = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.answer = KeyButton(theme, Kind.PRIMARY, "phone", answer_key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(16), 0)
        row.addStretch(1)
        row.addWidget(self.answer)
        self.clicked.connect(lambda: self.selected.emit(self.card.id))
        self.answer.clicked.connect(lambda: self.answered.emit(self.card.id))

    def show_card(self, card: CallCard, answer: str) -> None:
        if card == self.card:
            return
        self._fresh = card.id if card.id != self.card.id else self._fresh
        self.card, self._timer = card, card.timer
        self.setAccessibleName(f"{card.headline}, {card.name}, {card.number}")
        self.setToolTip(card.number)
        self.answer.say("", hover=answer)
        self.answer.setVisible(card.can_answer)
        self.update()

    def tick(self, timer: str) -> None:
        self._timer = timer
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, card = self._theme.tokens, self._theme.px, self.card
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = t.soft if card.can_answer else t.hover if self.underMouse() else t.pane
        painter.fillRect(self.rect(), QColor(ground))
        painter.fillRect(0, 0, self.width(), 1, QColor(t.line))
        painter.fillRect(px(16), px(8), px(4), px(32), self._theme.color(card.tone))
        right = self.width() - px(16) - (self.answer.width() + px(8) if card.can_answer else 0)
        small, name = self._theme.font(Role.SMALL), self._theme.font(Role.STRONG)
        room = QRectF(px(28), px(4), right - px(28), px(22))
        painter.setFont(name)
        painter.setPen(QColor(t.ink))
        shown = QFontMetrics(name).elidedText(
            card.name or card.number, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(small)
        painter.setPen(self._theme.color(card.tone))
        below = QRectF(room.left(), px(24), room.width(), px(18))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, f"{card.headline}  {self._timer}")
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        if self._fresh:
            fresh, self._fresh = self._fresh, ""
            self.painted.emit(fresh)
