"""``core.ports.PaperArchive`` over the database: a number is on disk before its paper leaves."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from core.ids import AgentId, TicketId
from core.papers import NumberTaken, PaperRecord, PaperState, PaperWay
from storage import tables
from storage.columns import from_json, micros, moment, to_json
from storage.database import Database

_P = tables.papers.c


class SqlPapers:
    """Numbers have no gaps: only a paper that is written down uses one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_number(self) -> int:
        with self._database.reading() as connection:
            return _next(connection)

    def add(self, paper: PaperRecord) -> None:
        with self._database.writing() as connection:
            if paper.number != _next(connection):
                raise NumberTaken(paper.number)
            connection.execute(insert(tables.papers), _values(paper))
            connection.commit()

    def settle(self, number: int, state: PaperState, why: str = "") -> None:
        with self._database.writing() as connection:
            known = update(tables.papers).where(_P.number == number)
            connection.execute(known.values(state=state.value, why=why))
            connection.commit()

    def find(self, number: int) -> PaperRecord | None:
        with self._database.reading() as connection:
            row = connection.execute(select(tables.papers).where(_P.number == number)).first()
            return _record(row) if row is not None else None

    def of_ticket(self, ticket: TicketId) -> tuple[PaperRecord, ...]:
        with self._database.reading() as connection:
            return papers_of(connection, ticket)


def papers_of(connection: Connection, ticket: TicketId) -> tuple[PaperRecord, ...]:
    rows = connection.execute(select(tables.papers).where(_P.ticket == ticket).order_by(_P.number))
    return tuple(_record(row) for row in rows)


def _next(connection: Connection) -> int:
    last: int | None = connection.execute(select(func.max(_P.number))).scalar()
    return (last or 0) + 1


def _values(paper: PaperRecord) -> dict[str, object]:
    return {
        "number": paper.number, "at": micros(paper.at), "by": paper.by, "kind": paper.kind, "about": paper.about,
        "way": paper.way.value, "language": paper.language, "paper": paper.paper, "file_hash": paper.file_hash,
        "code": paper.code, "fields": to_json(dict(paper.fields)), "ticket": paper.ticket, "recipient": paper.to,
        "state": paper.state.value, "why": paper.why,
    }  # fmt: skip


def _record(row: Any) -> PaperRecord:
    return PaperRecord(
        row.number,
        moment(row.at),
        AgentId(row.by),
        row.kind,
        row.about,
        PaperWay(row.way),
        row.language,
        row.paper,
        row.file_hash,
        row.code,
        from_json(row.fields),
        TicketId(row.ticket) if row.ticket else None,
        row.recipient,
        PaperState(row.state),
        row.why,
    )
