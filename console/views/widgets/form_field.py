"""A field of a form: its name above, its control, and what is wrong with it below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.levels import FieldShown
from console.viewmodels.words import Tone
from console.views.theme import Role, Theme
from console.views.widgets.check import CheckField
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import LineEntry, TextEntry
from console.views.widgets.parts import SectionHeader
from console.views.widgets.several import SeveralField
from console.views.widgets.text import Paragraph

_UNDO = (Qt.Key.Key_Z, Qt.Key.Key_Y)


def is_undo(event: QEvent) -> bool:
    """Ctrl+Z and its like are the draft's, not the field's: they go past it."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        and event.key() in _UNDO
    )


class DraftLine(LineEntry):
    """One line of a draft that takes back its own changes."""

    def event(self, event: QEvent) -> bool:
        if is_undo(event):
            event.ignore()
            return True
        return super().event(event)

    def show_text(self, text: str) -> None:
        """The caret keeps its place; a word that is being composed is not disturbed."""
        if text == self.text() or self.is_composing:
            return
        caret, at_end = self.cursorPosition(), self.cursorPosition() == len(self.text())
        self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)  # where there is little room, the beginning is what one reads
        else:
            self.setCursorPosition(len(text) if at_end else min(caret, len(text)))


class DraftText(TextEntry):
    """Several lines of such a draft."""

    def event(self, event: QEvent) -> bool:
        if is_undo(event):
            event.ignore()
            return True
        return super().event(event)


class FormField(QWidget):
    """Says ``edited`` with a text: what was typed, the key chosen, the keys ticked one a line, "1" for a tick."""

    edited = Signal(str)

    def __init__(self, theme: Theme, control: QWidget) -> None:
        super().__init__()
        self._theme, self.control = theme, control
        self.label, self.problem = SectionHeader(theme), Paragraph(theme, Role.SMALL, Tone.LATE)
        self.label.setBuddy(control)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(4))
        box.addWidget(self.label)
        box.addWidget(control)
        box.addWidget(self.problem)
        box.addStretch(1)
        self.problem.setVisible(False)
        self._connect(control)

    def say(self, label: str, none: str = "", find: str = "") -> None:
        """``none`` stands in it while it is empty, ``find`` where a long list is searched."""
        self.label.say(label)
        control = self.control
        if isinstance(control, ChoiceField):
            control.say(label, none, find)
        elif isinstance(control, CheckField):
            control.setText(label)
            self.label.setVisible(False)
        else:
            control.setAccessibleName(label)
            if isinstance(control, LineEntry):
                control.setPlaceholderText(none)

    def show_field(self, shown: FieldShown) -> None:
        control = self.control
        if isinstance(control, SeveralField):
            control.show_several(shown.choices, shown.chosen)
        elif isinstance(control, ChoiceField):
            control.show_choices(shown.choices, shown.value)
        elif isinstance(control, CheckField):
            control.setChecked(shown.value == "1")
        elif isinstance(control, LineEntry):
            control.show_text(shown.value)
        self.show_problem(shown.problem, shown.tone)

    def show_problem(self, text: str, tone: Tone) -> None:
        self.problem.say(text, tone)
        if self.problem.isHidden() is bool(text):
            self.problem.setVisible(bool(text))
            self.control.setAccessibleDescription(text)

    def _connect(self, control: QWidget) -> None:
        if isinstance(control, SeveralField):
            control.ticked.connect(self.edited)
        elif isinstance(control, ChoiceField):
            control.chosen.connect(self.edited)
        elif isinstance(control, CheckField):
            control.clicked.connect(lambda on: self.edited.emit("1" if on else ""))
        elif isinstance(control, LineEntry):
            control.textEdited.connect(self.edited)


def line_field(theme: Theme) -> FormField:
    return FormField(theme, DraftLine(theme))


def choice_field(theme: Theme) -> FormField:
    return FormField(theme, ChoiceField(theme))


def several_field(theme: Theme) -> FormField:
    return FormField(theme, SeveralField(theme))


def check_field(theme: Theme) -> FormField:
    return FormField(theme, CheckField(theme))
