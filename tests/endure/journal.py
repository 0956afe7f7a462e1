"""What a desk was asked for, called safe and heard from the server: beside its profile, synced line by line."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ASKED, KEPT, NOT_DONE, DRAFT, ANSWERED, OPENED, STANDS = (
    "asked",
    "kept",
    "not done",
    "draft",
    "answered",
    "opened",
    "stands",
)


class Journal:
    """Whoever is killed in the middle of a line said nothing."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(self, what: str, **facts: Any) -> None:
        """From any thread: one write is one line. On disk when it returns."""
        line = json.dumps({"what": what, "at": time.monotonic(), **facts}, ensure_ascii=False)
        os.write(self._handle, f"\n{line}\n".encode())
        os.fsync(self._handle)


def read_journal(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue  # empty, or cut off by a kill
