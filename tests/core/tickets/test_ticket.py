"""The life of a ticket, as values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import RuleViolation
from core.ids import NoteId, TicketId
from core.tickets.model import NEXT, IllegalTransition, Impact, Kind, Note, Priority, Status, Urgency
from core.tickets.ticket import (
    Moment,
    NoteEmpty,
    SubjectMissing,
    Ticket,
    TicketIsClosed,
    open_ticket,
)
from tests.storage.making import LI, SALES, SUPPORT, WANG, at


def moment(minute: float, stamp: str = "") -> Moment:
    return Moment(at(minute), WANG, stamp or f"{int(minute * 60000):012x}-0000-desk-1")


def fresh(**fields: object) -> Ticket:
    return open_ticket(TicketId("t1"), "2026-000001", fields, SUPPORT, moment(0))


def in_status(status: Status) -> Ticket:
    """A ticket whose life has led there by the table."""
    ways = {
        Status.ASSIGNED: [],
        Status.PENDING: [Status.PENDING],
        Status.RESOLVED: [Status.RESOLVED],
        Status.CLOSED: [Status.RESOLVED, Status.CLOSED],
    }
    ticket = fresh(subject="卡纸")
    if status is Status.NEW:
        return replace(ticket, history=ticket.history[:1], assignee=None)
    for minute, step in enumerate(ways[status], 1):
        ticket = ticket.moved_to(step, moment(minute))
    return ticket


def test_a_ticket_made_by_an_agent_is_theirs_from_the_first_moment() -> None:
    ticket = fresh()
    assert [step.status for step in ticket.history] == [Status.NEW, Status.ASSIGNED]
    assert (ticket.assignee, ticket.team, ticket.version) == (WANG, SUPPORT, 1)
    assert ticket.opened_at == ticket.changed_at == at(0)


@pytest.mark.parametrize("current", Status)
@pytest.mark.parametrize("wanted", Status)
def test_a_ticket_goes_where_the_table_leads_and_nowhere_else(current: Status, wanted: Status) -> None:
    ticket = in_status(current)
    if wanted in NEXT[current]:
        moved = ticket.moved_to(wanted, moment(9))
        assert (moved.status, moved.history[-1].at, moved.version) == (wanted, at(9), ticket.version + 1)
    else:
        with pytest.raises(IllegalTransition):
            ticket.moved_to(wanted, moment(9))


def test_whoever_takes_up_a_ticket_that_nobody_has_has_it() -> None:
    assert in_status(Status.NEW).moved_to(Status.ASSIGNED, moment(1)).assignee == WANG


def test_a_ticket_without_a_subject_cannot_be_resolved() -> None:
    with pytest.raises(SubjectMissing):
        fresh().moved_to(Status.RESOLVED, moment(1))


def test_assigning_a_new_ticket_moves_it_to_assigned() -> None:
    given = in_status(Status.NEW).assigned_to(LI, None, moment(1))
    assert (given.status, given.assignee, given.team) == (Status.ASSIGNED, LI, SUPPORT)


def test_a_waiting_ticket_that_changes_hands_goes_on_waiting() -> None:
    given = in_status(Status.PENDING).assigned_to(LI, SALES, moment(5))
    assert (given.status, given.assignee, given.team) == (Status.PENDING, LI, SALES)


def test_a_ticket_can_go_back_to_the_pile_of_its_team() -> None:
    back = fresh().assigned_to(None, None, moment(1))
    assert (back.assignee, back.team, back.status) == (None, SUPPORT, Status.ASSIGNED)


def test_giving_a_ticket_to_who_has_it_changes_nothing() -> None:
    ticket = fresh()
    assert ticket.assigned_to(WANG, SUPPORT, moment(5)) is ticket


def test_a_closed_ticket_takes_notes_and_calls_and_nothing_else() -> None:
    closed = in_status(Status.CLOSED)
    for refused in (
        lambda: closed.edited({"subject": "x"}, moment(9)),
        lambda: closed.assigned_to(LI, None, moment(9)),
    ):
        with pytest.raises(TicketIsClosed):
            refused()
    assert len(closed.with_note(Note(NoteId("n1"), "rang again", at(9), LI)).notes) == 1


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        (Impact.ALL, Urgency.HIGH, Priority.P1),
        (Impact.ALL, Urgency.LOW, Priority.P3),
        (Impact.ONE, Urgency.HIGH, Priority.P3),
        (Impact.ONE, Urgency.LOW, Priority.P4),
    ],
)
def test_priority_is_always_read_from_impact_and_urgency(
    impact: Impact, urgency: Urgency, priority: Priority
) -> None:
    ticket, _ = fresh().edited({"impact": impact, "urgency": urgency}, moment(1))
    assert ticket.priority is priority


def test_what_an_edit_replaces_stays_in_the_history() -> None:
    ticket, [replaced] = fresh(subject="old").edited({"subject": "new"}, moment(1))
    assert (ticket.subject, replaced.value, replaced.field, replaced.at) == ("new", "old", "subject", at(1))


def test_the_later_intent_wins_whatever_order_edits_come_in() -> None:
    early, late = moment(1), moment(2)
    one, _ = fresh().edited({"subject": "early"}, early)
    one, _ = one.edited({"subject": "late"}, late)
    other, _ = fresh().edited({"subject": "late"}, late)
    other, [lost] = other.edited({"subject": "early"}, early)
    assert one.subject == other.subject == "late"
    assert (lost.value, lost.stamp) == ("early", early.stamp)


def test_edits_of_different_fields_do_not_disturb_each_other() -> None:
    ticket, _ = fresh().edited({"subject": "late"}, moment(2))
    ticket, _ = ticket.edited({"description": "early", "kind": Kind.SERVICE_REQUEST}, moment(1))
    assert (ticket.subject, ticket.description, ticket.kind) == ("late", "early", Kind.SERVICE_REQUEST)


def test_a_ticket_never_moves_down_a_list_because_a_clock_was_set_back() -> None:
    ticket, _ = fresh().edited({"subject": "x"}, moment(10))
    later = ticket.with_note(Note(NoteId("n1"), "from a slow clock", at(3), LI))
    assert later.changed_at == at(10)


def test_an_empty_note_is_refused_and_the_same_note_twice_is_one() -> None:
    with pytest.raises(NoteEmpty):
        fresh().with_note(Note(NoteId("n1"), " \n\t\x00", at(1), WANG))
    note = Note(NoteId("n1"), "once", at(1), WANG)
    assert len(fresh().with_note(note).with_note(note).notes) == 1


@pytest.mark.parametrize("name", ["priority", "status", "number", "team", "nonsense"])
def test_a_name_that_is_no_field_is_our_bug_not_a_refusal(name: str) -> None:
    with pytest.raises(KeyError):
        fresh().edited({name: "x"}, moment(1))


@pytest.mark.parametrize("value", [None, 3, b"x"])
def test_a_value_of_the_wrong_type_is_our_bug_not_a_refusal(value: object) -> None:
    with pytest.raises(TypeError):
        fresh().edited({"subject": value}, moment(1))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  卡纸 \r\n 二楼\t打印机 ", "卡纸   二楼 打印机"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\u2028b", "a b"),
        ("👨‍👩‍👧 stays whole", "👨‍👩‍👧 stays whole"),
    ],
)
def test_a_subject_is_one_line_without_control_characters(typed: str, kept: str) -> None:
    assert fresh(subject=typed).subject == kept


def test_a_description_keeps_its_lines() -> None:
    assert fresh(description="a\r\nb\rc\n\td").description == "a\nb\nc\n\td"


@pytest.mark.parametrize("field", ["subject", "description", "category"])
def test_overlong_and_damaged_texts_are_refused_with_a_sentence(field: str) -> None:
    for text, reason in (("字" * 100_001, "too long|at most"), ("ab\udc00", "position 3")):
        with pytest.raises(RuleViolation, match=reason):
            fresh(**{field: text})
