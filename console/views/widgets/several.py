"""A field that holds any number of its choices, plain or in a tree; the list stays open while one ticks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from console.viewmodels.tickets import Choice
from console.views.theme import Theme
from console.views.widgets.choice import ChoiceField, ChoiceList, paths


class SeveralField(ChoiceField):
    """Shows the names of what is ticked; Space, Enter or a click ticks, Escape or a click elsewhere closes."""

    ticked = Signal(str)  # the keys, one a line

    def __init__(self, theme: Theme) -> None:
        self._ticks: tuple[str, ...] = ()
        super().__init__(theme)

    def show_several(self, choices: tuple[Choice, ...], ticks: tuple[str, ...]) -> None:
        if (choices, ticks) == (self._choices, self._ticks):
            return
        self._choices, self._paths, self._ticks = choices, paths(choices), ticks
        self._renamed()

    def ticks(self) -> tuple[str, ...]:
        return self._ticks

    def pick(self, key: str) -> None:
        """In the order in which the choices stand."""
        held = set(self._ticks) ^ {key}
        self._ticks = tuple(choice.key for choice in self._choices if choice.key in held)
        self._renamed()
        self.ticked.emit("\n".join(self._ticks))

    def _make_list(self) -> ChoiceList:
        return SeveralList(self._theme, self)

    def _text(self) -> str:
        names = {choice.key: choice.text for choice in self._choices}
        return ", ".join(names.get(key, key) for key in self._ticks)


class SeveralList(ChoiceList):
    """The open list: what is picked gets its tick, and the list stays where it is."""

    def __init__(self, theme: Theme, anchor: SeveralField) -> None:
        super().__init__(theme, anchor)
        self._field = anchor

    def is_chosen(self, key: str) -> bool:
        return key in self._field.ticks()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks also while the caret is in the search, until a word stands there."""
        if (
            watched is self.wanted
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
            and not self.wanted.text()
        ):
            self._pick_current()
            return True
        return super().eventFilter(watched, event)

    def _pick(self, key: str) -> None:
        self.picked.emit(key)
        self.rows.show_rows(self._found(self.wanted.text()))
        QTimer.singleShot(0, self._follow)  # what is ticked may have moved the field

    def _follow(self) -> None:
        if self.isVisible():
            self.fit(self.width(), self._height())
