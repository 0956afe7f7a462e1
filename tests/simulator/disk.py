"""A disk that loses power: the n-th statement or commit from now does not happen, and nothing after it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Engine, create_engine, event

from storage.database import Database


class PowerCut(BaseException):
    """Caught by nobody but the world, as with a real one."""


class Fuse:
    """Sits on one database; ``burn`` counts statements and commits down, and the one at zero is the last thought."""

    def __init__(self) -> None:
        self._left: int | None = None
        self.is_blown = False

    def watch(self, engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", self._count)
        event.listen(engine, "commit", self._count)

    def burn(self, after: int | None) -> None:
        self._left = after

    @property
    def is_burning(self) -> bool:
        return self._left is not None

    def mend(self) -> None:
        self._left, self.is_blown = None, False

    def _count(self, *_: Any) -> None:
        if self.is_blown:
            raise PowerCut
        if self._left is None:
            return
        self._left -= 1
        if self._left < 0:
            self.is_blown = True
            raise PowerCut


def power_off(database: Database) -> None:
    """What is on the disk stays as it is at this moment: nobody tidies up the log."""
    files = [database.path, database.path.with_name(database.path.name + "-wal")]
    kept = {file: file.read_bytes() for file in files if file.exists()}
    database.abandon()
    for file, content in kept.items():
        file.write_bytes(content)


@cache
def _first_engine(url: str, module: Any) -> Engine:
    return create_engine(url, module=module)


def engine_that_shares(url: str, **options: Any) -> Engine:
    """A run opens a dozen databases and asks each the same questions: they are put into SQL once for all of them."""
    engine = create_engine(url, **options)
    first = _first_engine(url, options["module"])
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return engine
