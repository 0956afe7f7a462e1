"""Lists of two-line rows: candidates, tickets of a customer, the call log, answers of the search."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from console.viewmodels.words import Tone
from console.views.theme import Theme
from console.views.widgets.row_paint import RowDelegate

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_NAME = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows: a title, a dim second line, and a word with its shape at the end."""

    key: str
    title: str
    detail: str = ""
    badge: str = ""
    tone: Tone = Tone.DIM
    hover: str = ""
    icon: str = ""
    icon_tone: Tone = Tone.DIM
    is_chosen: bool = False
    indent: int = 0
    is_heading: bool = False
    more: str = ""  # a third line


class RowModel(QAbstractListModel):
    """Rows in order. What stays the same is not drawn again."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        if rows == self.rows:
            return
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - an empty index is a constant
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        if role == ROW_ROLE:
            return self.rows[index.row()]
        if role == _DISPLAY:
            return self.rows[index.row()].title
        if role == _TIP:
            return self.rows[index.row()].hover or None
        if role == _NAME:
            row = self.rows[index.row()]
            return ", ".join(part for part in (row.title, row.detail, row.more, row.badge) if part)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowList(QListView):
    """A list by keyboard and mouse: arrows, type-ahead, Enter; one click activates, unless it takes two."""

    chosen = Signal(str)
    menu_wanted = Signal(str)
    end_neared = Signal()

    def __init__(self, theme: Theme, is_whole: bool = False, takes_two_clicks: bool = False) -> None:
        super().__init__()
        self._theme, self._whole, self._two = theme, is_whole, takes_two_clicks
        self.rows = RowModel()
        self.setModel(self.rows)
        self.delegate = RowDelegate(theme)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        if is_whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVisible(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.resized.connect(self.scheduleDelayedItemsLayout)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Keeps the current row where its key still stands."""
        if rows == self.rows.rows:
            return
        key = self.current_key()
        before = len(self.rows.rows)
        # One height for all is asked for once, not once a row.
        self.setUniformItemSizes(len({self.delegate.height_of(row) for row in rows}) == 1)
        self.rows.show_rows(rows)
        at = next((n for n, row in enumerate(rows) if row.key == key), -1)
        if at >= 0 and self.currentIndex().row() != at:
            self.setCurrentIndex(self.rows.index(at))
        if self._whole:
            self.setVisible(bool(rows))
            if before != len(rows):
                self.setFixedHeight(self.content_height())

    def current_key(self) -> str:
        index = self.currentIndex()
        return (
            self.rows.rows[index.row()].key if index.isValid() and index.row() < len(self.rows.rows) else ""
        )

    def content_height(self) -> int:
        return sum(self.delegate.height_of(row) for row in self.rows.rows)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self.content_height() if self._whole else self._theme.px(64))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        key, stands = self.current_key(), self.currentIndex().isValid()
        if plain and stands and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(key)
        elif stands and event.key() == Qt.Key.Key_Menu:
            self.menu_wanted.emit(key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(self.rows.rows[index.row()].key)
        elif event.button() == Qt.MouseButton.LeftButton and not self._two:
            self.chosen.emit(self.rows.rows[index.row()].key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self._two and index.isValid():
            self.chosen.emit(self.rows.rows[index.row()].key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scrolled()

    def _scrolled(self) -> None:
        bar = self.verticalScrollBar()
        if not self._whole and self.rows.rows and bar.value() >= bar.maximum() - self.height():
            self.end_neared.emit()
