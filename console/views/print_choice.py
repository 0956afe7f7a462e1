"""The system's print dialog, beside the window: a call that rings is answered while it stands open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


class PrintChoice:
    """One dialog at a time; asked again, it comes to the front."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self.dialog: QPrintDialog | None = None

    def ask(self, chosen: Callable[[QPrinter], None]) -> None:
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = self.dialog = QPrintDialog(printer, self._parent.window())
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def ended(result: int) -> None:
            self.dialog = None
            if result == QDialog.DialogCode.Accepted.value:
                chosen(printer)

        dialog.finished.connect(ended)
        dialog.show()
