"""People, teams and categories: slow-moving names that a supervisor owns, replaced whole."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, insert, select

from core.ids import AgentId, TeamId
from core.reading import Directory, Person, Team
from core.tickets.model import Category
from storage import tables
from storage.columns import from_json, to_json
from storage.mapping import Values


def read_directory(connection: Connection) -> Directory:
    people, teams, categories = (
        connection.execute(select(table).order_by(table.c.position)).all()
        for table in (tables.people, tables.teams, tables.categories)
    )
    return Directory(
        tuple(
            Person(AgentId(row.id), row.name, tuple(from_json(row.teams)), row.mail, row.mobile, row.calendar)
            for row in people
        ),
        tuple(Team(TeamId(row.id), row.name, row.lead, row.calendar) for row in teams),
        tuple(Category(row.id, tuple(from_json(row.path)), bool(row.is_leaf)) for row in categories),
    )


def write_directory(connection: Connection, names: Directory) -> None:
    people = [
        {
            "id": one.id,
            "name": one.name,
            "teams": to_json(one.teams),
            "mail": one.mail,
            "mobile": one.mobile,
            "calendar": one.calendar,
        }
        for one in names.people
    ]
    teams = [
        {"id": one.id, "name": one.name, "lead": one.lead, "calendar": one.calendar} for one in names.teams
    ]
    categories = [
        {"id": one.id, "path": to_json(one.path), "is_leaf": int(one.is_leaf)} for one in names.categories
    ]
    _replace(connection, tables.people, people)
    _replace(connection, tables.teams, teams)
    _replace(connection, tables.categories, categories)


def _replace(connection: Connection, table: Table, rows: list[Values]) -> None:
    connection.execute(delete(table))
    if rows:
        connection.execute(insert(table), [{**row, "position": n} for n, row in enumerate(rows)])
