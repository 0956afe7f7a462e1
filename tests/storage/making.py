"""Small makers for tests of desks: commands with a stamp, calls, and a clock that only moves when told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.customers.model import Customer, CustomerNumber
from core.ids import AgentId, CallId, CustomerId, DeskId, NoteId, TeamId, TicketId
from core.reading import Directory, Person, Team
from core.tickets.commands import (
    AddNote,
    AssignTicket,
    EditTicket,
    MoveTicket,
    OpenTicket,
    RecordCall,
    SaveCustomer,
)
from core.tickets.commands import Stamp as CommandStamp
from core.tickets.model import Category, Status

WANG, LI = AgentId("wang"), AgentId("li")
DESK = DeskId("desk-1")
SALES, SUPPORT = TeamId("sales"), TeamId("support")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSPHRASE = "correct horse"
NAMES = Directory(
    (Person(WANG, "王芳", (SUPPORT,)), Person(LI, "李娜", (SALES, SUPPORT))),
    (Team(SALES, "Sales"), Team(SUPPORT, "售后")),
    (Category("paper", ("售后", "打印机", "进纸")), Category("invoice", ("财务", "发票"))),
)


def at(minute: float) -> datetime:
    return NINE + timedelta(minutes=minute)


def stamp(minute: float = 0, agent: AgentId = WANG) -> CommandStamp:
    return CommandStamp(agent, DESK, at(minute))


def ringing(name: str = "c1", number: str = "13812345678", minute: float = 0) -> CallSnapshot:
    return CallSnapshot(
        CallId(name), Direction.INCOMING, CallState.RINGING, Party(number, "王先生"), at(minute)
    )


def talking(name: str = "c1", number: str = "13812345678", minute: float = 0) -> CallSnapshot:
    return replace(ringing(name, number, minute), state=CallState.TALKING, answered_at=at(minute + 0.1))


def ended(call: CallSnapshot, minute: float, how: EndReason = EndReason.HUNG_UP_BY_THEM) -> CallSnapshot:
    return replace(call, state=CallState.ENDED, ended_at=at(minute), end=how)


def opening(name: str = "t1", minute: float = 0, **more: object) -> OpenTicket:
    """``more``: customer, call, agent; anything else is a field of the ticket."""
    given = dict(more)
    agent, customer, call = given.pop("agent", WANG), given.pop("customer", None), given.pop("call", None)
    assert isinstance(agent, str)
    assert customer is None or isinstance(customer, str)
    assert call is None or isinstance(call, CallSnapshot)
    who = CustomerId(customer) if customer else None
    return OpenTicket(stamp(minute, AgentId(agent)), TicketId(name), who, call, given)


def editing(name: str = "t1", minute: float = 1, **fields: object) -> EditTicket:
    return EditTicket(stamp(minute), TicketId(name), fields)


def moving(status: Status, name: str = "t1", minute: float = 2, agent: AgentId = WANG) -> MoveTicket:
    return MoveTicket(stamp(minute, agent), TicketId(name), status)


def giving(
    assignee: AgentId | None, team: TeamId | None = None, name: str = "t1", minute: float = 3
) -> AssignTicket:
    return AssignTicket(stamp(minute), TicketId(name), assignee, team)


def noting(text: str, note: str = "n1", name: str = "t1", minute: float = 4) -> AddNote:
    return AddNote(stamp(minute), TicketId(name), NoteId(note), text, CallId("c1"), timedelta(seconds=42))


def recording(call: CallSnapshot, minute: float = 5, customer: str | None = None) -> RecordCall:
    return RecordCall(stamp(minute), call, CustomerId(customer) if customer else None)


def somebody(name: str = "k1", *numbers: str, called: str = "王芳") -> Customer:
    return Customer(CustomerId(name), called, numbers=tuple(CustomerNumber(one) for one in numbers))


def saving(customer: Customer, minute: float = 0) -> SaveCustomer:
    return SaveCustomer(stamp(minute), customer)
