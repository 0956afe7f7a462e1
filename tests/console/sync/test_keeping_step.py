"""Two desks and a server: what is done on one is on the other, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from console.sync.keeper import POLL
from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.errors import RuleViolation
from core.ids import CallId, new_id
from core.sync.live import Brought, News
from core.sync.messages import Answers, Push, Welcome
from core.sync.standing import Stand
from core.tickets.commands import MoveTicket, RecordCall
from core.tickets.model import Status
from core.trust import DeskState
from tests.console.sync.rig import JoinedDesk
from tests.fakes.server import FakeServer, FakeSession

Join = Callable[[str, str], JoinedDesk]


def stand(desk: JoinedDesk) -> Stand:
    return desk.keeper.standing.stand


@pytest.fixture
def two(join: Join) -> tuple[JoinedDesk, JoinedDesk]:
    one, other = join("a", "wang"), join("b", "zhang")
    one.begin("wang")
    other.begin("zhang")
    return one, other


Two = tuple[JoinedDesk, JoinedDesk]


def test_a_ticket_made_on_one_desk_is_on_the_other_after_a_poke(two: Two) -> None:
    one, other = two
    ticket = one.ticket("打印机卡纸")
    one.keeper.look()
    other.keeper.look()
    assert other.subjects() == {"打印机卡纸"}
    assert ticket in {ref.id for ref in other.seen}
    assert stand(one) is Stand.IN_STEP
    assert one.keeper.standing.waiting == 0


def test_without_a_poke_it_comes_with_the_next_poll(two: Two) -> None:
    one, other = two
    one.ticket("by polling")
    one.keeper.look()
    assert POLL in other.timers.come()
    assert other.subjects() == {"by polling"}


def test_cut_off_both_work_on_and_joined_again_both_agree(server: FakeServer, two: Two) -> None:
    one, other = two
    shared = one.ticket("shared")
    one.keeper.look()
    other.keeper.look()
    server.is_up = False
    one.note(shared, "from one")
    one.edit(shared, subject="shared, seen by one")
    other.note(shared, "from the other")
    other.ticket("made while the server was down")
    for desk in two:
        desk.keeper.look()
        assert stand(desk) is Stand.OFFLINE
        assert desk.keeper.standing.since is not None
    server.is_up = True
    for desk in (one, other, one):
        desk.keeper.look()
    assert one.subjects() == other.subjects() == {"shared, seen by one", "made while the server was down"}
    notes = []
    for desk in two:
        assert desk.desk is not None
        card = desk.desk.read.ticket(shared)
        assert card is not None
        notes.append([note.text for note in card.notes])
    assert notes[0] == notes[1]
    assert set(notes[0]) == {"from one", "from the other"}
    assert one.keeper.standing.differing == other.keeper.standing.differing == ()


def test_offline_the_waits_grow_and_work_does_not_ask_the_server_each_time(
    server: FakeServer, two: Two
) -> None:
    one, _ = two
    server.is_up = False
    one.keeper.look()
    waits = []
    for _ in range(5):
        waits += one.timers.come()
    assert waits[-1] > waits[0]
    assert max(waits) <= 60.0


def test_who_works_faster_than_the_network_still_hears_of_others(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    shared = one.ticket("shared")
    one.keeper.look()
    other.ticket("made elsewhere")
    other.keeper.look()
    send, sent = FakeSession.push, list[int]()

    def while_typing(session: FakeSession, push: Push) -> Answers:
        assert len(sent) < 50, "the round never ends"
        sent.append(len(push.ops))
        one.note(shared, f"typed while note {len(sent)} was on its way")
        return send(session, push)

    monkeypatch.setattr(FakeSession, "push", while_typing)
    one.note(shared, "the first")
    one.keeper.look()
    assert stand(one) is Stand.IN_STEP
    assert "made elsewhere" in one.subjects()
    assert one.keeper.standing.waiting == 1


def test_what_was_refused_stays_with_its_sentence_and_what_was_typed(server: FakeServer, two: Two) -> None:
    one, other = two
    ticket = one.ticket("to be closed")
    one.keeper.look()
    other.keeper.look()
    server.is_up = False
    other.do(MoveTicket(other.stamp(), ticket, Status.PENDING))
    server.is_up = True
    one.do(MoveTicket(one.stamp(), ticket, Status.RESOLVED))
    one.do(MoveTicket(one.stamp(), ticket, Status.CLOSED))
    one.keeper.look()
    other.keeper.look()
    assert other.keeper.standing.refused == 1
    assert other.desk is not None
    [refused] = other.desk.refusals.refused()
    assert "closed" in str(refused.why)
    with pytest.raises(RuleViolation):
        other.desk.refusals.again(refused.op.id, other.stamp())
    other.desk.refusals.dismiss((refused.op.id,))
    other.keeper.look()
    assert other.keeper.standing.refused == 0


def test_a_password_changed_while_the_desk_is_open_signs_it_out_and_keeps_what_waits(
    server: FakeServer, two: Two
) -> None:
    one, _ = two
    server.accounts["wang"].password = "a newer password"
    server.sessions.clear()
    one.ticket("still mine")
    one.keeper.look()
    assert stand(one) is Stand.SIGNED_OUT
    assert one.keeper.standing.is_read_only
    one.lock()
    one.begin("wang", "a newer password")
    assert stand(one) is Stand.IN_STEP
    assert "still mine" in one.subjects()


def test_a_session_that_ended_is_begun_again_without_a_word(server: FakeServer, two: Two) -> None:
    one, _ = two
    server.sessions.clear()
    one.ticket("through a new session")
    one.keeper.look()
    assert stand(one) is Stand.IN_STEP
    assert one.keeper.standing.waiting == 0


def test_what_a_person_did_before_another_signed_in_stays_theirs(server: FakeServer, two: Two) -> None:
    one, other = two
    server.is_up = False
    one.ticket("of wang")
    one.lock()
    server.is_up = True
    one.begin("zhang")
    one.ticket("of zhang")
    one.keeper.look()
    other.keeper.look()
    assert other.subjects() == {"of wang", "of zhang"}
    assert other.desk is not None
    everything = {row.subject: row.assignee for row in _rows(other)}
    assert everything["of wang"] == server.accounts["wang"].person
    assert everything["of zhang"] == server.accounts["zhang"].person


def test_a_withdrawn_desk_is_read_only_from_its_next_contact(server: FakeServer, two: Two) -> None:
    one, _ = two
    assert one.entered is not None
    server.desks[one.entered.credentials.desk] = DeskState.REVOKED
    one.keeper.look()
    assert stand(one) is Stand.WITHDRAWN
    assert one.keeper.standing.is_read_only


def test_a_lost_desk_hears_its_end_while_it_is_open(server: FakeServer, two: Two) -> None:
    one, _ = two
    assert one.entered is not None
    server.desks[one.entered.credentials.desk] = DeskState.WIPE
    one.keeper.look()
    assert one.told.is_wiped


def test_a_desk_that_stays_unlocked_too_long_without_a_server_is_told(server: FakeServer, two: Two) -> None:
    one, _ = two
    server.is_up = False
    one.keeper.look()
    assert one.told.too_long_at is None
    server.clock.pass_by(timedelta(days=8))
    one.keeper.look()
    assert one.told.too_long_at is not None


def test_a_server_that_no_longer_serves_this_program_is_said_and_nothing_is_lost(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = two
    hello = FakeSession.hello

    def newer(self: FakeSession, message: object) -> Welcome:
        return replace(hello(self, message), oldest=99)  # type: ignore[arg-type] # a Hello

    monkeypatch.setattr(FakeSession, "hello", newer)
    one.ticket("waits for the update")
    one.keeper.look()
    assert stand(one) is Stand.MUST_UPDATE
    monkeypatch.undo()
    one.timers.come()
    assert stand(one) is Stand.IN_STEP


def test_locking_in_the_middle_of_a_round_loses_nothing(two: Two) -> None:
    one, other = two
    for n in range(30):
        one.ticket(f"ticket {n}")
    turn = one.keeper._turn
    assert turn is not None
    pushed = FakeSession.push

    def push_and_lock(self: FakeSession, push: object) -> object:
        answers = pushed(self, push)  # type: ignore[arg-type] # a Push
        turn.end()  # the answer comes to a desk that is being locked
        return answers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakeSession, "push", push_and_lock)
        one.keeper.look()
    one.lock()
    one.begin("wang")
    other.keeper.look()
    assert len(other.subjects()) == 30
    assert one.keeper.standing.waiting == 0


def test_a_first_sync_is_usable_before_it_is_whole(server: FakeServer, join: Join) -> None:
    one = join("a", "wang")
    one.begin("wang")
    for n in range(30):
        one.ticket(f"ticket {n}")
    one.keeper.look()
    late = join("late", "zhang")
    entered = late.begin("zhang")
    assert entered.is_new
    assert any(standing.is_first for standing in late.told.standings)
    assert len(late.subjects()) == 30
    assert not late.keeper.standing.is_first


def test_the_log_of_calls_is_of_the_calls_that_came_to_this_desk(two: Two) -> None:
    one, other = two
    snapshot = CallSnapshot(
        CallId(new_id()),
        Direction.INCOMING,
        CallState.ENDED,
        Party("13812345678"),
        one.clock.now(),
        ended_at=one.clock.now(),
        end=EndReason.MISSED,
    )
    one.do(RecordCall(one.stamp(), snapshot))
    one.keeper.look()
    other.keeper.look()
    assert one.desk is not None
    assert other.desk is not None
    assert [row.id for row in one.desk.read.calls()] == [snapshot.id]
    assert other.desk.read.calls() == ()
    assert one.desk.read.counts(one.stamp().agent, ()).missed_calls == 1
    assert other.desk.read.counts(other.stamp().agent, ()).missed_calls == 0


def brought(server: FakeServer, desk: JoinedDesk, since: int) -> Brought:
    """As the server brings it to this desk."""
    assert desk.entered is not None
    token = next(one for one, (_, name) in server.sessions.items() if name == desk.entered.credentials.desk)
    fresh = server.ledger.fresh(since)
    assert fresh is not None
    page = fresh.part_of(server.who(token).scope)
    assert page is not None
    return Brought(since, page)


def test_what_came_along_with_the_news_is_shown_without_a_question(
    server: FakeServer, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    one.keeper.look()
    other.keeper.look()
    here = server.ledger.head()
    one.ticket("brought along")
    one.keeper.look()
    news = brought(server, other, here)

    def asked(*_: object) -> None:
        raise AssertionError("the server was asked")

    monkeypatch.setattr(FakeSession, "hello", asked)
    monkeypatch.setattr(FakeSession, "pull", asked)
    polls = len(other.timers.jobs)
    other.keeper.look(news)
    assert other.subjects() == {"brought along"}
    assert stand(other) is Stand.IN_STEP
    assert other.told.rounds[-1].outcome.head == server.ledger.head()
    assert len(other.timers.jobs) == polls, "the next whole round comes when it would have come"
    other.keeper.look(news)
    assert other.subjects() == {"brought along"}, "what is here already changes nothing"


def test_what_does_not_fit_is_asked_for(server: FakeServer, two: Two) -> None:
    one, other = two
    other.keeper.look()
    one.ticket("between")
    one.keeper.look()
    here = server.ledger.head()
    one.ticket("brought along")
    one.keeper.look()
    other.keeper.look(brought(server, other, here))
    assert other.subjects() == {"between", "brought along"}
    assert other.told.rounds[-1].outcome.is_whole


def test_what_waits_here_is_sent_before_anything_that_was_brought_is_shown(
    server: FakeServer, two: Two
) -> None:
    one, other = two
    other.keeper.look()
    here = server.ledger.head()
    shared = one.ticket("of one")
    one.keeper.look()
    news = brought(server, other, here)
    other.ticket("of the other")
    other.keeper.look(news)
    assert other.keeper.standing.waiting == 0
    assert other.subjects() == {"of one", "of the other"}
    assert shared in {ref.id for ref in other.seen}


def test_news_of_the_line_is_heard(server: FakeServer, two: Two) -> None:
    one, _ = two
    assert one.entered is not None
    line = one.ways.line(one.entered.credentials, "token")
    line.inbox.put(News(head=3))
    assert line.next(0.1) == News(head=3)
    assert line.next(0.0) is None


def _rows(desk: JoinedDesk) -> list:  # type: ignore[type-arg] # rows of the list
    from core.reading import TicketFilter, TicketScope  # noqa: PLC0415 - one use

    assert desk.desk is not None
    everything = TicketFilter(TicketScope.ALL, desk.stamp().agent, ())
    return list(desk.desk.read.tickets(everything, None, 1000).rows)
