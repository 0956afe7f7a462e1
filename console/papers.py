"""Paper: kept as a file or given to a printer, off the screen's thread; whatever fails leaves nothing half-written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from console.bridge.background import Background
from console.presenters.saying import say
from console.viewmodels.words import Words
from console.views.print_choice import PrintChoice
from console.views.why_panel import WhyPanel
from console.views.why_sheet import paint_why, why_pdf
from core.errors import EnvironmentFault, Trouble
from core.words import Sentence, sentence

NO_PRINTER = Sentence("No printer is set up on this computer: please save it as PDF instead.")


class DiskFull(EnvironmentFault):
    """Of the folder for documents."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "The disk of {folder} is full: nothing was saved. Please make room and try again.", folder=folder
        )


class FolderClosed(EnvironmentFault):
    """It is gone, or somebody else's."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "{folder} cannot be written, so nothing was saved: is it there, and is it yours?", folder=folder
        )


class PrinterRefused(EnvironmentFault):
    """What it says goes to the system's own queue; we only know that it took nothing."""

    def __init__(self, printer: str) -> None:
        super().__init__(
            "The printer {printer} takes nothing: please look at it, or save it as PDF instead.",
            printer=printer,
        )


def documents() -> Path:
    """Where people look for what they saved."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def plain(name: str) -> str:
    """Of a file: what every disk takes."""
    return "".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign == "-")).lower()


def free_name(folder: Path, name: str) -> Path:
    """What was saved before stays: "name (2).pdf"."""
    file, n = folder / f"{name}.pdf", 1
    while file.exists():
        n += 1
        file = folder / f"{name} ({n}).pdf"
    return file


def keep(file: Path, content: bytes) -> Path:
    """On disk as a whole, or not at all."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as why:
        _forget(part)
        is_full = why.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise (DiskFull if is_full else FolderClosed)(file.parent) from why
    return file


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder is gone, and what was in it


class Choice(Protocol):
    """Which printer, asked beside the window and not before it."""

    def ask(self, chosen: Callable[[QPrinter], None]) -> None: ...


class WhyPapers:
    """The two buttons below the explanation."""

    def __init__(
        self, words: Words, panel: WhyPanel, background: Background, folder: Callable[[], Path]
    ) -> None:
        self._words = words
        self._panel = panel
        self._background = background
        self._folder = folder
        self._is_keeping = False
        self.printers: Callable[[], list[str]] = QPrinterInfo.availablePrinterNames
        self.choice: Choice = PrintChoice(panel)

    def save(self) -> None:
        paper, folder = self._panel.paper(), self._folder()
        name = f"ringdesk-{plain(paper.shown.file_name)}"
        self._keep(lambda: keep(free_name(folder, name), why_pdf(paper)))

    def print(self) -> None:
        """Asking the system for its printers can take long where one of them is away."""
        self._background.aside(self.printers, self._ask, self._failed)

    def _ask(self, names: list[str]) -> None:
        if names:
            self.choice.ask(self.give)
        else:
            self._panel.say_trouble(say(self._words, NO_PRINTER))

    def give(self, printer: QPrinter) -> None:
        """A file that was chosen in the system's dialog is written as ours are: as a whole."""
        paper, file = self._panel.paper(), printer.outputFileName()
        if file:
            layout = printer.pageLayout()
            self._keep(lambda: keep(Path(file), why_pdf(paper, layout)))
            return
        name = printer.printerName()

        def job() -> str:
            if not paint_why(printer, paper) or printer.printerState() is QPrinter.PrinterState.Error:
                raise PrinterRefused(name)
            return name

        self._background.aside(job, self._given, self._failed)

    def _keep(self, job: Callable[[], Path]) -> None:
        """One at a time: a double click is one wish."""
        if self._is_keeping:
            return
        self._is_keeping = True

        def kept(file: Path) -> None:
            self._is_keeping = False
            self._panel.say_saved(file)

        def failed(why: Trouble) -> None:
            self._is_keeping = False
            self._failed(why)

        self._background.aside(job, kept, failed)

    def _given(self, name: str) -> None:
        self._panel.say_done(say(self._words, sentence("Given to the printer {printer}.", printer=name)))

    def _failed(self, why: Trouble) -> None:
        self._panel.say_trouble(say(self._words, why.sentence))
