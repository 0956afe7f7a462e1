"""What is internal never reaches the customer's sheet: not its text, not its structure, not its metadata."""

from __future__ import annotations

import zlib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from reports.demo.samples import texts_of
from reports.demo.tickets import ticket
from reports.facts import NoteLine, TicketPrint
from reports.setup import Setup
from reports.ticket_print import for_customer, ticket_print
from tests.reports.reading import info_of, letters, text_of

# Words that stand nowhere else, so that one of them anywhere in the file is a leak.
SECRETS = {
    "category": "Qzxcategory", "priority": "Qzxpriority", "assignee": "Qzxassignee", "team": "Qzxteam",
}  # fmt: skip


@pytest.fixture
def secretive() -> TicketPrint:
    one = ticket(texts_of("en"))
    notes = (NoteLine(one.opened_at, "Qzxauthor", "Qzxnote"), replace(one.notes[2], by="Qzxby"))
    calls = tuple(replace(call, agent="Qzxagent", number="Qzxnumber") for call in one.calls)
    steps = tuple(replace(step, by="Qzxstep", what="Qzxwhat") for step in one.steps)
    customer = replace(one.customer, number="Qzxcustomer")
    return replace(one, notes=notes, calls=calls, steps=steps, customer=customer, **SECRETS)  # type: ignore[arg-type]


def everything_in(pdf: bytes) -> bytes:
    """The file with every stream that can be unpacked, unpacked."""
    found = [pdf]
    for piece in pdf.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_nothing_internal_is_anywhere_in_the_customers_file(
    secretive: TicketPrint, setup: Setup, tmp_path: Path
) -> None:
    pdf = ticket_print(secretive, setup, internal=False)
    text = text_of(pdf)
    assert secretive.notes[1].text in text.replace("\n", " ")
    assert "Qzx" not in text
    assert "Qzx" not in info_of(pdf, tmp_path) + info_of(pdf, tmp_path, "-struct-text")
    inside = everything_in(pdf)
    assert b"Qzx" not in inside
    assert "Qzx".encode("utf-16-be").hex().encode() not in inside


def test_the_internal_sheet_has_all_of_it_and_says_what_it_is(secretive: TicketPrint, setup: Setup) -> None:
    text = text_of(ticket_print(secretive, setup, internal=True)).replace("\n", "")
    for word in (
        *SECRETS.values(),
        "Qzxauthor",
        "Qzxnote",
        "Qzxagent",
        "Qzxnumber",
        "Qzxwhat",
        "Qzxcustomer",
    ):
        assert word in text
    assert setup.words("Internal: this sheet is not for the customer.") in text


def test_a_note_is_internal_until_somebody_says_otherwise() -> None:
    assert not NoteLine(ticket(texts_of("en")).opened_at, "a", "b").is_for_customer


def test_a_field_that_is_added_later_is_not_shown_to_customers_by_itself() -> None:
    shown = {
        "number",
        "subject",
        "status",
        "opened_at",
        "customer",
        "kind",
        "description",
        "resolved_at",
        "notes",
    }
    one = ticket(texts_of("en"))
    bare = TicketPrint("", "", "", one.opened_at, one.customer)
    for field in fields(TicketPrint):
        if field.name not in shown:
            assert getattr(for_customer(one), field.name) == getattr(bare, field.name)


def test_what_the_customer_wrote_is_on_their_sheet(english: Setup) -> None:
    one = ticket(texts_of("en"))
    found = letters(text_of(ticket_print(one, english, internal=False)))
    assert letters(one.description + one.subject + one.customer.name) - found == letters("")
