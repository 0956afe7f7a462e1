"""The numbers of a report as a table: names at the left, numbers at the right, Enter for the tickets behind one."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from console.viewmodels.reports import Table
from console.views.theme import Role, Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ReportModel(QAbstractTableModel):
    """Holds what is shown, and nothing more."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table((), (), ())

    def show_table(self, table: Table) -> None:
        if table != self.table:
            self.beginResetModel()
            self.table = table
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.table.lines)

    def columnCount(self, parent: AnyIndex = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.table.heads)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)):
            return self.table.lines[index.row()].cells[index.column()]
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            line = self.table.lines[index.row()]
            return f"{line.cells[0]}, {self.table.heads[index.column()]}: {line.cells[index.column()]}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> str | int | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)):
            return self.table.heads[section]
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int((_RIGHT if section else _LEFT).value)
        return None


class ReportDelegate(QStyledItemDelegate):
    """A total in strong type; a number that leads to tickets in the accent while one stands on it."""

    def __init__(self, theme: Theme, table: QTableView, model: ReportModel) -> None:
        super().__init__(table)
        self._theme, self._table, self._model = theme, table, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        t, px = self._theme.tokens, self._theme.px
        box, line = QRectF(option.rect), self._model.table.lines[index.row()]
        is_current = self._table.hasFocus() and index == self._table.currentIndex()
        if is_current or option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(t.soft))
        if is_current:
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 2), QColor(t.accent))
        painter.setFont(self._theme.font(Role.STRONG if line.is_total else Role.BODY))
        leads = is_current and bool(self._model.table.measures[index.column()])
        painter.setPen(QColor(t.accent if leads else t.ink))
        room = box.adjusted(px(8), 0, -px(8), 0)
        text = painter.fontMetrics().elidedText(
            line.cells[index.column()], Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, _RIGHT if index.column() else _LEFT, text)


class ReportTable(QTableView):
    """Arrows go from number to number; Enter or two clicks open the tickets behind one."""

    figure_opened = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model_ = ReportModel()
        self.setModel(self.model_)
        self.setItemDelegate(ReportDelegate(theme, self, self.model_))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(self._open)
        theme.resized.connect(self._refit)
        self._refit()

    def show_table(self, table: Table) -> None:
        had = self.currentIndex()
        place = had.row(), had.column()
        is_new = table.heads != self.model_.table.heads
        self.model_.show_table(table)
        if is_new:
            self._share()
        if 0 <= place[0] < len(table.lines) and 0 <= place[1] < len(table.heads):
            self.setCurrentIndex(self.model_.index(*place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        table = self.model_.table
        measure, line = table.measures[index.column()], table.lines[index.row()]
        if measure:
            self.figure_opened.emit(measure, line.key)

    def _share(self) -> None:
        """The name gets more; a number as much as its head and its longest text need."""
        metrics, px, table = self.fontMetrics(), self._theme.px, self.model_.table
        for column, head in enumerate(table.heads):
            texts = [head, *(line.cells[column] for line in table.lines[:60])]
            wide = max(metrics.horizontalAdvance(text) for text in texts) + px(20)
            least, most = (px(120), px(220)) if column == 0 else (px(64), px(150))
            self.setColumnWidth(column, max(least, min(wide, most)))

    def _refit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(28))
        self.setFont(self._theme.font(Role.BODY))
        self._share()
