"""What happens on the desk, told to every program that listens, one line each, with its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Plain = dict[str, Any]
Ear = Callable[[Plain], bool]


class Feed:
    """An ear that answers False hears no more: its program is gone."""

    def __init__(self) -> None:
        self._ears: list[Ear] = []

    def listen(self, ear: Ear) -> None:
        self._ears.append(ear)

    def tell(self, line: Plain) -> None:
        """``at`` is when it happened, ``told_at`` when the desk told it."""
        if self._ears:
            now = datetime.now(UTC).isoformat()
            full = {"at": now, **line, "told_at": now}
            self._ears = [ear for ear in self._ears if ear(full)]
