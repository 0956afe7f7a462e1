"""The sealed keys of desks: kept for people who are new at one, opened by the desk's own half only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.ids import DeskId
from core.trust import DeskState
from storage.ledger.stores import Store
from storage.ledger.trust.tables import desk_keys, desks, to_ms


@dataclass(frozen=True, slots=True)
class KeptKey:
    """``proof`` is what the desk must show to have it back; ``state`` is that of the desk."""

    proof: str
    sealed: str
    state: DeskState


class DeskKeys:
    """One for each desk: the newest that it gave."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, desk: DeskId, proof: str, sealed: str, at: datetime) -> None:
        row = {"desk": desk, "proof": proof, "sealed": sealed, "kept_at": to_ms(at)}
        with self._store.writing() as connection:
            self._store.upsert(connection, desk_keys, [row])
            connection.commit()

    def find(self, desk: DeskId) -> KeptKey | None:
        query = select(desk_keys.c.proof, desk_keys.c.sealed, desks.c.state).select_from(
            desk_keys.join(desks, desk_keys.c.desk == desks.c.id)
        )
        with self._store.reading() as connection:
            row = connection.execute(query.where(desk_keys.c.desk == desk)).one_or_none()
        return KeptKey(row.proof, row.sealed, DeskState(row.state)) if row else None
