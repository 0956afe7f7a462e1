"""The table of tickets: how its cells are painted, and how hands move in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from console.viewmodels.words import Tone
from console.views.theme import Theme
from console.views.ticket_model import (
    ASSIGNEE,
    CATEGORY,
    CHANGED,
    CUSTOMER,
    DUE,
    NUMBER,
    PRIORITY,
    STATUS,
    SUBJECT,
    TONE_ROLE,
    TicketModel,
)
from console.views.widgets.choice import shortened
from console.views.widgets.marks import has_shape, paint_tone

# "Priority", "超时 11 小时" and "yesterday 09:31" stand there whole.
_WIDTHS = {
    NUMBER: 92, SUBJECT: 200, CUSTOMER: 88, CATEGORY: 104, STATUS: 72, PRIORITY: 64, DUE: 104, ASSIGNEE: 96,
    CHANGED: 108,
}  # fmt: skip
ORDERS = {DUE: "due", CHANGED: "changed"}
_ROOMY = 940  # with less, the columns that say least go
_GROWING = {CUSTOMER: 100, CATEGORY: 180}  # what each may gain where the subject has enough


class TicketDelegate(QStyledItemDelegate):
    """Paints a cell from the tokens: words, a shape where the tone has one, a bar before the row that has the caret."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table
        self.hovered = -1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t, px, row = self._theme.tokens, self._theme.px, index.row()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(t.soft))
        elif row == self.hovered:
            painter.fillRect(box, QColor(t.hover))
        if index.column() == 0 and self._table.hasFocus() and row == self._table.currentIndex().row():
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(t.accent))
        tone: Tone = index.data(TONE_ROLE)
        left = box.left() + px(8)
        if has_shape(tone):
            side = px(9)
            paint_tone(painter, self._theme, tone, QRectF(left, box.center().y() - side / 2, side, side))
            left += side + px(5)
        painter.setPen(self._theme.color(tone))
        painter.setFont(option.font)
        room = QRectF(left, box.top(), box.right() - left - px(4), box.height())
        metrics = QFontMetrics(option.font)
        if index.column() == CATEGORY:
            text = shortened(index.data(), metrics, int(room.width()))
        else:
            text = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


class TicketTable(QTableView):
    """Arrows, type-ahead, Enter, Space and Ctrl+A; double click opens, middle click opens beside."""

    opened = Signal(int)
    opened_beside = Signal(int)
    widths_changed = Signal()
    order_chosen = Signal(str)

    def __init__(self, theme: Theme, model: TicketModel) -> None:
        super().__init__()
        self._theme = theme
        self._mine: dict[int, int] = {}
        self._fitting = False
        self.setModel(model)
        self._delegate = TicketDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.px(40))
        header.sectionResized.connect(self._resized)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._header_clicked)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme.resized.connect(self._refit)
        self._refit()

    def _header_clicked(self, column: int) -> None:
        """By due or by change; other columns order nothing."""
        if column in ORDERS:
            self.order_chosen.emit(ORDERS[column])

    def widths(self) -> dict[int, int]:
        """The widths people chose, by column."""
        return dict(self._mine)

    def show_widths(self, widths: dict[int, int]) -> None:
        self._mine = {column: width for column, width in widths.items() if column in _WIDTHS}
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _CONTROL:
            if index.isValid():
                self.opened.emit(index.row())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index.isValid():
            self.opened_beside.emit(index.row())
            return
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the bar stands in another column than the cell

    def keyboardSearch(self, search: str) -> None:
        """Type-ahead goes by the column the caret stands in, the number to begin with."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, SUBJECT))
        super().keyboardSearch(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def _resized(self, column: int, _old: int, new: int) -> None:
        if not self._fitting and column != SUBJECT and new:
            self._mine[column] = new
            self._fit()
            self.widths_changed.emit()

    def _fit(self) -> None:
        """Every column its width; the subject takes what is left."""
        self._fitting = True
        width = self.viewport().width()
        roomy = width >= self._theme.px(_ROOMY)
        used, spare = 0, width - sum(self._theme.px(one) for one in _WIDTHS.values()) - self._theme.px(160)
        for column, usual in _WIDTHS.items():
            gone = column in {CATEGORY, ASSIGNEE} and not roomy
            self.setColumnHidden(column, gone)
            if column != SUBJECT and not gone:
                grown = min(max(0, spare // 4), self._theme.px(_GROWING.get(column, 0)))
                wanted = self._mine.get(column, self._theme.px(usual) + grown)
                self.setColumnWidth(column, wanted)
                used += wanted
        self.setColumnWidth(SUBJECT, max(self._theme.px(120), width - used))
        self._fitting = False

    def _refit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.row())
        self._fit()


_CONTROL = Qt.KeyboardModifier.ControlModifier
