"""Base data in bulk, and the background that catches up with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.customers.model import Customer, CustomerNumber
from core.customers.numbers import NumberRules, asked_keys, identify
from core.ids import CallId, CustomerId, TicketId
from core.reading import TicketFilter, TicketScope
from core.sync.state import CallRecord
from core.tickets.model import Status, StatusChange
from core.tickets.ticket import Moment, Ticket, open_ticket
from storage import bookkeeping, oplog
from storage.background import fill_search
from storage.bulk import bulk_load
from storage.desk import SqlDesk, open_desk
from tests.storage import making
from tests.storage.making import LI, PASSPHRASE, SUPPORT, WANG, at

CALL = CallRecord(making.talking("c0", "13900139000"))


def customers(count: int) -> Iterator[Customer]:
    for n in range(count):
        yield Customer(CustomerId(f"k{n}"), f"客户{n}", numbers=(CustomerNumber(f"138{n:08d}"),), version=1)


def tickets(count: int, first: int = 0) -> Iterator[Ticket]:
    for n in range(first, first + count):
        fields = {"subject": f"卡纸 {n}", "description": "二楼", "customer": f"k{n % 5}"}
        one = open_ticket(TicketId(f"b{n:05d}"), f"2026-{n + 1:06d}", fields, SUPPORT, Moment(at(n), WANG))
        done = replace(one, history=(*one.history, StatusChange(Status.RESOLVED, at(n), LI)))
        yield replace(done if n % 2 else one, calls=(CallId("c0"),) if n == 0 else ())


def load(desk: SqlDesk, count: int, *, fill: bool = True, huge: bool = False) -> None:
    with bulk_load(desk.database, desk.rules, fill_search=fill, is_huge=huge) as bulk:
        bulk.calls([CALL])
        bulk.customers(customers(5))
        bulk.tickets(tickets(count))


@pytest.mark.parametrize("huge", [False, True])
def test_what_was_loaded_is_read_like_what_was_written(desk: SqlDesk, huge: bool) -> None:
    load(desk, 20, huge=huge)
    loaded = {one.id: one for one in tickets(20)}
    with desk.work() as work:
        assert {ref: work.ticket(ref) for ref in loaded} == loaded
    assert [row.id for row in desk.read.tickets(TicketFilter(TicketScope.ALL), limit=3).rows] == [
        "b00019",
        "b00018",
        "b00017",
    ]
    card = desk.read.customer(CustomerId("k1"))
    assert card is not None
    assert (card.customer.name, card.open_count) == ("客户1", 2)
    assert len(desk.read.search("卡纸")) == 20
    rules = NumberRules()
    assert desk.read.numbers.find(asked_keys(identify("13900139000", rules)))[0].ticket == "b00000"
    assert desk.read.numbers.find(asked_keys(identify("13800000003", rules)))[0].customer == "k3"
    with desk.database.reading() as connection:
        counted = bookkeeping.count_anew(connection)
        assert bookkeeping.figures(connection, counted) == counted
        indexes = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        assert connection.exec_driver_sql(indexes).scalar_one() > 10


def test_base_data_is_no_operation_and_operations_stand_on_it(desk: SqlDesk) -> None:
    load(desk, 3)
    assert list(oplog.pending(desk.database)) == []
    desk.perform(making.editing("b00000", subject="anders"))
    [op] = oplog.pending(desk.database)
    assert op.base_version == 1
    assert desk.read.counts(WANG, ()).waiting_operations == 1


def test_numbers_go_on_behind_those_that_were_loaded(desk: SqlDesk) -> None:
    desk.perform(making.opening("mine"))
    desk.perform(making.opening("too", 1))
    with bulk_load(desk.database, desk.rules) as bulk:
        bulk.tickets(tickets(10, first=10))
    desk.perform(making.opening("next", 2))
    assert desk.read.ticket_by_number("2026-000021") == "next"


def test_a_load_that_fails_leaves_no_trace(desk: SqlDesk) -> None:
    def torn() -> Iterator[Ticket]:
        yield from tickets(5)
        raise RuntimeError("power cut")

    with (
        pytest.raises(RuntimeError, match="power cut"),
        bulk_load(desk.database, desk.rules, is_huge=True) as bulk,
    ):
        bulk.tickets(torn())
    assert desk.read.tickets(TicketFilter(TicketScope.ALL)).rows == ()
    load(desk, 5)


def test_the_background_fills_the_search_newest_first_and_goes_on_after_a_restart(
    desk: SqlDesk, folder: Path
) -> None:
    load(desk, 20, fill=False)
    assert desk.read.search("卡纸") == ()
    desk.perform(making.noting("看得见", name="b00002"))
    progress = fill_search(desk.database, 8)
    assert not progress.is_complete
    found = [hit.ref for hit in desk.read.search("卡纸")]
    assert found == ["b00002", *(f"b{n:05d}" for n in range(19, 11, -1))]
    desk.close()
    again = open_desk(folder, PASSPHRASE)
    steps = [progress]
    while not steps[-1].is_complete:
        steps.append(fill_search(again.database, 8))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert len(again.read.search("卡纸", limit=100)) == 20
    assert [hit.ref for hit in again.read.search("客户3")] == ["k3"]
    assert fill_search(again.database, 8).is_complete
    again.close()


def test_a_text_changed_before_the_background_came_by_is_found_once(desk: SqlDesk) -> None:
    load(desk, 4, fill=False)
    desk.perform(making.editing("b00001", subject="复印机"))
    while not fill_search(desk.database, 2).is_complete:
        pass
    assert [hit.ref for hit in desk.read.search("复印机")] == ["b00001"]
    assert "b00001" not in [hit.ref for hit in desk.read.search("卡纸")]


def test_a_house_that_moves_reads_its_numbers_anew(desk: SqlDesk, folder: Path) -> None:
    card = Customer(CustomerId("k1"), "王芳", numbers=(CustomerNumber("62345678"),))
    desk.perform(making.saving(card))
    desk.perform(making.opening(call=making.talking(number="62340000")))
    desk.close()
    shanghai = NumberRules(area="021")
    moved = open_desk(folder, PASSPHRASE, shanghai)
    [hit] = moved.read.numbers.find(asked_keys(identify("+862162345678", shanghai))[:1])
    [seen] = moved.read.numbers.find(asked_keys(identify("+862162340000", shanghai))[:1])
    assert (hit.customer, seen.ticket) == ("k1", "t1")
    assert moved.read.numbers.find(asked_keys(identify("010-62345678", shanghai))[:1]) == []
    moved.close()
