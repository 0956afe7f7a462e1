"""The fields by which people sign in by name: name, password, a new one where IT gave the first, a code of the desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from console.viewmodels.words import Words
from console.views.theme import Theme
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import SectionHeader


class AskedField(QWidget):
    """One line with its label; ``says`` names it in the language of the screen. Not there until it is asked for."""

    def __init__(self, words: Words, theme: Theme, says: Callable[[Words], str]) -> None:
        super().__init__()
        self._words, self._says = words, says
        self._label = SectionHeader(theme)
        self.entry = LineEntry(theme)
        self._label.setBuddy(self.entry)
        stack(self, theme, self._label, self.entry)
        self.retranslate()

    def retranslate(self) -> None:
        text = self._says(self._words)
        self._label.say(text)
        self.entry.setAccessibleName(text)


def name_field(words: Words, theme: Theme) -> AskedField:
    """Above the password; not there on a desk that has a passphrase."""
    return AskedField(words, theme, lambda words: words("Sign-in name"))


def code_field(words: Words, theme: Theme) -> AskedField:
    """Below the password, once the server does not know this desk any more."""
    field = AskedField(words, theme, lambda words: words("Enrolment code"))
    field.setContentsMargins(0, theme.px(8), 0, 0)
    return field


class NewPasswordFields(QWidget):
    """Twice, because nobody can see what they type."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._labels = (SectionHeader(theme), SectionHeader(theme))
        self.entries = (LineEntry(theme), LineEntry(theme))
        for label, entry in zip(self._labels, self.entries, strict=True):
            entry.setEchoMode(QLineEdit.EchoMode.Password)
            label.setBuddy(entry)
        first, second = zip(self._labels, self.entries, strict=True)
        stack(self, theme, *first, *second)
        self.retranslate()

    @property
    def texts(self) -> tuple[str, str]:
        new, again = self.entries
        return new.text(), again.text()

    def forget(self) -> None:
        for entry in self.entries:
            entry.clear()

    def retranslate(self) -> None:
        words = self._words
        for label, entry, text in zip(
            self._labels, self.entries, (words("New password"), words("New password again")), strict=True
        ):
            label.say(text)
            entry.setAccessibleName(text)


def stack(widget: QWidget, theme: Theme, *parts: QWidget) -> None:
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, theme.px(8))
    box.setSpacing(theme.px(4))
    for part in parts:
        box.addWidget(part)
    widget.setVisible(False)
