"""The fields of a ticket: each keeps what is being typed when the ticket is shown again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.tickets import TicketForm
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import LineEntry, TextEntry
from console.views.widgets.marks import ToneMark, has_shape
from console.views.widgets.parts import SectionHeader
from console.views.widgets.text import Text


class TicketFields(QWidget):
    """Subject, category, impact × urgency → priority, description, kind, assignee, team and queue."""

    edited = Signal(str, str)
    assignee_chosen = Signal(str)
    team_chosen = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._ticket = ""
        self._said: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self.subject, self.description, self.queue = LineEntry(theme), TextEntry(theme), LineEntry(theme)
        self.choices = {
            name: ChoiceField(theme) for name in ("category", "impact", "urgency", "kind", "assignee", "team")
        }
        self.labels = {
            name: SectionHeader(theme)
            for name in ("subject", "description", "priority", "queue", *self.choices)
        }
        self.priority, self._priority_mark = Text(theme, Role.STRONG), ToneMark(theme, 10)
        self.description.setMinimumHeight(theme.px(120))
        self.description.setMaximumHeight(theme.px(320))
        self._lay_out()
        self.subject.textChanged.connect(lambda text: self._changed("subject", text))
        self.queue.textChanged.connect(lambda text: self._changed("queue", text))
        self.description.textChanged.connect(
            lambda: self._changed("description", self.description.toPlainText())
        )
        for name in ("category", "impact", "urgency", "kind"):
            self.choices[name].chosen.connect(lambda key, n=name: self._changed(n, key))
        self.choices["assignee"].chosen.connect(self.assignee_chosen)
        self.choices["team"].chosen.connect(self.team_chosen)
        self.retranslate()

    def show_form(self, form: TicketForm) -> None:
        is_other, self._ticket = form.id != self._ticket, form.id
        self._said = {"subject": form.subject, "description": form.description, "category": form.category,
                      "impact": form.impact, "urgency": form.urgency, "kind": form.kind,
                      "queue": form.queue}  # fmt: skip
        self._show_texts(form, is_other)
        lists = {"category": form.categories, "impact": form.impacts, "urgency": form.urgencies, "kind": form.kinds,
                 "assignee": form.assignees, "team": form.teams}  # fmt: skip
        keys = {**self._said, "assignee": form.assignee, "team": form.team}
        for name, field in self.choices.items():
            field.show_choices(lists[name], keys[name])
            field.setEnabled(form.can_edit and bool(lists[name]))
        self.subject.setReadOnly(not form.can_edit)
        self.description.setReadOnly(not form.can_edit)
        self.queue.setReadOnly(not form.can_edit)
        self.show_priority(form.priority, form.priority_tone)

    def show_priority(self, text: str, tone: Tone) -> None:
        self.priority.say(text, tone)
        self._priority_mark.show_tone(tone)
        self._priority_mark.setVisible(has_shape(tone))

    def retranslate(self) -> None:
        words = self._words
        names = {
            "subject": words("Subject"), "description": words("Description"), "priority": words("Priority"),
            "category": words("Category"), "impact": words("Impact"), "urgency": words("Urgency"),
            "kind": words("Kind"), "assignee": words("Assignee"), "team": words("Team"), "queue": words("Queue"),
        }  # fmt: skip
        for name, text in names.items():
            self.labels[name].say(text)
        self.subject.setAccessibleName(names["subject"])
        self.description.setAccessibleName(names["description"])
        self.queue.setAccessibleName(names["queue"])
        for name, field in self.choices.items():
            none = words("Nobody yet") if name in {"assignee", "team"} else words("Choose …")
            field.say(names[name], none, words("Type to find"))

    def _changed(self, name: str, value: str) -> None:
        if self._said.get(name) != value:
            self._said[name] = value
            self.edited.emit(name, value)

    def _show_texts(self, form: TicketForm, is_other: bool) -> None:
        texts = {"subject": form.subject, "description": form.description, "queue": form.queue}
        if is_other:
            self.subject.setText(form.subject)
            self.subject.setCursorPosition(len(form.subject))
            self.description.setPlainText(form.description)
            self.queue.setText(form.queue)
        else:
            entries = ((self.subject, "subject"), (self.description, "description"), (self.queue, "queue"))
            for entry, name in entries:
                is_typed = entry.hasFocus() and entry.text() != self._shown[name]
                if not is_typed and not entry.is_composing:
                    entry.show_text(texts[name])
        # What stands in a field that is being typed into is newer than the form: it is said when it changes.
        self._shown = texts
        self._said["subject"] = self.subject.text()
        self._said["description"] = self.description.text()
        self._said["queue"] = self.queue.text()

    def _lay_out(self) -> None:
        px = self._theme.px
        for name, field in self.choices.items():
            self.labels[name].setBuddy(field)
        self.labels["subject"].setBuddy(self.subject)
        self.labels["description"].setBuddy(self.description)
        self.labels["queue"].setBuddy(self.queue)
        first, second = QGridLayout(), QGridLayout()
        priority = QHBoxLayout()
        priority.setSpacing(px(6))
        priority.addWidget(self._priority_mark)
        priority.addWidget(self.priority, 1)
        for column, (name, stretch) in enumerate((("category", 5), ("impact", 3), ("urgency", 3))):
            self._place(first, column, name, stretch)
        first.addWidget(self.labels["priority"], 0, 3)
        first.addLayout(priority, 1, 3, Qt.AlignmentFlag.AlignVCenter)
        first.setColumnStretch(3, 2)
        for column, name in enumerate(("kind", "assignee", "team")):
            self._place(second, column, name, 1)
        second.addWidget(self.labels["queue"], 0, 3)
        second.addWidget(self.queue, 1, 3)
        second.setColumnStretch(3, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(4))
        for grid in (first, second):
            grid.setHorizontalSpacing(px(12))
            grid.setVerticalSpacing(px(4))
        box.addWidget(self.labels["subject"])
        box.addWidget(self.subject)
        box.addSpacing(px(8))
        box.addLayout(first)
        box.addSpacing(px(8))
        box.addWidget(self.labels["description"])
        box.addWidget(self.description, 1)
        box.addSpacing(px(8))
        box.addLayout(second)

    def _place(self, grid: QGridLayout, column: int, name: str, stretch: int) -> None:
        grid.addWidget(self.labels[name], 0, column)
        grid.addWidget(self.choices[name], 1, column)
        grid.setColumnStretch(column, stretch)
