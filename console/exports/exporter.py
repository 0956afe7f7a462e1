"""Files of reports, made and written away from the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from console.bridge.background import Background
from console.exports.csv_file import csv_bytes
from console.exports.whole import write_whole
from core.errors import Trouble
from core.reporting.sheets import ReportSheet

Maker = Callable[[ReportSheet], bytes]


def _xlsx(sheet: ReportSheet) -> bytes:
    from console.exports.xlsx_file import xlsx_bytes  # noqa: PLC0415 - loaded when it is first wanted

    return xlsx_bytes(sheet)


def _pdf(sheet: ReportSheet) -> bytes:
    from console.exports.pdf_file import pdf_bytes  # noqa: PLC0415 - as above

    return pdf_bytes(sheet)


MAKERS: Mapping[str, Maker] = {"csv": csv_bytes, "xlsx": _xlsx, "pdf": _pdf}


class FileExporter:
    """An Exporter: one job in the pool for each file."""

    def __init__(self, background: Background, makers: Mapping[str, Maker] = MAKERS) -> None:
        self._background = background
        self._makers = makers

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self._makers)

    def save(
        self,
        sheet: ReportSheet,
        kind: str,
        folder: str,
        done: Callable[[str], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """``done`` is given the whole path: a name that is taken is not written over."""
        make = self._makers[kind]

        def job() -> str:
            return str(write_whole(Path(folder).expanduser(), f"{sheet.name}.{kind}", make(sheet)))

        self._background.aside(job, done, failed)

    def make(
        self, sheet: ReportSheet, kind: str, done: Callable[[bytes], None], failed: Callable[[Trouble], None]
    ) -> None:
        make = self._makers[kind]
        self._background.aside(lambda: make(sheet), done, failed)
