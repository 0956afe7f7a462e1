"""The forms of people, teams and earlier editions: facts to be read, and few fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.viewmodels.levels import EditionShown, PersonShown
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.form_field import FormField, choice_field, line_field
from console.views.widgets.parts import SectionHeader
from console.views.widgets.text import Paragraph, Text

Facts = tuple[tuple[str, str], ...]
MOST = 6


class FactGrid(QWidget):
    """Names and values, one a line."""

    def __init__(self, theme: Theme, most: int = MOST) -> None:
        super().__init__()
        self._names = [SectionHeader(theme) for _ in range(most)]
        self._values = [Paragraph(theme) for _ in range(most)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnMinimumWidth(0, theme.px(104))
        grid.setColumnStretch(1, 1)
        for n, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            grid.addWidget(name, n, 0)
            grid.addWidget(value, n, 1)

    def show_facts(self, facts: Facts) -> None:
        for n, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            has = n < len(facts)
            name.say(facts[n][0] if has else "")
            value.say(facts[n][1] if has else "")
            name.setVisible(has)
            value.setVisible(has)


class PeopleFormView(QWidget):
    """A person or a team: only the fields that it has are there."""

    edited = Signal(str, str)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.title, self.facts = Text(theme, Role.TITLE), FactGrid(theme)
        self.fields: dict[str, FormField] = {
            "mail": line_field(theme), "mobile": line_field(theme), "lead": choice_field(theme),
            "calendar": choice_field(theme),
        }  # fmt: skip
        self.hint = Paragraph(theme, Role.SMALL, Tone.DIM)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(12))
        for part in (self.title, self.facts, *self.fields.values(), self.hint):
            box.addWidget(part)
        box.addStretch(1)
        for key, field in self.fields.items():
            field.edited.connect(lambda text, k=key: self.edited.emit(k, text))

    def show_person(self, shown: PersonShown) -> None:
        self.title.say(shown.title)
        self.facts.show_facts(shown.facts)
        for key, field in self.fields.items():
            value = shown.fields.get(key)
            field.setVisible(value is not None)
            if value is not None:
                field.show_field(value)

    def first(self) -> QWidget:
        return next(field.control for field in self.fields.values() if not field.isHidden())

    def retranslate(self) -> None:
        words = self._words
        choose, find = words("Choose …"), words("Type to find")
        self.fields["mail"].say(words("Mail address"), "wang@example.com")
        self.fields["mobile"].say(words("Mobile number"), words("for SMS"))
        self.fields["lead"].say(words("Team lead"), choose, find)
        self.fields["calendar"].say(words("Working hours by the calendar"), choose, find)
        self.hint.say(words("Reminders that are not for any time wait for these working hours."))


class EditionFormView(QWidget):
    """What would be another way, and the button that takes it into the draft."""

    hold_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.title, self.facts = Text(theme, Role.TITLE), FactGrid(theme)
        self.head, self.lines = Text(theme, Role.STRONG), Paragraph(theme)
        self.hold, self.hint = KeyButton(theme, Kind.NORMAL), Paragraph(theme, Role.SMALL, Tone.DIM)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(12))
        foot = QGridLayout()
        foot.setColumnStretch(1, 1)
        foot.addWidget(self.hold, 0, 0)
        for part in (self.title, self.facts, self.head, self.lines):
            box.addWidget(part)
        box.addLayout(foot)
        box.addWidget(self.hint)
        box.addStretch(1)
        self.hold.clicked.connect(self.hold_clicked)

    def show_edition(self, shown: EditionShown) -> None:
        self.title.say(shown.title)
        self.facts.show_facts(shown.facts)
        told = [f"{name}: {what}" if name else what for name, what in shown.lines]
        self.lines.say(shown.empty or "\n".join(f"•  {one}" for one in told))
        self.hold.setEnabled(shown.can_hold)

    def first(self) -> QWidget:
        return self.hold

    def retranslate(self) -> None:
        words = self._words
        self.head.say(words("If it held again in place of what is in the forms now"))
        self.hold.say(words("Take it into the forms"))
        self.hint.say(
            words("It holds when you save it then. What was judged by other editions stays as it was judged.")
        )
