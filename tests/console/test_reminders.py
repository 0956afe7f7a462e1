"""Reminders without a screen: when the desk wakes, what it leaves in peace, and what trouble does not end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

import pytest
from apscheduler.schedulers import base

from console.bridge.background import OurBug
from console.viewmodels.reminders import TYPED
from core.errors import Trouble
from core.events import Event
from core.ids import AgentId, PromiseId, TicketId
from core.post import Delivery, Fate
from core.sla.posts import Post, PostList, PostState
from core.tickets.commands import (
    AssignTicket,
    MoveTicket,
    NoteReminders,
    PromiseCallBack,
    SaveEdition,
    SettlePromise,
)
from core.tickets.model import Status, Waiting
from tests.console.service_rig import ServiceRig
from tests.e2e.reminding import outside_edition

ME = AgentId("me")


class RunningRig(ServiceRig):
    """Nobody looks but the clockwork itself, which goes by the clock of the rig."""

    def go_on(self, minutes: float) -> None:
        """Time passes as on the wall, and the desk ticks."""
        for _ in range(int(minutes * 2)):
            self.wait(30)
            self.settle()

    def settle(self) -> None:
        """All that follows at once. What wakes itself again and again never comes to rest."""
        for _ in range(100):
            self.wait(0.05)
            soon = self.clock.at + timedelta(seconds=0.2)
            if not any(at <= soon for at, _ in self.timers._jobs):
                return
        raise AssertionError("the desk does not come to rest")

    def promise(self, minutes: float) -> TicketId:
        """A call-back that falls due so much later, for a ticket of mine."""
        made = TicketId(self.ticket())
        self.writer.perform(AssignTicket(self.place.stamp(), made, ME, None))
        due = self.clock.at + timedelta(minutes=minutes)
        self.writer.perform(PromiseCallBack(self.place.stamp(), made, PromiseId(f"p{made}"), due))
        self.settle()
        return made

    def mine(self) -> list[Post]:
        found = self.desk.office.posts(PostList.MINE, ME)
        return [one for one in found if one.state is PostState.SENT and one.kind.value == "call-back"]

    def shown_list(self) -> list[str]:
        self.settle()
        return [line.title for line in self.view.last("show_reminders").lines]


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> RunningRig:
    holder: list[RunningRig] = []

    class HouseTime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return holder[0].clock.at.astimezone(tz)

    made = RunningRig.__new__(RunningRig)
    holder.append(made)
    monkeypatch.setattr(base, "datetime", HouseTime)
    made.__init__()  # type: ignore[misc]
    made.settle()
    return made


def test_the_desk_wakes_for_a_moment_by_itself_and_once(rig: RunningRig) -> None:
    rig.promise(20)
    assert rig.mine() == []
    rig.go_on(11)
    assert [one.key.rpartition(":")[2] for one in rig.mine()] == ["promise-soon"]
    rig.go_on(15)
    assert len(rig.mine()) == 2


def test_a_later_step_towards_the_same_deadline_takes_the_place_of_the_earlier(rig: RunningRig) -> None:
    rig.promise(20)
    rig.go_on(26)
    assert len(rig.mine()) == 2
    [said] = [one.key for one in rig.view.last("show_notices") if one.key.startswith("reminder ")]
    rig.notices.close(said)
    rig.settle()
    assert rig.mine() == []


def test_few_jobs_however_many_tickets(rig: RunningRig) -> None:
    for _ in range(30):
        rig.promise(60)
    assert len(rig.reminders._clockwork.get_jobs()) <= 4


def test_one_that_cannot_be_fired_keeps_no_other_back(
    rig: RunningRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, good = rig.promise(5), rig.promise(6)
    fire = rig.desk.office.fire

    def breaks(firings: Sequence[tuple[NoteReminders, Sequence[Post]]]) -> list[Event]:
        if any(command.ticket == broken for command, _ in firings):
            raise OurBug
        return fire(firings)

    monkeypatch.setattr(rig.desk.office, "fire", breaks)
    rig.go_on(8)
    assert {one.ticket for one in rig.mine() if one.key.endswith("promise-due")} == {good}


def test_trouble_of_a_moment_ends_no_reminders(rig: RunningRig) -> None:
    rig.promise(15)
    rig.lane.fault = OurBug()
    rig.go_on(6)
    rig.lane.fault = None
    rig.go_on(2)
    assert len(rig.mine()) == 1


def test_a_step_that_fell_due_before_a_pause_lets_the_desk_rest(rig: RunningRig) -> None:
    """Its moment is past, and the clock does not run: nothing to do until it runs again."""
    ticket = TicketId(rig.ticket())
    rig.preferences.reminder_duty = False
    rig.go_on(26 * 60)
    rig.writer.perform(MoveTicket(rig.place.stamp(), ticket, Status.PENDING, Waiting.CUSTOMER))
    rig.preferences.reminder_duty = True
    rig.reminders.tick()
    rig.settle()


def test_a_desk_that_takes_over_the_duty_begins_at_once(rig: RunningRig) -> None:
    rig.preferences.reminder_duty = False
    rig.promise(5)
    rig.go_on(10)
    assert rig.mine() == []
    rig.preferences.reminder_duty = True
    rig.reminders.tick()
    rig.settle()
    assert len(rig.mine()) == 2


def test_what_stops_takes_its_reminders_back(rig: RunningRig) -> None:
    ticket = rig.promise(5)
    rig.go_on(1)
    assert any("Call-back" in text for text in rig.notice_texts)
    rig.writer.perform(SettlePromise(rig.place.stamp(), ticket, PromiseId(f"p{ticket}"), is_kept=True))
    rig.settle()
    assert not any("Call-back" in text for text in rig.notice_texts)
    assert rig.mine() == []


def test_during_a_call_even_the_urgent_makes_no_sound(rig: RunningRig) -> None:
    rig.promise(15)
    call = rig.answered_call("02112345678")
    rig.go_on(17)
    assert rig.rung == []
    assert any("Call-back" in text for text in rig.notice_texts)
    rig.ends(call)
    rig.settle()
    assert "bell" in rig.rung


def test_a_locked_desk_says_nothing_of_tickets(rig: RunningRig) -> None:
    rig.promise(15)
    call = rig.answered_call("02112345678")
    rig.go_on(6)
    rig.reminders.end()
    rig.strip.end()
    rig.ends(call)
    rig.settle()
    assert rig.rung == []
    assert not any("Call-back" in text for text in rig.notice_texts)
    rig.strip.begin()
    rig.reminders.begin()
    rig.settle()
    assert any("Call-back" in text for text in rig.notice_texts)


def test_closed_in_the_strip_is_dealt_with_and_later_opens_the_list_at_it(rig: RunningRig) -> None:
    opened: list[str] = []
    rig.strip.ways.panel = opened.append
    rig.promise(5)
    rig.go_on(1)
    [notice] = [one for one in rig.view.last("show_notices") if one.key.startswith("reminder ")]
    rig.notices.act(notice.others[0].key)
    assert opened == [notice.key.removeprefix("reminder ")]
    rig.go_on(5)
    for one in [one for one in rig.view.last("show_notices") if one.key.startswith("reminder ")]:
        rig.notices.close(one.key)
    rig.settle()
    assert len([one for one in rig.mine() if one.key.endswith("promise-due")]) == 0


@pytest.mark.parametrize(("until", "comes_after"), [("+10", 11), ("opening", 24 * 60), ("04:30", 31)])
def test_put_off_until_an_offered_or_a_typed_time(rig: RunningRig, until: str, comes_after: float) -> None:
    rig.promise(5)
    rig.go_on(1)
    rig.shown.open()
    rig.settle()
    offered = [one.key for one in rig.view.last("show_reminders").snoozes]
    assert offered == ["+10", "+30", "+60", "opening", TYPED]
    [post] = rig.mine()
    rig.shown.snooze(post.id, until, "Waits for the customer")
    rig.settle()
    assert rig.mine() == []
    rig.go_on(comes_after)
    assert any(":again:" in one.key for one in rig.mine())


def test_a_time_that_is_none_says_how_it_is_written(rig: RunningRig) -> None:
    rig.promise(5)
    rig.go_on(1)
    rig.shown.open()
    rig.settle()
    rig.shown.snooze(rig.mine()[0].id, "soon", "because")
    rig.settle()
    assert "15:40" in rig.view.last("show_reminders").problem


def test_a_long_list_comes_page_by_page(rig: RunningRig) -> None:
    rig.promise(5)
    rig.go_on(6)
    like = rig.mine()[0]
    shelf = rig.desk.office._shelf.posts
    for n in range(230):
        post = Post(**{name: getattr(like, name) for name in Post.__slots__} | {"id": f"x{n:03d}"})
        shelf[post.id] = post
    rig.shown.open()
    assert len(rig.shown_list()) == 100
    rig.shown.more()
    assert len(rig.shown_list()) == 200
    rig.shown.more()
    rig.shown.more()
    assert len(rig.shown_list()) > 230


def mailing(rig: RunningRig) -> None:
    """Call-backs are told by mail, to people who have an address."""
    edition = replace(outside_edition(("agent:me",), ("mail",)), valid_from=rig.clock.at)
    rig.desk.perform(SaveEdition(rig.place.stamp(), edition))
    directory = rig.desk.read.directory()
    people = tuple(replace(one, mail="me@example.invalid") for one in directory.people)
    rig.desk.save_directory(replace(directory, people=people))
    rig.levels.read()
    rig.settle()


def test_a_letter_of_a_clock_that_stopped_is_not_sent(rig: RunningRig) -> None:
    """The first try failed, and before the next the call was made."""
    mailing(rig)
    rig.carries = lambda _: Delivery(Fate.LATER)
    ticket = rig.promise(5)
    rig.go_on(5)
    rig.writer.perform(SettlePromise(rig.place.stamp(), ticket, PromiseId(f"p{ticket}"), is_kept=True))
    tried = len(rig.sent)
    rig.go_on(5)
    assert tried >= 1
    assert len(rig.sent) == tried
    assert [one.state for one in rig.desk.office.posts(PostList.SENT)] == [PostState.NEEDLESS]


def test_a_bug_on_the_way_of_a_letter_is_a_doubt_and_tried_once_more(rig: RunningRig) -> None:
    mailing(rig)
    rig.aside_fails = OurBug()
    rig.promise(5)
    rig.go_on(7)
    [post] = rig.desk.office.posts(PostList.FAILED)
    assert (post.state, post.tries) == (PostState.DOUBTFUL, 2)


def test_trouble_is_said_in_the_list(rig: RunningRig) -> None:
    class No(Trouble):
        def __init__(self) -> None:
            super().__init__("Not now.")

    rig.shown.open()
    rig.lane.fault = No()
    rig.shown.read()
    rig.lane.settle()
    assert rig.view.last("show_reminders").problem == "Not now."
