"""What a ticket remembers for its service level, as one row of lists: most tickets have none."""

from __future__ import annotations

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert

from core.ids import AgentId, PromiseId
from core.tickets.marks import FieldChange, Promise, Reminded, Snooze, Watcher
from core.tickets.ticket import Ticket
from storage import tables
from storage.columns import from_json, micros, moment, to_json
from storage.mapping import Row, Values

EMPTY: Values = {"changes": (), "promises": (), "watchers": (), "reminded": (), "snoozes": ()}


def marks_of(row: Row) -> Values:
    """The lists of a ticket; ``row`` has the columns of ``ticket_marks``, None where there is no such row."""
    if row.changes is None:
        return EMPTY
    return {
        "changes": tuple(
            FieldChange(field, before, after, moment(at), AgentId(by), stamp)
            for field, before, after, at, by, stamp in from_json(row.changes)
        ),
        "promises": tuple(
            Promise(
                PromiseId(id_), moment(due), moment(made), AgentId(by), text, moment(kept), moment(withdrawn)
            )
            for id_, due, made, by, text, kept, withdrawn in from_json(row.promises)
        ),
        "watchers": tuple(
            Watcher(AgentId(agent), bool(on), stamp) for agent, on, stamp in from_json(row.watchers)
        ),
        "reminded": tuple(Reminded(key, moment(at)) for key, at in from_json(row.reminded)),
        "snoozes": tuple(
            Snooze(key, moment(until), reason, moment(at), AgentId(by))
            for key, until, reason, at, by in from_json(row.snoozes)
        ),
    }


def marks_values(ticket: Ticket) -> Values:
    return {
        "ticket": ticket.id,
        "changes": to_json(
            [[o.field, o.before, o.after, micros(o.at), o.by, o.stamp] for o in ticket.changes]
        ),
        "promises": to_json(
            [
                [
                    o.id,
                    micros(o.due),
                    micros(o.made_at),
                    o.by,
                    o.text,
                    micros(o.kept_at),
                    micros(o.withdrawn_at),
                ]
                for o in ticket.promises
            ]
        ),
        "watchers": to_json([[o.agent, o.on, o.stamp] for o in ticket.watchers]),
        "reminded": to_json([[o.key, micros(o.at)] for o in ticket.reminded]),
        "snoozes": to_json([[o.key, micros(o.until), o.reason, micros(o.at), o.by] for o in ticket.snoozes]),
    }


def has_marks(ticket: Ticket) -> bool:
    return bool(ticket.changes or ticket.promises or ticket.watchers or ticket.reminded or ticket.snoozes)


def put_marks(connection: Connection, before: Ticket | None, after: Ticket) -> None:
    names = ("changes", "promises", "watchers", "reminded", "snoozes")
    if all(getattr(before, name, ()) == getattr(after, name) for name in names):
        return
    connection.execute(delete(tables.ticket_marks).where(tables.ticket_marks.c.ticket == after.id))
    if has_marks(after):
        connection.execute(insert(tables.ticket_marks), marks_values(after))
