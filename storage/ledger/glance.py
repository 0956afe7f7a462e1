"""Short questions about the ledger's records that are no pull: who is in which team, who may see a record."""

from __future__ import annotations

import json

from sqlalchemy import select

from core.directory import Names, directory_of
from core.ids import AgentId, TeamId
from core.reading import Directory
from core.sync.records import DIRECTORY, Kind, Ref, record_of
from storage.ledger.stores import Store
from storage.ledger.tables import record_keys, records


class Glance:
    """The directory is read again only when its position moved."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._at = -1
        self._directory = Directory()

    def directory(self) -> Directory:
        ours = (records.c.kind == Kind.DIRECTORY.value) & (records.c.id == DIRECTORY)
        with self._store.reading() as connection:
            position = connection.execute(select(records.c.position).where(ours)).scalar()
            if position is None or position == self._at:
                return self._directory
            row = connection.execute(select(records.c.position, records.c.doc).where(ours)).one()
        names = record_of(Kind.DIRECTORY, json.loads(row.doc))
        if isinstance(names, Names):
            self._directory, self._at = directory_of(names), row.position
        return self._directory

    def teams_of(self, person: AgentId) -> tuple[TeamId, ...]:
        """As the directory has them; who is not in it is in none."""
        return next((one.teams for one in self.directory().people if one.id == person), ())

    def audience(self, ref: Ref) -> frozenset[str]:
        """The keys under which a record is found; nothing: there is none."""
        mine = (record_keys.c.kind == ref.kind.value) & (record_keys.c.id == ref.id)
        with self._store.reading() as connection:
            return frozenset(connection.execute(select(record_keys.c.key).where(mine)).scalars())
