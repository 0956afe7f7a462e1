"""The small form for somebody who calls for the first time, and for what is known of a customer."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.customers import CustomerForm
from console.viewmodels.words import Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import ProblemStrip, SectionHeader
from console.views.widgets.text import Text


class CustomerFormView(QWidget):
    """Enter goes on to the next field and, in the last one, keeps the customer."""

    entered = Signal(object)
    left = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._is_change = False
        self._title = Text(theme, Role.STRONG)
        self.name, self.company, self.number = LineEntry(theme), LineEntry(theme), LineEntry(theme)
        self.level, self.contract = LineEntry(theme), LineEntry(theme)
        self.fields = (self.name, self.company, self.number, self.level, self.contract)
        self._labels = [SectionHeader(theme) for _ in self.fields]
        self.problem = ProblemStrip(theme)
        self.keep = KeyButton(theme, Kind.PRIMARY)
        self.cancel = KeyButton(theme, Kind.QUIET)
        self._lay_out(theme)
        for field, after in pairwise(self.fields):
            field.entered.connect(lambda _text, after=after: self._go_on(after))
        self.contract.entered.connect(lambda _text: self._enter())
        self.keep.clicked.connect(self._enter)
        self.cancel.clicked.connect(self.left)
        self.retranslate()

    def show_form(self, form: CustomerForm, is_new: bool) -> None:
        """A form that is open already keeps what was typed; only the problem is said."""
        if is_new:
            self._is_change = form.is_change
            texts = (form.name, form.company, form.number, form.level, form.contract)
            for field, text in zip(self.fields, texts, strict=True):
                field.setText(text)
            self._labels[2].setVisible(not form.is_change)
            self.number.setVisible(not form.is_change)
            self.retranslate()
        self.problem.say(form.problem)

    def focus_first(self) -> None:
        """Where something is to be typed: the first that is empty of a new one's, the level of one that is known."""
        empty = next((field for field in (self.name, self.number) if not field.text()), self.name)
        (self.level if self._is_change else empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        words = self._words
        self._title.say(words("Change customer") if self._is_change else words("New customer"))
        texts = (words("Name"), words("Company"), words("Number"), words("Level"), words("Contract"))
        for label, field, text in zip(self._labels, self.fields, texts, strict=True):
            label.say(text)
            field.setAccessibleName(text)
        self.keep.say(words("Keep customer"))
        self.cancel.say(words("Cancel"))

    def _lay_out(self, theme: Theme) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(8))
        box.setSpacing(theme.px(4))
        box.addWidget(self._title)
        for label, field in zip(self._labels[:3], self.fields[:3], strict=True):
            label.setBuddy(field)
            box.addSpacing(theme.px(4))
            box.addWidget(label)
            box.addWidget(field)
        beside = QHBoxLayout()  # two short words of the house's own
        beside.setSpacing(theme.px(8))
        for label, field in zip(self._labels[3:], self.fields[3:], strict=True):
            label.setBuddy(field)
            column = QVBoxLayout()
            column.setSpacing(theme.px(4))
            column.addWidget(label)
            column.addWidget(field)
            beside.addLayout(column, 1)
        box.addSpacing(theme.px(4))
        box.addLayout(beside)
        box.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.keep)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        box.addSpacing(theme.px(8))
        box.addLayout(buttons)

    def _go_on(self, after: LineEntry) -> None:
        wanted = self.level if after.isHidden() else after
        wanted.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self) -> None:
        name, company, number, level, contract = (field.text().strip() for field in self.fields)
        form = CustomerForm(name, company, number, level, contract, is_change=self._is_change)
        self.entered.emit(form)
