"""Fields for text in which Enter belongs to the input method while a word is being composed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from console.views.theme import Role, Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMPOSERS = (*_ENTER, Qt.Key.Key_Escape)
# Emacs habits of X11 that would swallow the window's own keys.
_NOT_OURS = (QKeySequence.StandardKey.DeleteEndOfLine, QKeySequence.StandardKey.DeleteCompleteLine)


def _keeps(event: QEvent, is_composing: bool) -> bool | None:
    """What a field answers when a window key is about to act: True keeps it, False lets it go, None Qt decides."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return None
    if is_composing and event.key() in _COMPOSERS:
        return True
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    if control and (
        any(event.matches(key) for key in _NOT_OURS) or event.key() in {Qt.Key.Key_D, Qt.Key.Key_K}
    ):
        return False
    return None


class LineEntry(QLineEdit):
    """One line. ``entered`` comes with Enter, never while the input method composes."""

    entered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._composing = theme, False
        theme.resized.connect(self._refit)
        self._refit()

    @property
    def is_composing(self) -> bool:
        return self._composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        keep = _keeps(event, self._composing)
        if keep is None:
            return super().event(event)
        event.setAccepted(keep)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.accept()
            if not self._composing and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.entered.emit(self.text())
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is the window's: its path is no text."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def show_text(self, text: str) -> None:
        """Another text from outside; undo still leads back to what was typed."""
        if text == self.text():
            return
        caret = self.cursorPosition()
        at_end = caret == len(self.text())
        self.selectAll()
        self.insert(text)
        self.setCursorPosition(len(text) if at_end else min(caret, len(text)))

    def _refit(self) -> None:
        self.setFont(self._theme.font(Role.BODY))


class TextEntry(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._composing = theme, False
        self.setTabChangesFocus(True)
        theme.resized.connect(self._refit)
        self._refit()

    @property
    def is_composing(self) -> bool:
        return self._composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        keep = _keeps(event, self._composing)
        if keep is None:
            return super().event(event)
        event.setAccepted(keep)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing and event.key() in _ENTER:
            event.accept()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file is the window's: its path is no text."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.minimumHeight())

    def text(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Another text from outside; undo still leads back to what was typed."""
        if text == self.toPlainText():
            return
        cursor = self.textCursor()
        caret = cursor.position()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(caret, len(text)))
        self.setTextCursor(cursor)

    def _refit(self) -> None:
        self.setFont(self._theme.font(Role.BODY))
