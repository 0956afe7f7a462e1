"""``core.reporting.asking.Reports`` over the database."""

from __future__ import annotations

from collections.abc import Mapping

from core.reporting.asking import CountingState, HourCell, Question
from core.reporting.counters import Tally
from storage import report_queries
from storage.counting import DONE, SWEEPING, Counting, read_counting
from storage.database import Database
from storage.levels import LevelsKeeper
from storage.recount import Recounter

_NOT_BEGUN = Counting(0, "UTC")


class SqlReports:
    """Reads what is prepared; what no count holds yet is counted in the background, a slice at a time."""

    def __init__(self, database: Database, keeper: LevelsKeeper) -> None:
        self._database = database
        self._keeper = keeper

    def counting(self) -> CountingState:
        with self._database.reading() as connection:
            return _state(read_counting(connection) or _NOT_BEGUN)

    def sums(self, question: Question) -> Mapping[str, Tally]:
        with self._database.reading() as connection:
            return report_queries.sums(connection, read_counting(connection) or _NOT_BEGUN, question)

    def hours(self, question: Question) -> tuple[HourCell, ...]:
        with self._database.reading() as connection:
            return report_queries.hours(connection, read_counting(connection) or _NOT_BEGUN, question)

    def queues(self) -> tuple[str, ...]:
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT DISTINCT queue FROM report_keys ORDER BY queue")
            return tuple(rows.scalars())

    def count_on(self, limit: int = 100) -> CountingState:
        with self._database.reading() as connection:
            known = read_counting(connection)
        if known is not None and known.stage == DONE:
            return _state(known)
        with self._database.writing() as connection:
            further = Recounter(connection, self._keeper).slice(limit)
            connection.commit()
        return _state(further)


def _state(counting: Counting) -> CountingState:
    is_complete = counting.stage in (SWEEPING, DONE)
    return CountingState(counting.zone, counting.done, counting.of, is_complete, counting.stage == DONE)
