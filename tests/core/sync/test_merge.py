"""What several desks did apart comes to the same, in whatever order it reaches the server, where the rules say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.directory import NameEntry, Names
from core.ids import AgentId, DeskId, FileId, OpId
from core.sync.ops import Birth, Op, command_of, op_from
from core.sync.perform import perform
from core.sync.plain import Json
from core.sync.records import (
    Kind,
    Record,
    Ref,
    TicketRecord,
    canonical,
    doc_of,
    record_of,
    records_of,
    refs_of,
    state_of,
)
from core.tickets.commands import (
    AddNote,
    AttachFile,
    Command,
    EditTicket,
    LinkNumber,
    NoteReminders,
    RemoveAttachment,
    Stamp,
    WatchTicket,
)
from core.tickets.files import Content
from core.tickets.model import Impact, Urgency
from core.tickets.model import Kind as TicketKind
from tests.storage import making

TICKET = Ref(Kind.TICKET, "t1")
CUSTOMER = Ref(Kind.CUSTOMER, "k1")
DESKS = ("desk-1", "desk-2", "desk-3")


def op(n: int, command: Command, desk: str, millis: int) -> Op:
    stamp = replace(command.stamp, desk=DeskId(desk), at=making.NINE + timedelta(milliseconds=millis))
    born = Birth(OpId(f"op-{n}"), f"{millis:012x}-{n:04x}-{desk}")
    return op_from(replace(command, stamp=stamp), born)


def opened() -> dict[Ref, Record | None]:
    command = making.opening(subject="as it was")
    extra: dict[str, Json] = {"number": "2026-000001", "team": "support"}
    first = op_from(command, Birth(OpId("first"), "000000000000-0000-desk-1", 0, extra))
    made: dict[Ref, Record | None] = {TICKET: None, CUSTOMER: None}
    made |= done(made, first)
    return made | done(made, op(0, making.saving(making.somebody("k1", "8001")), "desk-1", 0))


def done(records: dict[Ref, Record | None], one: Op) -> dict[Ref, Record | None]:
    before = {ref: records[ref] for ref in refs_of(command_of(one))}
    return records | records_of(perform(one, state_of(before)), before)


fields = st.fixed_dictionaries(
    {},
    optional={
        "subject": st.sampled_from(["a", "b", "c"]),
        "description": st.sampled_from(["x", "y"]),
        "kind": st.sampled_from(TicketKind),
        "impact": st.sampled_from(Impact),
        "urgency": st.sampled_from(Urgency),
        "category": st.sampled_from(["", "paper"]),
    },
)
NOBODY = Stamp(AgentId("wang"), DeskId("desk-1"), making.NINE)
edits = fields.map(lambda some: EditTicket(NOBODY, making.opening().ticket, some))
watching = st.builds(
    lambda agent, on: WatchTicket(NOBODY, making.opening().ticket, AgentId(agent), on),
    st.sampled_from(["wang", "li"]),
    st.booleans(),
)
reached = st.lists(st.tuples(edits | watching, st.sampled_from(DESKS), st.integers(1, 500)), max_size=8)


def shuffled(data: st.DataObject, ops: list[Op]) -> list[Op]:
    return data.draw(st.permutations(ops))


@given(reached, st.data())
def test_fields_and_watchers_take_the_later_intent_in_any_order(
    many: list[tuple[Command, str, int]], data: st.DataObject
) -> None:
    ops = [op(n, command, desk, at) for n, (command, desk, at) in enumerate(many, 1)]
    documents = set()
    for order in (ops, shuffled(data, ops)):
        records = opened()
        for one in order:
            records = done(records, one)
        documents.add(canonical(merged(records[TICKET])))
    assert len(documents) == 1


def merged(record: Record | None) -> dict[str, Any]:
    """What the rules promise to be equal: the values, not the way on which they were reached."""
    assert isinstance(record, TicketRecord)
    doc = dict(doc_of(record))
    names = ("subject", "description", "kind", "impact", "urgency", "category", "notes", "number", "history")
    watching = [one["agent"] for one in doc["watchers"] if one["on"]]  # type: ignore[union-attr, index, call-overload]
    return {name: doc[name] for name in names} | {"watching": watching}


@given(st.permutations([f"n{n}" for n in range(4)]))
def test_notes_and_reminders_only_grow_in_any_order(order: list[str]) -> None:
    records = opened()
    for n, name in enumerate(order, 1):
        records = done(records, op(n, making.noting(name, note=name), DESKS[n % 3], n))
        records = done(
            records, op(n, NoteReminders(NOBODY, making.opening().ticket, (name,)), DESKS[n % 3], n)
        )
    record = records[TICKET]
    assert isinstance(record, TicketRecord)
    assert {one.text for one in record.ticket.notes} == set(order)
    assert {one.key for one in record.ticket.reminded} == set(order)
    assert isinstance(making.noting("x"), AddNote)


wishes = st.lists(
    st.tuples(st.sampled_from(["f0", "f1"]), st.booleans(), st.integers(10, 500)),
    max_size=6,
    unique_by=lambda one: one[2],
)


@given(st.permutations([f"f{n}" for n in range(3)]), wishes, st.data())
def test_files_only_grow_and_are_removed_or_not_by_the_later_wish_in_any_order(
    order: list[str], wished: list[tuple[str, bool, int]], data: st.DataObject
) -> None:
    ticket, documents = making.opening().ticket, set()
    content = Content(3, "a" * 64, "b" * 64, "c" * 64)
    adding = {
        name: AttachFile(NOBODY, ticket, FileId(name), f"{name}.pdf", "application/pdf", content)
        for name in order
    }
    later = [
        op(n, RemoveAttachment(NOBODY, ticket, FileId(name), away), DESKS[n % 3], at)
        for n, (name, away, at) in enumerate(wished, 10)
    ]
    last = {name: away for name, away, _at in sorted(wished, key=lambda one: one[2])}
    for names, wishing in ((order, later), (sorted(order), shuffled(data, later))):
        records = opened()
        for name in names:
            records = done(records, op(int(name[1]), adding[name], DESKS[int(name[1])], 1 + int(name[1])))
        for one in wishing:
            records = done(records, one)
        record = records[TICKET]
        assert isinstance(record, TicketRecord)
        documents.add(record.ticket.files)
        gone = {one.id for one in record.ticket.files if not one.is_there}
        assert gone == {name for name, away in last.items() if away}
    assert len(documents) == 1


@given(st.permutations(["13812345678", "010-62345678", "8002", "8003"]))
def test_numbers_of_a_card_only_grow_in_any_order(order: list[str]) -> None:
    records = opened()
    for n, number in enumerate(order, 1):
        records = done(records, op(n, LinkNumber(NOBODY, making.somebody("k1").id, number), DESKS[n % 3], n))
    record = records[CUSTOMER]
    written = {one.written for one in record.customer.numbers}  # type: ignore[union-attr]
    assert written == {"8001", *order}


entries = st.lists(
    st.tuples(
        st.sampled_from(["person:wang", "team:red", "category:paper"]), st.booleans(), st.integers(1, 99)
    ),
    max_size=6,
    unique_by=lambda one: one[2],
)
VALUES: dict[str, dict[str, Json]] = {
    "person:wang": {"id": "wang", "name": "王芳"},
    "team:red": {"id": "red", "name": "Red"},
    "category:paper": {"id": "paper", "path": ["售后"]},
}


@given(entries, st.data())
def test_the_directory_takes_the_later_intent_of_each_entry(
    many: list[tuple[str, bool, int]], data: st.DataObject
) -> None:
    changes = [
        (NameEntry(ref, at, VALUES[ref] if there else None), f"{at:012x}-0000-desk-1")
        for ref, there, at in many
    ]
    results = []
    for order in (changes, data.draw(st.permutations(changes))):
        names = Names()
        for entry, stamp in order:
            names = names.with_entries([entry], stamp)
        results.append(names)
    assert results[0] == results[1]


@given(reached)
def test_a_record_comes_back_from_its_document_as_it_was(many: list[tuple[Command, str, int]]) -> None:
    records = opened()
    for n, (command, desk, at) in enumerate(many, 1):
        records = done(records, op(n, command, desk, at))
    for ref, record in records.items():
        assert record is not None
        doc = doc_of(record)
        assert record_of(ref.kind, doc) == record
        newer: dict[str, Any] = {**doc, "of the future": {"x": [1, None]}}
        assert doc_of(record_of(ref.kind, newer), newer) == newer
