"""A desk that worked alone joins a server: what was done here becomes that of the person whom the server knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select, update

from storage import bookkeeping, tables
from storage.database import Database
from storage.replica.settling import DISMISSED, PENDING

_LOG = tables.oplog.c


def take_over(database: Database, agents: Mapping[str, str], others: Mapping[str, str]) -> None:
    """Before joining. Ids are long and random, so that one replaced as text is replaced nowhere else.

    ``agents`` and ``others`` (teams): the id that was used here, and the server's for the same.
    """
    mine = _LOG.state == PENDING
    with database.writing() as connection:
        for old, new in {**agents, **others}.items():
            changed = func.replace(_LOG.arguments, old, new)
            connection.execute(update(tables.oplog).where(mine).values(arguments=changed))
        for old, new in agents.items():
            connection.execute(update(tables.oplog).where(mine, _LOG.agent == old).values(agent=new))
        connection.commit()


def leave_out(database: Database, kinds: Iterable[str]) -> None:
    """What only a supervisor may bring to a server: it held here, and the server's own holds from now on."""
    wanted = (_LOG.state == PENDING, _LOG.kind.in_(tuple(kinds)))
    with database.writing() as connection:
        count = connection.execute(select(func.count()).select_from(tables.oplog).where(*wanted)).scalar_one()
        if count:
            connection.execute(update(tables.oplog).where(*wanted).values(state=DISMISSED))
            bookkeeping.add(connection, {bookkeeping.WAITING: -count})
            connection.commit()
