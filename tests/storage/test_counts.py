"""The prepared counts are what a full count says, whatever was done in whatever order, and whoever counted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.calls.model import CallSnapshot, Direction, EndReason, Party
from core.errors import RuleViolation
from core.ids import AgentId, DeskId, NoteId, PromiseId, TeamId, TicketId
from core.reading import TicketFilter, TicketScope
from core.reporting.asking import Behind, Question, Where
from core.reporting.counters import Group
from core.reporting.days import day_number
from core.sla.policy import Edition
from core.tickets.commands import (
    AddNote,
    AssignTicket,
    AttachCall,
    Command,
    EditTicket,
    MoveTicket,
    OpenTicket,
    PromiseCallBack,
    RecordCall,
    SaveEdition,
    SettlePromise,
    Stamp,
)
from core.tickets.model import Status, Urgency
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.core.sla.calendars import office
from tests.core.sla.stories import policy
from tests.fakes.desk import FakeDesk
from tests.storage import making
from tests.storage.making import NAMES, PASSPHRASE

FIRST, LAST = day_number(making.NINE.date()) - 3, day_number(making.NINE.date()) + 40
WHERE = (
    Where(),
    Where(agent="wang"),
    Where(agent=""),
    Where(team="sales"),
    Where(category="it"),
    Where(category=""),
    Where(queue="After-sales"),
    Where(agent="li", team="support", queue=""),
)
minutes = st.one_of(st.floats(0, 300), st.floats(0, 40 * 1440))
tickets = st.sampled_from(["t1", "t2", "t3", "t4"]).map(TicketId)
agents = st.sampled_from(["wang", "li"]).map(AgentId)
stamps = st.builds(
    Stamp,
    agents,
    st.sampled_from(["desk-1", "desk-2"]).map(DeskId),
    minutes.map(making.at),
    st.integers(-90_000, 90_000).map(lambda ms: timedelta(milliseconds=ms)),
)
# A call begins when its name says: a line tells it no other way.
BEGAN = {"c1": 0.0, "c2": 100.0, "c3": 3 * 1440.0, "c4": 12 * 1440.0, "c5": 12 * 1440.0, "c6": 9 * 1440.0}


def snapshot(name: str, wait: int, talk: int, how: str, number: str) -> CallSnapshot:
    began = making.at(BEGAN[name])
    rings = making.ringing(name, minute=BEGAN[name])
    queue = "" if name in ("c2", "c5") else "After-sales"
    direction = Direction.OUTGOING if name == "c6" else Direction.INCOMING
    call = replace(rings, remote=Party(number, "", not number), queue=queue, direction=direction)
    if how in ("talking", "ended"):
        call = replace(
            making.talking(name),
            **{n: getattr(call, n) for n in ("remote", "queue", "direction", "began_at")},
        )
        call = replace(call, answered_at=began + timedelta(seconds=wait))
    if how in ("ended", "missed", "declined", "answered elsewhere"):
        end = EndReason.HUNG_UP_BY_US if how == "ended" else EndReason(how)
        call = replace(making.ended(call, 0, end), ended_at=began + timedelta(seconds=wait + talk))
    return call


calls = st.builds(
    snapshot,
    st.sampled_from(sorted(BEGAN)),
    st.integers(0, 150),
    st.integers(0, 900),
    st.sampled_from(["ringing", "talking", "ended", "missed", "declined", "answered elsewhere"]),
    st.sampled_from(["13812345678", "02162345678", ""]),
)
lengths = st.none() | st.integers(0, 400).map(lambda s: timedelta(seconds=s))
edits = st.fixed_dictionaries(
    {},
    optional={
        "subject": st.just("x"),
        "category": st.sampled_from(["", "it", "it.mail", "sales"]),
        "queue": st.sampled_from(["", "After-sales"]),
        "urgency": st.sampled_from(Urgency),
    },
)
editions = st.builds(
    lambda name, begins, scale, zone: Edition(
        name, making.at(begins), (office(zone),), (policy(scale=scale),)
    ),
    st.sampled_from(["e1", "e2", "e3"]),
    st.one_of(st.floats(-5000, 0), minutes),
    st.sampled_from([1, 3]),
    st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York"]),
)
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(OpenTicket, stamps, tickets, st.none(), st.none() | calls, edits),
    st.builds(EditTicket, stamps, tickets, edits),
    st.builds(MoveTicket, stamps, tickets, st.sampled_from(Status)),
    st.builds(MoveTicket, stamps, tickets, st.sampled_from([Status.RESOLVED, Status.ASSIGNED])),
    st.builds(AssignTicket, stamps, tickets, st.none() | agents, st.sampled_from([None, TeamId("sales")])),
    st.builds(
        AddNote, stamps, tickets, st.sampled_from(["n1", "n2"]).map(NoteId), st.just("told"), st.none(), st.none(),
        st.booleans(),
    ),
    st.builds(AttachCall, stamps, tickets, calls),
    st.builds(RecordCall, stamps, calls, st.none(), lengths, lengths),
    st.builds(PromiseCallBack, stamps, tickets, st.just(PromiseId("p")), minutes.map(making.at)),
    st.builds(SettlePromise, stamps, tickets, st.just(PromiseId("p")), st.booleans()),
    st.builds(SaveEdition, stamps, editions),
)  # fmt: skip


def questions() -> Iterator[Question]:
    for where, group in product(WHERE, Group):
        yield Question(FIRST, LAST, group, where)
    for day in (FIRST + 3, FIRST + 5, FIRST + 15):
        yield Question(FIRST, day, Group.AGENT)
        yield Question(FIRST + 4, day)


def counted(desk: SqlDesk) -> None:
    while not desk.reports.count_on(2).is_complete:
        pass


ALL = tuple(questions())
BEHIND = (("opened",), ("resolved",), ("backlog",), ("resolution_missed",), ("tied_calls", "reopened"))


def answers(desk: SqlDesk) -> list[object]:
    hours = [desk.reports.hours(Question(FIRST, LAST, where=where)) for where in (WHERE[0], WHERE[6])]
    return [*(desk.reports.sums(question) for question in ALL), *hours]


def agree(desk: SqlDesk, fake: FakeDesk, asked: list[Question]) -> None:
    for question in asked:
        assert desk.reports.sums(question) == fake.reports.sums(question), question
    for where in (WHERE[0], WHERE[6]):
        question = Question(FIRST, LAST, where=where)
        assert desk.reports.hours(question) == fake.reports.hours(question)
    for counters, where in product(BEHIND, WHERE[:4]):
        what = Behind(counters, FIRST + 3, FIRST + 12, where)
        assert behind(desk, what) == fake.reports.behind(what)


def behind(desk: SqlDesk, what: Behind) -> set[str]:
    """Page by page, each ticket once."""
    found: list[str] = []
    place: str | None = None
    while True:
        page = desk.read.tickets(TicketFilter(TicketScope.ALL, behind=what), place, limit=2)
        found += [row.id for row in page.rows]
        place = page.next
        if place is None:
            assert len(found) == len(set(found))
            return set(found)


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(st.lists(commands, min_size=5, max_size=40), st.lists(st.sampled_from(ALL), min_size=5, max_size=5))
def test_whatever_is_done_the_counts_are_those_of_a_full_count(
    many: list[Command], asked: list[Question]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk, fake = create_desk(Path(folder) / "p", PASSPHRASE, cost=TEST_COST), FakeDesk()
        for one in (desk, fake):
            one.save_directory(NAMES)
        counted(desk)
        for command in many:
            for one in (desk, fake):
                with suppress(RuleViolation):
                    one.perform(command)
        counted(desk)
        agree(desk, fake, asked)
        kept = answers(desk)
        begin_anew_on(desk)
        assert answers(desk) == kept
        desk.close()


def begin_anew_on(desk: SqlDesk) -> None:
    from storage.counting import begin_anew, read_counting  # noqa: PLC0415

    with desk.database.writing() as connection:
        known = read_counting(connection)
        assert known is not None
        begin_anew(connection, known, known.zone)
        connection.commit()
    counted(desk)
