"""A field that holds one of several choices, plain or in a tree, found by typing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from console.viewmodels.tickets import Choice
from console.views.theme import Role, Theme
from console.views.widgets.entry import LineEntry
from console.views.widgets.popover import Popover
from console.views.widgets.rows import Row, RowList

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_LONG = 7  # more entries than this are found by typing


class ChoiceField(QAbstractButton):
    """Shows the path of what is chosen. Opens with a click, Space, Enter, Down, or the first letter typed."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, *, enter_opens: bool = True) -> None:
        super().__init__()
        self._theme, self._label, self._none = theme, "", ""
        self._enter_opens = enter_opens
        self._choices: tuple[Choice, ...] = ()
        self._paths: dict[str, str] = {}
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.list = self._make_list()
        self.list.picked.connect(self.pick)
        self.clicked.connect(self._open)
        theme.resized.connect(self._refit)
        self._refit()

    def say(self, label: str, none: str, find: str) -> None:
        """The field's name, what it says while nothing is chosen, and the hint of the search."""
        self._label, self._none = label, none
        self.list.wanted.setPlaceholderText(find)
        self.list.wanted.setAccessibleName(find)
        self.list.rows.setAccessibleName(label)
        self._renamed()

    def show_choices(self, choices: tuple[Choice, ...], key: str) -> None:
        if choices != self._choices:
            self._choices = choices
            self._paths = paths(choices)
        if key != self._key or choices:
            self._key = key
            self._renamed()

    def key(self) -> str:
        return self._key

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(64), self._theme.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self._enter_opens:
            self.entered.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif plain and event.text().strip() and event.text().isprintable():
            self._open()
            self.list.type(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = t.accent if self.hasFocus() else t.dim if self.underMouse() and self.isEnabled() else t.edge
        wide = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(edge if self.isEnabled() else t.line), wide))
        painter.setBrush(QColor(t.pane if self.isEnabled() else t.window))
        inset = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        text = self._text()
        painter.setPen(QColor(t.ink if text and self.isEnabled() else t.dim))
        room = self.rect().adjusted(px(10), 0, -px(26), 0)
        shown = shortened(text or self._none, self.fontMetrics(), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        side = px(14)
        where = QRectF(self.width() - side - px(8), (self.height() - side) / 2, side, side)
        if self.isEnabled():
            self._theme.paint_icon(painter, "down", where, t.dim)

    def _make_list(self) -> ChoiceList:
        return ChoiceList(self._theme, self)

    def _text(self) -> str:
        return self._paths.get(self._key, "")

    def _renamed(self) -> None:
        text = self._text() or self._none
        self.setAccessibleName(f"{self._label}: {text}" if self._label else text)
        self.setToolTip(text if self.fontMetrics().horizontalAdvance(text) > self.width() - 40 else "")
        self.update()

    def _open(self) -> None:
        if self._choices:
            self.list.open_with(self._choices, self._paths, self._key)

    def pick(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self._renamed()
            self.chosen.emit(key)

    def _refit(self) -> None:
        self.setFont(self._theme.font(Role.BODY))


class ChoiceList(Popover):
    """The open list; typing narrows it to the paths that hold what is typed."""

    picked = Signal(str)

    def __init__(self, theme: Theme, anchor: ChoiceField) -> None:
        super().__init__(theme, anchor)
        self._choices: tuple[Choice, ...] = ()
        self._paths: dict[str, str] = {}
        self._key = ""
        self.wanted = LineEntry(theme)
        self.rows = RowList(theme)
        self.rows.delegate.shows_current = True
        self.body.addWidget(self.wanted)
        self.body.addWidget(self.rows)
        self.wanted.textChanged.connect(self._narrow)
        self.wanted.entered.connect(lambda _text: self._pick_current())
        self.wanted.installEventFilter(self)
        self.rows.chosen.connect(self._pick)

    def open_with(self, choices: tuple[Choice, ...], paths_of: dict[str, str], key: str) -> None:
        self._choices, self._paths, self._key = choices, paths_of, key
        long = len(choices) > _LONG
        self.wanted.setVisible(long)
        self.wanted.clear()
        self._narrow("")
        px = self._theme.px
        widest = max((self.fontMetrics().horizontalAdvance(path) for path in paths_of.values()), default=0)
        self.open(max(self._anchor.width(), px(200), min(widest + px(64), px(480))), self._height())
        (self.wanted if long else self.rows).setFocus(Qt.FocusReason.PopupFocusReason)

    def type(self, text: str) -> None:
        """The first letter: what is long is narrowed, in what is short the row is found."""
        if self.wanted.isHidden():
            self.rows.keyboardSearch(text)
        else:
            self.wanted.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.wanted and pressed and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.rows.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def is_chosen(self, key: str) -> bool:
        return key == self._key

    def _found(self, text: str) -> tuple[Row, ...]:
        wanted = text.strip().casefold()
        if wanted:
            found = [c for c in self._choices if not c.is_heading and wanted in self._paths[c.key].casefold()]
            return tuple(Row(c.key, self._paths[c.key], is_chosen=self.is_chosen(c.key)) for c in found)
        return tuple(
            Row(c.key, c.text, indent=c.indent, is_heading=c.is_heading, is_chosen=self.is_chosen(c.key))
            for c in self._choices
        )

    def _narrow(self, text: str) -> None:
        rows = self._found(text)
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        if self.isVisible():
            self.fit(self.width(), self._height())
        at = next((n for n, row in enumerate(rows) if row.is_chosen), -1)
        if at < 0:
            at = next((n for n, row in enumerate(rows) if not row.is_heading), -1)
        if at >= 0:
            self.rows.setCurrentIndex(self.rows.rows.index(at))

    def _height(self) -> int:
        """As much as is found, nine rows at most."""
        px, is_long = self._theme.px, len(self._choices) > _LONG
        rows = min(self.rows.content_height(), px(32) * 9)
        return px(8) + (px(32) if is_long else 0) + (rows + px(4) if rows else 0)

    def _pick_current(self) -> None:
        """Enter over an empty list chooses nothing."""
        if self.rows.currentIndex().isValid():
            self._pick(self.rows.current_key())
        else:
            self.close_in_place()

    def _pick(self, key: str) -> None:
        """Nobody and no category are choices too, and their key is empty."""
        self.close_in_place()
        self.picked.emit(key)


def shortened(path: str, metrics: QFontMetrics, room: int) -> str:
    """A way that is too long loses its first steps whole: "… › Printers › Paper feed"."""
    steps = path.split(" › ")
    for left_out in range(len(steps)):
        shown = " › ".join((["…"] if left_out else []) + steps[left_out:])
        if metrics.horizontalAdvance(shown) <= room:
            return shown
    return metrics.elidedText(steps[-1], Qt.TextElideMode.ElideRight, room)


def paths(choices: tuple[Choice, ...]) -> dict[str, str]:
    """The whole way to each choice: "After-sales › Printer › Feed"."""
    way: list[str] = []
    found: dict[str, str] = {}
    for choice in choices:
        way = [*way[: choice.indent], choice.text]
        found[choice.key] = " › ".join(way)
    return found
