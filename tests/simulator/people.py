"""What people do on a floor: one random thing at a time, on what their own desk shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.customers.model import Customer, CustomerNumber
from core.directory import changes_between
from core.ids import AgentId, CallId, CustomerId, FileId, NoteId, PromiseId, TeamId, TicketId
from core.reading import Directory, Person, Team
from core.sla.policy import Edition
from core.sync.records import TicketRecord
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
from core.tickets.model import Impact, Status, Urgency
from storage.desk import SqlDesk
from storage.names import read_names
from tests.simulator.server import BOSS

TEAMS = (TeamId("red"), TeamId("blue"))
WORDS = ("printer", "invoice", "卡纸", "refund", "M305", "退款")


class Place(Protocol):
    """What somebody sits at: what it shows, and what time its clock says."""

    @property
    def desk(self) -> SqlDesk: ...
    @property
    def person(self) -> AgentId: ...
    def now(self) -> datetime: ...
    def stamp(self) -> Stamp: ...
    def tickets(self) -> list[str]: ...
    def customers(self) -> list[str]: ...
    def calls(self) -> list[str]: ...
    def ticket(self, id_: str) -> TicketRecord | None: ...


class Person_:  # noqa: N801 - ``Person`` is a value of the directory
    """Chooses a command; ``count`` names new things apart."""

    def __init__(self, random: Random, people: list[AgentId]) -> None:
        self._random = random
        self._people = people
        self._count = 0

    def act(self, desk: Place) -> Command | None:
        """None: there is nothing to do it to."""
        choices = [
            (5, self._open), (6, self._note), (7, self._edit), (4, self._move), (5, self._give), (2, self._attach),
            (2, self._record), (3, self._save), (1, self._link), (1, self._promise), (1, self._watch),
            (1, self._remind), (2, self._file),
        ]  # fmt: skip
        if desk.person == BOSS:
            choices += [(3, self._delete), (1, self._levels), (2, self._names)]
        weights = [weight for weight, _ in choices]
        [(_, make)] = self._random.choices(choices, weights)
        return make(desk)

    def _new(self, what: str) -> str:
        self._count += 1
        return f"{what}{self._count:04d}"

    def _text(self) -> str:
        return f"{self._random.choice(WORDS)} {self._random.randrange(1000)}"

    def _a_ticket(self, desk: Place) -> TicketId | None:
        """Mostly one of the newest: people meet on them."""
        tickets = desk.tickets()
        if self._random.random() < 0.6:
            tickets = tickets[-3:]
        return TicketId(self._random.choice(tickets)) if tickets else None

    def _call(self, desk: Place) -> CallSnapshot:
        at = desk.now()
        number = self._random.choice(("13812345678", "8001", "+8613900001111"))
        return CallSnapshot(
            CallId(self._new("c")), Direction.INCOMING, CallState.TALKING, Party(number), at, at
        )

    def _open(self, desk: Place) -> Command:
        customers = desk.customers()
        customer = CustomerId(self._random.choice(customers)) if customers else None
        call = self._call(desk) if self._random.random() < 0.6 else None
        fields = {"subject": self._text()}
        return OpenTicket(desk.stamp(), TicketId(self._new("t")), customer, call, fields)

    def _note(self, desk: Place) -> Command | None:
        ticket = self._a_ticket(desk)
        return AddNote(desk.stamp(), ticket, NoteId(self._new("n")), self._text()) if ticket else None

    def _edit(self, desk: Place) -> Command | None:
        ticket = self._a_ticket(desk)
        if ticket is None:
            return None
        fields: dict[str, Any] = {
            "subject": self._text(),
            "impact": self._random.choice(list(Impact)),
            "urgency": self._random.choice(list(Urgency)),
            "parts": f"{self._random.choice('ABC')}; {self._random.randint(1, 9)}; {self._random.randint(0, 99)}.50",
            "serial": self._text(),
        }
        some = self._random.sample(sorted(fields), self._random.randint(1, 2))
        return EditTicket(desk.stamp(), ticket, {name: fields[name] for name in some})

    def _move(self, desk: Place) -> Command | None:
        ticket = self._a_ticket(desk)
        return MoveTicket(desk.stamp(), ticket, self._random.choice(list(Status))) if ticket else None

    def _give(self, desk: Place) -> Command | None:
        ticket = self._a_ticket(desk)
        if ticket is None:
            return None
        assignee = self._random.choice([None, *self._people])
        return AssignTicket(desk.stamp(), ticket, assignee, self._random.choice([None, *TEAMS]))

    def _attach(self, desk: Place) -> Command | None:
        ticket = self._a_ticket(desk)
        return AttachCall(desk.stamp(), ticket, self._call(desk)) if ticket else None

    def _record(self, desk: Place) -> Command:
        call = self._call(desk)
        known = desk.calls()
        if known and self._random.random() < 0.7:
            call = replace(call, id=CallId(self._random.choice(known)))
        done = call.began_at + timedelta(minutes=1)
        return RecordCall(
            desk.stamp(), replace(call, state=CallState.ENDED, ended_at=done, end=EndReason.HUNG_UP_BY_THEM)
        )

    def _save(self, desk: Place) -> Command:
        known = desk.customers()
        numbers = (CustomerNumber(f"1381234{self._random.randrange(10000):04d}"),)
        id_ = self._random.choice(known) if known and self._random.random() < 0.6 else self._new("k")
        return SaveCustomer(desk.stamp(), Customer(CustomerId(id_), self._text(), numbers=numbers, version=1))

    def _link(self, desk: Place) -> Command | None:
        known = desk.customers()
        if not known:
            return None
        return LinkNumber(
            desk.stamp(), CustomerId(self._random.choice(known)), str(self._random.randrange(10**8))
        )

    def _promise(self, desk: Place) -> Command | None:
        ticket = self._a_ticket(desk)
        record = desk.ticket(ticket) if ticket else None
        if ticket is None or record is None:
            return None
        if record.ticket.promises and self._random.random() < 0.5:
            return SettlePromise(desk.stamp(), ticket, record.ticket.promises[0].id, is_kept=True)
        due = desk.now() + timedelta(days=2)
        return PromiseCallBack(desk.stamp(), ticket, PromiseId(self._new("p")), due, self._text())

    def _watch(self, desk: Place) -> Command | None:
        ticket = self._a_ticket(desk)
        on = self._random.random() < 0.6
        return WatchTicket(desk.stamp(), ticket, self._random.choice(self._people), on) if ticket else None

    def _remind(self, desk: Place) -> Command | None:
        ticket = self._a_ticket(desk)
        if ticket is None:
            return None
        if self._random.random() < 0.5:
            return NoteReminders(desk.stamp(), ticket, (self._random.choice(("a", "b", "c")),))
        until = desk.now() + timedelta(days=1)
        return SnoozeReminder(desk.stamp(), ticket, "a", until, self._text())

    def _file(self, desk: Place) -> Command | None:
        """Or takes one off, or wants it back."""
        ticket = self._a_ticket(desk)
        record = desk.ticket(ticket) if ticket else None
        if ticket is None or record is None:
            return None
        if record.ticket.files and self._random.random() < 0.5:
            one = self._random.choice(record.ticket.files)
            return RemoveAttachment(desk.stamp(), ticket, one.id, away=one.is_there)
        hashes = [f"{self._random.getrandbits(256):064x}" for _ in range(3)]
        content = Content(self._random.randrange(10**6), *hashes)
        name = f"{self._text()}.jpg"
        return AttachFile(desk.stamp(), ticket, FileId(self._new("f")), name, "image/jpeg", content)

    def _delete(self, desk: Place) -> Command | None:
        kind = self._random.choice(("ticket", "customer"))
        known = desk.tickets() if kind == "ticket" else desk.customers()
        if self._random.random() < 0.6:
            known = known[-3:]  # what others are at work on
        return DeleteRecord(desk.stamp(), kind, self._random.choice(known)) if known else None

    def _levels(self, desk: Place) -> Command:
        return SaveEdition(desk.stamp(), Edition(self._random.choice(("e1", "e2")), desk.now()))

    def _names(self, desk: Place) -> Command:
        with desk.desk.database.reading() as connection:
            before = read_names(connection)
        some = self._random.sample(self._people, 2)
        people = tuple(Person(one, self._text(), TEAMS[:1]) for one in some)
        after = Directory(people, tuple(Team(one, self._text()) for one in TEAMS))
        return SaveDirectory(desk.stamp(), changes_between(before, after))
