"""The button with the papers that can be printed from here."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from console.viewmodels.words import Words
from console.views.keys import Keys
from console.views.theme import Theme
from console.views.widgets.buttons import KeyButton, Kind

TICKET_PAPERS = ("service", "customer", "internal")
LIST_PAPERS = ("list", "chosen", "reports")


class PrintButton(KeyButton):
    """Its menu opens with the key too; the first entry stands ready for Enter."""

    wanted = Signal(str)

    def __init__(self, words: Words, theme: Theme, keys: Keys, papers: tuple[str, ...]) -> None:
        super().__init__(theme, Kind.QUIET, "print", keys.shown("print"))
        self._words = words
        self.menu_entries = QMenu(self)
        for paper in (*papers, "check"):
            if paper == "check":
                self.menu_entries.addSeparator()
            action = self.menu_entries.addAction("")
            action.setData(paper)
            action.triggered.connect(lambda _on=False, key=paper: self.wanted.emit(key))
        self.clicked.connect(self.ask)
        self.retranslate()

    def ask(self) -> None:
        if not self.isVisible() or not self.isEnabled():
            return
        self.menu_entries.popup(self.mapToGlobal(QPoint(0, self.height())))
        self.menu_entries.setActiveAction(self.menu_entries.actions()[0])

    def allow(self, paper: str, on: bool) -> None:
        for action in self.menu_entries.actions():
            if action.data() == paper:
                action.setEnabled(on)

    def retranslate(self) -> None:
        words = self._words
        names = {
            "service": words("Service report"),
            "customer": words("Ticket for the customer"),
            "internal": words("Ticket, internal"),
            "list": words("This list"),
            "chosen": words("The selected tickets as a list"),
            "reports": words("A service report of each selected ticket …"),
            "check": words("Check a paper …"),
        }
        self.say("", hover=words("Print"))
        self.menu_entries.setAccessibleName(words("Print"))
        for action in self.menu_entries.actions():
            if not action.isSeparator():
                action.setText(names[action.data()])
