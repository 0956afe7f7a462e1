"""Whose drafts lie on the desk: those of who sits here; the others' wait, seen by nobody, until they are back."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from core.ids import AgentId
from storage import bookkeeping, tables
from storage.database import Database

_OWNER = "drafts of"
_D, _P, _T = tables.drafts.c, tables.parked_drafts.c, tables.tickets.c


def sit_down(database: Database, person: AgentId) -> None:
    """Drafts of before anybody was asked who they are become those of the first who is."""
    with database.writing() as connection:
        before = bookkeeping.read_meta(connection, _OWNER)
        if before != person:
            if before:
                _put_away(connection, before)
            _bring_back(connection, person)
            bookkeeping.write_meta(connection, _OWNER, person)
            connection.commit()


def _put_away(connection: Connection, owner: str) -> None:
    joined = tables.drafts.join(tables.tickets, _T.id == _D.ticket)
    query = select(tables.drafts, _T.number, _T.subject).select_from(joined)
    for row in connection.execute(query).all():
        title = f"{row.number} {row.subject}".strip()
        values = {"owner": owner, "ticket": row.ticket, "title": title, "fields": row.fields, "at": row.at}
        connection.execute(insert(tables.parked_drafts), values)
    connection.execute(delete(tables.drafts))


def _bring_back(connection: Connection, owner: str) -> None:
    """To its ticket; where that went meanwhile, it is kept with what lost its place."""
    for row in connection.execute(select(tables.parked_drafts).where(_P.owner == owner)).all():
        if connection.execute(select(_T.id).where(_T.id == row.ticket)).first():
            connection.execute(
                insert(tables.drafts), {"ticket": row.ticket, "fields": row.fields, "at": row.at}
            )
        else:
            stray = {
                "id": f"draft:{row.ticket}:{row.at}",
                "kind": "ticket",
                "record": row.ticket,
                "title": row.title,
                "fields": row.fields,
                "at": row.at,
            }
            connection.execute(insert(tables.strays), stray)
    connection.execute(delete(tables.parked_drafts).where(_P.owner == owner))
