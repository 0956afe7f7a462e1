"""A scanned sheet dropped anywhere on the window; and the dialog for who would rather choose the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from console.viewmodels.words import Words

PICTURES = "*.png *.jpg *.jpeg *.pdf"


class SheetDrops(QObject):
    """Takes one local file; what else is dragged about is left to the widget below it."""

    dropped = Signal(str)

    def __init__(self, words: Words, window: QWidget) -> None:
        super().__init__(window)
        self._words, self._window = words, window
        self._dialog: QFileDialog | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if _file(event):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and _file(event):
            event.acceptProposedAction()
            self.dropped.emit(_file(event))
            return True
        return False

    def choose(self) -> None:
        """Beside the window: a call that rings is answered while it stands open."""
        if self._dialog is not None:
            self._dialog.raise_()
            return
        words = self._words
        dialog = self._dialog = QFileDialog(self._window, words("Which scanned sheet?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(words("Scanned sheets ({kinds})", kinds=PICTURES))
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.dropped)
        dialog.finished.connect(self._closed())
        dialog.show()

    def _closed(self) -> Callable[[int], None]:
        def closed(_: int) -> None:
            self._dialog = None

        return closed


def _file(event: QDropEvent) -> str:
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
