"""What every desk promises: run on the dictionaries of the fake and on the real encrypted database alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.calls.model import EndReason
from core.customers.numbers import NumberRules, asked_keys, identify
from core.errors import RuleViolation
from core.events import CallRecorded, CustomerChanged, TicketChanged, TicketOpened
from core.ids import CallId, CustomerId, TicketId
from core.reading import HitKind, TicketFilter, TicketPage, TicketScope
from core.tickets.commands import AttachCall, LinkNumber
from core.tickets.model import Priority, Status, Urgency
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.fakes.desk import FakeDesk
from tests.storage import making
from tests.storage.making import LI, NAMES, PASSPHRASE, SALES, SUPPORT, WANG, at

AnyDesk = FakeDesk | SqlDesk


def encrypted(folder: Path) -> SqlDesk:
    return create_desk(folder / "profile", PASSPHRASE, cost=TEST_COST)


def fake(_folder: Path) -> FakeDesk:
    return FakeDesk()


@pytest.fixture(params=[fake, encrypted])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyDesk]:
    make: Callable[[Path], AnyDesk] = request.param
    made = make(tmp_path)
    made.save_directory(NAMES)
    yield made
    made.close()


def listed(desk: AnyDesk, scope: TicketScope, **more: object) -> list[str]:
    what = replace(TicketFilter(scope, WANG, (SUPPORT,)), **more)  # type: ignore[arg-type] # a test names the fields
    return [row.id for row in desk.read.tickets(what).rows]


def test_a_ticket_made_in_a_call_has_a_number_the_call_and_its_maker(desk: AnyDesk) -> None:
    events = desk.perform(making.opening(call=making.talking()))
    assert events == [
        TicketOpened(at(0), TicketId("t1"), "2026-000001", CallId("c1")),
        CallRecorded(at(0), CallId("c1")),
    ]
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    assert (card.row.assignee, card.row.assignee_name, card.row.team_name) == (WANG, "王芳", "售后")
    assert [step.status for step in card.history] == [Status.NEW, Status.ASSIGNED]
    assert [call.id for call in card.calls] == ["c1"]
    assert card.calls[0].tickets == ((TicketId("t1"), "2026-000001"),)


def test_numbers_count_up_and_begin_again_each_year(desk: AnyDesk) -> None:
    for number in range(3):
        desk.perform(making.opening(f"t{number}"))
    desk.perform(making.opening("next", minute=60 * 24 * 365))
    numbers = [row.number for row in desk.read.tickets(TicketFilter(TicketScope.ALL)).rows]
    assert sorted(numbers) == ["2026-000001", "2026-000002", "2026-000003", "2027-000001"]
    assert desk.read.ticket_by_number("2026-000002") == "t1"
    assert desk.read.ticket_by_number("2026-000009") is None


def test_opening_the_same_ticket_again_reports_it_and_changes_nothing(desk: AnyDesk) -> None:
    first = desk.perform(making.opening(call=making.talking()))
    again = desk.perform(making.opening(call=making.talking()))
    assert again == first[:1]
    assert desk.read.counts(WANG, ()).all_open == 1
    assert desk.read.counts(WANG, ()).waiting_operations == 1


def test_what_is_typed_is_what_is_read(desk: AnyDesk) -> None:
    desk.perform(making.opening())
    text = "第一行\nsecond line 😀\t'quoted' \"twice\" %s"
    [event] = desk.perform(
        making.editing(subject=" 打印机卡纸 ", description=text, category="paper", urgency=Urgency.HIGH)
    )
    assert isinstance(event, TicketChanged)
    assert set(event.fields) == {"subject", "description", "category", "urgency"}
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    assert (card.row.subject, card.description) == ("打印机卡纸", text)
    assert (card.row.category, card.category_id) == (("售后", "打印机", "进纸"), "paper")
    assert card.row.priority is Priority.P3


def test_an_edit_that_changes_nothing_reports_nothing(desk: AnyDesk) -> None:
    desk.perform(making.opening(subject="as it is"))
    assert desk.perform(making.editing(subject="as it is")) == []
    assert desk.read.counts(WANG, ()).waiting_operations == 1


def test_a_refused_command_changes_nothing(desk: AnyDesk) -> None:
    desk.perform(making.opening())
    before = desk.read.ticket(TicketId("t1"))
    for refused in (
        making.moving(Status.RESOLVED),
        making.moving(Status.CLOSED),
        making.editing(subject="x" * 201),
        making.editing(description="half a pair \ud83d"),
        making.noting("  \n "),
        making.noting("lost", name="nobody knows it"),
    ):
        with pytest.raises(RuleViolation):
            desk.perform(refused)
    assert desk.read.ticket(TicketId("t1")) == before


def test_a_note_keeps_its_place_in_the_call(desk: AnyDesk) -> None:
    desk.perform(making.opening(call=making.talking()))
    desk.perform(making.noting("先重启试试"))
    desk.perform(making.noting("先重启试试"))
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    [note] = card.notes
    assert (note.text, note.call, note.offset) == ("先重启试试", "c1", timedelta(seconds=42))


def test_a_call_may_make_several_tickets_and_be_tied_to_one_that_exists(desk: AnyDesk) -> None:
    desk.perform(making.opening("t1", call=making.talking()))
    desk.perform(making.opening("t2", minute=1, call=making.talking()))
    desk.perform(making.opening("t3", minute=2))
    tie = AttachCall(making.stamp(3), TicketId("t3"), making.talking())
    assert [type(event) for event in desk.perform(tie)] == [TicketChanged]
    assert desk.perform(tie) == []
    [call] = desk.read.calls()
    assert [number for _ticket, number in call.tickets] == ["2026-000001", "2026-000002", "2026-000003"]


def test_the_later_facts_of_a_call_win(desk: AnyDesk) -> None:
    call = making.talking()
    desk.perform(making.recording(call))
    desk.perform(making.recording(making.ended(call, 3), minute=6, customer="k1"))
    desk.perform(making.recording(call, minute=7))
    [row] = desk.read.calls()
    assert (row.end, row.ring_seconds, row.talk_seconds, row.customer) == (
        EndReason.HUNG_UP_BY_THEM,
        6,
        174,
        "k1",
    )


def test_missed_calls_are_counted_until_they_were_looked_at(desk: AnyDesk) -> None:
    for n in range(3):
        call = making.ringing(f"c{n}", minute=n)
        desk.perform(making.recording(making.ended(call, n + 0.5, EndReason.MISSED), minute=n + 0.5))
    assert desk.read.counts(WANG, ()).missed_calls == 3
    desk.missed_calls_seen(at(1.5))
    assert desk.read.counts(WANG, ()).missed_calls == 1


def test_calls_come_newest_first_and_page_by_page(desk: AnyDesk) -> None:
    for n in range(5):
        desk.perform(making.recording(making.talking(f"c{n}", minute=n), minute=n))
    first = desk.read.calls(limit=2)
    second = desk.read.calls(before=first[-1].began_at, limit=2)
    assert [row.id for row in (*first, *second)] == ["c4", "c3", "c2", "c1"]


def test_each_list_holds_what_it_says(desk: AnyDesk) -> None:
    desk.perform(making.opening("mine"))
    desk.perform(making.opening("hers", 1, agent=LI))
    desk.perform(making.opening("pile", 2))
    desk.perform(making.giving(None, SALES, "pile", 3))
    desk.perform(making.opening("done", 4, subject="x"))
    desk.perform(making.moving(Status.RESOLVED, "done", 5))
    assert listed(desk, TicketScope.MINE_OPEN) == ["mine"]
    assert listed(desk, TicketScope.TEAM_OPEN) == ["mine"]
    assert listed(desk, TicketScope.TEAM_OPEN, teams=(SALES, SUPPORT)) == ["pile", "hers", "mine"]
    assert listed(desk, TicketScope.UNASSIGNED) == ["pile"]
    assert listed(desk, TicketScope.ALL_OPEN) == ["pile", "hers", "mine"]
    assert listed(desk, TicketScope.ALL) == ["done", "pile", "hers", "mine"]
    assert listed(desk, TicketScope.ALL, status=Status.RESOLVED) == ["done"]
    counts = desk.read.counts(WANG, (SUPPORT,))
    assert (counts.mine_open, counts.team_open, counts.unassigned, counts.all_open) == (1, 1, 1, 3)


def test_a_change_brings_a_ticket_to_the_top(desk: AnyDesk) -> None:
    desk.perform(making.opening("old"))
    desk.perform(making.opening("new", 1))
    desk.perform(making.noting("news", name="old", minute=2))
    assert listed(desk, TicketScope.ALL_OPEN) == ["old", "new"]


@pytest.mark.parametrize("scope", [TicketScope.ALL_OPEN, TicketScope.TEAM_OPEN, TicketScope.MINE_OPEN])
def test_pages_hold_every_ticket_once(desk: AnyDesk, scope: TicketScope) -> None:
    for n in range(7):
        desk.perform(making.opening(f"t{n}", minute=n // 2))
    what = TicketFilter(scope, WANG, (SALES, SUPPORT))
    pages: list[TicketPage] = [desk.read.tickets(what, limit=3)]
    while pages[-1].next is not None:
        pages.append(desk.read.tickets(what, pages[-1].next, limit=3))
    assert [len(page.rows) for page in pages] == [3, 3, 1]
    assert [row.id for page in pages for row in page.rows] == ["t6", "t5", "t4", "t3", "t2", "t1", "t0"]


def test_a_solved_ticket_can_be_taken_up_again_and_a_closed_one_takes_only_notes(desk: AnyDesk) -> None:
    desk.perform(making.opening(subject="卡纸"))
    for minute, status in enumerate([Status.RESOLVED, Status.ASSIGNED, Status.RESOLVED, Status.CLOSED], 1):
        desk.perform(making.moving(status, minute=minute))
    assert desk.read.counts(WANG, ()).all_open == 0
    with pytest.raises(RuleViolation, match="closed"):
        desk.perform(making.editing(subject="anders"))
    assert desk.perform(making.noting("called again", minute=9)) != []
    assert desk.perform(AttachCall(making.stamp(10), TicketId("t1"), making.talking())) != []


def test_a_draft_survives_until_it_is_dropped(desk: AnyDesk) -> None:
    desk.perform(making.opening("t1"))
    desk.perform(making.opening("t2", 1))
    desk.save_draft(TicketId("t1"), {"subject": "打印"}, at(2))
    desk.save_draft(TicketId("t2"), {"note": "half a pair \ud83d"}, at(3))
    desk.save_draft(TicketId("t1"), {"subject": "打印机卡", "description": "…"}, at(4))
    assert [row.id for row in desk.read.drafts()] == ["t1", "t2"]
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    assert card.draft is not None
    assert (card.draft.fields, card.draft.at) == ({"subject": "打印机卡", "description": "…"}, at(4))
    assert card.row.has_draft
    desk.drop_draft(TicketId("t1"))
    desk.drop_draft(TicketId("t1"))
    assert [row.id for row in desk.read.drafts()] == ["t2"]


def test_a_draft_of_a_ticket_that_is_not_there_is_refused(desk: AnyDesk) -> None:
    with pytest.raises(RuleViolation):
        desk.save_draft(TicketId("nowhere"), {"subject": "x"}, at(0))


def test_a_customer_card_shows_what_is_open_and_what_was(desk: AnyDesk) -> None:
    assert desk.perform(making.saving(making.somebody("k1", "138 1234 5678"))) == [
        CustomerChanged(at(0), CustomerId("k1"))
    ]
    desk.perform(making.opening("t1", customer="k1", subject="卡纸"))
    desk.perform(making.opening("t2", 1, customer="k1"))
    desk.perform(making.moving(Status.RESOLVED, "t1", 2))
    card = desk.read.customer(CustomerId("k1"))
    assert card is not None
    assert card.customer == replace(making.somebody("k1", "138 1234 5678"), version=1)
    assert ([row.id for row in card.open_tickets], [row.id for row in card.recent_tickets]) == (
        ["t2"],
        ["t1"],
    )
    assert card.open_count == 1
    assert card.open_tickets[0].customer_name == "王芳"
    assert desk.read.customer(CustomerId("nobody")) is None


def test_a_card_saved_from_an_older_copy_loses_no_number(desk: AnyDesk) -> None:
    desk.perform(making.saving(making.somebody("k1", "13812345678")))
    card = desk.read.customer(CustomerId("k1"))
    assert card is not None
    desk.perform(LinkNumber(making.stamp(1), CustomerId("k1"), "010-62345678", "办公"))
    desk.perform(making.saving(replace(card.customer, company="华信"), 2))
    after = desk.read.customer(CustomerId("k1"))
    assert after is not None
    assert after.customer.company == "华信"
    assert [one.written for one in after.customer.numbers] == ["13812345678", "010-62345678"]
    desk.perform(making.saving(replace(after.customer, numbers=after.customer.numbers[1:]), 3))
    last = desk.read.customer(CustomerId("k1"))
    assert last is not None
    assert [one.written for one in last.customer.numbers] == ["010-62345678"]


def test_the_number_index_follows_cards_and_calls(desk: AnyDesk) -> None:
    desk.perform(making.saving(making.somebody("k1", "138 1234 5678")))
    desk.perform(making.opening(call=making.talking(number="13900139000")))
    rules = NumberRules()
    [card] = desk.read.numbers.find(asked_keys(identify("+8613812345678", rules)))
    [seen] = desk.read.numbers.find(asked_keys(identify("0139 0013 9000", rules)))
    assert (card.customer, card.name, card.ticket) == ("k1", "王芳", None)
    assert (seen.ticket, seen.ticket_number) == ("t1", "2026-000001")


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("发票", HitKind.TICKET),
        ("卡纸", HitKind.TICKET),
        ("2026-000001", HitKind.TICKET),
        ("Toner", HitKind.TICKET),
        ("进纸器", HitKind.TICKET),
        ("王芳", HitKind.CUSTOMER),
        ("华信", HitKind.CUSTOMER),
        ("+86 138 1234 5678", HitKind.CUSTOMER),
    ],
)
def test_the_search_finds(desk: AnyDesk, asked: str, kind: HitKind) -> None:
    desk.perform(making.saving(replace(making.somebody("k1", "13812345678"), company="华信公司")))
    desk.perform(making.opening(subject="打印机卡纸 toner", description="要求重开发票"))
    desk.perform(making.noting("换了进纸器"))
    [hit] = desk.read.search(asked)
    assert hit.kind is kind
    assert desk.read.search("没有这个词") == ()
    assert desk.read.search("  ") == ()


def test_the_directory_is_what_was_saved(desk: AnyDesk) -> None:
    assert desk.read.directory() == NAMES
