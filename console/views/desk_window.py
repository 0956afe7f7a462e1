"""The main window: one screen at a time, keys that work everywhere, and the frame's signals in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from console.viewmodels.frame import Notice, SearchResult, StatusStrip, TopBar
from console.viewmodels.words import Words
from console.views.assistant import AssistantScreen
from console.views.desk import TICKET, DeskScreen
from console.views.drops import SheetDrops
from console.views.keys import ACTIONS, Keys
from console.views.theme import Theme
from console.views.tray import app_icon
from console.views.unlock import UnlockScreen

UNLOCK, ASSISTANT, DESK = "unlock", "assistant", "desk"

RAIL = {
    "rail_1": "desk",
    "rail_2": "tickets",
    "rail_3": "reminders",
    "rail_4": "levels",
    "rail_5": "reports",
    "rail_6": "sync",
    "rail_7": "floor",
}


class DeskWindow(QWidget):
    """A FrameView. A key does what lies in the window itself, and is told to whoever decides the rest."""

    state_chosen = Signal(str)
    language_clicked = Signal()
    settings_clicked = Signal()
    keys_clicked = Signal()
    missed_clicked = Signal()
    demo_clicked = Signal(str)
    search_typed = Signal(str)
    search_chosen = Signal(str)
    rail_chosen = Signal(str)
    notice_action = Signal(str)
    notice_closed = Signal(str)
    lock_clicked = Signal()
    action = Signal(str)
    card_painted = Signal(str)  # the card of a new call stands on the screen
    close_wanted = Signal()

    def __init__(self, words: Words, theme: Theme, keys: Keys | None = None) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.keys = keys or Keys()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Ringdesk")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(1024, 640)
        self.resize(1280, 720)
        with theme.undressed():
            self.desk = DeskScreen(words, theme, self.keys)
            self.unlock = UnlockScreen(words, theme)
            self.assistant = AssistantScreen(words, theme)
            self._screens = QStackedWidget()
            for screen in (self.unlock, self.assistant, self.desk):
                self._screens.addWidget(screen)
            box = QVBoxLayout(self)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(self._screens)
        self.hides_on_close = False
        self.drops = SheetDrops(words, self)
        self._actions = {action.id: self._key_action(action.id) for action in ACTIONS}
        self._wire()
        self.show_screen(UNLOCK)

    def show_top(self, top: TopBar) -> None:
        self.desk.top.show_top(top)

    def show_status(self, strip: StatusStrip) -> None:
        self.desk.strip.show_status(strip)

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        self.desk.notices.show_notices(notices)

    def show_search(self, result: SearchResult) -> None:
        self.desk.search.show_search(result)

    def show_page(self, key: str) -> None:
        self.desk.show_page(key)

    def show_screen(self, key: str) -> None:
        screen = {UNLOCK: self.unlock, ASSISTANT: self.assistant, DESK: self.desk}[key]
        if key != DESK:
            self.desk.leave_panel()
        is_news = self._screens.currentWidget() is not screen
        self._screens.setCurrentWidget(screen)
        for action in self._actions.values():
            action.setEnabled(key == DESK)
        if key == UNLOCK:
            self.unlock.focus_field()
        elif key == DESK and is_news:
            self.desk.focus_page()

    def retranslate(self) -> None:
        """The language was switched: every word of the window's own is said again."""
        for screen in (self.unlock, self.assistant, self.desk):
            screen.retranslate()
        for action in ACTIONS:
            self._actions[action.id].setText(action.say(self._words))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Who composed the window decides what closing means."""
        if self.hides_on_close:
            event.ignore()
            self.close_wanted.emit()
        else:
            super().closeEvent(event)

    def _key_action(self, name: str) -> QAction:
        action = QAction(self)
        action.setShortcut(self.keys.sequence(name))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda: self._act(name))
        self.addAction(action)
        return action

    def _act(self, name: str) -> None:
        """What lies in the window happens here; then the action is told."""
        desk = self.desk
        doers: dict[str, Callable[[], object]] = {
            "search": desk.open_search,
            "keys": desk.turn_keys,
            "help": desk.turn_help,
            "keypad": desk.calls.card.open_keypad,
            "note": desk.calls.focus_note,
            "dial": desk.calls.focus_dial,
            "leave": self._leave,
            "why": desk.ticket.why_clicked.emit,
            "print": desk.ask_print,
            "promise": desk.ticket.promise.ask,
            "attach_file": partial(self._in_ticket, desk.ticket.files.ask_files),
            "paste_picture": partial(self._in_ticket, desk.ticket.files.paste_picture),
        }
        if name.startswith("rail_"):
            self.rail_chosen.emit(RAIL[name])
        elif name in {"settings", "lock"}:
            {"settings": self.settings_clicked, "lock": self.lock_clicked}[name].emit()
        elif name in doers:
            doers[name]()
        self.action.emit(name)

    def _in_ticket(self, act: Callable[[], None]) -> None:
        if self.desk.page() == TICKET:
            act()

    def _leave(self) -> None:
        """Escape goes back one step; what was typed stays where it is."""
        if not self.desk.leave_panel() and self.desk.page() == TICKET:
            self.desk.ticket.leave_clicked.emit()

    def _wire(self) -> None:
        top, desk = self.desk.top, self.desk
        top.state_chosen.connect(self.state_chosen)
        top.demo_clicked.connect(self.demo_clicked)
        top.missed_clicked.connect(self.missed_clicked)
        top.settings_clicked.connect(self.settings_clicked)
        top.lock_clicked.connect(self.lock_clicked)
        top.search_clicked.connect(desk.open_search)
        top.keys_clicked.connect(desk.turn_keys)
        top.keys_clicked.connect(self.keys_clicked)
        for source in (top, self.unlock, self.assistant):
            source.language_clicked.connect(self.language_clicked)
        desk.rail.chosen.connect(self.rail_chosen)
        desk.search.typed.connect(self.search_typed)
        desk.search.chosen.connect(self.search_chosen)
        desk.notices.action.connect(self.notice_action)
        desk.notices.closed.connect(self.notice_closed)
        desk.calls.card_painted.connect(self.card_painted)
