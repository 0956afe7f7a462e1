"""Faults planted on purpose, in the real processes: a checker that does not find them proves nothing.

``python -m tests.endure.plants NAME …`` is the server's program with one of them in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from typing import Any
from unittest.mock import patch

from server.__main__ import main
from storage.ledger import ledger
from storage.replica import waiting
from storage.replica.settling import DONE

Plant = Callable[[], AbstractContextManager[Any]]


def answered_before_it_is_on_disk() -> AbstractContextManager[Any]:
    """Every second batch is answered, and the power goes before its commit."""
    real, turns = ledger.SqlLedger.take_many, count()

    def take_many(self: Any, batches: Any) -> Any:
        if next(turns) % 2:
            return real(self, batches)
        with patch("sqlalchemy.engine.Connection.commit", lambda _self: None):
            return real(self, batches)

    return patch.object(ledger.SqlLedger, "take_many", take_many)


def retired_before_it_is_sent() -> AbstractContextManager[Any]:
    """The desk counts as done what it only begins to send: what is lost on the way is lost for good."""
    real = waiting.to_push

    def to_push(connection: Any, after: int, limit: int) -> Any:
        some = real(connection, after, limit)
        for one in some:
            connection.exec_driver_sql("UPDATE oplog SET state = ? WHERE seq = ?", (DONE, one.seq))
            connection.exec_driver_sql("DELETE FROM op_records WHERE seq = ?", (one.seq,))
        connection.commit()
        return some

    return patch.object(waiting, "to_push", to_push)


ON_SERVER: Mapping[str, Plant] = {"answered_before_it_is_on_disk": answered_before_it_is_on_disk}
ON_DESKS: Mapping[str, Plant] = {"retired_before_it_is_sent": retired_before_it_is_sent}
STANDBY = "a_standby_that_lags"  # the primary does not wait for it
PLANTS = (*ON_SERVER, *ON_DESKS, STANDBY)


def planted(name: str) -> AbstractContextManager[Any]:
    plant = {**ON_SERVER, **ON_DESKS}.get(name)
    return plant() if plant else nullcontext()


if __name__ == "__main__":
    with planted(sys.argv[1]):
        sys.exit(main(sys.argv[2:]))
