"""``core.ports_outbox.Outbox`` over the desk's database: refusals, and beside them what is still on its way."""

from __future__ import annotations

from collections.abc import Sequence

from storage.replica import waiting
from storage.replica.refusals import Refusals
from storage.replica.standing import read_standing
from storage.replica.waiting import Waiting


class SqlOutbox(Refusals):
    """On the database lane only."""

    def waiting(self, limit: int = 200) -> Sequence[Waiting]:
        with self._database.reading() as connection:
            return waiting.to_push(connection, 0, limit)

    def offset_ms(self) -> int:
        """How far the server's clock was ahead when it was last asked."""
        with self._database.reading() as connection:
            return read_standing(connection).offset_ms
