"""Service levels as the agent and the supervisor meet them: due, why, promises, reminders, the editor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.viewmodels.words import Tone
from core.ids import AgentId, TicketId
from core.sla.policy import Conditions
from core.sla.posts import PostList
from core.tickets.commands import SaveEdition
from core.tickets.model import Status, Waiting
from tests.console.service_rig import ServiceRig

HOUR = 3600


@pytest.fixture
def rig() -> ServiceRig:
    return ServiceRig()


def test_the_editor_says_what_is_due_and_a_typed_priority_is_another_promise(rig: ServiceRig) -> None:
    rig.ticket()
    text, _, tone = rig.view.last("show_due")
    assert "due" in text
    assert tone is Tone.PLAIN
    rig.tickets.edit("urgency", "1")
    assert rig.view.last("show_due")[0] != text


def test_a_queue_that_is_typed_leads_to_its_policy(rig: ServiceRig) -> None:
    saved = rig.levels.book.newest
    assert saved is not None
    standard = saved.policies[-1]
    vip = replace(standard, id="vip", name="VIP line", conditions=Conditions(queues=("VIP",)))
    edition = replace(saved, id="e2", valid_from=rig.clock.at, policies=(vip, *saved.policies))
    rig.desk.perform(SaveEdition(rig.place.stamp(), edition))
    rig.levels.read()
    rig.wait(1)
    made = rig.ticket()
    rig.tickets.edit("queue", "VIP")
    rig.tickets.save()
    rig.lane.settle()
    assert rig.desk.shelf.tickets[TicketId(made)].queue == "VIP"
    rig.why.open(TicketId(made))
    rig.lane.settle()
    assert any("VIP line: taken" in one for one in rig.view.last("show_why").rules)


def test_why_has_a_tab_for_each_clock_and_names_the_rule(rig: ServiceRig) -> None:
    ticket = rig.ticket()
    rig.why.open(ticket)  # type: ignore[arg-type] # an id
    rig.lane.settle()
    shown = rig.view.last("show_why")
    assert [tab.text for tab in shown.tabs] == ["First response", "Next update", "Resolution"]
    assert any("taken" in rule for rule in shown.rules)
    assert shown.days


def test_waiting_for_a_third_party_is_said_and_pauses(rig: ServiceRig) -> None:
    ticket = rig.ticket()
    rig.moves.move("pending:third party")
    rig.lane.settle()
    card = rig.desk.read.ticket(ticket)  # type: ignore[arg-type] # an id
    assert card is not None
    assert card.history[-1].waits_for is Waiting.THIRD_PARTY
    assert "paused" in rig.view.last("show_due")[0]
    choices = [choice.key for choice in rig.view.last("show_ticket").moves]
    assert Status.PENDING.value in choices


def test_a_promise_is_made_in_words_and_kept_by_a_click(rig: ServiceRig) -> None:
    rig.ticket()
    rig.moves.promise("+30")
    rig.lane.settle()
    assert rig.view.last("show_ticket").promise
    rig.moves.settle_promise(is_kept=True)
    rig.lane.settle()
    assert not rig.view.last("show_ticket").promise


@pytest.mark.parametrize("text", ["soon", "25:00", "Funday 9:00", "2020-01-01 9:00", ""])
def test_a_promise_for_no_time_says_how_it_is_written(rig: ServiceRig, text: str) -> None:
    rig.ticket()
    rig.moves.promise(text)
    rig.lane.settle()
    assert "please" in rig.view.last("show_problem").lower()
    assert not rig.view.last("show_ticket").promise


def test_a_reminder_stands_on_the_screen_and_rings(rig: ServiceRig) -> None:
    rig.ticket()
    rig.passes(7 * HOUR)
    assert any("M305 jams" in text for text in rig.notice_texts)
    assert rig.rung == []  # half the time is used: no reason for noise
    rig.passes(15.5 * HOUR)
    assert "bell" in rig.rung


def test_while_the_agent_talks_only_the_urgent_ones_come(rig: ServiceRig) -> None:
    rig.ticket()
    call = rig.answered_call("02112345678")
    rig.passes(5.5 * HOUR)  # half the time is used; nothing is due
    assert not any("M305 jams" in text for text in rig.notice_texts if "Resolution" in text)
    assert "bell" not in rig.rung
    rig.ends(call)
    rig.lane.settle()
    assert any("M305 jams" in text for text in rig.notice_texts)


def test_many_at_once_are_one_line(rig: ServiceRig) -> None:
    for _ in range(5):
        rig.ticket()
    rig.passes(24 * HOUR)
    assert sum("reminders" in text for text in rig.notice_texts) == 1


def test_put_off_wants_a_reason_and_comes_back_once(rig: ServiceRig) -> None:
    rig.ticket()
    rig.passes(5.2 * HOUR)
    rig.shown.open()
    rig.lane.settle()
    first = rig.view.last("show_reminders").lines[0]
    rig.shown.snooze(first.id, "+10", "")
    rig.lane.settle()
    assert "why" in rig.view.last("show_reminders").problem
    rig.shown.snooze(first.id, "+10", "waits for a part")
    rig.lane.settle()
    assert first.id not in [line.id for line in rig.view.last("show_reminders").lines]
    rig.passes(HOUR / 4)
    assert [one for one in rig.desk.office.posts(PostList.MINE, AgentId("me")) if ":again:" in one.key]
