"""What the ledger promises to a desk that pulls: all it may see, nothing else, and nothing missed."""

from __future__ import annotations

from functools import reduce
from operator import xor

import pytest

from core.sync.messages import Hello
from core.sync.records import SCHEMA, canonical, digest
from core.tickets.model import Status
from storage.ledger.ledger import SqlLedger, new_epoch
from tests.storage import making
from tests.storage.ledger.rig import BOSS, LI_AT_2, WANG_AT_1, Desk, directory_command, who
from tests.storage.making import LI, NAMES, SALES, WANG


def filled(ledger: SqlLedger) -> tuple[Desk, Desk, Desk]:
    boss, wang, li = Desk(ledger, BOSS), Desk(ledger, WANG_AT_1), Desk(ledger, LI_AT_2)
    boss.do(directory_command(NAMES))
    wang.do(
        making.saving(making.somebody("k1", "13812345678")),
        making.opening("w1", call=making.talking("c1"), customer="k1", subject="printer"),
        making.opening("w2", minute=3),
    )
    li.do(making.opening("l1", call=making.talking("c2"), subject="invoice"), making.giving(LI, SALES, "l1"))
    return boss, wang, li


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_each_desk_gets_what_its_scope_sees_whatever_the_page(ledger: SqlLedger, limit: int) -> None:
    boss, wang, li = filled(ledger)
    everybodys = {("customer", "k1"), ("directory", "directory")}
    wangs = {("ticket", "w1"), ("ticket", "w2"), ("call", "c1")}
    lis = {("ticket", "l1"), ("call", "c2")}
    assert set(wang.held(limit)) == everybodys | wangs
    assert set(li.held(limit)) == everybodys | lis
    assert set(boss.held(limit)) == everybodys | wangs | lis


def test_a_cursor_asks_for_what_changed_since(ledger: SqlLedger) -> None:
    _boss, wang, _li = filled(ledger)
    first = wang.pull()
    assert first.is_checkpoint
    assert wang.pull(first.cursor).rows == ()
    wang.do(making.noting("new", name="w1"))
    later = wang.pull(first.cursor)
    assert [(row.kind, row.id) for row in later.rows] == [("ticket", "w1")]
    assert later.head == first.head + 1


def test_who_loses_a_ticket_is_told_and_who_gets_it_gets_its_call(ledger: SqlLedger) -> None:
    _boss, wang, li = filled(ledger)
    wang_has, li_has = wang.pull(), li.pull()
    li.do(making.giving(WANG, SALES, "l1", minute=9))  # in wang's hands now, and still of the sales team
    page = wang.pull(wang_has.cursor)
    assert {(row.kind, row.id, row.keys) for row in page.rows} == {
        ("ticket", "l1", ("agent:wang",)),
        ("call", "c2", ("agent:wang",)),
    }
    li.do(making.giving(LI, SALES, "l1", minute=10))
    back = wang.pull(page.cursor)
    assert {(one.kind, one.id) for one in back.removals} == {("ticket", "l1"), ("call", "c2")}
    assert back.rows == ()
    assert li.pull(li_has.cursor).removals == ()


def test_a_team_more_brings_its_old_tickets_and_a_team_less_takes_the_key_away(ledger: SqlLedger) -> None:
    _boss, wang, _li = filled(ledger)
    start = wang.pull()
    wang.who = who(WANG, "desk-1", SALES)
    page = wang.pull(start.cursor)
    assert ("ticket", "l1") in {(row.kind, row.id) for row in page.rows}
    assert page.keys == ("agent:wang", "all", "team:sales")


def test_a_record_that_changes_between_two_pages_is_not_missed(ledger: SqlLedger) -> None:
    _boss, wang, _li = filled(ledger)
    seen, page = set(), wang.pull(limit=1)
    while not page.is_checkpoint:
        seen |= {(row.kind, row.id) for row in page.rows}
        if len(seen) == 1:
            wang.do(making.noting("meanwhile", name="w1"))
        page = wang.pull(page.cursor, limit=1)
    seen |= {(row.kind, row.id) for row in page.rows}
    assert seen == set(wang.held())


def in_two_teams(ledger: SqlLedger) -> Desk:
    """Wang sees w2 by everybody's key until it is given to sales, and then by that of sales."""
    _boss, wang, _li = filled(ledger)
    wang.who = who(WANG, "desk-1", SALES)
    return wang


def test_what_is_seen_by_another_key_comes_with_the_page_that_passes_over_the_first(
    ledger: SqlLedger,
) -> None:
    wang = in_two_teams(ledger)
    start = wang.pull()
    wang.do(making.giving(None, SALES, "w2", minute=9))
    wang.do(making.noting("first", "n1", "w1", minute=10))
    wang.do(making.noting("last", "n2", "w2", minute=11))
    page = wang.pull(start.cursor, limit=1)
    assert not page.is_checkpoint
    assert ("ticket", "w2", ("team:sales",)) in {(row.kind, row.id, row.keys) for row in page.rows}
    wang.who = WANG_AT_1  # out of sales, before the next page: the desk goes by the keys it holds
    assert ("ticket", "w2") not in {(row.kind, row.id) for row in wang.pull(page.cursor).rows}


def test_news_take_nothing_away_that_is_still_seen(ledger: SqlLedger) -> None:
    wang = in_two_teams(ledger)
    since = wang.pull().head
    wang.do(making.giving(None, SALES, "w2", minute=9))
    known = ledger.head()
    wang.do(making.noting("later", name="w1"))
    fresh = ledger.fresh(since)
    assert fresh is not None
    page = fresh.part_of(wang.who.scope, known)
    assert page is not None
    assert ([row.id for row in page.rows], page.removals) == (["w1"], ())


def test_the_sums_are_those_of_what_is_seen(ledger: SqlLedger) -> None:
    _boss, wang, li = filled(ledger)
    li.do(making.moving(Status.RESOLVED, "l1", minute=12))
    for desk in (wang, li):
        page = desk.pull()
        counted = {(one.key, one.kind): (one.count, one.digest) for one in page.sums}
        for key in desk.who.scope:
            for kind in ("ticket", "call", "customer", "directory"):
                docs = [
                    digest(canonical(row.doc)) for row in page.rows if row.kind == kind and key in row.keys
                ]
                assert counted.get((key, kind), (0, 0)) == (len(docs), reduce(xor, docs, 0))


def test_a_cursor_of_another_epoch_begins_from_the_start(ledger: SqlLedger) -> None:
    _boss, wang, _li = filled(ledger)
    start = wang.pull()
    epoch = new_epoch(ledger.store)
    page = wang.pull(start.cursor)
    assert page.epoch == epoch != start.epoch
    assert len(page.rows) == len(start.rows)


@pytest.mark.parametrize("cursor", ["x", "e30=", "WyJhIix7ImIiOiAiYyJ9XQ==", "💥", "W251bGwsW11d"])
def test_a_damaged_cursor_is_the_beginning(ledger: SqlLedger, cursor: str) -> None:
    _boss, wang, _li = filled(ledger)
    assert wang.pull(cursor).rows == wang.pull().rows


def test_a_forged_cursor_shows_nothing_of_another_scope(ledger: SqlLedger) -> None:
    boss, wang, _li = filled(ledger)
    page = wang.pull(boss.pull(limit=1).cursor)
    assert ("ticket", "l1") not in {(row.kind, row.id) for row in page.rows}


def test_a_new_desk_sees_the_newest_open_tickets_first_with_what_they_name(ledger: SqlLedger) -> None:
    _boss, wang, _li = filled(ledger)
    wang.do(
        making.editing("w2", minute=20, subject="solved"), making.moving(Status.RESOLVED, "w2", minute=21)
    )
    page = ledger.preview(WANG_AT_1, 10)
    assert not page.is_checkpoint
    assert page.cursor == ""
    assert [(row.kind, row.id) for row in page.rows] == [
        ("directory", "directory"),
        ("customer", "k1"),
        ("call", "c1"),
        ("ticket", "w1"),
    ]


def test_welcome_tells_epoch_time_and_scope(ledger: SqlLedger) -> None:
    filled(ledger)
    welcome = ledger.hello(WANG_AT_1, Hello(1, "0.1", SCHEMA))
    assert welcome.serves(1)
    assert welcome.keys == ("agent:wang", "all", "team:support")
    assert welcome.head == ledger.head()
    assert welcome.epoch == ledger.pull(WANG_AT_1, "").epoch
