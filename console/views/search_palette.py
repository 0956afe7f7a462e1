"""The search: opens under the top bar, over the desk, with one key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from console.viewmodels.frame import SearchResult
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.entry import LineEntry
from console.views.widgets.rows import Row, RowList
from console.views.widgets.text import Paragraph

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchPalette(QFrame):
    """Typing asks, arrows go through the answers, Enter opens one, Escape gives the caret back. The query stays."""

    typed = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._came_from: QWidget | None = None
        self._room = QRect()
        self.setObjectName("card")
        self.field = LineEntry(theme)
        self.rows = RowList(theme)
        self.rows.delegate.shows_current = True
        self.said = Paragraph(theme, Role.BODY, Tone.DIM)
        self.said.setIndent(theme.px(10))
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        box.setSpacing(theme.px(8))
        box.addWidget(self.field)
        box.addWidget(self.said)
        box.addWidget(self.rows, 1)
        self.said.setVisible(False)
        self.rows.setVisible(False)
        self.setVisible(False)
        self.field.textChanged.connect(self.typed)
        self.field.entered.connect(lambda _text: self._choose(self.rows.current_key()))
        self.field.installEventFilter(self)
        self.rows.chosen.connect(self._choose)
        self.retranslate()

    def enter(self, room: QRect) -> None:
        """Its field stands where the button in the top bar was; ``room`` is what it may grow into."""
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
        self._room = room
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        if self.isHidden():
            return
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def show_search(self, result: SearchResult) -> None:
        """An answer to an older question is not shown."""
        if result.query.strip() != self.field.text().strip():
            return
        rows = tuple(Row(line.key, line.title, line.detail, line.kind) for line in result.lines)
        self.rows.show_rows(rows)
        if rows and not self.rows.currentIndex().isValid():
            self.rows.setCurrentIndex(self.rows.rows.index(0))
        said = self._words("Searching …") if result.is_busy and not rows else "" if rows else result.empty
        self.said.say(said)
        self.said.setVisible(bool(said))
        self._fit()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self._words("Search tickets, customers, numbers"))
        self.field.setAccessibleName(self._words("Search"))
        self.rows.setAccessibleName(self._words("Found"))
        self.setAccessibleName(self._words("Search"))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.rows.keyPressEvent(event)
            return True
        return False

    def _fit(self) -> None:
        """As tall as what was found."""
        px, room = self._theme.px, self._room
        height = px(48) + 2
        if self.rows.rows.rows:
            height += self.rows.content_height() + px(8)
        elif not self.said.isHidden():
            height += self.said.heightForWidth(room.width()) + px(16)
        self.rows.setVisible(bool(self.rows.rows.rows))
        width = min(max(px(560), room.width()), self.window().width() - room.left() - px(8))
        self.setGeometry(room.left(), room.top(), width, min(height, px(48 + 48 * 9), room.height()))

    def _choose(self, key: str) -> None:
        if key:
            self.leave()
            self.chosen.emit(key)
