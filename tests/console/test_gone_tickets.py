"""A ticket leaves the desk while somebody writes in it: what was typed is kept, or still stands there, and is said."""

from __future__ import annotations

import pytest

from core.events import Arrived
from core.ids import TicketId
from core.tickets.ticket import Ticket
from tests.console.rig import Rig, View

IN_PANEL = '"Not taken" in "In step with the server" (Alt+6)'


@pytest.fixture
def ticket(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> TicketId:
    monkeypatch.setattr(rig.list, "_view", View())  # what troubles the list is another line than the ticket's
    rig.answered_call()
    return rig.make()


def leaves(rig: Rig, ticket: TicketId) -> Ticket:
    """As a round of the sync takes it off: its draft goes to what lost its place."""
    rig.desk.shelf.drafts.pop(ticket, None)
    return rig.desk.shelf.tickets.pop(ticket)


def told(rig: Rig, ticket: TicketId) -> None:
    rig.hub.tell([Arrived(rig.clock.now(), frozenset({ticket}))])
    rig.lane.settle()


def test_what_lay_on_disk_is_said_to_be_kept_and_where(rig: Rig, ticket: TicketId) -> None:
    rig.tickets.edit("subject", "Paper jam")
    rig.wait(1)
    leaves(rig, ticket)
    told(rig, ticket)
    form = rig.view.last("show_ticket")
    assert IN_PANEL in rig.view.last("show_problem")
    assert (form.can_edit, form.moves, form.subject) == (False, (), "Paper jam")
    assert rig.view.last("show_saved")[0] == ""


def test_nothing_is_said_of_words_where_none_were_typed(rig: Rig, ticket: TicketId) -> None:
    leaves(rig, ticket)
    told(rig, ticket)
    assert rig.view.last("show_problem") == "This ticket is not on this desk any more."


def test_what_came_after_the_last_draft_still_stands_there_and_is_said_not_to_be_kept(
    rig: Rig, ticket: TicketId
) -> None:
    rig.tickets.edit("subject", "Paper")
    rig.wait(1)
    rig.tickets.edit("subject", "Paper jam")
    leaves(rig, ticket)
    told(rig, ticket)
    rig.wait(1)
    assert "stands only here" in rig.view.last("show_problem")
    assert rig.view.last("show_saved")[0] == "not saved"
    assert (rig.view.last("show_ticket").can_edit, rig.view.last("show_ticket").subject) == (
        False,
        "Paper jam",
    )


def test_a_letter_that_was_on_its_way_does_not_take_the_sentence_away(rig: Rig, ticket: TicketId) -> None:
    leaves(rig, ticket)
    told(rig, ticket)
    rig.tickets.edit("subject", "P")
    rig.wait(1)
    assert "stands only here" in rig.view.last("show_problem")
    rig.tickets.save()
    rig.lane.settle()
    assert "stands only here" in rig.view.last("show_problem")


def test_a_refused_draft_tells_it_before_any_news_does(rig: Rig, ticket: TicketId) -> None:
    leaves(rig, ticket)
    rig.tickets.edit("subject", "Paper jam")
    rig.wait(1)
    assert "stands only here" in rig.view.last("show_problem")


def test_what_was_typed_into_a_ticket_that_was_left_is_offered_when_it_is_not_kept(
    rig: Rig, ticket: TicketId
) -> None:
    rig.tickets.edit("subject", "Paper jam")
    leaves(rig, ticket)
    rig.tickets.leave()
    rig.lane.settle()
    assert rig.notices.sentences == (
        "Ticket 2026-000001 left this desk before what you typed last was kept.",
    )
    rig.notices.act(f"not kept {ticket}")
    rig.lane.settle()
    assert rig.view.last("show_ticket").subject == "Paper jam"
    assert "stands only here" in rig.view.last("show_problem")


def test_a_ticket_that_comes_back_is_written_in_again(rig: Rig, ticket: TicketId) -> None:
    rig.tickets.edit("subject", "Paper jam")
    rig.wait(1)
    gone = leaves(rig, ticket)
    told(rig, ticket)
    rig.desk.shelf.tickets[ticket] = gone
    told(rig, ticket)
    rig.wait(1)
    assert rig.view.last("show_problem") == ""
    assert rig.view.last("show_ticket").can_edit
    assert rig.desk.shelf.drafts[ticket].fields == {"subject": "Paper jam"}
    assert rig.view.last("show_saved")[0] == "draft saved"


def test_the_sentence_goes_with_its_ticket(rig: Rig, ticket: TicketId) -> None:
    leaves(rig, ticket)
    told(rig, ticket)
    rig.maker.make_without_call()
    rig.lane.settle()
    assert rig.view.last("show_problem") == ""
