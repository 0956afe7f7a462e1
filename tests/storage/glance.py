"""What a desk's database holds, as the tests' people ask before they choose what to do."""

from __future__ import annotations

from collections.abc import Iterable

from core.sync.records import Kind, Ref, TicketRecord
from storage.desk import SqlDesk
from storage.replica.projection import read_record


class Glance:
    """Of the desk that ``desk`` is now: a subclass may open it again."""

    desk: SqlDesk

    def tickets(self) -> list[str]:
        return self._ids("tickets")

    def customers(self) -> list[str]:
        return self._ids("customers")

    def calls(self) -> list[str]:
        return self._ids("calls")

    def ticket(self, id_: str) -> TicketRecord | None:
        with self.desk.database.reading() as connection:
            record = read_record(connection, Ref(Kind.TICKET, id_))
        return record if isinstance(record, TicketRecord) else None

    def _ids(self, table: str) -> list[str]:
        with self.desk.database.reading() as connection:
            found: Iterable[str] = connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars()
            return list(found)
