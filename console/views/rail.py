"""The rail at the left: where one can be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.words import Words
from console.views.keys import Keys
from console.views.theme import Role, Theme

PLACES = (
    ("desk", "phone", "rail_1"),
    ("tickets", "ticket", "rail_2"),
    ("reminders", "bell", "rail_3"),
    ("levels", "clock", "rail_4"),
    ("reports", "chart", "rail_5"),
    ("sync", "sync", "rail_6"),
    ("floor", "people", "rail_7"),
)
MOST = 99  # more are not counted out


class RailView(QWidget):
    """Only what exists."""

    chosen = Signal(str)

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._words, self._theme, self._keys = words, theme, keys
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.resized.connect(self._refit)
        self._counts: dict[str, int] = {}
        self.buttons = {key: RailButton(theme, icon) for key, icon, _action in PLACES}
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(6), theme.px(8), theme.px(6) + 1, theme.px(8))
        box.setSpacing(theme.px(4))
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, k=key: self.chosen.emit(k))
            box.addWidget(button)
        box.addStretch(1)
        self.show_offered("floor", on=False)
        self.retranslate()
        self._refit()

    def show_place(self, key: str) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == key)

    def show_offered(self, key: str, *, on: bool) -> None:
        """A place that is not everybody's."""
        self.buttons[key].setVisible(on)

    def show_count(self, key: str, count: int) -> None:
        """How many wait there."""
        if self._counts.get(key, 0) != count:
            self._counts[key] = count
            self.buttons[key].show_count(count)
            self.retranslate()

    def _refit(self) -> None:
        self.setFixedWidth(self._theme.px(48))

    def retranslate(self) -> None:
        words = self._words
        texts = {
            "desk": words("Desk"),
            "tickets": words("Tickets"),
            "reminders": words("Reminders"),
            "levels": words("Service levels"),
            "reports": words("Reports"),
            "sync": words("In step with the server"),
            "floor": words("The floor now"),
        }
        for key, _icon, action in PLACES:
            count = self._counts.get(key, 0)
            name = words("{place}: {n}", place=texts[key], n=count) if count else texts[key]
            self.buttons[key].setAccessibleName(name)
            self.buttons[key].setToolTip(f"{name} ({self._keys.shown(action)})")


class RailButton(QAbstractButton):
    """An icon on the soft ground when it is where we are."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon, self._count = theme, icon, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        self._count = count
        self.update()

    def nextCheckState(self) -> None:
        """Who shows the page says where we are."""

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(36), self._theme.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, side = self._theme.tokens, self._theme.px(20)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = t.soft if self.isChecked() else t.hover if self.underMouse() else ""
        painter.setPen(QPen(QColor(t.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        self._theme.paint_icon(painter, self._icon, box, t.accent if self.isChecked() else t.dim)
        if self._count:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        t, px = self._theme.tokens, self._theme.px
        text = str(self._count) if self._count <= MOST else f"{MOST}+"
        painter.setFont(self._theme.font(Role.SMALL))
        wide = max(px(16), painter.fontMetrics().horizontalAdvance(text) + px(8))
        box = QRectF(self.width() - wide, 0, wide, px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setPen(QColor(t.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
