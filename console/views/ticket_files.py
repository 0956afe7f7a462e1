"""The files of a ticket: added by button, by dropping them here or by pasting a picture; opened, saved, taken off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QStandardPaths, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.files import FileLine, FilesShown
from console.viewmodels.words import Words
from console.views.keys import Keys
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton, Kind
from console.views.widgets.parts import SectionHeader
from console.views.widgets.text import Text


class FileRowView(QWidget):
    """One file: press its name to open it."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.line = FileLine("", "", "")
        self.name = KeyButton(theme, Kind.QUIET, "file")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.detail = Text(theme, Role.SMALL)
        self.save, self.remove = IconButton(theme, "save"), IconButton(theme, "trash")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.name)
        row.addWidget(self.detail)
        row.addStretch(1)
        row.addWidget(self.save)
        row.addWidget(self.remove)

    def show_line(self, line: FileLine) -> None:
        words, self.line = self._words, line
        self.name.say(line.name, line.icon, hover=words("Open {name}", name=line.name))
        self.name.setAccessibleName(words("Open {name}", name=line.name))
        self.detail.say(line.detail, line.tone)
        self.save.say("", hover=words("Save {name} as…", name=line.name))
        self.remove.say("", hover=words("Take {name} off the ticket", name=line.name))
        for button in (self.name, self.save):
            button.setEnabled(line.is_ready)
        self.remove.setEnabled(line.is_ready and line.can_remove)


class TicketFilesView(QWidget):
    """A FilesView. It takes what is dropped on it; the rest of the window takes scanned sheets."""

    files_added = Signal(list)
    picture_pasted = Signal(object)
    open_clicked = Signal(str)
    save_chosen = Signal(str, str)
    remove_clicked = Signal(str)

    def __init__(self, words: Words, theme: Theme, keys: Keys) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self._dialogs: dict[str, QFileDialog] = {}
        self._is_over = False
        self.rows: list[FileRowView] = []
        self._header = SectionHeader(theme)
        self.add = KeyButton(theme, Kind.QUIET, "plus", keys.shown("attach_file"))
        self.paste = KeyButton(theme, Kind.QUIET, "copy", keys.shown("paste_picture"))
        self._hint = Text(theme, Role.SMALL)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._header)
        head.addWidget(self._hint)
        head.addStretch(1)
        head.addWidget(self.add)
        head.addWidget(self.paste)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addLayout(head)
        self.setAcceptDrops(True)
        self.add.clicked.connect(self.ask_files)
        self.paste.clicked.connect(self.paste_picture)
        self.retranslate()

    def show_files(self, files: FilesShown) -> None:
        while len(self.rows) < len(files.lines):
            self._add_row()
        for at, row in enumerate(self.rows):
            if at < len(files.lines):
                row.show_line(files.lines[at])
            row.setVisible(at < len(files.lines))
        self._hint.setVisible(not files.lines)
        self.add.setEnabled(files.can_add)
        self.paste.setEnabled(files.can_add)

    def ask_files(self) -> None:
        """Beside the window: a call that rings is answered while it stands open."""
        dialog = self._dialog("", self._words("Which files belong to this ticket?"))
        if dialog is not None:
            dialog.setDirectory(_documents())
            dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
            dialog.filesSelected.connect(lambda paths: self.files_added.emit(list(paths)))
            dialog.show()

    def paste_picture(self) -> None:
        """What is in the clipboard: a picture, or files."""
        data = QGuiApplication.clipboard().mimeData()
        if _files(data):
            self.files_added.emit(_files(data))
            return
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self._hint.say(self._words("There is no picture in the clipboard."))
            self._hint.setVisible(True)
            return
        self.picture_pasted.emit(_png_of(image))

    def retranslate(self) -> None:
        words = self._words
        self._header.say(words("Files"))
        self._hint.say(words("Drop files here"))
        self.add.say(words("Add a file"))
        self.paste.say(words("Paste a picture"))
        for row in self.rows:
            row.show_line(row.line)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        event.acceptProposedAction()
        self.files_added.emit(_files(event.mimeData()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._is_over:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _show_over(self, on: bool) -> None:
        self._is_over = on
        self.update()

    def _add_row(self) -> None:
        row = FileRowView(self._words, self._theme)
        row.name.clicked.connect(lambda: self.open_clicked.emit(row.line.id))
        row.save.clicked.connect(lambda: self._ask_place(row.line))
        row.remove.clicked.connect(lambda: self.remove_clicked.emit(row.line.id))
        self.rows.append(row)
        self._box.addWidget(row)

    def _ask_place(self, line: FileLine) -> None:
        dialog = self._dialog(line.id, self._words("Where is {name} to be saved?", name=line.name))
        if dialog is not None:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            dialog.selectFile(str(Path(_documents()) / line.name))
            dialog.fileSelected.connect(lambda path: self.save_chosen.emit(line.id, path))
            dialog.show()

    def _dialog(self, which: str, title: str) -> QFileDialog | None:
        """One of each; the one that stands open comes to the front."""
        known = self._dialogs.get(which)
        if known is not None:
            known.raise_()
            return None
        dialog = self._dialogs[which] = QFileDialog(self.window(), title)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _: self._dialogs.pop(which, None))
        return dialog


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def _png_of(image: QImage) -> Callable[[], bytes]:
    """A big picture takes a second: whoever wants the bytes makes them."""

    def make() -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes
        return bytes(buffer.data().data())

    return make
