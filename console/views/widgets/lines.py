"""A list whose current line is shown in full beside or below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from console.viewmodels.levels import LineShown
from console.views.theme import Theme
from console.views.widgets.rows import Row, RowList

_SHIFTS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LineList(RowList):
    """Lines of which the chosen one is shown below it: arrows are enough, Delete asks to take it out."""

    moved_to = Signal(str)
    delete_wanted = Signal()
    shifted = Signal(int)  # up or down by one, with Alt

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._showing = False
        self.delegate.shows_check = False
        self.chosen.connect(self.moved_to)
        self.selectionModel().currentChanged.connect(lambda *_: self._moved())

    def show_lines(self, lines: tuple[LineShown, ...], chosen: str) -> None:
        self._showing = True
        self.show_rows(
            tuple(
                Row(
                    one.key, one.title, one.detail, one.badge, one.tone,
                    is_chosen=one.key == chosen, is_heading=one.is_heading,
                )
                for one in lines
            )
        )  # fmt: skip
        at = next((n for n, one in enumerate(lines) if one.key == chosen), -1)
        if at >= 0 and self.current_key() != chosen:
            self.setCurrentIndex(self.rows.index(at))
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Delete and plain == Qt.KeyboardModifier.NoModifier:
            self.delete_wanted.emit()
        elif event.key() in _SHIFTS and plain == Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(_SHIFTS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _moved(self) -> None:
        key = self.current_key()
        if key and not self._showing:
            self.moved_to.emit(key)
