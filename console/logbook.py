"""The log of the desk: only ids, figures and names of kinds get through, so it cannot hold personal data."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

OURS = ("console", "core", "storage", "telephony", "reports")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HIDDEN = "(hidden)"
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainFormatter(logging.Formatter):
    """A sentence of ours with figures and ids in it; of an error its kind and places, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        line = f"{stamp} {record.levelname} {record.name} {self._sentence(record)}"
        return line + (self.formatException(record.exc_info) if record.exc_info else "")

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's name
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
        return f": {kind.__name__ if kind else 'nothing'} at {places}"

    def _sentence(self, record: logging.LogRecord) -> str:
        if record.name.split(".")[0] not in OURS:
            return HIDDEN  # another library's words may hold anything
        args = record.args if isinstance(record.args, tuple) else ()
        return str(record.msg) % tuple(shown(arg) for arg in args) if args else str(record.msg)


def shown(value: object) -> object:
    """A figure, an id or a name of a kind as it is; anything else hidden."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, str) and ID.fullmatch(value):
        return value
    return HIDDEN


def keep_log(folder: Path) -> None:
    """Write to a rotating file in ``folder``: five files of a megabyte; nothing goes to the terminal."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        folder / "ringdesk.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8"
    )
    handler.setFormatter(PlainFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    logging.getLogger("console").info("the desk starts on Python %d.%d", *sys.version_info[:2])
