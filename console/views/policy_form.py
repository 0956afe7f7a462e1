"""The form of a policy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.viewmodels.levels import FieldShown, PolicyShown, TargetLine
from console.viewmodels.words import Tone, Words
from console.views.policy_steps import StepsView
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton
from console.views.widgets.form_field import DraftLine, FormField, choice_field, line_field, several_field
from console.views.widgets.parts import SectionHeader
from console.views.widgets.text import Paragraph, Text

PRIORITIES = ("P1", "P2", "P3", "P4")
SEVERAL, TEXTS = ("categories", "priorities", "kinds"), ("levels", "queues", "contracts")
KINDS = 4  # of targets


class PolicyFormView(QWidget):
    """Shows what has changed; what is being typed stays as it is."""

    edited = Signal(str, str)
    act_wanted = Signal(str, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.place = Paragraph(theme, Role.SMALL, Tone.DIM)
        self.fields: dict[str, FormField] = {
            "name": line_field(theme), "calendar": choice_field(theme), "reopening": choice_field(theme),
            **{name: several_field(theme) for name in SEVERAL},
            **{name: line_field(theme) for name in TEXTS},
        }  # fmt: skip
        self.titles = [Text(theme, Role.STRONG) for _ in range(2)]
        self.targets = TargetGrid(words, theme)
        self.steps = StepsView(words, theme)
        self._lay_out()
        for key, field in self.fields.items():
            field.edited.connect(lambda text, k=key: self.edited.emit(k, text))
        self.targets.edited.connect(self.edited)
        self.targets.take_out.connect(lambda kind: self.act_wanted.emit("take_out", kind))
        self.steps.edited.connect(self.edited)
        self.steps.act_wanted.connect(self.act_wanted)

    def show_policy(self, shown: PolicyShown) -> None:
        self.place.say(shown.place, shown.place_tone)
        given = {"name": shown.name, "calendar": shown.calendar, "reopening": shown.reopening}
        for key, field in {**given, **shown.conditions}.items():
            self.fields[key].show_field(field)
        self.targets.show_targets(shown.targets)
        self.steps.show_steps(shown)

    def first(self) -> QWidget:
        return self.fields["name"].control

    def retranslate(self) -> None:
        words, every = self._words, self._words("every")
        choose, find = words("Choose …"), words("Type to find")
        labels = {
            "name": words("Policy name"), "calendar": words("Calendar"), "categories": words("Categories"),
            "priorities": words("Priorities"), "kinds": words("Kinds"), "levels": words("Customer levels"),
            "queues": words("Queues"), "contracts": words("Contracts"),
        }  # fmt: skip
        for key, label in labels.items():
            self.fields[key].say(label, choose if key == "calendar" else every, find)
        self.fields["name"].say(labels["name"])
        self.fields["reopening"].say(words("When it is reopened, the time to resolve it"), choose, find)
        self.titles[0].say(words("For which tickets"))
        self.titles[1].say(words("What is promised, in working time"))
        self.targets.retranslate()
        self.steps.retranslate()

    def _lay_out(self) -> None:
        px = self._theme.px
        top, terms = QGridLayout(), QGridLayout()
        for grid in (top, terms):
            grid.setHorizontalSpacing(px(12))
            grid.setVerticalSpacing(px(8))
        for column, key in enumerate(("name", "calendar")):
            top.addWidget(self.fields[key], 0, column)
            top.setColumnStretch(column, 1)
        for n, key in enumerate((*SEVERAL, *TEXTS)):
            terms.addWidget(self.fields[key], n // 3, n % 3)
            terms.setColumnStretch(n % 3, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addLayout(top)
        box.addWidget(self.place)
        box.addSpacing(px(8))
        box.addWidget(self.titles[0])
        box.addLayout(terms)
        box.addSpacing(px(8))
        box.addWidget(self.titles[1])
        box.addWidget(self.targets)
        box.addWidget(self.fields["reopening"])
        box.addSpacing(px(8))
        box.addWidget(self.steps)
        box.addStretch(1)


class TargetGrid(QWidget):
    """A row of times for each kind of target; an empty one promises nothing."""

    edited = Signal(str, str)
    take_out = Signal(str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._keys = words, [""] * KINDS
        self.heads = [SectionHeader(theme) for _ in range(len(PRIORITIES) + 1)]
        self.labels = [Text(theme) for _ in range(KINDS)]
        self.times = [[DraftLine(theme) for _ in PRIORITIES] for _ in range(KINDS)]
        self.risks = [DraftLine(theme) for _ in range(KINDS)]
        self.outs = [IconButton(theme, "close") for _ in range(KINDS)]
        self.problems = [Paragraph(theme, Role.SMALL, Tone.LATE) for _ in range(KINDS)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        for column, head in enumerate(self.heads, 1):
            grid.addWidget(head, 0, column)
            grid.setColumnStretch(column, 3 if column <= len(PRIORITIES) else 2)
        grid.setColumnMinimumWidth(0, theme.px(88))
        for entry in (*(one for row in self.times for one in row), *self.risks):
            entry.setMinimumWidth(theme.px(48))
        for n in range(KINDS):
            cells = (self.labels[n], *self.times[n], self.risks[n], self.outs[n])
            for column, cell in enumerate(cells):
                grid.addWidget(cell, 1 + 2 * n, column)
            grid.addWidget(self.problems[n], 2 + 2 * n, 1, 1, 6)
            self.problems[n].setVisible(False)
            self._connect(n)

    def show_targets(self, targets: tuple[TargetLine, ...]) -> None:
        for n, target in enumerate(targets):
            self._keys[n] = target.key
            self.labels[n].say(target.label)
            self._show(self.times[n], target.times)
            self._show([self.risks[n]], (target.at_risk,))
            self.risks[n].setEnabled(target.is_there)
            self.outs[n].setEnabled(target.is_there)
            self.problems[n].say(target.problem)
            if self.problems[n].isHidden() is bool(target.problem):
                self.problems[n].setVisible(bool(target.problem))
            self._name(n, target.label)

    def retranslate(self) -> None:
        for head, name in zip(self.heads, PRIORITIES, strict=False):
            head.say(name)
        self.heads[-1].say(self._words("At risk %"))

    def _show(self, entries: list[DraftLine], fields: tuple[FieldShown, ...]) -> None:
        for entry, shown in zip(entries, fields, strict=True):
            entry.show_text(shown.value)
            entry.setAccessibleDescription(shown.problem)

    def _name(self, n: int, label: str) -> None:
        words = self._words
        for entry, priority in zip(self.times[n], PRIORITIES, strict=True):
            entry.setAccessibleName(f"{label}, {priority}")
            entry.setPlaceholderText("—")
        self.risks[n].setAccessibleName(words("{target}: at risk from this percentage on", target=label))
        self.outs[n].say("", hover=words("{target}: promise nothing", target=label))

    def _connect(self, n: int) -> None:
        for entry, priority in zip(self.times[n], PRIORITIES, strict=True):
            entry.textEdited.connect(lambda text, p=priority: self.edited.emit(f"{self._keys[n]}.{p}", text))
        self.risks[n].textEdited.connect(lambda text: self.edited.emit(f"{self._keys[n]}.at_risk", text))
        self.outs[n].clicked.connect(lambda: self.take_out.emit(self._keys[n]))
