"""One good command of every kind there is, on records that are there: what a mutated push begins as."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from core.calls.model import CallSnapshot, CallState, Direction, Party
from core.customers.model import Customer, CustomerNumber
from core.directory import NameEntry
from core.ids import AgentId, CallId, CustomerId, FileId, NoteId, PromiseId, TicketId
from core.sla.policy import Edition
from core.tickets.commands import (
    AddNote,
    AssignTicket,
    AttachCall,
    AttachFile,
    Command,
    DeleteRecord,
    EditTicket,
    LinkNumber,
    MoveTicket,
    NoteReminders,
    OpenTicket,
    PromiseCallBack,
    RecordCall,
    RemoveAttachment,
    SaveCustomer,
    SaveDirectory,
    SaveEdition,
    SettlePromise,
    SnoozeReminder,
    Stamp,
    WatchTicket,
)
from core.tickets.files import Content
from core.tickets.model import Impact, Status
from tests.contracts.test_clocks_contract import edition


def one_of_each(stamp: Stamp, n: int) -> Sequence[Command]:
    """``n`` names its records."""
    ticket, call, customer = TicketId(f"t{n}"), CallId(f"c{n}"), CustomerId(f"k{n}")
    file = FileId(f"f{n}")
    party = Party("13812345678", "王先生")
    ringing = CallSnapshot(call, Direction.INCOMING, CallState.RINGING, party, stamp.at)
    talking = CallSnapshot(call, Direction.INCOMING, CallState.TALKING, party, stamp.at, answered_at=stamp.at)
    card = Customer(customer, "王芳", numbers=(CustomerNumber("13812345678", "mobile"),))
    later = stamp.at + timedelta(hours=2)
    fields = {"subject": "打印机卡纸", "description": "M305", "impact": Impact.SEVERAL, "category": "paper"}
    return (
        SaveCustomer(stamp, card),
        OpenTicket(stamp, ticket, customer, ringing, fields),
        EditTicket(stamp, ticket, {"subject": "M305 jams"}),
        AttachCall(stamp, ticket, talking),
        RecordCall(stamp, talking, customer, timedelta(seconds=7), timedelta(seconds=30)),
        AssignTicket(stamp, ticket, stamp.agent, None),
        AddNote(stamp, ticket, NoteId(f"n{n}"), "等配件", call, timedelta(seconds=42), informs=True),
        LinkNumber(stamp, customer, "02012345678", "office"),
        PromiseCallBack(stamp, ticket, PromiseId(f"p{n}"), later, "calls back"),
        SettlePromise(stamp, ticket, PromiseId(f"p{n}"), is_kept=True),
        WatchTicket(stamp, ticket, AgentId("somebody"), on=True),
        NoteReminders(stamp, ticket, ("response|half",)),
        SnoozeReminder(stamp, ticket, "resolution|due", later, "waits"),
        AttachFile(stamp, ticket, file, "纸盒 2.jpg", "image/jpeg", Content(9, "a" * 64, "b" * 64, "c" * 64)),
        RemoveAttachment(stamp, ticket, file),
        MoveTicket(stamp, ticket, Status.RESOLVED),
        SaveEdition(stamp, an_edition(n)),
        SaveDirectory(stamp, (NameEntry(f"team:x{n}", n, {"name": "售后"}),)),
        DeleteRecord(stamp, "ticket", ticket),
    )


def an_edition(n: int) -> Edition:
    begins = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n % 300)
    return edition(f"e{n}", begins)
