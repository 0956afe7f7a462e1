"""The simulator: a ticket that nobody made, and what the forms at its left would mean for it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.levels import TrialShown
from console.viewmodels.words import Tone, Words
from console.views.day_strip import DayStrips
from console.views.theme import Role, Theme
from console.views.widgets.check import CheckField
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import ProblemStrip, SectionHeader
from console.views.widgets.scroll import Scroll
from console.views.widgets.text import Paragraph, Text

ASKED = ("level", "queue", "contract")
MOMENTS = ("opened", "paused", "resumed", "resolved")


class TrialView(QWidget):
    """Its fields answer at once."""

    edited = Signal(str, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.choices = {name: ChoiceField(theme) for name in ("priority", "kind", "category")}
        self.asked = {name: LineEntry(theme) for name in ASKED}
        self.moments = {name: LineEntry(theme) for name in MOMENTS}
        self.by_phone = CheckField(theme)
        self.labels = {name: SectionHeader(theme) for name in (*self.choices, *ASKED, *MOMENTS)}
        self.problem = ProblemStrip(theme)
        self.taken = Paragraph(theme, Role.SMALL, Tone.DIM)
        self.headers = [SectionHeader(theme) for _ in range(3)]
        self._title = Text(theme, Role.TITLE)
        self.results, self._grids, self._is_narrow = QGridLayout(), [QGridLayout() for _ in range(3)], False
        self._results: list[tuple[Text, Text]] = []
        self.strips, self.steps = DayStrips(words, theme), Paragraph(theme)
        self._lay_out()
        for name, field in self.choices.items():
            field.chosen.connect(lambda key, n=name: self.edited.emit(n, key))
        for name, entry in {**self.asked, **self.moments}.items():
            entry.textEdited.connect(lambda text, n=name: self.edited.emit(n, text))
        self.by_phone.toggled.connect(self._phoned)

    def show_trial(self, shown: TrialShown) -> None:
        trial = shown.trial
        lists = {"priority": shown.priorities, "kind": shown.kinds, "category": shown.categories}
        for name, field in self.choices.items():
            field.show_choices(lists[name], getattr(trial, name))
        for name, entry in {**self.asked, **self.moments}.items():
            if not entry.hasFocus() and entry.text() != getattr(trial, name):
                entry.setText(getattr(trial, name))
        for name, entry in self.asked.items():
            entry.setVisible(name in shown.asked)
            self.labels[name].setVisible(name in shown.asked)
        self.by_phone.setChecked(trial.by_phone)
        self.problem.say(shown.problem)
        self.taken.say(shown.taken)
        self.taken.setVisible(bool(shown.taken))
        while len(self._results) < len(shown.results):
            kind, due = Text(self._theme), Text(self._theme, Role.STRONG)
            row = len(self._results)
            self.results.addWidget(kind, row, 0)
            self.results.addWidget(due, row, 1)
            self._results.append((kind, due))
        for n, (kind, due) in enumerate(self._results):
            has = n < len(shown.results)
            kind.say(shown.results[n][0] if has else "")
            due.say(shown.results[n][1].text if has else "", shown.results[n][1].tone if has else None)
        self.strips.show_days(shown.days)
        self.steps.say("\n".join(f"{at}   {what}" for at, what in shown.steps))
        for header, some in zip(self.headers, (shown.results, shown.days, shown.steps), strict=True):
            header.setVisible(bool(some))

    def retranslate(self) -> None:
        words = self._words
        names = {
            "priority": words("Priority"), "kind": words("Kind"), "category": words("Category"),
            "opened": words("Opened"), "paused": words("Waits from"), "resumed": words("until"),
            "resolved": words("Resolved"), "level": words("Customer level"), "queue": words("Queue"),
            "contract": words("Contract"),
        }  # fmt: skip
        self._title.say(words("What would a ticket meet?"))
        for name, text in names.items():
            self.labels[name].say(text)
        for name, field in self.choices.items():
            field.say(names[name], words("Choose …"), words("Type to find"))
        for name, entry in self.asked.items():
            entry.setAccessibleName(names[name])
        for name, entry in self.moments.items():
            entry.setAccessibleName(names[name])
            entry.setPlaceholderText(words("Fri 17:50") if name == "opened" else words("never"))
        self.by_phone.setText(words("Made on the phone"))
        for header, text in zip(
            self.headers, (words("Due"), words("Day by day"), words("Reminders on the way")), strict=True
        ):
            header.say(text)

    def _phoned(self, on: bool) -> None:
        self.edited.emit("by_phone", "1" if on else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(400)
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._place_fields()

    def _place_fields(self) -> None:
        """As many in a row as there are, or two where there is less room."""
        groups: tuple[Mapping[str, QWidget], ...] = (self.choices, self.asked, self.moments)
        for grid, entries in zip(self._grids, groups, strict=True):
            most = 2 if self._is_narrow else len(entries)
            for n, (name, entry) in enumerate(entries.items()):
                grid.addWidget(self.labels[name], 2 * (n // most), n % most)
                grid.addWidget(entry, 2 * (n // most) + 1, n % most)
                grid.setColumnStretch(n, 1 if n < most else 0)

    def _lay_out(self) -> None:
        px = self._theme.px
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(px(16), px(16), px(16), px(24))
        box.setSpacing(px(8))
        for grid in self._grids:
            grid.setHorizontalSpacing(px(8))
            grid.setVerticalSpacing(px(4))
        for entry in (*self.asked.values(), *self.moments.values()):
            entry.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            entry.setMinimumWidth(px(48))
        self._place_fields()
        self.results.setHorizontalSpacing(px(16))
        self.results.setColumnStretch(1, 1)
        box.addWidget(self._title)
        for grid in self._grids:
            box.addLayout(grid)
        box.addWidget(self.by_phone)
        box.addWidget(self.problem)
        box.addWidget(self.taken)
        box.addWidget(self.headers[0])
        box.addLayout(self.results)
        for header, part in ((self.headers[1], self.strips), (self.headers[2], self.steps)):
            box.addSpacing(px(8))
            box.addWidget(header)
            box.addWidget(part)
        box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(content))
