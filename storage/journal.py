"""What was fired, beside the database: so that a database restored from a backup does not fire it again.

One line of 32 signs a step: a keyed hash of ticket and step, which says nothing to who reads it. It is written after
the transaction that notes the step: a crash between the two costs a line of this second safety net, never a reminder.
A missing or damaged journal is an empty one. It is no part of a backup.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

LINE = 33
MOST = 200_000  # lines; about three years of a busy desk
NAME = "reminders.journal"


class Journal:
    """Appended to after each firing was committed; ``key`` lives in the database."""

    def __init__(self, folder: Path, key: str) -> None:
        self._path = folder / NAME
        self._key = key.encode()
        self._known: set[str] | None = None

    def knows(self, ticket: str, step: str) -> bool:
        return self._name(ticket, step) in self._lines()

    def note(self, steps: Iterable[tuple[str, str]]) -> None:
        """Durable before it returns, as far as the disk lets it: a full one costs the safety net, not the desk."""
        fresh = [one for one in (self._name(*step) for step in steps) if one not in self._lines()]
        if not fresh:
            return
        self._lines().update(fresh)
        with suppress(OSError), self._path.open("a", encoding="ascii") as file:
            file.write("".join(f"{one}\n" for one in fresh))
            file.flush()
            os.fsync(file.fileno())

    def _name(self, ticket: str, step: str) -> str:
        return hashlib.blake2b(f"{ticket}|{step}".encode(), key=self._key[:64], digest_size=16).hexdigest()

    def _lines(self) -> set[str]:
        if self._known is None:
            self._known = set()
            with suppress(OSError, UnicodeDecodeError):
                lines = self._path.read_text(encoding="ascii").splitlines()
                self._known = {one for one in lines[-MOST:] if len(one) == LINE - 1}
        return self._known
