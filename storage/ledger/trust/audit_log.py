"""The audit log in the database: appended to inside the transaction of what it tells, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update

from core.audit import AuditEntry, AuditHead, AuditNote, check_chain, sealed
from core.words import Sentence
from storage.ledger.stores import Store
from storage.ledger.trust.tables import audit, audit_head

_AT_ONCE = 2_000


class AuditLog:
    """``key`` seals the entries; it lies beside the database, not in it: who can write there cannot forge them."""

    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key

    def note(self, *notes: AuditNote) -> None:
        """In a transaction of its own."""
        with self._store.writing() as connection:
            self.append(connection, *notes)
            connection.commit()

    def append(self, connection: Connection, *notes: AuditNote) -> None:
        """In the caller's transaction. The head's row is held until it ends, so that the log has one end."""
        if not notes:
            return
        query = select(audit_head.c.number, audit_head.c.link, audit_head.c.seal).with_for_update()
        row = connection.execute(query).one_or_none()
        head = AuditHead(*row) if row else AuditHead()
        entries = []
        for note in notes:
            entry, head = sealed(note, head, self._key)
            entries.append(asdict(entry))
        connection.execute(insert(audit), entries)
        if row:
            connection.execute(update(audit_head).values(asdict(head)))
        else:
            connection.execute(insert(audit_head), {"id": 1, **asdict(head)})

    def head(self) -> AuditHead:
        with self._store.reading() as connection:
            return _head(connection)

    def entries(self, after: int = 0, limit: int = 100) -> tuple[AuditEntry, ...]:
        with self._store.reading() as connection:
            return _entries(connection, after, limit)

    def newest(self, limit: int = 100) -> tuple[AuditEntry, ...]:
        """The last ones, in their order."""
        return self.entries(max(self.head().number - limit, 0), limit)

    def check(self) -> tuple[Sentence, ...]:
        """What is wrong with it, as it stands at one moment: a server may go on writing meanwhile."""
        with self._store.reading() as connection:
            return check_chain(_all(connection), _head(connection), self._key)


def _head(connection: Connection) -> AuditHead:
    row = connection.execute(select(audit_head.c.number, audit_head.c.link, audit_head.c.seal)).one_or_none()
    return AuditHead(*row) if row else AuditHead()


def _entries(connection: Connection, after: int, limit: int) -> tuple[AuditEntry, ...]:
    query = select(audit).where(audit.c.number > after).order_by(audit.c.number).limit(limit)
    return tuple(AuditEntry(**row) for row in connection.execute(query).mappings())


def _all(connection: Connection) -> Iterator[AuditEntry]:
    after = -(1 << 62)  # where nothing may stand is looked at too
    while page := _entries(connection, after, _AT_ONCE):
        yield from page
        after = page[-1].number
