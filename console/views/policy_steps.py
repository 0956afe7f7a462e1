"""The reminders of a policy: of one target at a time, and below the one that is being changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.levels import FieldShown, PolicyShown, StepForm
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton
from console.views.widgets.form_field import (
    FormField,
    check_field,
    choice_field,
    line_field,
    several_field,
)
from console.views.widgets.lines import LineList
from console.views.widgets.parts import ProblemStrip
from console.views.widgets.tabs import Tabs
from console.views.widgets.text import Paragraph, Text

MOST = 5  # lines; more are scrolled to


class StepsView(QWidget):
    """When, whom, how, and what else a reminder does."""

    edited = Signal(str, str)
    act_wanted = Signal(str, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.title, self.tabs = Text(theme, Role.STRONG), Tabs(theme)
        self.pauses = several_field(theme)
        self.add, self.delete = KeyButton(theme, icon="plus"), IconButton(theme, "trash")
        self.list, self.empty = LineList(theme), Paragraph(theme, Role.BODY, Tone.DIM)
        self.form, self.problem = QWidget(), ProblemStrip(theme)
        self.fields: dict[str, FormField] = {
            "when": choice_field(theme), "amount": line_field(theme), "to": several_field(theme),
            "ways": several_field(theme), "any_time": check_field(theme), "is_urgent": check_field(theme),
            "raises": check_field(theme), "reassign": choice_field(theme), "note": line_field(theme),
        }  # fmt: skip
        self._lay_out()
        self.tabs.chosen.connect(lambda kind: self.act_wanted.emit("choose_target", kind))
        self.pauses.edited.connect(lambda keys: self.edited.emit("pauses", keys))
        self.add.clicked.connect(self._add)
        self.delete.clicked.connect(lambda: self.act_wanted.emit("delete_step", ""))
        self.list.delete_wanted.connect(lambda: self.act_wanted.emit("delete_step", ""))
        self.list.moved_to.connect(lambda key: self.act_wanted.emit("choose_step", key))
        for key, field in self.fields.items():
            field.edited.connect(lambda text, k=key: self.edited.emit(f"step.{k}", text))

    def show_steps(self, shown: PolicyShown) -> None:
        self.tabs.show_tabs(tuple((one.key, one.text, one.count, one.is_chosen) for one in shown.tabs))
        self.pauses.show_field(shown.pauses)
        self.pauses.control.setEnabled(shown.pauses.value == "1")
        self.list.show_lines(shown.steps, shown.chosen_step)
        self.list.setVisible(bool(shown.steps))
        self.empty.setVisible(not shown.steps)
        heights = [self.list.delegate.height_of(row) for row in self.list.rows.rows[:MOST]]
        if heights and self.list.height() != sum(heights):
            self.list.setFixedHeight(sum(heights))
        self.delete.setEnabled(shown.step is not None)
        self.form.setVisible(shown.step is not None)
        if shown.step is not None:
            self._show_form(shown.step)

    def _show_form(self, step: StepForm) -> None:
        shown: dict[str, FieldShown | None] = {
            "when": step.when, "amount": step.amount, "to": step.to, "ways": step.ways,
            "any_time": step.any_time, "is_urgent": step.is_urgent, "raises": step.raises,
            "reassign": step.reassign, "note": step.note,
        }  # fmt: skip
        for key, value in shown.items():
            field = self.fields[key]
            if key == "amount":
                field.setVisible(value is not None)
            if value is not None:
                field.show_field(value)
        self.problem.say(step.problem)

    def retranslate(self) -> None:
        words = self._words
        choose, find, nobody = words("Choose …"), words("Type to find"), words("nobody")
        self.title.say(words("Pauses and reminders"))
        self.pauses.say(words("Its clock stands still while the ticket"), words("never"), find)
        self.add.say(words("Add a reminder"))
        self.delete.say("", hover=words("Delete this reminder (undo brings it back)"))
        self.empty.say(words('Nobody is reminded on the way to this. "Add a reminder" makes the first.'))
        self.list.setAccessibleName(words("Reminders"))
        fields = self.fields
        fields["when"].say(words("When"), choose, find)
        fields["amount"].say(words("How much"), words("75 %, 30 min, 2 h"))
        fields["to"].say(words("Tells"), nobody, find)
        fields["ways"].say(words("How"), words("Choose …"), find)
        fields["any_time"].say(words("Also outside the receiver's hours"))
        fields["is_urgent"].say(words("Urgent: also while the agent talks"))
        fields["raises"].say(words("Raises the priority by one"))
        fields["reassign"].say(words("Hands the ticket to"), choose, find)
        fields["note"].say(words("Notes on the ticket"), words("no note"))

    def _add(self) -> None:
        self.act_wanted.emit("add_step", "")
        self.fields["when"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px, fields = self._theme.px, self.fields
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.add)
        head.addWidget(self.delete)
        head.addStretch(1)
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        rows = (
            ("when", "amount"),
            ("to", "ways"),
            ("any_time", "is_urgent"),
            ("reassign", "note"),
            ("raises",),
        )
        for row, pair in enumerate(rows):
            for column, key in enumerate(pair):
                grid.addWidget(fields[key], row, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        for part in (self.title, self.tabs, self.pauses, self.list, self.empty):
            box.addWidget(part)
        box.addLayout(head)
        box.addWidget(self.problem)
        box.addWidget(self.form)
