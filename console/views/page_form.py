"""A page of described fields, for the settings and the assistant alike."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.settings import Field, Page
from console.viewmodels.words import Tone, Words
from console.views.field_row import FieldRow
from console.views.theme import Role, Theme
from console.views.widgets.entry import LineEntry
from console.views.widgets.text import Paragraph, Text


class PageForm(QWidget):
    """The same page shown again keeps its controls, so the caret stays; another page gets new ones."""

    field_changed = Signal(str, str, str)
    button_clicked = Signal(str, str)
    entered = Signal()  # Enter in the last line that is typed into; in the others it goes on to the next

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._shape: tuple[tuple[str, str], ...] | None = None
        self.page = Page("", "")
        self._known = frozenset[str]()
        self.rows: dict[str, FieldRow] = {}
        self._title, self._intro = Text(theme, Role.TITLE), Paragraph(theme, Role.BODY, Tone.DIM)
        self._said = Paragraph(theme)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(theme.px(16))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        box.addWidget(self._title)
        box.addWidget(self._intro)
        box.addSpacing(theme.px(8))
        box.addLayout(self._fields)
        box.addWidget(self._said)
        box.addStretch(1)

    def show_page(self, page: Page) -> bool:
        """True when its controls are new."""
        shape = (("", page.key), *((field.key, field.kind.value) for field in page.fields))
        is_other = shape != self._shape
        if is_other:
            self._shape = shape
            self._known = frozenset(self.rows) if page.key == self.page.key else frozenset()
            self._rebuild(page)
        self.page = page
        self._title.say(page.title)
        self._intro.say(page.intro)
        self._intro.setVisible(bool(page.intro))
        for field in page.fields:
            self.rows[field.key].show_field(field)
        self._said.say(page.said, page.said_tone)
        self._said.setVisible(bool(page.said))
        return is_other

    def show_field(self, page: str, field: Field) -> None:
        if page == self.page.key and field.key in self.rows:
            self.rows[field.key].show_field(field)

    def stops(self) -> list[QWidget]:
        """The way of Tab through the page."""
        return [stop for row in self.rows.values() for stop in row.stops]

    def first(self) -> QWidget | None:
        """The first that can be used."""
        return next((row.control for row in self._usable()), None)

    def begin(self) -> QWidget | None:
        """Where the caret should begin: in what the same page asks for anew, else at its top."""
        fresh = (row.control for row in self._usable() if row.field.key not in self._known)
        return next(fresh, self.first())

    def _usable(self) -> list[FieldRow]:
        return [r for r in self.rows.values() if r.stops and r.field.is_enabled and not r.control.isHidden()]

    def _rebuild(self, page: Page) -> None:
        for row in self.rows.values():
            self._fields.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {field.key: FieldRow(self._words, self._theme, field) for field in page.fields}
        for row in self.rows.values():
            row.changed.connect(lambda key, value: self.field_changed.emit(self.page.key, key, value))
            row.clicked.connect(lambda key: self.button_clicked.emit(self.page.key, key))
            row.entered.connect(lambda r=row: self._go_on(r))
            self._fields.addWidget(row)

    def _go_on(self, row: FieldRow) -> None:
        rows = list(self.rows.values())
        rest = rows[rows.index(row) + 1 :]
        after = [r for r in rest if isinstance(r.control, LineEntry) and r.control.isEnabled()]
        if after:
            after[0].control.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()


def chain(stops: list[QWidget]) -> None:
    """Tab goes from one to the next."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
