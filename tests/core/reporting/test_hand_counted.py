"""Every measure against a small house whose figures were worked out by hand, beside each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.calls.model import CallSnapshot, Direction, EndReason, Party
from core.ids import AgentId, NoteId, PromiseId, TicketId
from core.reporting.asking import Question, Where
from core.reporting.catalogue import MEASURES, REPORTS, measures_of
from core.reporting.counters import Group
from core.reporting.days import day_number
from core.reporting.periods import Period
from core.reporting.report import Asked, worked
from core.tickets.commands import AddNote, MoveTicket, PromiseCallBack, RecordCall, SaveEdition, SettlePromise
from core.tickets.model import Status, Urgency
from storage.desk import SqlDesk
from tests.contracts.test_clocks_contract import edition
from tests.contracts.test_desk_contract import encrypted, fake
from tests.fakes.desk import FakeDesk
from tests.storage import making
from tests.storage.making import LI, NAMES, NINE, WANG, at, stamp

AnyDesk = FakeDesk | SqlDesk
DAY = 1440.0
FIRST = day_number(NINE.date())  # a Monday


def call(
    name: str, minute: float, wait: int, talk: int, number: str = "13812345678", **more: object
) -> CallSnapshot:
    """``talk`` seconds after an answer; without one it was missed."""
    rings = replace(making.ringing(name, number, minute), queue="After-sales", **more)  # type: ignore[arg-type]
    begun = rings.began_at
    if not talk:
        return replace(
            making.ended(rings, minute, EndReason.MISSED), ended_at=begun + timedelta(seconds=wait)
        )
    answered = begun + timedelta(seconds=wait)
    ended = making.ended(rings, minute)
    return replace(ended, answered_at=answered, ended_at=answered + timedelta(seconds=talk))


def fill(desk: AnyDesk) -> None:
    """Three tickets and six calls on Monday and the days after it; the office is open from nine to six, UTC."""
    desk.save_directory(NAMES)
    desk.perform(SaveEdition(stamp(), edition()))
    # Monday 09:00: a call answered after 10 s, 5 min long, 1 min of them held, 30 s of work after it.
    # It makes t1, which is resolved at 10:00.
    one = call("c1", 0, 10, 300)
    held, wrap = timedelta(seconds=60), timedelta(seconds=30)
    desk.perform(RecordCall(stamp(6), one, None, held))
    desk.perform(RecordCall(stamp(7), one, None, None, wrap))
    desk.perform(
        making.opening("t1", 1, call=one, category="it.mail", subject="x", agent=WANG, urgency=Urgency.HIGH)
    )
    desk.perform(making.moving(Status.RESOLVED, "t1", 60))
    # Monday 10:00: the same number again, answered after 25 s, 100 s long, no hold, 50 s after it.
    two = call("c2", 60, 25, 100)
    desk.perform(RecordCall(stamp(62), two, None, timedelta(0), timedelta(seconds=50)))
    # Monday 11:00: another number gives up after 40 s; at 11:05 one is declined; at 11:10 a colleague's desk answers.
    desk.perform(RecordCall(stamp(121), call("c3", 120, 40, 0, "02162345678")))
    declined = replace(call("c4", 125, 5, 0, "02162345670"), end=EndReason.DECLINED)
    desk.perform(RecordCall(stamp(126), declined))
    elsewhere = replace(call("c5", 130, 5, 0, "02162345671"), end=EndReason.ANSWERED_ELSEWHERE)
    desk.perform(RecordCall(stamp(131), elsewhere))
    # Monday 11:30: Li dials and is answered.
    out = call("c6", 150, 8, 60, "02162345679", direction=Direction.OUTGOING)
    desk.perform(RecordCall(stamp(152, LI), out))
    # Tuesday 09:00: t2 without a call, told the customer after 2 h, done on Wednesday 09:00, reopened on Thursday.
    desk.perform(making.opening("t2", DAY, category="it", subject="x", agent=LI, urgency=Urgency.HIGH))
    desk.perform(AddNote(stamp(DAY + 120, LI), TicketId("t2"), NoteId("n"), "told", informs=True))
    desk.perform(making.moving(Status.RESOLVED, "t2", 2 * DAY, LI))
    desk.perform(making.moving(Status.ASSIGNED, "t2", 3 * DAY, LI))
    # Wednesday 09:00: t3 by Wang, a call-back promised for 10:00 and made at 11:00; it stays open.
    desk.perform(making.opening("t3", 2 * DAY, subject="x", agent=WANG))
    promise = PromiseId("p")
    desk.perform(PromiseCallBack(stamp(2 * DAY + 1), TicketId("t3"), promise, at(2 * DAY + 60)))
    desk.perform(SettlePromise(stamp(2 * DAY + 120), TicketId("t3"), promise, is_kept=True))


def filled(request: pytest.FixtureRequest, folder: Path) -> Iterator[AnyDesk]:
    make: Callable[[Path], AnyDesk] = request.param
    made = make(folder)
    fill(made)
    while not made.reports.count_on().is_idle:
        pass
    yield made
    made.close()


@pytest.fixture(params=[fake, encrypted])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyDesk]:
    yield from filled(request, tmp_path)


@pytest.fixture(scope="module", params=[fake, encrypted])
def still(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnyDesk]:
    """For tests that only look."""
    yield from filled(request, tmp_path_factory.mktemp("house"))


def value(
    desk: AnyDesk, measure: str, where: Where | None = None, days: tuple[int, int] = (0, 6)
) -> float | None:
    question = Question(FIRST + days[0], FIRST + days[1], Group.NONE, where or Where())
    return MEASURES[measure].value(desk.reports.sums(question)[""])


BY_HAND = {
    "offered": 4,  # c1 c2 c3 c4; c5 was answered elsewhere
    "answered": 2,
    "abandoned": 1,  # c3; c4 was declined
    "abandon_rate": 25.0,
    "service_level_10": 25.0,  # c1
    "service_level_15": 25.0,
    "service_level_20": 25.0,
    "service_level_30": 50.0,  # and c2
    "service_level_60": 50.0,
    "service_level_120": 50.0,
    "answer_speed": 17.5,  # (10 + 25) / 2
    "talk_time": 170.0,  # (240 + 100) / 2
    "hold_time": 30.0,  # (60 + 0) / 2
    "wrap_up_time": 40.0,  # (30 + 50) / 2
    "handle_time": 240.0,
    "repeat_callers": 25.0,  # c2
    "tickets_per_call": 0.5,  # t1 has c1; two were answered
    "dialled": 1,
    "reached": 100.0,
    "opened": 3,
    "resolved": 2,
    "reopened": 1,
    "backlog": 2,  # t2 came back, t3
    "backlog_rate": 50.0,  # 2 / (2 + 2)
    "backlog_age": 4.5,  # at the end of Sunday: t2 five days, t3 four
    "first_response": 3600.0,  # t1 at once, t2 after 2 h; t3 not yet: a promise kept is no note that informs
    "resolution_time": (3540 + 86400) / 2,
    "response_met": 50.0,  # t1 at birth; t2 after 2 h of 1 h; t3 has not been answered
    "resolution_met": 100.0,  # t1 after 1 h of 16 h; t2 came back, so its clock runs again
    "call_back_met": 0.0,
    "first_contact": 100.0,  # t1 alone had a call
    "calls_per_ticket": 1 / 3,
}


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_a_measure_is_what_was_worked_out_by_hand(still: AnyDesk, measure: str) -> None:
    assert value(still, measure) == pytest.approx(BY_HAND[measure])


@pytest.mark.parametrize(
    ("measure", "where", "expected"),
    [
        ("answered", Where(agent="wang"), 2),
        ("answered", Where(agent="li"), 0),
        ("dialled", Where(team="sales"), 1),  # Li's first team
        ("opened", Where(category="it"), 2),  # and what lies below it
        ("opened", Where(category=""), 1),
        ("offered", Where(category="it"), None),  # a call has no category
        ("offered", Where(queue="After-sales"), 4),
        ("backlog", Where(agent="li"), 1),
    ],
)
def test_a_filter_takes_whose_and_what(still: AnyDesk, measure: str, where: Where, expected: float) -> None:
    assert value(still, measure, where) == expected


@pytest.mark.parametrize(("day", "backlog"), [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_the_backlog_of_a_day_is_what_was_open_when_it_ended(still: AnyDesk, day: int, backlog: int) -> None:
    assert value(still, "backlog", days=(0, day)) == backlog
    lines = still.reports.sums(Question(FIRST, FIRST + 6, Group.DAY))
    assert lines[str(FIRST + day)]["backlog"] == backlog


def test_a_repeated_call_that_comes_to_light_late_makes_the_next_one_a_repeat(desk: AnyDesk) -> None:
    assert value(desk, "repeat_callers") == 25.0
    earlier = call("c0", -1500, 5, 30)
    desk.perform(RecordCall(stamp(5 * DAY), earlier))
    assert value(desk, "repeat_callers") == pytest.approx(100 * 2 / 4)
    assert value(desk, "repeat_callers", days=(-1, 6)) == pytest.approx(100 * 2 / 5)


def test_every_report_is_worked_out_by_every_group(still: AnyDesk) -> None:
    period = Period(NINE.date(), NINE.date() + timedelta(days=6))
    for report in REPORTS:
        for group in Group:
            if group is not Group.NONE:
                asked = Asked(report, period, group)
                found = worked(asked, [still.reports.sums(one) for one in asked.questions()])
                assert [one.measure for one in found.totals] == list(measures_of(report))
                assert found.lines
                assert all(len(line.figures) == len(report.measures) for line in found.lines)


def test_nobodys_number_is_nobodys_again(desk: AnyDesk) -> None:
    for name, minute in (("w1", 300), ("w2", 310)):
        hidden = replace(call(name, minute, 5, 20), remote=Party("", "", withheld=True))
        desk.perform(RecordCall(stamp(minute + 1, AgentId("li")), hidden))
    assert value(desk, "repeat_callers") == pytest.approx(100 / 6)


def test_a_ticket_that_is_handed_on_takes_its_counts_along(desk: AnyDesk) -> None:
    assert value(desk, "opened", Where(agent="wang")) == 2
    desk.perform(making.giving(LI, None, "t3", 3 * DAY))
    assert value(desk, "opened", Where(agent="wang")) == 1
    assert value(desk, "opened", Where(agent="li")) == 2
    desk.perform(MoveTicket(stamp(4 * DAY), TicketId("t3"), Status.RESOLVED))
    assert value(desk, "backlog", Where(agent="li")) == 1
