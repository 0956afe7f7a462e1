"""Help for what is on screen now: a sentence for each part, and the keys that matter there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.viewmodels.words import Tone, Words
from console.views.keys import ACTIONS, Keys
from console.views.keys_panel import KeyCap
from console.views.theme import Role, Theme
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import SectionHeader
from console.views.widgets.scroll import Scroll
from console.views.widgets.text import Paragraph, Text

Say = Callable[[Words], str]
NAMES: dict[str, Say] = {action.id: action.say for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the screen: its name, what to know about it, its actions, and the hands of its list."""

    title: Say
    text: Say
    actions: tuple[str, ...] = ()
    hands: tuple[tuple[str, Say], ...] = ()


RINGING = Part(
    lambda words: words("A call rings"),
    lambda words: words("What you are typing goes on; the call waits for its key."),
    ("answer", "hang_up", "make_ticket", "note"),
)
TALKING = Part(
    lambda words: words("The call"),
    lambda words: words("Notes are stamped with the time of the call and go into its ticket."),
    ("make_ticket", "note", "hold", "mute", "keypad", "hang_up"),
)
ENDED = Part(
    lambda words: words("After the call"),
    lambda words: words("The card stays until you dismiss it; tickets and notes can still be made."),
    ("make_ticket", "note"),
)
NO_CALL = Part(
    lambda words: words("Calls"),
    lambda words: words("A line of the log opens its call: to call back, or to make a ticket of it."),
    ("dial",),
)
TICKET = Part(
    lambda words: words("The ticket"),
    lambda words: words("It is on disk from its first second, and what you type is kept as a draft."),
    ("save", "leave"),
)
LIST = Part(
    lambda words: words("The list of tickets"),
    lambda words: words("Type the beginning of a ticket number or subject to jump to it."),
    ("new_ticket",),
    (
        ("↑ ↓", lambda words: words("Another row")),
        ("↵", lambda words: words("Open the ticket")),
        ("Space", lambda words: words("Select the row")),
        ("Ctrl A", lambda words: words("Select all")),
    ),
)
EVERYWHERE = Part(
    lambda words: words("Everywhere"),
    lambda words: words("Keys work while you type. A setting changes them."),
    ("search", "rail_1", "rail_2", "settings", "lock", "keys"),
)


class HelpPanel(SlidePanel):
    """Filled each time it is opened, so that it speaks of what stands beside it."""

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__(theme, 400)
        self._words, self._keys = words, keys
        self._parts: tuple[Part, ...] = (EVERYWHERE,)
        self.texts: list[Text] = []
        self._content = QWidget()
        self._box = QVBoxLayout(self._content)
        px = theme.px
        self._box.setContentsMargins(px(24), px(16), px(24), px(24))
        self._scroll = Scroll(self._content)
        self.body.addWidget(self._scroll, 1)
        self._sheet: QWidget | None = None
        self.retranslate()

    def show_parts(self, *parts: Part) -> None:
        self._parts = (*parts, EVERYWHERE)
        self._fill()

    def retranslate(self) -> None:
        self.say(self._words("Help for this screen"), self._words("Close"))
        self._scroll.setAccessibleName(self._words("Help for this screen"))
        self._fill()

    def _fill(self) -> None:
        if self._sheet is not None:
            self._sheet.setVisible(False)
            self._box.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = QWidget()
        self.texts = []
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(self._theme.px(8))
        for part in self._parts:
            self._add(sheet, part)
        sheet.addStretch(1)
        self._box.addWidget(self._sheet)

    def _add(self, sheet: QVBoxLayout, part: Part) -> None:
        title = SectionHeader(self._theme)
        title.say(part.title(self._words))
        text = Paragraph(self._theme, Role.SMALL, Tone.DIM)
        text.say(part.text(self._words))
        rows = [(self._keys.shown(name), NAMES[name]) for name in part.actions]
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(self._theme.px(8))
        for at, (key, say) in enumerate((*rows, *part.hands)):
            label = Text(self._theme)
            label.say(say(self._words))
            self.texts.append(label)
            grid.addWidget(label, at, 0)
            grid.addWidget(KeyCap(self._theme, key), at, 1, Qt.AlignmentFlag.AlignRight)
        sheet.addWidget(title)
        sheet.addLayout(grid)
        sheet.addWidget(text)
        sheet.addSpacing(self._theme.px(12))
