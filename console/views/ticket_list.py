"""The agent's list of tickets."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from console.viewmodels.tickets import ScopeTab, TicketLine
from console.viewmodels.words import Tone, Words
from console.views.keys import Keys
from console.views.print_button import LIST_PAPERS, PrintButton
from console.views.theme import Role, Theme
from console.views.ticket_model import TicketModel
from console.views.ticket_table import TicketTable
from console.views.widgets.buttons import KeyButton
from console.views.widgets.parts import EmptyState, ProblemStrip
from console.views.widgets.tabs import Tabs
from console.views.widgets.text import Text


class TicketsView(QWidget):
    """A TicketListView over pages: a thousand rows or a million cost the same."""

    ticket_activated = Signal(str)
    ticket_opened_beside = Signal(str)
    scope_chosen = Signal(str)
    more_wanted = Signal()
    new_clicked = Signal()
    selection_changed = Signal(tuple)
    order_chosen = Signal(str)
    print_wanted = Signal(str)
    widths_changed = Signal(object)  # dict of column and width; a Signal(dict) takes only text keys

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._order = "changed"
        self.rows = TicketModel()
        self.table = TicketTable(theme, self.rows)
        self.tabs = Tabs(theme)
        self.new = KeyButton(theme, icon="plus", key=keys.shown("new_ticket"))
        self.print = PrintButton(words, theme, keys, LIST_PAPERS)
        self._busy = Text(theme, Role.SMALL, Tone.DIM)
        self._problem = ProblemStrip(theme, is_wide=True)
        self.empty = EmptyState(theme, "inbox")
        self._pages = QStackedWidget()
        self._lay_out()
        self._wire()
        self.show_busy(on=False)
        self.retranslate()

    def show_scopes(self, tabs: tuple[ScopeTab, ...]) -> None:
        self.tabs.show_tabs(tuple((tab.key, tab.text, tab.count, tab.is_chosen) for tab in tabs))

    def show_rows(self, rows: tuple[TicketLine, ...], has_more: bool, empty: str) -> None:
        """Keeps the current row, the selection and, while the list is the same, the place scrolled to."""
        chosen, current = self._selected_ids(), self._current_id()
        self.rows.show_lines(rows, has_more)
        self._reselect(chosen, current)
        self.empty.say(empty)
        self._pages.setCurrentIndex(0 if rows else 1)

    def add_rows(self, rows: tuple[TicketLine, ...], has_more: bool) -> None:
        self.rows.add_lines(rows, has_more)

    def change_row(self, row: TicketLine) -> None:
        self.rows.change_line(row)

    def show_problem(self, text: str) -> None:
        self._problem.say(text)

    def show_busy(self, on: bool) -> None:
        self._busy.setVisible(on)

    def show_order(self, key: str) -> None:
        self._order = key
        self.retranslate()

    def _titled(self, key: str, title: str) -> str:
        return f"{title} ↓" if key == self._order else title

    def chosen(self) -> tuple[str, ...]:
        return self._selected_ids()

    def widths(self) -> dict[int, int]:
        return self.table.widths()

    def show_widths(self, widths: dict[int, int]) -> None:
        """The widths a person chose, as ``widths_changed`` gave them."""
        self.table.show_widths(widths)

    def focus_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        words = self._words
        self.new.say(words("New ticket"))
        self.print.retranslate()
        self._busy.say(words("Loading …"))
        self.table.setAccessibleName(words("Tickets"))
        self.rows.titles = (
            words("Ticket no."), words("Subject"), words("Customer"), words("Category"),
            words("Status"), words("Priority"), self._titled("due", words("Due")), words("Assignee"),
            self._titled("changed", words("Changed")),
        )  # fmt: skip
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.rows.columnCount() - 1)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(8), px(12), px(16), px(8))
        head.setSpacing(px(8))
        head.addWidget(self.tabs, 1)
        head.addWidget(self._busy)
        head.addWidget(self.print)
        head.addWidget(self.new)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        table = QHBoxLayout()
        table.setContentsMargins(px(8), 0, 0, 0)
        table.addWidget(self._pages)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._problem)
        box.addLayout(table, 1)

    def _wire(self) -> None:
        self.new.clicked.connect(self.new_clicked)
        self.print.wanted.connect(self.print_wanted)
        self.tabs.chosen.connect(self.scope_chosen)
        self.rows.more_wanted.connect(self.more_wanted)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.table.opened.connect(lambda row: self.ticket_activated.emit(self.rows.line_at(row).id))
        self.table.opened_beside.connect(
            lambda row: self.ticket_opened_beside.emit(self.rows.line_at(row).id)
        )
        self.table.selectionModel().selectionChanged.connect(
            lambda _on, _off: self.selection_changed.emit(self._selected_ids())
        )
        self.table.order_chosen.connect(self.order_chosen)
        self.table.widths_changed.connect(lambda: self.widths_changed.emit(self.table.widths()))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)

    def _selected_ids(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.rows.line_at(row).id for row in rows)

    def _current_id(self) -> str:
        index = self.table.currentIndex()
        return self.rows.line_at(index.row()).id if index.isValid() else ""

    def _reselect(self, chosen: tuple[str, ...], current: str) -> None:
        selection = self.table.selectionModel()
        if chosen == self._selected_ids() and current == self._current_id():
            return
        whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        at = self.rows.row_of(current)
        if at >= 0:
            selection.setCurrentIndex(self.rows.index(at, 1), QItemSelectionModel.SelectionFlag.NoUpdate)
        for ticket in chosen:
            if (row := self.rows.row_of(ticket)) >= 0:
                selection.select(self.rows.index(row, 0), whole)

    def _scrolled(self, value: int) -> None:
        bar, nowhere = self.table.verticalScrollBar(), QModelIndex()
        if value >= bar.maximum() - bar.pageStep() and self.rows.canFetchMore(nowhere):
            self.rows.fetchMore(nowhere)

    def _menu(self, at: QPoint) -> None:
        current = self._current_id()
        if not current:
            return
        menu = QMenu(self)
        menu.addAction(self._words("Open")).triggered.connect(lambda: self.ticket_activated.emit(current))
        menu.addAction(self._words("Open beside")).triggered.connect(
            lambda: self.ticket_opened_beside.emit(current)
        )
        menu.popup(self.table.viewport().mapToGlobal(at))
