"""A server that is older than a desk: what it cannot read waits for its update, and so does what builds on it."""

from __future__ import annotations

from typing import Any

import pytest

from core.sync.messages import Answer, Fate, Push
from core.sync.ops import to_wire
from core.sync.records import SCHEMA
from core.tickets.commands import DeleteRecord, Stamp
from storage.ledger.ledger import SqlLedger
from tests.storage import making
from tests.storage.ledger.rig import BOSS, WANG_AT_1, Desk, fates
from tests.storage.making import NINE

NEWER = SCHEMA + 1


@pytest.fixture
def desk(ledger: SqlLedger) -> Desk:
    made = Desk(ledger, WANG_AT_1)
    made.fake.perform(making.opening())
    made.fake.perform(making.noting("等配件"))
    return made


def pushed(desk: Desk, *wires: Any, schema: int = NEWER, again: tuple[str, ...] = ()) -> tuple[Answer, ...]:
    return desk.ledger.take(WANG_AT_1, Push(wires, again, schema))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "book_visit"},
        {"stamp": "of another make"},
        {"arguments": {"ticket": {"of": "another shape"}, "fields": {}}},
    ],
)
def test_what_it_cannot_read_waits_and_is_read_after_the_update(desk: Desk, change: dict[str, Any]) -> None:
    opened, _noted = (to_wire(op) for op in desk.fake.ops)
    [answer] = pushed(desk, {**opened, **change})
    assert (answer.fate, answer.until_update) == (Fate.PUT_OFF, True)
    assert answer.said is not None
    assert "older than this desk" in answer.said.template
    assert fates(pushed(desk, opened)) == [
        Fate.TAKEN
    ]  # the same id: nothing was kept of what could not be read


def test_a_deletion_of_a_kind_that_is_not_known_waits_for_whoever_may_delete(ledger: SqlLedger) -> None:
    boss = Desk(ledger, BOSS)
    boss.do(making.opening("t1", agent=BOSS.person))
    boss.fake.perform(DeleteRecord(Stamp(BOSS.person, BOSS.desk, NINE), "ticket", "t1"))
    wire: dict[str, Any] = {**to_wire(boss.fake.ops[-1]), "arguments": {"kind": "visit", "record": "v1"}}
    [answer] = ledger.take(BOSS, Push((wire,), (), NEWER))
    assert answer.until_update


def test_what_follows_it_may_build_on_it_and_waits_with_it(desk: Desk) -> None:
    opened, noted = (to_wire(op) for op in desk.fake.ops)
    unread = {**opened, "kind": "open_visit"}
    first, second = pushed(desk, unread, noted)
    assert (first.until_update, second.until_update) == (True, False)
    assert second.fate is Fate.PUT_OFF
    assert fates(pushed(desk, opened, noted)) == [Fate.TAKEN, Fate.TAKEN]


def test_what_stands_before_it_and_beside_it_is_taken(desk: Desk) -> None:
    opened, noted = (to_wire(op) for op in desk.fake.ops)
    unread = {**opened, "id": "x", "kind": "book_visit"}
    assert fates(pushed(desk, opened, unread, noted)) == [Fate.TAKEN, Fate.PUT_OFF, Fate.TAKEN]


@pytest.mark.parametrize("schema", [0, SCHEMA - 1, SCHEMA])
def test_of_a_desk_that_is_no_newer_it_is_a_mistake_and_refused(desk: Desk, schema: int) -> None:
    opened, _noted = (to_wire(op) for op in desk.fake.ops)
    assert fates(pushed(desk, {**opened, "kind": "book_visit"}, schema=schema)) == [Fate.REFUSED]


def test_a_record_that_a_newer_server_wrote_is_left_alone_by_an_older_one(
    desk: Desk, ledger: SqlLedger
) -> None:
    opened, noted = (to_wire(op) for op in desk.fake.ops)
    pushed(desk, opened)
    with ledger.store.writing() as connection:
        connection.exec_driver_sql("""UPDATE records SET doc = '{"of": "another shape"}'""")
        connection.commit()
    [answer] = pushed(desk, noted, schema=SCHEMA)
    assert (answer.fate, answer.until_update) == (Fate.PUT_OFF, True)
