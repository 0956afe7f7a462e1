"""Another team's ticket can be neither pulled, guessed, referenced nor looked at; rights are the server's to judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from core.directory import NameEntry
from core.ids import NoteId, TicketId, new_id
from core.rights import Role
from core.sync.live import FromDesk, MyTicket
from core.sync.messages import Fate, Pull
from core.sync.plain import Json
from core.tickets.commands import AddNote, AssignTicket, EditTicket, OpenTicket, SaveDirectory
from courier.news_line import NewsLine
from tests.server.rig import PASSWORD, RunningServer, Seat


@pytest.fixture(scope="module")
def floor(everybodys: RunningServer) -> Iterator[tuple[Seat, Seat, TicketId]]:
    """Somebody of billing, somebody of repairs, and a ticket of repairs."""
    billing = everybodys.seat("anna-billing", Role.AGENT, "billing")
    repairs = everybodys.seat("rita-repairs", Role.AGENT, "repairs")
    wire = repairs.open_ticket("geheim: die Pumpe", repairs.team())
    [answer] = repairs.push(wire)
    assert answer.fate is Fate.TAKEN
    everybodys.links.clear()  # the module keeps them
    arguments: Any = wire["arguments"]
    yield billing, repairs, TicketId(arguments["ticket"])
    billing.link.close()
    repairs.link.close()


def everything(seat: Seat) -> list[Any]:
    rows: list[Any] = []
    cursor = ""
    while True:
        page = seat.link.pull(Pull(cursor))
        rows += page.rows
        cursor = page.cursor
        if page.is_checkpoint:
            return [*rows, *seat.link.preview().rows]


def test_another_team_s_ticket_is_not_pulled(floor: tuple[Seat, Seat, TicketId]) -> None:
    billing, repairs, ticket = floor
    assert ticket in [row.id for row in everything(repairs)]
    assert ticket not in [row.id for row in everything(billing)]
    assert "Pumpe" not in str(everything(billing))


def test_another_team_s_ticket_is_answered_like_one_that_is_not_there(
    floor: tuple[Seat, Seat, TicketId],
) -> None:
    billing, _, ticket = floor
    said = []
    for guess in (ticket, TicketId(new_id())):
        answers = billing.push(
            billing.wire(AddNote(billing.stamp(), guess, NoteId(new_id()), "I was here")),
            billing.wire(EditTicket(billing.stamp(), guess, {"subject": "mine"})),
            billing.wire(AssignTicket(billing.stamp(), guess, billing.person, None)),
        )
        assert {one.fate for one in answers} == {Fate.REFUSED}
        said.append([(one.said.template, one.said.values) for one in answers])
    assert said[0] == said[1]


def test_a_ticket_cannot_be_made_in_the_place_of_one_that_is_not_seen(
    floor: tuple[Seat, Seat, TicketId],
) -> None:
    billing, repairs, ticket = floor
    stolen = OpenTicket(billing.stamp(), ticket, fields={"subject": "stolen"})
    [answer] = billing.push(billing.wire(stolen, number="2026-999", team=None))
    assert answer.fate is Fate.REFUSED
    mine = next(row for row in everything(repairs) if row.id == ticket)
    assert mine.doc["subject"] == "geheim: die Pumpe"


def test_nobody_is_told_who_looks_at_a_ticket_they_may_not_see(floor: tuple[Seat, Seat, TicketId]) -> None:
    billing, repairs, ticket = floor
    with (
        NewsLine(billing.credentials, billing.link.token) as spy,
        NewsLine(repairs.credentials, repairs.link.token) as line,
    ):
        assert spy.next(10)
        assert line.next(10)
        spy.say(FromDesk(ticket=MyTicket(ticket)))
        line.say(FromDesk(ticket=MyTicket(ticket)))
        spy.say(FromDesk(ticket=MyTicket(TicketId(""))))
        repairs.push(repairs.open_ticket("something that is for everybody"))
        for one in (spy, line):
            news = one.next(10)
            assert news
            assert not news.tickets


def test_an_agent_cannot_change_people_and_a_supervisor_can(server: RunningServer) -> None:
    for role, fate in (
        (Role.AGENT, Fate.REFUSED),
        (Role.TEAM_LEAD, Fate.REFUSED),
        (Role.SUPERVISOR, Fate.TAKEN),
    ):
        seat = server.seat(f"shaper-{role.name.lower()}", role)
        entry = NameEntry(f"team:{new_id()}", 9, None)
        [answer] = seat.push(seat.wire(SaveDirectory(seat.stamp(), (entry,))))
        assert answer.fate is fate, role


def test_nobody_acts_under_another_name_or_from_another_desk(server: RunningServer) -> None:
    honest, liar = server.seat("honest"), server.seat("liar")
    [own] = honest.push(honest.open_ticket("mine"))
    assert own.fate is Fate.TAKEN
    as_honest = liar.open_ticket("under a false name") | {"agent": honest.person}
    from_there = liar.open_ticket("from a false desk") | {"desk": honest.desk}
    assert {one.fate for one in liar.push(as_honest, from_there)} == {Fate.REFUSED}


def test_what_an_earlier_person_did_at_a_desk_is_still_carried(server: RunningServer) -> None:
    early = server.seat("early")
    waiting = early.open_ticket("before the shift ended")
    late = server.new_person("late")
    early.link.sign_in("late", "a password of one's own")
    assert late != early.person
    [answer] = early.push(waiting)
    assert answer.fate is Fate.TAKEN


def shaping(seat: Seat) -> dict[str, Json]:
    """What only a supervisor may do."""
    return seat.wire(SaveDirectory(seat.stamp(), (NameEntry(f"team:{new_id()}", 9, None),)))


def test_nobody_uses_the_rights_of_who_sat_there_before(server: RunningServer) -> None:
    """It waits for its person and holds nothing up; what was taken before is answered as before."""
    lead = server.seat("sat-there-before", Role.SUPERVISOR)
    taken, waiting, work = shaping(lead), shaping(lead), lead.open_ticket("a supervisor's everyday work")
    [first] = lead.push(taken)
    late = server.new_person("sits-there-now")
    lead.link.sign_in("sits-there-now", PASSWORD)
    mine = Seat(late, lead.credentials, lead.link)
    notes = server.words("audit").count("operation refused")
    answers = mine.push(waiting, work, taken, mine.open_ticket("done after it"))
    assert [one.fate for one in answers] == [Fate.PUT_OFF, Fate.TAKEN, Fate.TAKEN_BEFORE, Fate.TAKEN]
    assert "until they sign in again" in answers[0].said.template
    assert not answers[0].until_update
    assert answers[2].position == first.position
    assert server.words("audit").count("operation refused") == notes
    [own] = mine.push(shaping(mine))
    assert own.fate is Fate.REFUSED
    lead.link.sign_in("sat-there-before", PASSWORD)
    [answer] = lead.push(waiting)
    assert answer.fate is Fate.TAKEN


def test_a_locked_person_has_no_rights_left_at_a_desk_where_they_sat(server: RunningServer) -> None:
    gone = server.seat("gone-for-good", Role.SUPERVISOR)
    shaped, work = shaping(gone), gone.open_ticket("done before")
    server.new_person("another-boss", Role.SUPERVISOR)
    server.words("user", "lock", "gone-for-good")
    gone.link.sign_in("another-boss", PASSWORD)
    assert [one.fate for one in gone.push(shaped, work)] == [Fate.REFUSED, Fate.TAKEN]


def test_a_supervisor_carries_what_another_one_shaped_at_this_desk(server: RunningServer) -> None:
    early = server.seat("early-boss", Role.SUPERVISOR)
    shaped = shaping(early)
    server.new_person("late-boss", Role.SUPERVISOR)
    early.link.sign_in("late-boss", PASSWORD)
    assert [one.fate for one in early.push(shaped)] == [Fate.TAKEN]


def test_refused_operations_stand_in_the_audit_log(server: RunningServer) -> None:
    seat = server.seat("refused")
    before = server.words("audit").count("operation refused")
    seat.push(seat.wire(AddNote(seat.stamp(), TicketId(new_id()), NoteId(new_id()), "nowhere")))
    log = server.words("audit")
    assert log.count("operation refused") == before + 1
    assert seat.person in log
    assert "nowhere" not in log
    assert datetime.now(UTC).strftime("%Y-%m-%d") in log


def test_an_operation_that_was_taken_is_answered_as_before_and_an_altered_one_is_refused(
    server: RunningServer,
) -> None:
    seat = server.seat("replayer")
    wire = seat.open_ticket("once")
    [first] = seat.push(wire)
    [again] = seat.push(wire)
    assert (first.fate, again.fate) == (Fate.TAKEN, Fate.TAKEN_BEFORE)
    assert first.position == again.position
    arguments: Any = wire["arguments"]
    altered = wire | {"arguments": {**arguments, "fields": {"subject": "twice"}}}
    [answer] = seat.push(altered)
    assert answer.fate is Fate.REFUSED
    other = server.seat("thief-of-ids")
    [stolen] = other.push(wire)
    assert stolen.fate is not Fate.TAKEN
