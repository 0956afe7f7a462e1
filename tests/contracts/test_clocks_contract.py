"""What every desk promises of clocks and reminders: run on the fake and on the encrypted database alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.events import ServiceLevelsChanged, TicketChanged
from core.ids import PromiseId, TicketId
from core.post import Delivery, Fate
from core.reading import TicketFilter, TicketOrder, TicketScope
from core.sla.levels import ServiceLevels
from core.sla.policy import Edition, Step, TargetKind
from core.sla.posts import Post, PostList, PostState
from core.sla.steps import posts_for, steps_due
from core.tickets.commands import (
    NoteReminders,
    PromiseCallBack,
    RecordCall,
    SaveEdition,
    SnoozeReminder,
    WatchTicket,
)
from core.tickets.model import Status, Urgency
from core.words import Sentence
from storage.desk import SqlDesk
from tests.contracts.test_desk_contract import encrypted, fake
from tests.core.sla.calendars import office
from tests.core.sla.stories import policy
from tests.fakes.desk import FakeDesk
from tests.storage import making
from tests.storage.making import LI, NAMES, SUPPORT, WANG, at, stamp

AnyDesk = FakeDesk | SqlDesk
T1 = TicketId("t1")


@pytest.fixture(params=[fake, encrypted])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyDesk]:
    make: Callable[[Path], AnyDesk] = request.param
    made = make(tmp_path)
    made.save_directory(NAMES)
    made.perform(SaveEdition(stamp(), edition()))
    yield made
    made.close()


def edition(id_: str = "first", begins: datetime | None = None, scale: int = 1) -> Edition:
    """Around 9:00 UTC on a Monday the office in UTC opens: 8 h for P3's 16 and so on, with steps at half and at due."""
    steps = (Step("half", percent=50), Step("due", to=("assignee", "lead"), ways=("screen", "mail")))
    plain = policy(scale=scale)
    targets = tuple(
        replace(one, steps=steps if one.kind is TargetKind.RESOLUTION else ()) for one in plain.targets
    )
    return Edition(id_, begins or at(-9999), (office("UTC"),), (replace(plain, targets=targets),))


def rows(desk: AnyDesk, order: TicketOrder = TicketOrder.DUE) -> list[tuple[str, datetime | None]]:
    page = desk.read.tickets(TicketFilter(TicketScope.ALL_OPEN, WANG, (SUPPORT,), order=order))
    return [(row.id, row.due) for row in page.rows]


def fired(desk: AnyDesk, now: datetime) -> list[Post]:
    """One round: every step that is due is noted and its posts are put on the list."""
    found: list[Post] = []
    levels = ServiceLevels(desk.clocks.book(), now)
    for service in desk.clocks.due(now):
        due = steps_due(service, levels, now)
        posts = [one for step in due for one in posts_for(service, step, desk.read.directory(), levels, now)]
        command = NoteReminders(replace(stamp(), at=now), service.ticket, tuple(one.key for one in due))
        desk.office.fire([(command, posts)])
        found += posts
    return found


def test_a_ticket_has_its_due_moment_in_the_list(desk: AnyDesk) -> None:
    """P3 has 16 h: opened at 9:00 on Monday they are used up on Tuesday at 18:00; the first answer is due at 10:00."""
    desk.perform(making.opening("t1", urgency=Urgency.HIGH))
    [row] = desk.read.tickets(TicketFilter(TicketScope.ALL_OPEN)).rows
    assert (row.due, row.due_kind) == (at(60), TargetKind.FIRST_RESPONSE)


def test_the_list_by_due_has_the_first_on_top_and_what_waits_at_the_end(desk: AnyDesk) -> None:
    for n, name in enumerate(("a", "b", "c")):
        desk.perform(making.opening(name, minute=10 - n))
    desk.perform(making.moving(Status.PENDING, "c", 12))
    assert [name for name, _ in rows(desk)] == ["c", "b", "a"]  # its first answer is due although it waits
    assert [name for name, _ in rows(desk, TicketOrder.CHANGED)] == ["c", "a", "b"]


def test_pages_by_due_join_without_a_gap(desk: AnyDesk) -> None:
    for n in range(7):
        desk.perform(making.opening(f"t{n}", minute=n))
    what = TicketFilter(TicketScope.ALL_OPEN, WANG, (SUPPORT,), order=TicketOrder.DUE)
    seen, place = [], None
    while True:
        page = desk.read.tickets(what, place, 2)
        seen += [row.id for row in page.rows]
        place = page.next
        if place is None:
            break
    assert seen == [f"t{n}" for n in range(7)]


def test_a_call_that_is_answered_after_the_ticket_was_made_answers_it(desk: AnyDesk) -> None:
    desk.perform(making.opening("t1", call=making.ringing("k"), urgency=Urgency.HIGH))
    assert rows(desk) == [("t1", at(60))]
    desk.perform(RecordCall(stamp(1), making.talking("k")))
    assert rows(desk) == [("t1", at(0.1 + 4 * 60 + 60))]  # the next update: 4 h later, and lunch


def test_a_new_edition_is_read_by_all_open_tickets(desk: AnyDesk) -> None:
    desk.perform(making.opening("t1", minute=1, urgency=Urgency.HIGH))
    desk.perform(making.opening("t2", minute=2, urgency=Urgency.HIGH))
    events = desk.perform(SaveEdition(stamp(5), edition("second", at(3), scale=2)))
    assert [type(event) for event in events] == [ServiceLevelsChanged]
    while desk.clocks.refresh(at(10), 1):
        pass
    assert [one.id for one in desk.clocks.book().editions] == ["first", "second"]
    assert desk.clocks.next_step() == at(48 * 60 + 1)  # half of twice 16 h: all of Monday and Tuesday


def test_a_step_fires_once_ever(desk: AnyDesk) -> None:
    desk.perform(making.opening("t1", urgency=Urgency.HIGH))
    later = at(24 * 60)
    assert [one.way for one in fired(desk, later)] == ["screen"]
    assert fired(desk, later) == []
    assert len(desk.office.posts(PostList.MINE, WANG)) == 1
    card = desk.read.ticket(T1)
    assert card is not None
    assert card.row.changed_at == at(0)  # a reminder is no change of the ticket


def test_two_desks_that_fire_the_same_step_note_it_once(desk: AnyDesk) -> None:
    desk.perform(making.opening("t1", urgency=Urgency.HIGH))
    note = NoteReminders(stamp(5), T1, ("resolution::half",))
    assert [type(event) for event in desk.office.fire([(note, ())])] == [TicketChanged]
    assert desk.office.fire([(note, ())]) == []


def post(name: str, way: str = "mail", minute: float = 0, to: str = "wang") -> Post:
    return Post(
        name, T1, "2026-000001", "M305", f"key {name}", TargetKind.RESOLUTION, way, to, at(minute), at(60), at(minute),
        at(minute),
    )  # fmt: skip


def put(desk: AnyDesk, *posts: Post) -> None:
    desk.perform(making.opening("t1", urgency=Urgency.HIGH))
    desk.office.fire([(NoteReminders(stamp(), T1, tuple(one.key for one in posts)), posts)])


def states(desk: AnyDesk, which: PostList) -> list[tuple[str, PostState]]:
    return [(one.id, one.state) for one in desk.office.posts(which, WANG)]


def test_a_post_goes_out_and_is_sent(desk: AnyDesk) -> None:
    put(desk, post("a"), post("b", minute=30))
    assert [one.id for one in desk.office.to_send(at(1), WANG)] == ["a"]
    desk.office.begin_try(("a",), "letter")
    assert desk.office.to_send(at(1), WANG) == ()  # it is under way
    assert desk.office.next_turn(WANG) == at(30)
    desk.office.end_try(("a",), Delivery(Fate.SENT), at(2), None)
    assert states(desk, PostList.SENT) == [("a", PostState.SENT)]


def test_a_post_that_was_not_taken_waits_for_its_next_try(desk: AnyDesk) -> None:
    put(desk, post("a"))
    desk.office.begin_try(("a",), "letter")
    desk.office.end_try(("a",), Delivery(Fate.LATER, Sentence("Nobody answers.")), at(2), at(7))
    assert desk.office.next_turn(WANG) == at(7)
    [waiting] = desk.office.posts(PostList.WAITING)
    assert (waiting.tries, waiting.is_repeat, "Nobody" in waiting.why) == (1, False, True)


def test_a_refused_post_is_dead_until_somebody_wants_it_again(desk: AnyDesk) -> None:
    put(desk, post("a"))
    desk.office.begin_try(("a",), "letter")
    desk.office.end_try(("a",), Delivery(Fate.REFUSED, Sentence("No such box.")), at(2), None)
    assert states(desk, PostList.FAILED) == [("a", PostState.DEAD)]
    desk.office.again("a", at(9))
    assert [one.id for one in desk.office.to_send(at(9), WANG)] == ["a"]


def test_what_may_have_arrived_is_repeated_once_and_then_doubtful(desk: AnyDesk) -> None:
    put(desk, post("a"))
    for expected in (PostState.WAITING, PostState.DOUBTFUL):
        desk.office.begin_try(("a",), "letter")
        desk.office.end_try(("a",), Delivery(Fate.UNKNOWN), at(2), at(3))
        [found] = [*desk.office.posts(PostList.WAITING), *desk.office.posts(PostList.FAILED)]
        assert (found.state, found.is_repeat) == (expected, True)


def test_what_is_for_another_screen_is_not_given_here(desk: AnyDesk) -> None:
    put(desk, post("mine", "screen"), post("hers", "screen", to=LI))
    assert [one.id for one in desk.office.to_send(at(1), WANG)] == ["mine"]
    desk.office.settle(("mine",), PostState.SENT, at(1))
    assert states(desk, PostList.MINE) == [("mine", PostState.SENT)]
    desk.office.settle(("mine",), PostState.DEALT, at(2))
    assert states(desk, PostList.MINE) == []


def test_promises_watchers_and_snoozes_are_on_the_card(desk: AnyDesk) -> None:
    desk.perform(making.opening("t1", urgency=Urgency.HIGH))
    desk.perform(PromiseCallBack(stamp(1), T1, PromiseId("p1"), at(30), "after lunch"))
    desk.perform(WatchTicket(stamp(2), T1, LI, on=True))
    desk.perform(SnoozeReminder(stamp(3), T1, "resolution::half", at(20), "waiting for a part"))
    card = desk.read.ticket(T1)
    assert card is not None
    assert [(one.due, one.text) for one in card.promises] == [(at(30), "after lunch")]
    assert card.watchers == (LI,)
    assert [one.reason for one in card.snoozes] == ["waiting for a part"]
    assert card.row.due == at(30)
    assert card.row.due_kind is TargetKind.CALL_BACK
    assert desk.clocks.next_step() == at(20)
