"""Sessions: known by the digest of their token, each tied to one desk, bounded in time and number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from core.audit import AuditNote
from core.ids import AgentId, DeskId
from core.trust import Session
from storage.ledger.stores import Store
from storage.ledger.trust.audit_log import AuditLog
from storage.ledger.trust.tables import desk_people, from_ms, sessions, to_ms


class Sessions:
    """A token that is too old, or comes from another desk than it was given to, is no session at all."""

    def __init__(self, store: Store, log: AuditLog) -> None:
        self._store = store
        self._log = log

    def begin(self, digest: str, session: Session, most: int, note: AuditNote) -> None:
        """One too many of a person ends the one that was quiet longest; another of the same desk is replaced."""
        mine = sessions.c.person == session.person
        row = {
            "digest": digest,
            "person": session.person,
            "desk": session.desk,
            "began_at": to_ms(session.began_at),
            "last_at": to_ms(session.seen_at),
        }
        with self._store.writing() as connection:
            self._log.append(connection, note)
            connection.execute(delete(sessions).where(sessions.c.desk == session.desk))
            quiet = select(sessions.c.digest).where(mine).order_by(sessions.c.last_at.desc()).offset(most - 1)
            over = list(connection.execute(quiet.limit(1_000)).scalars())
            connection.execute(delete(sessions).where(sessions.c.digest.in_(over)))
            connection.execute(insert(sessions), row)
            self._remember(connection, session)
            connection.commit()

    def people_before(self, desk: DeskId, limit: int = 20) -> tuple[AgentId, ...]:
        """Who signed in at this desk, last first: what they did may wait there still."""
        query = select(desk_people.c.person).where(desk_people.c.desk == desk)
        with self._store.reading() as connection:
            last_first = query.order_by(desk_people.c.last_at.desc()).limit(limit)
            return tuple(AgentId(one) for one in connection.execute(last_first).scalars())

    def _remember(self, connection: Connection, session: Session) -> None:
        row = {"desk": session.desk, "person": session.person, "last_at": to_ms(session.began_at)}
        self._store.upsert(connection, desk_people, [row])

    def find(self, digest: str) -> Session | None:
        with self._store.reading() as connection:
            row = connection.execute(select(sessions).where(sessions.c.digest == digest)).one_or_none()
        if row is None:
            return None
        return Session(AgentId(row.person), DeskId(row.desk), from_ms(row.began_at), from_ms(row.last_at))

    def touch(self, digests: Iterable[str], at: datetime) -> None:
        ours = sessions.c.digest.in_(list(digests))
        with self._store.writing() as connection:
            connection.execute(update(sessions).where(ours).values(last_at=to_ms(at)))
            connection.commit()

    def end(self, digest: str, note: AuditNote) -> None:
        with self._store.writing() as connection:
            self._log.append(connection, note)
            if connection.execute(delete(sessions).where(sessions.c.digest == digest)).rowcount:
                connection.commit()

    def living(self) -> frozenset[str]:
        """The digests of all there are: what an open socket must still be among."""
        with self._store.reading() as connection:
            return frozenset(connection.execute(select(sessions.c.digest)).scalars())

    def drop_older(self, began_before: datetime, quiet_since: datetime) -> None:
        stale = (sessions.c.began_at < to_ms(began_before)) | (sessions.c.last_at < to_ms(quiet_since))
        with self._store.writing() as connection:
            if connection.execute(delete(sessions).where(stale)).rowcount:
                connection.commit()
