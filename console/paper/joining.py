"""From the model to what documents say. What the model does not know stays empty, and its section is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.presenters.saying import KINDS, STATUSES, WAITS
from core.calls.model import Direction
from core.customers.identity import NumberRules
from core.customers.model import Customer
from core.customers.numbers import identify
from core.customers.shown import as_people_write
from core.ids import AgentId, TicketId
from core.ports import Desk
from core.reading import CallRow, Directory, TicketCard, TicketRow
from core.sla.clock import read_ticket
from core.sla.levels import ServiceLevels
from core.sla.policy import Book
from core.sla.reading import Why
from core.sla.why import why_of
from core.tickets.files import Attachment, FileRow, Held
from core.tickets.goods import read_parts
from core.tickets.model import Note, Status, StatusChange
from core.words import Sentence, sentence
from reports.facts import (
    Asset,
    CallLine,
    ListRow,
    NoteLine,
    Part,
    Party,
    Photo,
    ServiceReport,
    Step,
    TicketPrint,
)

MOST_PHOTOS = 20  # on one sheet
Bytes = Callable[[Attachment], bytes | None]
MADE, MADE_AND_ASSIGNED = Sentence("Ticket made"), Sentence("Ticket made and assigned")


@dataclass(frozen=True, slots=True)
class Gathered:
    """All of a ticket that paper may need, as it was at one moment."""

    card: TicketCard
    customer: Customer | None
    directory: Directory
    rules: NumberRules
    book: Book | None = None
    photos: tuple[Photo, ...] = ()

    def number(self, written: str) -> str:
        return as_people_write(identify(written, self.rules)) if written else ""


def gather(desk: Desk, ticket: TicketId, rules: NumberRules, *, with_clocks: bool = False) -> Gathered | None:
    """``with_clocks``: with the service levels that explain them."""
    card = desk.read.ticket(ticket)
    if card is None:
        return None
    whose = desk.read.customer(card.row.customer) if card.row.customer else None
    book = desk.clocks.book() if with_clocks else None
    return Gathered(card, whose.customer if whose else None, desk.read.directory(), rules, book)


def service_report(what: Gathered) -> ServiceReport:
    """Times and signatures are not in the model yet."""
    card = what.card
    return ServiceReport(
        number=card.row.number,
        subject=card.row.subject,
        customer=party_of(what),
        asset=Asset(card.asset, serial=card.serial),
        asked=card.description,
        done="\n".join(note.text for note in told(card)),
        parts=tuple(Part(one.name, one.quantity, one.price, unit=one.unit) for one in read_parts(card.parts)),
        photos=what.photos,
    )


def ticket_facts(what: Gathered, at: datetime) -> TicketPrint:
    """Whole; ``reports.ticket_print`` takes out what is not the customer's. Clocks are explained as of ``at``."""
    card, names = what.card, _names(what.directory)
    return TicketPrint(
        number=card.row.number,
        subject=card.row.subject,
        status=STATUSES[card.row.status],
        opened_at=card.row.opened_at,
        customer=party_of(what),
        kind=KINDS[card.kind],
        category=" › ".join(card.row.category),
        priority=card.row.priority.name,
        description=card.description,
        assignee=card.row.assignee_name,
        team=card.row.team_name,
        due=card.row.due,
        resolved_at=_resolved_at(card),
        notes=tuple(_note(note, names) for note in card.notes),
        calls=tuple(_call(call, what) for call in card.calls),
        steps=tuple(_steps(card.history, names)),
        whys=tuple(_whys(what, at)),
        files=tuple(row.file.name for row in card.files if row.file.is_there),
    )


def pictures(card: TicketCard) -> tuple[FileRow, ...]:
    return tuple(row for row in card.files if row.file.is_there and row.file.is_photo)


def photos(card: TicketCard, bytes_of: Bytes) -> Iterator[Photo]:
    """The pictures on the ticket whose bytes are on this desk: read beside the database lane."""
    shown = [row.file for row in pictures(card) if row.held is not Held.AWAY]
    for file in shown[:MOST_PHOTOS]:
        yield Photo(bytes_of(file) or b"", file.name)


def list_rows(rows: Iterable[TicketRow], now: datetime) -> tuple[ListRow, ...]:
    return tuple(
        ListRow(
            row.number,
            row.subject,
            row.customer_name,
            STATUSES[row.status],
            row.priority.name,
            row.assignee_name or row.team_name,
            row.opened_at,
            row.due,
            is_late=row.due is not None and row.due < now and not row.is_paused,
        )
        for row in rows
    )


def party_of(what: Gathered) -> Party:
    """Somebody unknown is named as the list names them, and by the number they called from."""
    customer, card = what.customer, what.card
    number = next((call.number for call in card.calls if call.number and not call.withheld), "")
    if customer is None:
        return Party(card.row.customer_name, phone=what.number(number))
    phone = next((one.written for one in customer.numbers), number)
    if not customer.company or customer.company == customer.name:
        return Party(customer.name, phone=phone)
    return Party(customer.company, contact=customer.name, phone=phone)


def told(card: TicketCard) -> tuple[Note, ...]:
    """What the customer was told: the only notes that a customer's paper may hold."""
    return tuple(note for note in card.notes if note.informs)


def _whys(what: Gathered, at: datetime) -> Iterator[Why]:
    history = what.card.service
    if what.book is None or history is None:
        return
    levels = ServiceLevels(what.book, at)
    for reading in read_ticket(history, levels, at):
        yield why_of(reading, history, levels, at)


def _resolved_at(card: TicketCard) -> datetime | None:
    """Of the last time; an open ticket has none."""
    if card.row.status.is_open:
        return None
    return next((one.at for one in reversed(card.history) if one.status is Status.RESOLVED), None)


def _names(directory: Directory) -> dict[AgentId, str]:
    return {person.id: person.name for person in directory.people}


def _note(note: Note, names: dict[AgentId, str]) -> NoteLine:
    return NoteLine(note.at, names.get(note.by, ""), note.text, note.informs, note.offset)


def _call(call: CallRow, what: Gathered) -> CallLine:
    """Who talked is not in the log: on a desk of its own it is whoever has the ticket."""
    talked = timedelta(seconds=call.talk_seconds) if call.talk_seconds else None
    number = "" if call.withheld else call.number
    agent = what.card.row.assignee_name
    return CallLine(call.began_at, what.number(number), agent, talked, call.direction is Direction.INCOMING)


def _steps(history: tuple[StatusChange, ...], names: dict[AgentId, str]) -> Iterator[Step]:
    birth, later = history[0], history[1:]
    first = Step(birth.at, names.get(birth.by, ""), MADE)
    if later and later[0].status is Status.ASSIGNED and (later[0].at, later[0].by) == (birth.at, birth.by):
        first, later = replace(first, what=MADE_AND_ASSIGNED), later[1:]
    yield first
    for change in later:
        state = WAITS[change.waits_for] if change.waits_for is not None else STATUSES[change.status]
        yield Step(change.at, names.get(change.by, ""), sentence("Status: {status}", status=state))
