"""The fields by which people sign in by name: name, password, a new one where IT gave the first, a code of the desk."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from console.viewmodels.words import Words
from console.views.theme import Theme
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import SectionHeader


class NameField(QWidget):
    """Above the password; not there on a desk that has a passphrase."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._label = SectionHeader(theme)
        self.entry = LineEntry(theme)
        self._label.setBuddy(self.entry)
        stack(self, theme, self._label, self.entry)
        self.retranslate()

    def retranslate(self) -> None:
        self._label.say(self._words("Sign-in name"))
        self.entry.setAccessibleName(self._words("Sign-in name"))


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


class CodeField(QWidget):
    """Below the password, once the server does not know this desk any more."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._label = SectionHeader(theme)
        self.entry = LineEntry(theme)
        self._label.setBuddy(self.entry)
        stack(self, theme, self._label, self.entry)
        self.setContentsMargins(0, theme.px(8), 0, 0)
        self.retranslate()

    def retranslate(self) -> None:
        self._label.say(self._words("Enrolment code"))
        self.entry.setAccessibleName(self._words("Enrolment code"))


def stack(widget: QWidget, theme: Theme, *parts: QWidget) -> None:
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, theme.px(8))
    box.setSpacing(theme.px(4))
    for part in parts:
        box.addWidget(part)
    widget.setVisible(False)
