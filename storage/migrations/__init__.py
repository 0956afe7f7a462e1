"""Migrations: numbered, self-contained, each all or nothing, the version in ``PRAGMA user_version``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from storage.database import Database
from storage.faults import DatabaseTooNew
from storage.migrations import (
    m0001_first,
    m0002_service,
    m0003_sketch,
    m0004_sync,
    m0005_counts,
    m0006_papers,
    m0007_life,
    m0008_parked_drafts,
    m0009_goods,
    m0010_files,
    m0011_turns,
)

Step = Callable[[Connection], None]

STEPS: Mapping[int, Step] = {
    1: m0001_first.migrate,
    2: m0002_service.migrate,
    3: m0003_sketch.migrate,
    4: m0004_sync.migrate,
    5: m0005_counts.migrate,
    6: m0006_papers.migrate,
    7: m0007_life.migrate,
    8: m0008_parked_drafts.migrate,
    9: m0009_goods.migrate,
    10: m0010_files.migrate,
    11: m0011_turns.migrate,
}


def version_of(database: Database) -> int:
    with database.raw() as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(database: Database, steps: Mapping[int, Step] = STEPS) -> None:
    """Every step that is missing, in order; one that fails leaves the version before it."""
    version, newest = version_of(database), max(steps)
    if version > newest:
        raise DatabaseTooNew(version, newest)
    for number in sorted(n for n in steps if n > version):
        with database.writing() as connection:
            steps[number](connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
            connection.commit()
