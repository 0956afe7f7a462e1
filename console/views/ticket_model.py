"""The rows of the ticket list, held as they come page by page."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from console.viewmodels.tickets import TicketLine
from console.viewmodels.words import Tone

AnyIndex = QModelIndex | QPersistentModelIndex
NUMBER, SUBJECT, CUSTOMER, CATEGORY, STATUS, PRIORITY, DUE, ASSIGNEE, CHANGED = range(9)
COLUMNS = 9
TONE_ROLE = int(Qt.ItemDataRole.UserRole)
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_HORIZONTAL = Qt.Orientation.Horizontal


def _texts(line: TicketLine) -> tuple[str, ...]:
    return (
        line.number, line.subject, line.customer, line.category,
        line.status, line.priority, line.due, line.assignee, line.changed,
    )  # fmt: skip


class TicketModel(QAbstractTableModel):
    """Asks for more once as the end comes near, and not again before an answer."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[TicketLine] = []
        self._at: dict[str, int] = {}
        self._has_more = self._asked = False
        self.titles: tuple[str, ...] = ("",) * COLUMNS

    def show_lines(self, lines: tuple[TicketLine, ...], has_more: bool) -> None:
        self._has_more, self._asked = has_more, False
        if [line.id for line in lines] == [line.id for line in self._lines]:
            self._lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, COLUMNS - 1))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self._at = {line.id: n for n, line in enumerate(lines)}
        self.endResetModel()

    def add_lines(self, lines: tuple[TicketLine, ...], has_more: bool) -> None:
        self._has_more, self._asked = has_more, False
        if not lines:
            return
        start = len(self._lines)
        self.beginInsertRows(QModelIndex(), start, start + len(lines) - 1)
        self._lines.extend(lines)
        self._at.update((line.id, start + n) for n, line in enumerate(lines))
        self.endInsertRows()

    def change_line(self, line: TicketLine) -> None:
        at = self._at.get(line.id)
        if at is not None:
            self._lines[at] = line
            self.dataChanged.emit(self.index(at, 0), self.index(at, COLUMNS - 1))

    def line_at(self, row: int) -> TicketLine:
        return self._lines[row]

    def row_of(self, ticket: str) -> int:
        return self._at.get(ticket, -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - an empty index is a constant
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - an empty index is a constant
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        if role == _DISPLAY:
            return _texts(self._lines[index.row()])[index.column()]
        if role == TONE_ROLE:
            return self._tone(self._lines[index.row()], index.column())
        if role == _TIP:
            line, column = self._lines[index.row()], index.column()
            exact = {CHANGED: line.changed_exact, DUE: line.due_exact}
            return exact.get(column) or _texts(line)[column]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation == _HORIZONTAL:
            return self.titles[section]
        return None

    def canFetchMore(self, _parent: AnyIndex) -> bool:
        return self._has_more and not self._asked

    def fetchMore(self, _parent: AnyIndex) -> None:
        self._asked = True
        self.more_wanted.emit()

    @staticmethod
    def _tone(line: TicketLine, column: int) -> Tone:
        if column == STATUS:
            return line.status_tone
        if column == PRIORITY:
            return line.priority_tone
        if column == DUE:
            return line.due_tone
        return Tone.PLAIN if column == SUBJECT else Tone.DIM
