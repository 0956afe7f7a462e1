"""The desk: bar, rail, three columns, notices and strip, laid out; and what slides over them."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from console.viewmodels.words import Words
from console.views.call_column import CallColumnView
from console.views.customer_column import CustomerColumnView
from console.views.floor_panel import FloorPanel
from console.views.hand_over_panel import HandOverPanel
from console.views.help_panel import LIST as HELP_LIST
from console.views.help_panel import TICKET as HELP_TICKET
from console.views.help_panel import HelpPanel
from console.views.keys import Keys
from console.views.keys_panel import KeysPanel
from console.views.layout_panel import LayoutPanel
from console.views.levels_panel import LevelsPanel
from console.views.notices import NoticesView
from console.views.paper_panel import PaperPanel
from console.views.rail import RailView
from console.views.reminders_panel import RemindersPanel
from console.views.report_panel import ReportPanel
from console.views.search_palette import SearchPalette
from console.views.settings_panel import SettingsPanel
from console.views.status_strip import StatusStripView
from console.views.sync_panel import SyncPanel
from console.views.theme import Theme
from console.views.ticket_editor import TicketEditorView
from console.views.ticket_list import TicketsView
from console.views.top_bar import TopBarView
from console.views.why_panel import WhyPanel
from console.views.widgets.panel import Follower, SlidePanel

LIST, TICKET = "list", "ticket"


class DeskScreen(QWidget):
    """Only places; who shows what is decided elsewhere. A call that begins changes the left column only."""

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._theme, self._is_moved = theme, False
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.top = TopBarView(words, theme, keys)
        self.rail = RailView(words, theme, keys)
        self.calls = CallColumnView(words, theme, keys)
        self.tickets = TicketsView(words, theme, keys)
        self.ticket = TicketEditorView(words, theme, keys)
        self.customer = CustomerColumnView(words, theme)
        self.notices = NoticesView(words, theme)
        self.strip = StatusStripView(theme)
        self.search = SearchPalette(words, theme)
        self.settings = SettingsPanel(words, theme)
        self.keys_panel = KeysPanel(words, theme, keys)
        self.help = HelpPanel(words, theme, keys)
        self.why, self.reminders = WhyPanel(words, theme), RemindersPanel(words, theme)
        self.levels, self.reports = LevelsPanel(words, theme), ReportPanel(words, theme)
        self.sync, self.floor = SyncPanel(words, theme), FloorPanel(words, theme)
        self.hand_over = HandOverPanel(words, theme)
        self.paper, self.layout_panel = PaperPanel(words, theme), LayoutPanel(words, theme)
        self._panels = (
            self.settings, self.keys_panel, self.help, self.why, self.reminders, self.levels, self.reports,
            self.sync, self.floor, self.hand_over, self.paper, self.layout_panel,
        )  # fmt: skip
        self._middle, self._columns = QStackedWidget(), QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        for panel in self._panels:
            panel.setParent(self)
            Follower(self._columns, panel)
            panel.left.connect(self._mark_place)
        for place in ("reminders", "levels", "reports", "sync", "floor"):
            getattr(self, place).entered.connect(partial(self.rail.show_place, place))
        self.search.setParent(self)
        theme.resized.connect(self._refit)
        self._refit()
        self.show_page(LIST)

    def show_page(self, key: str) -> None:
        """A caret that was in the middle stays in the middle; one that was elsewhere is left alone."""
        page = self.ticket if key == TICKET else self.tickets
        inside = QApplication.focusWidget()
        follows = inside is not None and self._middle.isAncestorOf(inside) and not page.isAncestorOf(inside)
        self._middle.setCurrentWidget(page)
        self._mark_place()
        if follows:
            self.focus_page()

    def _mark_place(self) -> None:
        self.rail.show_place("desk" if self.page() == TICKET else "tickets")

    def focus_page(self) -> None:
        if self.page() == TICKET:
            self.ticket.focus_subject()
        else:
            self.tickets.focus_list()

    def ask_print(self) -> None:
        (self.ticket.print if self.page() == TICKET else self.tickets.print).ask()

    def page(self) -> str:
        return TICKET if self._middle.currentWidget() is self.ticket else LIST

    def open_search(self) -> None:
        self.leave_panel()
        px, button = self._theme.px, self.top.search
        corner = button.mapTo(self, QPoint(-px(8), -px(8)))
        self.search.enter(QRect(corner.x(), corner.y(), button.width() + px(16), self.height() - px(64)))

    def turn_keys(self) -> None:
        self._turn(self.keys_panel)

    def turn_help(self) -> None:
        """About what is on screen now: the call, and the list or the ticket beside it."""
        if self.help.isHidden():
            self.help.show_parts(self.calls.help(), HELP_TICKET if self.page() == TICKET else HELP_LIST)
        self._turn(self.help)

    def _turn(self, panel: SlidePanel) -> None:
        if panel.isHidden():
            self.leave_panel()
            panel.enter()
        else:
            panel.leave()

    def leave_panel(self) -> bool:
        """Closes what lies over the desk; False when nothing did."""
        over = [w for w in (self.search, *self._panels) if not w.isHidden()]
        for one in over:
            one.leave()
        return bool(over)

    def widths(self) -> list[int]:
        """What the person chose; empty when the columns still follow the window."""
        return self._columns.sizes() if self._is_moved else []

    def show_widths(self, widths: list[int]) -> None:
        if len(widths) == self._columns.count():
            self._is_moved = True
            self._columns.setSizes(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """The middle gets most of what a wide window has to give."""
        if not self._is_moved:
            px, spare = self._theme.px, max(0, self.width() - self._theme.px(1280))
            left, right = px(280) + spare // 12, px(284) + spare // 8
            self._columns.setSizes([left, self.width() - px(50) - left - right, right])

    def retranslate(self) -> None:
        for part in (
            self.top, self.rail, self.calls, self.tickets, self.ticket, self.customer,
            self.search, *self._panels,
        ):  # fmt: skip
            part.retranslate()

    def _refit(self) -> None:
        for pane, least in ((self.calls, 264), (self._middle, 400), (self.customer, 240)):
            pane.setMinimumWidth(self._theme.px(least))
        self._share_width()

    def _moved(self) -> None:
        self._is_moved = True

    def _lay_out(self) -> None:
        self._middle.addWidget(self.tickets)
        self._middle.addWidget(self.ticket)
        for at, pane in enumerate((self.calls, self._middle, self.customer)):
            self._columns.addWidget(pane)
            self._columns.setCollapsible(at, False)
        self._columns.setHandleWidth(1)
        for at, stretch in enumerate((0, 1, 0)):
            self._columns.setStretchFactor(at, stretch)
        self._columns.splitterMoved.connect(self._moved)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._columns, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.top)
        box.addLayout(middle, 1)
        box.addWidget(self.notices)
        box.addWidget(self.strip)
        order: list[QWidget] = [
            self.top,
            self.rail,
            self.calls,
            self._middle,
            self.customer,
            self.notices,
            self.strip,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
