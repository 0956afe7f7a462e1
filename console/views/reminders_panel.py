"""The reminders: what waits, what was sent, what failed, and what can be done about each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.reminders import TYPED, ReminderLine, ReminderList
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Words
from console.views.theme import Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import LineEntry
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import EmptyState, ProblemStrip
from console.views.widgets.rows import Row, RowList
from console.views.widgets.tabs import Tabs


class RemindersPanel(SlidePanel):
    """A RemindersView. Arrows choose a line; what can be done with it stands below."""

    tab_chosen = Signal(str)
    ticket_activated = Signal(str)
    settled = Signal(str)
    snoozed = Signal(str, str, str)
    tried_again = Signal(str)
    more_wanted = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 640)
        self._words = words
        self._lines: dict[str, ReminderLine] = {}
        self.tabs = Tabs(theme)
        self.problem = ProblemStrip(theme, is_wide=True)
        self.rows = RowList(theme, takes_two_clicks=True)
        self.rows.delegate.shows_check = False
        self.empty = EmptyState(theme, "bell")
        self.open_button, self.done = KeyButton(theme, Kind.PRIMARY), KeyButton(theme)
        self.again, self.put_off = KeyButton(theme), KeyButton(theme)
        self.until, self.when = ChoiceField(theme), LineEntry(theme)
        self.why, self.reason = ChoiceField(theme), LineEntry(theme)
        self._asked = QWidget()
        self._lay_out()
        self.tabs.chosen.connect(self.tab_chosen)
        self.rows.chosen.connect(self._activated)
        self.rows.selectionModel().currentChanged.connect(self._moved)
        self.rows.rows.modelReset.connect(self._moved)
        self.open_button.clicked.connect(self._open)
        self.done.clicked.connect(self._settle)
        self.again.clicked.connect(self._again)
        self.put_off.clicked.connect(self._snooze)
        self.when.entered.connect(lambda _text: self._snooze())
        self.reason.entered.connect(lambda _text: self._snooze())
        self.until.chosen.connect(lambda _key: self._show_typed(self.until, self.when))
        self.why.chosen.connect(lambda _key: self._show_typed(self.why, self.reason))
        self.rows.end_neared.connect(self.more_wanted)
        self.retranslate()

    def show_reminders(self, shown: ReminderList) -> None:
        self._lines = {line.id or f"coming {line.ticket}": line for line in shown.lines}
        self.tabs.show_tabs(tuple((tab.key, tab.text, tab.count, tab.is_chosen) for tab in shown.tabs))
        self.problem.say(shown.problem)
        self.empty.say(shown.empty)
        self.empty.setVisible(bool(shown.empty))
        self.rows.setVisible(not shown.empty)
        self.rows.show_rows(
            tuple(Row(key, one.title, one.detail, one.state, one.tone) for key, one in self._lines.items())
        )
        self._show_offers(shown)
        if shown.chosen:
            self._stand_on(shown.chosen)
        self._moved()
        if self.isHidden():
            self.enter()
            (self.until if shown.chosen else self.rows).setFocus()

    def retranslate(self) -> None:
        words = self._words
        self.say(words("Reminders"), words("Close"))
        self.open_button.say(words("Open the ticket"))
        self.done.say(words("Done"))
        self.again.say(words("Try again"))
        self.put_off.say(words("Put off"))
        self.until.say(words("Until"), words("Choose …"), words("Type to find"))
        self.why.say(words("Why it is put off"), words("Why it is put off"), words("Type to find"))
        self.when.setPlaceholderText(words("15:40 or Fri 9:30"))
        self.when.setAccessibleName(words("Until"))
        self.reason.setPlaceholderText(words("Why it is put off"))
        self.reason.setAccessibleName(words("Why it is put off"))
        self.rows.setAccessibleName(words("Reminders"))

    def _current(self) -> ReminderLine | None:
        return self._lines.get(self.rows.current_key())

    def _moved(self, *_: object) -> None:
        line = self._current()
        self.open_button.setEnabled(line is not None)
        for widget, can in (
            (self.done, line is not None and line.can_settle),
            (self._asked, line is not None and line.can_snooze),
            (self.again, line is not None and line.can_try_again),
        ):
            widget.setVisible(bool(can))

    def _show_offers(self, shown: ReminderList) -> None:
        """What was chosen stays chosen; until then it is the soonest time, and no reason."""
        first = shown.snoozes[0].key if shown.snoozes else ""
        self.until.show_choices(shown.snoozes, self.until.key() or first)
        other = (Choice(TYPED, self._words("another reason …")),)
        self.why.show_choices((*shown.reasons, *other), self.why.key())
        self._show_typed(self.until, self.when)
        self._show_typed(self.why, self.reason)

    def _show_typed(self, choice: ChoiceField, entry: LineEntry) -> None:
        entry.setVisible(choice.key() == TYPED)

    def _stand_on(self, key: str) -> None:
        at = next((n for n, row in enumerate(self.rows.rows.rows) if row.key == key), -1)
        if at >= 0:
            self.rows.setCurrentIndex(self.rows.rows.index(at))

    def _activated(self, key: str) -> None:
        """The ticket is what one wants to see now."""
        self.leave()
        self.ticket_activated.emit(self._lines[key].ticket)

    def _open(self) -> None:
        if self._current() is not None:
            self._activated(self.rows.current_key())

    def _settle(self) -> None:
        line = self._current()
        if line is not None:
            self.settled.emit(line.id)

    def _again(self) -> None:
        line = self._current()
        if line is not None:
            self.tried_again.emit(line.id)

    def _snooze(self) -> None:
        line = self._current()
        if line is not None and line.can_snooze:
            until, why = self.until.key(), self.why.key()
            self.snoozed.emit(
                line.id,
                self.when.text() if until == TYPED else until,
                self.reason.text() if why == TYPED else why,
            )

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(4))
        head.addWidget(self.tabs, 1)
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        doing, asking = QHBoxLayout(), QHBoxLayout(self._asked)
        for widget in (self.open_button, self.done, self.again):
            doing.addWidget(widget)
        doing.addStretch(1)
        asking.setContentsMargins(0, 0, 0, 0)
        asked: tuple[tuple[QWidget, int], ...] = (
            (self.until, 2),
            (self.when, 2),
            (self.why, 3),
            (self.reason, 3),
        )
        for field, share in asked:
            asking.addWidget(field, share)
        asking.addWidget(self.put_off)
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(px(24), px(8), px(24), px(8))
        for row in (doing, asking, rows):
            row.setSpacing(px(8))
        rows.addWidget(self._asked)
        rows.addLayout(doing)
        inside = QVBoxLayout()
        inside.setContentsMargins(px(14), 0, px(14), 0)  # so that the words stand below the title
        inside.addWidget(self.rows, 1)
        inside.addWidget(self.empty, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.problem)
        self.body.addLayout(inside, 1)
        self.body.addWidget(foot)
