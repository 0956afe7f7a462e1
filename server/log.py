"""The log of the server: one JSON object a line on stderr, with ids and figures and never a name or a typed word."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

OURS = ("server", "core", "storage", "courier", "reports")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,64}")


class JsonLines(logging.Formatter):
    """A sentence of ours, its arguments beside it; of an error its kind and places, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name.partition(".")[0] in OURS:
            args = record.args if isinstance(record.args, tuple) else ()
            line["what"] = str(record.msg) % tuple(shown(arg) for arg in args) if args else str(record.msg)
        else:
            line["what"] = "(another library's words are not kept: they may hold anything)"
        line |= {name: shown(value) for name, value in getattr(record, "facts", {}).items()}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["places"] = [f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames)][:30]
        return json.dumps(line, ensure_ascii=False)


def shown(value: object) -> object:
    """A figure, an id, a digest or the name of a kind as it is; anything else hidden."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, type):
        return value.__name__
    return value if isinstance(value, str) and ID.fullmatch(value) else "(hidden)"


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Of other libraries only trouble: their words are hidden, so the rest would say nothing."""
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] in OURS


def keep_log(level: int = logging.INFO) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(is_worth_a_line)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
