"""Who may sign in: logins, roles and password hashes, and the tries that went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.audit import AuditNote
from core.ids import AgentId
from core.rights import Role
from core.trust import Account, LastAdministrator, LoginTaken, UnknownPerson
from storage.ledger.stores import Store
from storage.ledger.trust.audit_log import AuditLog
from storage.ledger.trust.tables import accounts, from_ms, sessions, to_ms, tries

_ACCOUNT = [
    accounts.c.person,
    accounts.c.login,
    accounts.c.role,
    accounts.c.is_locked,
    accounts.c.must_change,
]


class Accounts:
    """Every change stands in the audit log of the same transaction, and ends the sessions it must end."""

    def __init__(self, store: Store, log: AuditLog) -> None:
        self._store = store
        self._log = log

    def add(self, account: Account, password: str, note: AuditNote) -> None:
        row = {
            "person": account.person,
            "login": account.login,
            "role": account.role.value,
            "password": password,
            "is_locked": int(account.is_locked),
            "must_change": int(account.must_change),
            "made_at": to_ms(note.at),
            "changed_at": to_ms(note.at),
        }
        with self._store.writing() as connection:
            try:
                connection.execute(insert(accounts), row)
            except IntegrityError as why:
                raise LoginTaken(account.login) from why
            self._log.append(connection, note)
            connection.commit()

    def of(self, person: AgentId) -> Account | None:
        with self._store.reading() as connection:
            row = connection.execute(select(*_ACCOUNT).where(accounts.c.person == person)).one_or_none()
        return _account(row) if row else None

    def by_login(self, login: str) -> tuple[Account, str] | None:
        """With the password's hash."""
        query = select(*_ACCOUNT, accounts.c.password).where(accounts.c.login == login)
        with self._store.reading() as connection:
            row = connection.execute(query).one_or_none()
        return (_account(row), row.password) if row else None

    def all(self) -> tuple[Account, ...]:
        with self._store.reading() as connection:
            return tuple(
                _account(row) for row in connection.execute(select(*_ACCOUNT).order_by(accounts.c.login))
            )

    def set_role(self, person: AgentId, role: Role, note: AuditNote) -> None:
        self._change(person, {"role": role.value}, note, ends_sessions=True)

    def set_locked(self, person: AgentId, note: AuditNote, *, is_locked: bool) -> None:
        self._change(person, {"is_locked": int(is_locked)}, note, ends_sessions=is_locked)

    def set_password(self, person: AgentId, password: str, note: AuditNote, *, must_change: bool) -> None:
        """A new password ends every session but leaves what was being typed on the desks."""
        self._change(
            person, {"password": password, "must_change": int(must_change)}, note, ends_sessions=True
        )

    def rehash(self, person: AgentId, password: str) -> None:
        """The same password at today's cost."""
        with self._store.writing() as connection:
            connection.execute(update(accounts).where(accounts.c.person == person).values(password=password))
            connection.commit()

    def _change(
        self, person: AgentId, values: Mapping[str, object], note: AuditNote, *, ends_sessions: bool = False
    ) -> None:
        change = update(accounts).where(accounts.c.person == person)
        with self._store.writing() as connection:
            self._log.append(connection, note)  # first: it takes the one lock that all changes take
            changed = connection.execute(change.values(**values, changed_at=to_ms(note.at)))
            if not changed.rowcount:
                raise UnknownPerson(person)
            if not _administrators(connection):
                raise LastAdministrator
            if ends_sessions:
                connection.execute(delete(sessions).where(sessions.c.person == person))
            connection.commit()


class Tries:
    """Failures in a row by key; the keys are digests, for people type passwords where logins go."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, keys: Iterable[str]) -> dict[str, tuple[int, datetime]]:
        query = select(tries).where(tries.c.key.in_(list(keys)))
        with self._store.reading() as connection:
            return {row.key: (row.failures, from_ms(row.last_at)) for row in connection.execute(query)}

    def failed(self, keys: Iterable[str], at: datetime, forget_before: datetime) -> None:
        with self._store.writing() as connection:
            connection.execute(delete(tries).where(tries.c.last_at < to_ms(forget_before)))
            for key in keys:
                _count(connection, key, at)
            connection.commit()

    def put_back(self, keys: Iterable[str], now: datetime) -> None:
        """What failed at a moment that is still to come failed now."""
        later = tries.c.key.in_(list(keys)) & (tries.c.last_at > to_ms(now))
        with self._store.writing() as connection:
            connection.execute(update(tries).where(later).values(last_at=to_ms(now)))
            connection.commit()

    def succeeded(self, forgiven: str, uncounted: Iterable[str], known: str, known_until: datetime) -> None:
        """Takes back what was counted beforehand; ``known`` is kept until then."""
        less = update(tries).where(tries.c.key.in_(list(uncounted)))
        with self._store.writing() as connection:
            connection.execute(delete(tries).where(tries.c.key == forgiven))
            connection.execute(less.values(failures=tries.c.failures - 1))
            connection.execute(delete(tries).where(tries.c.failures < 1))
            _count(connection, known, known_until)
            connection.commit()


def _count(connection: Connection, key: str, at: datetime) -> None:
    values: dict[Any, Any] = {"failures": tries.c.failures + 1, "last_at": to_ms(at)}
    if not connection.execute(update(tries).where(tries.c.key == key).values(values)).rowcount:
        connection.execute(insert(tries), {"key": key, "failures": 1, "last_at": to_ms(at)})


def _administrators(connection: Connection) -> int:
    able = (accounts.c.role == Role.ADMINISTRATOR.value) & (accounts.c.is_locked == 0)
    return connection.execute(select(func.count()).select_from(accounts).where(able)).scalar_one()


def _account(row: Any) -> Account:
    return Account(AgentId(row.person), row.login, Role(row.role), bool(row.is_locked), bool(row.must_change))
