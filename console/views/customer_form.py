"""The small form for somebody who calls for the first time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.customers import NewCustomerForm
from console.viewmodels.words import Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import ProblemStrip, SectionHeader
from console.views.widgets.text import Text


class CustomerForm(QWidget):
    """Name, company and number; Enter goes on to the next field and, in the last one, keeps the customer."""

    entered = Signal(str, str, str)
    left = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._title = Text(theme, Role.STRONG)
        self.name, self.company, self.number = LineEntry(theme), LineEntry(theme), LineEntry(theme)
        self._labels = [SectionHeader(theme) for _ in range(3)]
        self.problem = ProblemStrip(theme)
        self.keep = KeyButton(theme, Kind.PRIMARY)
        self.cancel = KeyButton(theme, Kind.QUIET)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(8))
        box.setSpacing(theme.px(4))
        box.addWidget(self._title)
        for label, field in zip(self._labels, (self.name, self.company, self.number), strict=True):
            label.setBuddy(field)
            box.addSpacing(theme.px(4))
            box.addWidget(label)
            box.addWidget(field)
        box.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.keep)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        box.addSpacing(theme.px(8))
        box.addLayout(buttons)
        self.name.entered.connect(lambda _text: self.company.setFocus(Qt.FocusReason.TabFocusReason))
        self.company.entered.connect(lambda _text: self.number.setFocus(Qt.FocusReason.TabFocusReason))
        self.number.entered.connect(lambda _text: self._enter())
        self.keep.clicked.connect(self._enter)
        self.cancel.clicked.connect(self.left)
        self.retranslate()

    def show_form(self, form: NewCustomerForm, is_new: bool) -> None:
        """A form that is open already keeps what was typed; only the problem is said."""
        if is_new:
            self.name.setText(form.name)
            self.company.setText(form.company)
            self.number.setText(form.number)
        self.problem.say(form.problem)

    def retranslate(self) -> None:
        words = self._words
        self._title.say(words("New customer"))
        texts = (words("Name"), words("Company"), words("Number"))
        for label, field, text in zip(
            self._labels, (self.name, self.company, self.number), texts, strict=True
        ):
            label.say(text)
            field.setAccessibleName(text)
        self.keep.say(words("Keep customer"))
        self.cancel.say(words("Cancel"))

    def _enter(self) -> None:
        self.entered.emit(self.name.text().strip(), self.company.text().strip(), self.number.text().strip())
