"""Accounts, desks, sessions and the audit log keep their promises on either kind of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from core.audit import AuditKind, AuditNote
from core.ids import AgentId, DeskId
from core.rights import Role
from core.trust import (
    Account,
    Certificate,
    CertificateState,
    CodeNotValid,
    DeskState,
    EnrolledDesk,
    LastAdministrator,
    LoginTaken,
    Session,
)
from storage.ledger.migrations import migrate
from storage.ledger.stores import Store
from storage.ledger.trust.accounts import Accounts, Tries
from storage.ledger.trust.audit_log import AuditLog
from storage.ledger.trust.desks import Desks
from storage.ledger.trust.sessions import Sessions

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTE = AuditNote(NOON, AuditKind.PERSON_ADDED, "it")
BOSS = Account(AgentId("boss"), "boss", Role.ADMINISTRATOR)
WANG = Account(AgentId("wang"), "wang.li", Role.AGENT)


class Tables:
    """All of them over one store."""

    def __init__(self, store: Store) -> None:
        migrate(store)
        self.store = store
        self.log = AuditLog(store, b"k" * 32)
        self.accounts = Accounts(store, self.log)
        self.desks = Desks(store, self.log)
        self.sessions = Sessions(store, self.log)
        self.tries = Tries(store)


@pytest.fixture
def tables(store: Store) -> Iterator[Tables]:
    made = Tables(store)
    made.accounts.add(BOSS, "hash", NOTE)
    made.accounts.add(WANG, "hash", NOTE)
    yield made
    assert made.log.check() == ()
    store.close()


def test_a_login_is_one_person_s(tables: Tables) -> None:
    before = tables.log.head()
    with pytest.raises(LoginTaken):
        tables.accounts.add(replace(WANG, person=AgentId("other")), "hash", NOTE)
    assert tables.log.head() == before, "what did not happen is not in the log"
    assert tables.accounts.by_login("wang.li") == (WANG, "hash")


@pytest.mark.parametrize(
    "change",
    [
        lambda accounts: accounts.set_role(BOSS.person, Role.AGENT, NOTE),
        lambda accounts: accounts.set_locked(BOSS.person, NOTE, is_locked=True),
    ],
)
def test_the_last_administrator_stays_one(tables: Tables, change: Callable[[Accounts], None]) -> None:
    with pytest.raises(LastAdministrator):
        change(tables.accounts)
    assert tables.accounts.of(BOSS.person) == BOSS
    tables.accounts.set_role(WANG.person, Role.ADMINISTRATOR, NOTE)
    change(tables.accounts)
    assert tables.accounts.of(BOSS.person) != BOSS


def test_of_two_administrators_who_lock_each_other_at_once_one_is_left(tables: Tables) -> None:
    tables.accounts.set_role(WANG.person, Role.ADMINISTRATOR, NOTE)

    def lock(person: AgentId) -> bool:
        try:
            tables.accounts.set_locked(person, NOTE, is_locked=True)
        except LastAdministrator:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lock, (BOSS.person, WANG.person)))
    assert sorted(done) == [False, True]


def enrol(tables: Tables, digest: str, desk: str) -> bool:
    made = EnrolledDesk(DeskId(desk), "front", DeskState.ENROLLED, NOON)
    certificate = Certificate(f"serial-{desk}", made.id, NOON + timedelta(days=1), CertificateState.IN_USE)
    try:
        tables.desks.enrol(digest, made, certificate, (), NOTE)
    except CodeNotValid:
        return False
    return True


def test_a_code_is_used_once_whoever_comes_with_it_at_once(tables: Tables) -> None:
    tables.desks.put_code("code", "front", None, NOON + timedelta(hours=1), NOTE)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda n: enrol(tables, "code", f"desk-{n}"), range(4)))
    assert sorted(done) == [False, False, False, True]
    assert len(tables.desks.all()) == 1
    with pytest.raises(CodeNotValid):
        tables.desks.code_is_for("code", NOON)


def test_a_code_that_is_too_old_or_unknown_opens_nothing(tables: Tables) -> None:
    tables.desks.put_code("old", "front", None, NOON, NOTE)
    assert not enrol(tables, "old", "desk-1")
    assert not enrol(tables, "never", "desk-1")
    assert tables.desks.all() == ()


def test_a_desk_that_is_put_out_loses_its_sessions_with_it(tables: Tables) -> None:
    tables.desks.put_code("code", "front", None, NOON + timedelta(hours=1), NOTE)
    assert enrol(tables, "code", "desk-1")
    desk = DeskId("desk-1")
    tables.sessions.begin("token", Session(WANG.person, desk, NOON, NOON), 2, NOTE)
    tables.desks.put_out(desk, DeskState.REVOKED, NOTE)
    assert tables.sessions.find("token") is None
    assert tables.desks.out() == {desk}
    known = tables.desks.by_serial("serial-desk-1")
    assert known
    assert known[0].state is DeskState.REVOKED


def test_one_session_too_many_ends_the_one_that_was_quiet_longest(tables: Tables) -> None:
    for n in range(4):
        at = NOON + timedelta(minutes=n)
        tables.sessions.begin(f"token-{n}", Session(WANG.person, DeskId(f"desk-{n}"), at, at), 2, NOTE)
    assert tables.sessions.living() == {"token-2", "token-3"}
    assert tables.sessions.people_before(DeskId("desk-0")) == (WANG.person,)
    tables.sessions.drop_older(NOON, NOON + timedelta(minutes=2, seconds=30))
    assert tables.sessions.living() == {"token-3"}


def test_a_new_password_ends_every_session(tables: Tables) -> None:
    tables.sessions.begin("token", Session(WANG.person, DeskId("desk-1"), NOON, NOON), 2, NOTE)
    tables.accounts.set_password(WANG.person, "another", NOTE, must_change=True)
    assert tables.sessions.living() == frozenset()


def test_tries_are_counted_forgiven_and_forgotten(tables: Tables) -> None:
    for n in range(3):
        tables.tries.failed(["here", "desk"], NOON + timedelta(seconds=n), NOON - timedelta(days=1))
    assert tables.tries.read(["here", "other"]) == {"here": (3, NOON + timedelta(seconds=2))}
    tables.tries.succeeded("here", ["desk"], "known", NOON + timedelta(days=60))
    assert {key: count for key, (count, _) in tables.tries.read(["here", "desk", "known"]).items()} == {
        "desk": 2,
        "known": 1,
    }
    tables.tries.failed(["other"], NOON + timedelta(days=2), NOON + timedelta(days=1))
    assert set(tables.tries.read(["desk", "known", "other"])) == {"known", "other"}


def test_the_audit_log_has_one_end_however_many_write_at_once(tables: Tables) -> None:
    before = tables.log.head().number
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: tables.log.note(replace(NOTE, about=str(n))), range(40)))
    entries = tables.log.entries(before, 100)
    assert [entry.number for entry in entries] == list(range(before + 1, before + 41))
    assert {entry.about for entry in entries} == {str(n) for n in range(40)}


@pytest.mark.parametrize("change", ["UPDATE trust_audit SET by = 'nobody'", "DELETE FROM trust_audit"])
def test_the_audit_log_is_only_added_to(tables: Tables, change: str) -> None:
    with tables.store.writing() as connection, pytest.raises(DBAPIError, match="only added to"):
        connection.exec_driver_sql(change)


def test_a_note_in_a_transaction_that_fails_leaves_no_trace(tables: Tables) -> None:
    before = tables.log.head()
    with tables.store.writing() as connection:
        tables.log.append(connection, NOTE)  # and nobody commits
    assert tables.log.head() == before
