"""The list stays fresh, pages on, and a search answers only its newest question."""

from __future__ import annotations

from tests.console.rig import DiskFull, Rig


def numbers(rig: Rig) -> list[str]:
    return [line.number for line in rig.view.last("show_rows")[0]]


def made(rig: Rig, count: int) -> None:
    for _ in range(count):
        rig.clock.at = rig.clock.at.replace(microsecond=rig.clock.at.microsecond + 1)
        rig.maker.make_without_call()
        rig.lane.settle()
    rig.tickets.leave()


def test_an_empty_list_says_what_it_would_hold_and_how_to_begin(rig: Rig) -> None:
    assert "F2 makes one from a call" in rig.view.last("show_rows")[2]


def test_a_ticket_that_is_made_appears_in_the_list_with_its_counts(rig: Rig) -> None:
    made(rig, 2)
    assert numbers(rig) == ["2026-000002", "2026-000001"]
    tabs = {tab.key: tab.count for tab in rig.view.last("show_scopes")}
    assert (tabs["mine"], tabs["open"], tabs["all"]) == ("2", "2", "")


def test_the_next_page_is_added_and_a_change_keeps_what_was_scrolled_to(rig: Rig) -> None:
    made(rig, 130)
    assert (len(numbers(rig)), rig.view.last("show_rows")[1]) == (100, True)
    rig.list.more()
    rig.list.more()
    rig.lane.settle()
    rows, has_more = rig.view.last("add_rows")
    assert (len(rows), has_more) == (30, False)
    made(rig, 1)
    assert len(numbers(rig)) == 130


def test_the_answer_to_a_scope_that_was_left_is_dropped(rig: Rig) -> None:
    made(rig, 1)
    rig.list.choose_scope("unassigned")
    rig.list.choose_scope("mine")
    rig.lane.settle()
    assert numbers(rig) == ["2026-000001"]


def test_a_list_that_cannot_be_read_says_so_and_is_read_again(rig: Rig) -> None:
    rig.fails(DiskFull())
    rig.list.read()
    rig.lane.settle()
    assert rig.view.last("show_problem") == "The disk is full."
    rig.fails(None)
    rig.list.read()
    rig.lane.settle()
    assert rig.view.last("show_problem") == ""


def test_only_the_newest_question_of_a_search_is_answered(rig: Rig) -> None:
    rig.know("王芳", "13812345678")
    rig.search.typed("王")
    rig.search.typed("王芳x")
    rig.search.typed("王芳")
    rig.lane.settle()
    assert [result.query for result in rig.view.shown["show_search"]] == ["王芳"]
    assert [line.title for line in rig.view.last("show_search").lines] == ["王芳"]


def test_a_found_customer_is_shown_in_the_right_column(rig: Rig) -> None:
    customer = rig.know("王芳", "13812345678")
    rig.search.chosen(f"customer:{customer}")
    rig.lane.settle()
    assert ("Name", "王芳") in rig.view.last("show_customer").facts


def test_nothing_found_is_said(rig: Rig) -> None:
    rig.search.typed("nobody")
    rig.lane.settle()
    assert rig.view.last("show_search").empty == "Nothing is found for this."
