"""Pictures for screens: bounded Core selects that never touch more rows than they show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, select

from core.customers.identity import NumberRules
from core.customers.index import NumberIndex
from core.ids import AgentId, CallId, CustomerId, TeamId, TicketId
from core.reading import (
    MOST_MISSED,
    CallRow,
    Counts,
    CustomerCard,
    Directory,
    SearchHit,
    TicketCard,
    TicketFilter,
    TicketPage,
    TicketRow,
)
from core.sla.history import history_of
from storage import bookkeeping, contacts, mapping, tables
from storage.columns import micros
from storage.customer_store import load_customer
from storage.database import Database
from storage.directory import read_directory
from storage.files import file_rows
from storage.levels import answered_calls
from storage.number_store import SqlNumberIndex
from storage.papers import papers_of
from storage.report_tickets import behind_page
from storage.search import find
from storage.ticket_lists import IS_OPEN, ROWS, ticket_page
from storage.ticket_store import load_ticket

MISSED_SEEN = "missed_calls_seen"
CARD_ROWS = 20
_T = tables.tickets.c
IS_MISSED = tables.calls.c.end == literal_column("'missed'")

_CALLS: Select[Any] = select(tables.calls, tables.customers.c.name.label("customer_name")).outerjoin_from(
    tables.calls, tables.customers, tables.customers.c.id == tables.calls.c.customer
)


class SqlReading:
    """``core.reading.Reading`` over the database: each answer is one moment of it."""

    def __init__(self, database: Database, rules: NumberRules) -> None:
        self._database = database
        self._rules = rules
        self._numbers = SqlNumberIndex(database)
        self.desk = ""  # whose calls are listed; "": all there are

    @property
    def numbers(self) -> NumberIndex:
        return self._numbers

    def tickets(self, what: TicketFilter, after: str | None = None, limit: int = 100) -> TicketPage:
        with self._database.reading() as connection:
            if what.behind is not None:
                return behind_page(connection, what.behind, after, limit)
            return ticket_page(connection, what, after, limit)

    def ticket(self, ticket: TicketId) -> TicketCard | None:
        with self._database.reading() as connection:
            row = connection.execute(ROWS.where(_T.id == ticket)).first()
            whole = load_ticket(connection, ticket)
            if row is None or whole is None:
                return None
            draft = connection.execute(select(tables.drafts).where(tables.drafts.c.ticket == ticket)).first()
            log = tables.oplog.c
            waiting = select(func.count()).where(
                log.ticket == ticket, log.state == literal_column("'pending'")
            )
            return TicketCard(
                mapping.ticket_row_of(row),
                whole.description,
                whole.kind,
                whole.impact,
                whole.urgency,
                whole.category,
                whole.team,
                whole.notes,
                whole.history,
                _calls(connection, _CALLS.where(tables.calls.c.id.in_(whole.calls))),
                mapping.draft_of(draft) if draft else None,
                connection.execute(waiting).scalar_one(),
                history_of(whole, answered_calls(connection, whole.calls)),
                whole.promises,
                tuple(one.agent for one in whole.watchers if one.on),
                whole.snoozes,
                papers_of(connection, ticket),
                whole.asset,
                whole.serial,
                whole.parts,
                file_rows(connection, whole),
            )

    def ticket_by_number(self, number: str) -> TicketId | None:
        with self._database.reading() as connection:
            found: str | None = connection.execute(select(_T.id).where(_T.number == number)).scalar()
        return TicketId(found) if found else None

    def customer(self, customer: CustomerId) -> CustomerCard | None:
        with self._database.reading() as connection:
            record = load_customer(connection, customer)
            if record is None:
                return None
            theirs = ROWS.where(_T.customer == customer).order_by(_T.changed_at.desc(), _T.id.desc())
            theirs = theirs.limit(CARD_ROWS)
            still_open = connection.execute(theirs.where(IS_OPEN)).all()
            recent = connection.execute(theirs.where(_T.status.in_(("resolved", "closed")))).all()
            count = select(func.count()).where(_T.customer == customer, IS_OPEN)
            return CustomerCard(
                record.customer,
                tuple(mapping.ticket_row_of(row) for row in still_open),
                tuple(mapping.ticket_row_of(row) for row in recent),
                connection.execute(count).scalar_one(),
            )

    def calls(self, before: datetime | None = None, limit: int = 50) -> tuple[CallRow, ...]:
        began = tables.calls.c.began_at
        query = _CALLS.where(*self._own_calls()).order_by(began.desc()).limit(limit)
        with self._database.reading() as connection:
            return _calls(connection, query.where(began < micros(before)) if before else query)

    def _own_calls(self) -> list[ColumnElement[bool]]:
        """The log is of the calls that came here: a desk with a server holds its colleagues' calls too.

        A call's stamp is that of whoever recorded it, and ends in the name of that desk.
        """
        return [tables.calls.c.stamp.endswith(f"-{self.desk}", autoescape=True)] if self.desk else []

    def search(self, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
        with self._database.reading() as connection:
            return find(connection, text, self._rules, limit)

    def directory(self) -> Directory:
        with self._database.reading() as connection:
            return read_directory(connection)

    def counts(self, agent: AgentId, teams: tuple[TeamId, ...]) -> Counts:
        mine, of_teams = bookkeeping.of_agent(agent), [bookkeeping.of_team(team) for team in teams]
        frame = (bookkeeping.UNASSIGNED, bookkeeping.ALL_OPEN, bookkeeping.WAITING)
        with self._database.reading() as connection:
            figures = bookkeeping.figures(connection, (mine, *of_teams, *frame))
            seen = int(bookkeeping.read_meta(connection, MISSED_SEEN) or 0)
            unseen = select(tables.calls.c.id).where(
                IS_MISSED, tables.calls.c.began_at > seen, *self._own_calls()
            )
            missed = select(func.count()).select_from(unseen.limit(MOST_MISSED).subquery())
            return Counts(
                figures[mine],
                sum(figures[name] for name in of_teams),
                figures[bookkeeping.UNASSIGNED],
                figures[bookkeeping.ALL_OPEN],
                connection.execute(missed).scalar_one(),
                figures[bookkeeping.WAITING],
            )

    def drafts(self) -> tuple[TicketRow, ...]:
        query = ROWS.where(tables.drafts.c.ticket.is_not(None)).order_by(tables.drafts.c.at.desc())
        with self._database.reading() as connection:
            return tuple(mapping.ticket_row_of(row) for row in connection.execute(query))


def _calls(connection: Connection, query: Select[Any]) -> tuple[CallRow, ...]:
    """Calls with the tickets that came of them, in two looks."""
    rows = connection.execute(query).all()
    tied = tables.ticket_calls.c
    of_calls = (
        select(tied.call, _T.id, _T.number)
        .join_from(tables.ticket_calls, tables.tickets, _T.id == tied.ticket)
        .where(tied.call.in_([row.id for row in rows]))
        .order_by(_T.id)
    )
    tickets: dict[str, list[tuple[TicketId, str]]] = {}
    for link in connection.execute(of_calls):
        tickets.setdefault(CallId(link.call), []).append((TicketId(link.id), link.number))
    return tuple(contacts.call_row_of(row, tuple(tickets.get(row.id, ()))) for row in rows)
