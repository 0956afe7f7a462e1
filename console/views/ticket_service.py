"""The asset, its serial number, parts and prices: folded away until somebody needs them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.tickets import TicketForm
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.entry import LineEntry, TextEntry
from console.views.widgets.parts import SectionHeader
from console.views.widgets.text import Paragraph

NAMES = ("asset", "serial", "parts")


class ServiceFields(QWidget):
    """As ``TicketFields``: a field that is being typed into is newer than the form. A ticket that has any of them shows
    them unasked.
    """

    edited = Signal(str, str)
    opened = Signal()  # by hand: whoever scrolls brings it into sight

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme, self._ticket = words, theme, ""
        self.fold = KeyButton(theme, Kind.QUIET, icon="plus")
        self.asset, self.serial, self.parts = LineEntry(theme), LineEntry(theme), TextEntry(theme)
        self.labels = {name: SectionHeader(theme) for name in NAMES}
        self.hint = Paragraph(theme, Role.SMALL, Tone.DIM)
        self._said, self._shown = dict.fromkeys(NAMES, ""), dict.fromkeys(NAMES, "")
        self.body = QWidget()
        self._lay_out()
        self.fold.clicked.connect(self._turn)
        self.asset.textChanged.connect(lambda text: self._changed("asset", text))
        self.serial.textChanged.connect(lambda text: self._changed("serial", text))
        self.parts.textChanged.connect(lambda: self._changed("parts", self.parts.toPlainText()))
        self.retranslate()

    def show_form(self, form: TicketForm) -> None:
        texts = {"asset": form.asset, "serial": form.serial, "parts": form.parts}
        is_other, self._ticket = form.id != self._ticket, form.id
        if is_other:
            self._open(bool("".join(texts.values())))
        elif any(texts.values()):
            self._open(True)
        for name, field in self._fields().items():
            field.setReadOnly(not form.can_edit)
            is_typed = field.hasFocus() and field.text() != self._shown[name]
            if is_other or not (is_typed or field.is_composing):
                self._said[name] = texts[name]
                field.show_text(texts[name])
            if is_other and isinstance(field, TextEntry):
                field.document().clearUndoRedoStacks()  # undo leads back to no other ticket's words
            self._said[name] = field.text()
        self._shown = texts

    def retranslate(self) -> None:
        words = self._words
        names = {"asset": words("Asset"), "serial": words("Serial no."), "parts": words("Parts and prices")}
        for name, field in self._fields().items():
            self.labels[name].say(names[name])
            field.setAccessibleName(names[name])
        self.hint.say(
            words("One a line: name; quantity; unit price – for example: Drum unit; 2 sets; 490.00")
        )
        self._say_fold()

    def _fields(self) -> dict[str, LineEntry | TextEntry]:
        return {"asset": self.asset, "serial": self.serial, "parts": self.parts}

    def _changed(self, name: str, value: str) -> None:
        if self._said[name] != value:
            self._said[name] = value
            self.edited.emit(name, value)

    def _turn(self) -> None:
        self._open(self.body.isHidden())
        if not self.body.isHidden():
            self.asset.setFocus()
            QTimer.singleShot(0, self.opened.emit)

    def _open(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self._say_fold()

    def _say_fold(self) -> None:
        is_open = not self.body.isHidden()
        text = self._words("Asset, parts and prices")
        hover = self._words("Hide what stands below") if is_open else self._words("For the service report")
        self.fold.say(text, icon="minus" if is_open else "plus", hover=hover)

    def _lay_out(self) -> None:
        px = self._theme.px
        for name, field in self._fields().items():
            self.labels[name].setBuddy(field)
        self.parts.setFixedHeight(px(96))
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        for column, (name, entry) in enumerate((("asset", self.asset), ("serial", self.serial))):
            grid.addWidget(self.labels[name], 0, column)
            grid.addWidget(entry, 1, column)
            grid.setColumnStretch(column, 2 - column)
        grid.setRowMinimumHeight(2, px(4))
        grid.addWidget(self.labels["parts"], 3, 0, 1, 2)
        grid.addWidget(self.parts, 4, 0, 1, 2)
        grid.addWidget(self.hint, 5, 0, 1, 2)
        row = QHBoxLayout()
        row.addWidget(self.fold)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addLayout(row)
        box.addWidget(self.body)
        self.body.setVisible(False)
