"""What the ledger promises to a desk that pushes: each operation once, in order, by the rules and the rights."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.ids import TicketId
from core.sync.messages import Fate, Misshapen, Push
from core.sync.ops import to_wire
from core.tickets.commands import DeleteRecord, Stamp
from core.tickets.model import Status
from storage.ledger.ledger import SqlLedger, new_epoch
from tests.storage import making
from tests.storage.ledger.rig import BOSS, LI_AT_2, WANG_AT_1, Desk, directory_command, fates, who
from tests.storage.making import LI, NAMES, NINE, SALES, SUPPORT


def test_operations_are_taken_in_order_without_gaps(ledger: SqlLedger) -> None:
    answers = Desk(ledger, WANG_AT_1).do(
        making.opening(call=making.talking()), making.noting("等配件"), making.editing(subject="打印机")
    )
    assert [(one.fate, one.position) for one in answers] == [
        (Fate.TAKEN, 1),
        (Fate.TAKEN, 2),
        (Fate.TAKEN, 3),
    ]
    assert ledger.head() == 3


def test_what_is_pushed_again_is_answered_as_before_and_changes_nothing(ledger: SqlLedger) -> None:
    desk = Desk(ledger, WANG_AT_1)
    desk.do(making.opening(), making.moving(Status.ASSIGNED))
    before = desk.held()
    desk.sent = 0
    assert [(one.fate, one.position) for one in desk.push()] == [
        (Fate.TAKEN_BEFORE, 1),
        (Fate.TAKEN_BEFORE, 2),
    ]
    assert desk.held() == before
    assert ledger.head() == 2


def test_the_same_operation_twice_in_one_batch_is_taken_once(ledger: SqlLedger) -> None:
    desk = Desk(ledger, WANG_AT_1)
    desk.fake.perform(making.opening())
    wire = to_wire(desk.fake.ops[0])
    assert fates(ledger.take(WANG_AT_1, Push((wire, wire)))) == [Fate.TAKEN, Fate.TAKEN_BEFORE]
    assert ledger.head() == 1


def test_a_known_id_with_other_content_is_refused(ledger: SqlLedger) -> None:
    desk = Desk(ledger, WANG_AT_1)
    desk.do(making.opening(subject="as it was"))
    wire = to_wire(desk.fake.ops[0])
    altered: dict[str, Any] = {**wire, "arguments": {**wire["arguments"], "fields": {"subject": "altered"}}}  # type: ignore[dict-item]
    [answer] = ledger.take(WANG_AT_1, Push((altered,)))
    assert answer.fate is Fate.REFUSED
    assert desk.held()["ticket", "t1"]["subject"] == "as it was"  # type: ignore[index]


def test_a_refusal_is_a_sentence_and_is_the_same_when_asked_again(ledger: SqlLedger) -> None:
    wang, li = Desk(ledger, WANG_AT_1), Desk(ledger, who(LI, "desk-2", SUPPORT))
    wang.do(making.opening(subject="M305"))
    li.fake.shelf.tickets[TicketId("t1")] = wang.fake.shelf.tickets[TicketId("t1")]
    wang.do(making.moving(Status.RESOLVED), making.moving(Status.CLOSED))
    [first] = li.do(making.editing(subject="too late", minute=9))
    assert first.fate is Fate.REFUSED
    assert first.said is not None
    assert "closed" in first.said.template
    li.sent = 0
    assert li.push() == (first,)
    assert ledger.head() == 3


def test_nobody_speaks_for_another_person_or_desk(ledger: SqlLedger) -> None:
    desk = Desk(ledger, WANG_AT_1)
    desk.fake.perform(making.opening())
    wire = to_wire(desk.fake.ops[0])
    assert fates(ledger.take(LI_AT_2, Push((wire,)))) == [Fate.REFUSED]
    assert fates(ledger.take(who(LI, "desk-1", SUPPORT), Push(({**wire, "id": "other"},)))) == [Fate.REFUSED]
    assert ledger.head() == 0


def test_a_desk_still_carries_what_somebody_did_there_before(ledger: SqlLedger) -> None:
    desk = Desk(ledger, WANG_AT_1)
    desk.fake.perform(making.opening())
    li_at_1 = replace(who(LI, "desk-1", SALES), before=(WANG_AT_1,))
    assert fates(ledger.take(li_at_1, Push((to_wire(desk.fake.ops[0]),)))) == [Fate.TAKEN]


def test_another_teams_ticket_is_not_known(ledger: SqlLedger) -> None:
    boss, wang = Desk(ledger, BOSS), Desk(ledger, WANG_AT_1)
    boss.do(making.opening("secret", call=making.talking("c9"), subject="sales only"))
    boss.do(making.giving(None, SALES, "secret"))
    wang.fake.shelf.tickets[TicketId("secret")] = boss.fake.shelf.tickets[TicketId("secret")]
    unknown, known = wang.do(
        making.noting("guessed", name="secret"), making.opening("mine", call=making.talking("c1"))
    )
    assert unknown.fate is Fate.REFUSED
    assert unknown.said is not None
    assert unknown.said.template == "This ticket is not on this desk."
    assert known.fate is Fate.TAKEN
    wang.fake.shelf.tickets.pop(TicketId("secret"))
    assert fates(wang.do(making.opening("secret"))) == [Fate.REFUSED]
    assert fates(wang.do(making.recording(making.talking("c9")))) == [Fate.REFUSED]
    assert not {("ticket", "secret"), ("call", "c9")} & set(wang.held())


def test_rights_are_asked_for_what_a_supervisor_owns(ledger: SqlLedger) -> None:
    wang, boss = Desk(ledger, WANG_AT_1), Desk(ledger, BOSS)
    command = directory_command(replace(NAMES, teams=NAMES.teams[:1]))
    assert fates(wang.do(command)) == [Fate.REFUSED]
    assert fates(boss.do(replace(command))) == [Fate.TAKEN]
    wang.do(making.opening())
    assert fates(wang.do(DeleteRecord(Stamp(WANG_AT_1.person, WANG_AT_1.desk, NINE), "ticket", "t1"))) == [
        Fate.REFUSED
    ]


def test_a_deleted_ticket_stays_deleted(ledger: SqlLedger) -> None:
    boss, wang = Desk(ledger, BOSS), Desk(ledger, WANG_AT_1)
    wang.do(making.opening(subject="gone soon"))
    boss.fake.shelf.tickets[TicketId("t1")] = wang.fake.shelf.tickets[TicketId("t1")]
    start = wang.pull()
    boss.do(DeleteRecord(Stamp(BOSS.person, BOSS.desk, NINE), "ticket", "t1"))
    assert [one.id for one in wang.pull(start.cursor).removals] == ["t1"]
    [late] = wang.do(making.noting("late"))
    assert late.fate is Fate.REFUSED
    assert ("ticket", "t1") not in boss.held()


def test_a_number_that_comes_twice_is_replaced_and_stays_visible(ledger: SqlLedger) -> None:
    wang, li = Desk(ledger, WANG_AT_1), Desk(ledger, LI_AT_2)
    wang.do(making.opening("t1"))
    li.do(making.opening("t2"))
    held = Desk(ledger, BOSS).held()
    assert held["ticket", "t1"]["number"] == "2026-000001"  # type: ignore[index]
    assert held["ticket", "t2"]["number"] == "2026-000002"  # type: ignore[index]
    [lost] = held["ticket", "t2"]["replaced"]  # type: ignore[index]
    assert (lost["field"], lost["value"]) == ("number", "2026-000001")


def test_blocks_of_numbers_never_meet(ledger: SqlLedger) -> None:
    Desk(ledger, WANG_AT_1).do(making.opening())
    first, second = ledger.numbers(WANG_AT_1, 2026), ledger.numbers(LI_AT_2, 2026)
    assert 1 < first.first <= first.last < second.first <= second.last


def test_an_operation_nobody_can_read_is_refused_and_the_others_are_taken(ledger: SqlLedger) -> None:
    desk = Desk(ledger, WANG_AT_1)
    desk.fake.perform(making.opening())
    wire = to_wire(desk.fake.ops[0])
    bad: list[dict[str, Any]] = [
        {**wire, "id": "a", "kind": "of the future"},
        {**wire, "id": "b", "stamp": "yesterday"},
        {**wire, "id": "c", "at": "soon"},
        {"id": "d"},
        {**wire, "id": "e", "arguments": {**wire["arguments"], "ticket": "half \ud83d"}},  # type: ignore[dict-item]
        {**wire, "id": "f", "arguments": {**wire["arguments"], "ticket": "nul \x00"}},  # type: ignore[dict-item]
        {**wire, "id": "g", "offset_ms": float("nan")},
    ]
    answers = ledger.take(WANG_AT_1, Push((*bad, wire)))
    assert fates(answers) == [*[Fate.REFUSED] * len(bad), Fate.TAKEN]


@pytest.mark.parametrize("wire", [{}, {"id": 7}, {"id": ""}, {"id": "x" * 200}, {"id": "a\x00"}])
def test_an_operation_without_an_id_spoils_the_message(ledger: SqlLedger, wire: dict[str, object]) -> None:
    with pytest.raises(Misshapen):
        ledger.take(WANG_AT_1, Push((wire,)))  # type: ignore[arg-type]


def test_what_was_taken_before_a_restore_waits_instead_of_being_refused(ledger: SqlLedger) -> None:
    desk = Desk(ledger, WANG_AT_1)
    desk.fake.perform(making.opening())
    desk.fake.perform(making.noting("first the ticket"))
    opened, noted = (to_wire(op) for op in desk.fake.ops)
    assert fates(ledger.take(WANG_AT_1, Push((noted,), (str(noted["id"]),)))) == [Fate.PUT_OFF]
    assert fates(ledger.take(WANG_AT_1, Push((opened, noted)))) == [Fate.TAKEN, Fate.TAKEN]


def test_what_was_under_way_while_the_server_was_put_back_is_sent_anew(ledger: SqlLedger) -> None:
    desk = Desk(ledger, WANG_AT_1)
    desk.fake.perform(making.opening())
    wires = tuple(to_wire(op) for op in desk.fake.ops)
    before = desk.pull().epoch
    after = new_epoch(ledger.store)
    assert fates(ledger.take(WANG_AT_1, Push(wires, epoch=before))) == [Fate.PUT_OFF]
    assert fates(ledger.take(WANG_AT_1, Push(wires, epoch=after))) == [Fate.TAKEN]
