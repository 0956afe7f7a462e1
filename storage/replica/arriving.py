"""Many records that are new here, put down together: the first sync of a desk, or the morning after a long absence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, select

from core.customers.identity import NumberRules
from core.sync.records import Kind, Record, Ref, TicketRecord
from core.sync.state import CallRecord, CustomerRecord
from storage import contacts, tables
from storage.bulk import BulkLoad
from storage.levels import LevelsKeeper
from storage.recount import Recounter
from storage.replica.projection import Projection
from storage.ticket_store import put_replaced

Arrival = tuple[Ref, Record]
_TABLES: dict[Kind, Table] = {
    Kind.TICKET: tables.tickets,
    Kind.CALL: tables.calls,
    Kind.CUSTOMER: tables.customers,
}


class Arriving:
    """Inside one transaction. What is here already, or meets something that is, goes the ordinary way."""

    def __init__(
        self, connection: Connection, projection: Projection, rules: NumberRules, keeper: LevelsKeeper
    ) -> None:
        self._connection = connection
        self._projection = projection
        self._rules = rules
        self._keeper = keeper

    def put(self, arrivals: Sequence[Arrival]) -> list[Ref]:
        """The records that now look different."""
        known = self._known(arrivals)
        fresh = [one for one in arrivals if one[0].kind in _TABLES and one[0] not in known]
        others = [one for one in arrivals if one[0].kind not in _TABLES or one[0] in known]
        changed = [ref for ref, record in others if self._projection.put(ref, record)]
        load = BulkLoad(self._connection, self._rules, fill_search=True, keeper=self._keeper)
        load.customer_records(record for _, record in fresh if isinstance(record, CustomerRecord))
        load.calls(record for _, record in fresh if isinstance(record, CallRecord))
        tickets = [record for _, record in fresh if isinstance(record, TicketRecord)]
        load.know(self._calls(call for one in tickets for call in one.ticket.calls))
        load.tickets(one.ticket for one in tickets)
        load.finish_some(one.ticket for one in tickets)
        for one in tickets:
            put_replaced(self._connection, one.ticket.id, one.replaced)
        calls = [ref.id for ref, record in fresh if isinstance(record, CallRecord)]
        Recounter(self._connection, self._keeper).arrived(calls, [one.ticket.id for one in tickets])
        return [*changed, *(ref for ref, _ in fresh)]

    def _known(self, arrivals: Sequence[Arrival]) -> set[Ref]:
        """Those that are here, calls that a ticket here waits for, and tickets whose number is another's here."""
        found: set[Ref] = set()
        for kind, table in _TABLES.items():
            ids = [ref.id for ref, _ in arrivals if ref.kind is kind]
            query = select(table.c.id).where(table.c.id.in_(ids))
            found |= {Ref(kind, id_) for id_ in self._connection.execute(query).scalars()}
        tied = tables.ticket_calls.c.call
        calls = [ref.id for ref, _ in arrivals if ref.kind is Kind.CALL]
        query = select(tied).where(tied.in_(calls))
        found |= {Ref(Kind.CALL, id_) for id_ in self._connection.execute(query).scalars()}
        numbers = {one.ticket.number: ref for ref, one in arrivals if isinstance(one, TicketRecord)}
        number = tables.tickets.c.number
        query = select(number).where(number.in_(list(numbers)))
        return found | {numbers[one] for one in self._connection.execute(query).scalars()}

    def _calls(self, ids: Iterable[str]) -> list[CallRecord]:
        calls = tables.calls
        rows = self._connection.execute(select(calls).where(calls.c.id.in_(list(ids))))
        return [contacts.call_of(row) for row in rows]
