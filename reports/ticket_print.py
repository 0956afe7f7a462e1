"""A ticket on paper: whole for us, and another for the customer on which nothing internal ever stands."""

from __future__ import annotations

from dataclasses import replace

from reports.blocks import notice, pairs, paragraph, section, title
from reports.explained import explained
from reports.facts import NoteLine, TicketPrint
from reports.frame import Heading
from reports.layout import MM
from reports.pen import Look
from reports.said import count
from reports.seal import Content, content_of, seal_text
from reports.setup import Setup
from reports.sheet import Sheet, compose
from reports.strip import legend
from reports.strokes import SOFT
from reports.table import Column, Table
from reports.words import said

KIND_INTERNAL, KIND_CUSTOMER = "TI", "TC"


def for_customer(ticket: TicketPrint) -> TicketPrint:
    """What the customer may read. Whatever is added to a ticket later is internal until it is named here."""
    return TicketPrint(
        number=ticket.number,
        subject=ticket.subject,
        status=ticket.status,
        opened_at=ticket.opened_at,
        customer=replace(ticket.customer, number=""),
        kind=ticket.kind,
        description=ticket.description,
        resolved_at=ticket.resolved_at,
        notes=tuple(replace(one, by="", offset=None) for one in ticket.notes if one.is_for_customer),
    )


def ticket_content(ticket: TicketPrint, *, internal: bool) -> Content:
    if internal:
        return content_of(KIND_INTERNAL, ticket.number, ticket)
    return content_of(KIND_CUSTOMER, ticket.number, for_customer(ticket))


def ticket_print(ticket: TicketPrint, setup: Setup, *, internal: bool) -> bytes:
    code = seal_text(ticket_content(ticket, internal=internal), setup.printing.number, setup.key)
    shown = ticket if internal else for_customer(ticket)
    words = setup.words
    note = words("Internal: not for the customer") if internal else ""
    heading = Heading(words("Ticket"), ticket.number, ticket.subject, code, note)
    return compose(setup, heading, lambda sheet: _build(sheet, shown, internal=internal))


def _build(sheet: Sheet, ticket: TicketPrint, *, internal: bool) -> None:
    words = sheet.words
    title(sheet)
    if internal:
        notice(sheet, words("Internal: this sheet is not for the customer."), "#b3261e")
    if ticket.subject:
        paragraph(sheet, ticket.subject, sheet.strong, gap=2 * MM)
    _facts(sheet, ticket)
    if ticket.description:
        section(sheet, words("What was asked"))
        paragraph(sheet, ticket.description)
    if ticket.notes:
        section(sheet, words("Notes"))
        for note in ticket.notes:
            _note(sheet, note, internal=internal)
    if ticket.calls:
        _calls(sheet, ticket)
    _files(sheet, ticket)
    if ticket.steps:
        _steps(sheet, ticket)
    if ticket.whys:
        section(sheet, words("Service levels"), room=60 * MM)
        legend(sheet)
        for why in ticket.whys:
            section(sheet, words(why.reading.kind.value), level=2, room=36 * MM)
            explained(sheet, why)


def _steps(sheet: Sheet, ticket: TicketPrint) -> None:
    words = sheet.words
    section(sheet, words("What happened"), room=20 * MM)
    table = Table(
        sheet, [Column(words("When"), 0.24), Column(words("Who"), 0.22), Column(words("What"), 0.54)]
    )
    for step in ticket.steps:
        table.row(sheet.moments.moment(step.at), step.by, said(words, step.what))


def _files(sheet: Sheet, ticket: TicketPrint) -> None:
    if ticket.files:
        section(sheet, sheet.words("Files ({count})", count=count(len(ticket.files))))
        paragraph(sheet, "\n".join(ticket.files))


def _facts(sheet: Sheet, ticket: TicketPrint) -> None:
    words, moments, customer = sheet.words, sheet.moments, ticket.customer
    pairs(sheet, [
        (words("Status"), said(words, ticket.status)),
        (words("Kind"), said(words, ticket.kind)),
        (words("Opened"), moments.moment(ticket.opened_at)),
        (words("Resolved"), moments.moment(ticket.resolved_at) if ticket.resolved_at else ""),
        (words("Priority"), ticket.priority),
        (words("Category"), ticket.category),
        (words("Assignee"), ticket.assignee),
        (words("Team"), ticket.team),
        (words("Due"), moments.moment(ticket.due) if ticket.due else ""),
        (words("Customer"), customer.name),
        (words("Customer no."), customer.number),
        (words("Contact"), customer.contact),
        (words("Phone"), customer.phone),
        (words("Mail"), customer.mail),
        (words("Address"), customer.address),
    ])  # fmt: skip


def _note(sheet: Sheet, note: NoteLine, *, internal: bool) -> None:
    words = sheet.words
    parts = [sheet.moments.moment(note.at), note.by]
    if note.offset is not None:
        seconds = int(note.offset.total_seconds())
        parts.append(words("{offset} into the call", offset=f"{seconds // 60:02}:{seconds % 60:02}"))
    if internal:
        parts.append(words("told the customer") if note.is_for_customer else words("internal"))
    sheet.need(4 * sheet.body.leading)
    paragraph(sheet, "  ·  ".join(filter(None, parts)), Look(sheet.body.size * 0.84, colour=SOFT), gap=0)
    paragraph(sheet, note.text, gap=2 * MM)


def _calls(sheet: Sheet, ticket: TicketPrint) -> None:
    words, moments = sheet.words, sheet.moments
    section(sheet, words("Calls ({count})", count=count(len(ticket.calls))), room=20 * MM)
    table = Table(sheet, [
        Column(words("When"), 0.24), Column(words("Direction"), 0.16), Column(words("Number"), 0.24),
        Column(words("Agent"), 0.22), Column(words("Talk time"), 0.14, "right"),
    ])  # fmt: skip
    for call in ticket.calls:
        way = words("incoming") if call.is_incoming else words("outgoing")
        table.row(moments.moment(call.at), way, call.number, call.agent, moments.span(call.talked))
