"""The bar at the top: what I am doing, on which line, the search, and me."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from console.viewmodels.frame import TopBar
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone, Words
from console.views.keys import Keys
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton, Kind, cap_width, paint_cap
from console.views.widgets.marks import ToneMark, has_shape
from console.views.widgets.text import Clock, Text


class TopBarView(QWidget):
    """44 pixels. The words of the state carry its shape; the timer ticks without moving its neighbours."""

    state_chosen = Signal(str)
    demo_clicked = Signal(str)
    missed_clicked = Signal()
    language_clicked = Signal()
    keys_clicked = Signal()
    settings_clicked = Signal()
    lock_clicked = Signal()
    search_clicked = Signal()

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._states: tuple[Choice, ...] = ()
        self._demo: tuple[Choice, ...] = ()
        self._mark = ToneMark(theme, 12)
        self.state = KeyButton(theme, Kind.QUIET)
        self.state.show_arrow()
        self._timer = Clock(theme, Role.BODY, Tone.DIM)
        self._line_mark, self._line = ToneMark(theme, 10), Text(theme, tone=Tone.DIM)
        self.search = SearchButton(theme, keys.shown("search"))
        self.demo = KeyButton(theme, icon="bell")
        self.demo.show_arrow()
        self.missed = KeyButton(theme, Kind.ALERT)
        self.language = KeyButton(theme, Kind.QUIET)
        self.keys = IconButton(theme, "keyboard")
        self.settings = IconButton(theme, "sliders")
        self.lock = IconButton(theme, "lock")
        self._agent = Text(theme, Role.STRONG)
        self._key_names = {
            "keys": keys.shown("keys"),
            "settings": keys.shown("settings"),
            "lock": keys.shown("lock"),
        }
        self._lay_out()
        self._wire()
        self.retranslate()
        theme.resized.connect(self._refit)
        self._refit()

    def show_top(self, top: TopBar) -> None:
        self._states, self._demo = top.states, top.demo
        self._mark.show_tone(top.state_tone)
        self.state.say(top.state, hover=self._words("Change your state"))
        self._timer.tick(top.state_timer)
        self._line.say(top.line, top.line_tone if has_shape(top.line_tone) else Tone.DIM)
        self._line_mark.show_tone(top.line_tone)
        self._line_mark.setVisible(has_shape(top.line_tone))
        self.missed.say(top.missed)
        self.missed.show_kind(Kind.ALERT if top.missed_tone is Tone.LATE else Kind.QUIET)
        self.missed.setVisible(bool(top.missed))
        self.demo.setVisible(bool(top.demo))
        self._agent.say(top.agent)

    def retranslate(self) -> None:
        words = self._words
        self.search.say(words("Search tickets, customers, numbers"))
        self.demo.say(words("Ring me"))
        self.language.say("EN" if words.language != "en" else "中文", hover=words("Change the language"))
        for button, text, key in (
            (self.keys, words("All keys"), "keys"),
            (self.settings, words("Settings"), "settings"),
            (self.lock, words("Lock"), "lock"),
        ):
            cap = self._key_names[key]
            button.say("", hover=f"{text} ({cap})" if cap else text)
            button.setAccessibleName(text)

    def _refit(self) -> None:
        self.setFixedHeight(self._theme.px(44))

    def _lay_out(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(12), 1)
        row.setSpacing(0)
        for widget, before in (
            (self._mark, 0), (self.state, 0), (self._timer, 4), (self._line_mark, 20), (self._line, 6),
        ):  # fmt: skip
            row.addSpacing(px(before))
            row.addWidget(widget)
        row.addSpacing(px(16))
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addSpacing(px(16))
        for widget in (
            self.demo,
            self.missed,
            self.language,
            self.keys,
            self.settings,
            self.lock,
            self._agent,
        ):
            row.addWidget(widget)
            row.addSpacing(px(4))

    def _wire(self) -> None:
        self.state.clicked.connect(lambda: self._menu(self.state, self._states, self.state_chosen.emit))
        self.demo.clicked.connect(lambda: self._menu(self.demo, self._demo, self.demo_clicked.emit))
        self.missed.clicked.connect(self.missed_clicked)
        self.language.clicked.connect(self.language_clicked)
        self.keys.clicked.connect(self.keys_clicked)
        self.settings.clicked.connect(self.settings_clicked)
        self.lock.clicked.connect(self.lock_clicked)
        self.search.clicked.connect(self.search_clicked)

    def _menu(self, under: QWidget, choices: tuple[Choice, ...], said: Callable[[str], None]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in choices:
            action = menu.addAction(choice.text)
            action.setEnabled(not choice.is_heading)
            action.triggered.connect(lambda _on=False, key=choice.key: said(key))
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))


class SearchButton(QAbstractButton):
    """Looks like the field that opens in its place."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme, self._key = theme, key
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme.px(440))

    def say(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(96), self._theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = t.accent if self.hasFocus() else t.edge if self.underMouse() else t.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(t.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        side = px(16)
        self._theme.paint_icon(
            painter, "search", QRectF(px(8), (self.height() - side) / 2, side, side), t.dim
        )
        cap = cap_width(self._theme, self._key)
        room = self.rect().adjusted(px(30), 0, -cap - px(14), 0)
        painter.setPen(QColor(t.dim))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        if self._key:
            box = QRectF(self.width() - cap - px(7), (self.height() - px(19)) / 2, cap, px(19))
            paint_cap(painter, self._theme, self._key, box, t.dim)
