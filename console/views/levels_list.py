"""The list of calendars, policies, people and editions, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.levels import LevelsShown
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton
from console.views.widgets.lines import LineList
from console.views.widgets.tabs import Tabs
from console.views.widgets.text import Paragraph

ACTS = {"duplicate": "copy", "up": "up", "down": "down", "delete": "trash"}


class LevelsList(QWidget):
    """Forms or text above; the list; below it what can be done with the chosen line."""

    item_chosen = Signal(str)
    act_wanted = Signal(str, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme, self._is_text = words, theme, False
        self._can: frozenset[str] = frozenset()
        self.tabs, self.list = Tabs(theme), LineList(theme)
        self.hint = Paragraph(theme, Role.SMALL, Tone.DIM)
        self.adds = {name: KeyButton(theme, icon="plus") for name in ("add_calendar", "add_policy")}
        self.acts = {name: IconButton(theme, icon) for name, icon in ACTS.items()}
        self._lay_out()
        self.tabs.chosen.connect(lambda key: self.act_wanted.emit(key, ""))
        self.list.moved_to.connect(self.item_chosen)
        self.list.delete_wanted.connect(lambda: self._act("delete"))
        self.list.shifted.connect(lambda by: self._act("up" if by < 0 else "down"))
        for name, button in {**self.adds, **self.acts}.items():
            button.clicked.connect(lambda _on=False, n=name: self.act_wanted.emit(n, ""))

    def show_list(self, shown: LevelsShown) -> None:
        self._is_text, self._can = shown.is_text, shown.can
        self._show_tabs()
        self.list.show_lines(shown.lines, shown.chosen)
        for part in (self.list, *self.adds.values(), *self.acts.values()):
            part.setVisible(not shown.is_text)
        self.hint.setVisible(shown.is_text)
        for name, button in self.acts.items():
            button.setEnabled(name in shown.can)

    def retranslate(self) -> None:
        words = self._words
        self.list.setAccessibleName(words("Calendars and policies"))
        self.hint.say(
            words(
                "The same calendars, policies and people as a text: to copy from one site to another, or to "
                "change many things at once. Forms and text always say the same."
            )
        )
        self.adds["add_calendar"].say(words("Calendar"), hover=words("Add a calendar"))
        self.adds["add_policy"].say(words("Policy"), hover=words("Add a policy"))
        hovers = {
            "duplicate": words("Duplicate"),
            "up": words("Move up: the first policy that fits is taken (Alt+Up)"),
            "down": words("Move down: the first policy that fits is taken (Alt+Down)"),
            "delete": words("Delete; undo brings it back (Del)"),
        }
        for name, hover in hovers.items():
            self.acts[name].say("", hover=hover)
        self._show_tabs()

    def _show_tabs(self) -> None:
        words = self._words
        self.tabs.show_tabs(
            (
                ("forms", words("Forms"), "", not self._is_text),
                ("text", words("As text"), "", self._is_text),
            )
        )

    def _act(self, name: str) -> None:
        if name in self._can:
            self.act_wanted.emit(name, "")

    def _lay_out(self) -> None:
        px = self._theme.px
        adds, acts = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((adds, self.adds), (acts, self.acts)):
            row.setSpacing(px(8 if row is adds else 4))
            for button in buttons.values():
                row.addWidget(button, 1 if row is adds else 0)
        acts.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(8), px(12), px(8))
        box.setSpacing(px(8))
        box.addWidget(self.tabs)
        box.addWidget(self.hint)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        box.addLayout(adds)
        box.addLayout(acts)
