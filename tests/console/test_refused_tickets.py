"""A ticket that is refused: its editor stays with what was typed, and it is asked for again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.errors import RuleViolation
from core.ids import TicketId
from tests.console.rig import Rig

Withdraw = Callable[[bool], None]


class Withdrawn(RuleViolation):
    """As a desk says it that may not write any more."""

    def __init__(self) -> None:
        super().__init__("Nothing can be changed at this desk now.")


@pytest.fixture
def withdraw(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Withdraw:
    """Takes the right to write, and gives it back."""
    perform = rig.desk.perform

    def refuse(_: Any) -> Any:
        raise Withdrawn

    return lambda on: monkeypatch.setattr(rig.desk, "perform", refuse if on else perform)


def written(rig: Rig) -> TicketId:
    """F2, and a subject is typed."""
    rig.answered_call()
    ticket = rig.make()
    rig.tickets.edit("subject", "Paper jam")
    rig.wait(1)
    return ticket


def test_the_editor_of_a_refused_ticket_stays_and_says_that_it_is_not_made(
    rig: Rig, withdraw: Withdraw
) -> None:
    withdraw(True)
    written(rig)
    assert "could not be made" in rig.view.last("show_problem")
    assert rig.view.last("show_saved")[0] == "not saved"
    assert rig.tickets.current is not None
    assert rig.tickets.current.values()["subject"] == "Paper jam"
    assert rig.notices.sentences == ("Nothing can be changed at this desk now.",)


def test_saving_it_asks_for_the_ticket_again_and_saves_into_it(rig: Rig, withdraw: Withdraw) -> None:
    withdraw(True)
    ticket = written(rig)
    withdraw(False)
    rig.tickets.save()
    rig.lane.settle()
    assert rig.desk.shelf.tickets[ticket].subject == "Paper jam"
    assert rig.desk.shelf.drafts == {}
    assert rig.view.last("show_problem") == ""
    assert rig.view.last("show_saved")[0] == "saved"
    assert rig.notices.sentences == ()


def test_saving_it_where_it_is_still_refused_says_so_again(rig: Rig, withdraw: Withdraw) -> None:
    withdraw(True)
    written(rig)
    rig.tickets.save()
    rig.lane.settle()
    assert "could not be made" in rig.view.last("show_problem")
    assert rig.desk.shelf.tickets == {}


def test_f2_again_asks_for_the_same_ticket_and_what_was_typed_is_its_draft(
    rig: Rig, withdraw: Withdraw
) -> None:
    withdraw(True)
    ticket = written(rig)
    withdraw(False)
    assert rig.make() == ticket
    assert list(rig.desk.shelf.tickets) == [ticket]
    assert rig.desk.shelf.tickets[ticket].calls == (rig.phone.book.calls[0].id,)
    assert rig.desk.shelf.drafts[ticket].fields == {"subject": "Paper jam"}
    assert rig.view.last("show_ticket").title == "Ticket 2026-000001"


def test_a_save_that_waited_behind_a_refused_ticket_does_not_call_it_gone(
    rig: Rig, withdraw: Withdraw
) -> None:
    withdraw(True)
    rig.answered_call()
    rig.maker.make()
    rig.tickets.edit("subject", "Paper jam")
    rig.tickets.save()
    rig.lane.settle()
    assert "could not be made" in rig.view.last("show_problem")


def test_a_refused_ticket_of_no_call_is_asked_for_again_and_offered_when_it_was_left(
    rig: Rig, withdraw: Withdraw
) -> None:
    withdraw(True)
    rig.maker.make_without_call()
    rig.lane.settle()
    rig.tickets.edit("subject", "Paper jam")
    assert rig.tickets.current is not None
    ticket = rig.tickets.current.id
    rig.tickets.leave()
    rig.lane.settle()
    withdraw(False)
    rig.notices.act(f"refused {ticket}")
    assert rig.make() == ticket
    assert rig.desk.shelf.drafts[ticket].fields == {"subject": "Paper jam"}


def test_a_customer_chosen_meanwhile_is_in_the_ticket(rig: Rig, withdraw: Withdraw) -> None:
    one, _ = rig.know("王芳", "010 6234 5678"), rig.know("李雷", "010 6234 5678")
    rig.answered_call("01062345678")
    withdraw(True)
    ticket = rig.make()
    rig.customers.choose(f"customer:{one}")
    rig.lane.settle()
    withdraw(False)
    rig.make()
    assert rig.desk.shelf.tickets[ticket].customer == one
