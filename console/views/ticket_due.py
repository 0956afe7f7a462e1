"""When the ticket is due, beside its customer; and the call-back that is promised."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.words import Tone, Words
from console.views.keys import Keys
from console.views.theme import Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.entry import LineEntry
from console.views.widgets.marks import ToneMark, has_shape
from console.views.widgets.popover import Popover
from console.views.widgets.rows import Row, RowList
from console.views.widgets.text import Text

QUICK = (30, 60, 120)
KEPT, WITHDRAWN = "kept", "withdrawn"


class DueView(QWidget):
    """Shape, words, and the way to the explanation."""

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._words = words
        self._mark, self.text = ToneMark(theme, 10), Text(theme, tone=Tone.DIM)
        self.why = KeyButton(theme, Kind.QUIET, key=keys.shown("why"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for part in (self._mark, self.text, self.why):
            row.addWidget(part)
        self.setVisible(False)
        self.retranslate()

    def show_due(self, text: str, hover: str, tone: Tone) -> None:
        self.text.say(text, tone, hover)
        self._mark.show_tone(tone)
        self._mark.setVisible(has_shape(tone))
        self.setVisible(bool(text))

    def retranslate(self) -> None:
        self.why.say(self._words("Why?"))


class PromiseButton(KeyButton):
    """Opens a question in place: when it shall be."""

    wanted = Signal(str)
    settled = Signal(bool)

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__(theme, key=keys.shown("promise"))
        self._words, self._has = words, False
        self.popover = Popover(theme, self)
        self.rows, self.entry = RowList(theme), LineEntry(theme)
        self.rows.delegate.shows_check = False
        self.popover.body.addWidget(self.entry)
        self.popover.body.addWidget(self.rows)
        self.clicked.connect(self.ask)
        self.rows.chosen.connect(self._chose)
        self.entry.entered.connect(self.wanted)
        self.retranslate()

    def show_promise(self, has_one: bool) -> None:
        self._has = has_one

    def ask(self) -> None:
        if not self.isEnabled():
            return
        words = self._words
        rows = [Row(f"+{n}", words("in {n} min", n=n)) for n in QUICK]
        if self._has:
            rows += [
                Row(KEPT, words("The promised call was made")),
                Row(WITHDRAWN, words("Withdraw the promise")),
            ]
        self.rows.show_rows(tuple(rows))
        self.entry.clear()
        self.popover.open(self._theme.px(264), self._theme.px(60) + self._theme.px(38) * len(rows))
        self.entry.setFocus()

    def done(self) -> None:
        self.popover.close_in_place()

    def retranslate(self) -> None:
        words = self._words
        self.say(words("Promise a call-back"))
        self.entry.setPlaceholderText(words("When: 15:40 or Fri 9:30"))
        self.entry.setAccessibleName(words("When to call back"))
        self.rows.setAccessibleName(words("When to call back"))

    def _chose(self, key: str) -> None:
        if key in (KEPT, WITHDRAWN):
            self.settled.emit(key == KEPT)
        else:
            self.wanted.emit(key)
