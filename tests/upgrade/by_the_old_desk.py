"""Run by the old program itself (``make``): a desk at work before there was any server, with what waits in it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.customers.model import Customer, CustomerNumber
from core.ids import AgentId, CallId, CustomerId, DeskId, NoteId, PromiseId, TeamId, TicketId
from core.reading import Directory, Person, Team
from core.tickets.commands import (
    AddNote,
    AttachCall,
    EditTicket,
    LinkNumber,
    MoveTicket,
    OpenTicket,
    PromiseCallBack,
    RecordCall,
    SaveCustomer,
    SaveEdition,
    Stamp,
    WatchTicket,
)
from core.tickets.model import Category, Status
from storage.desk import create_desk
from storage.keys import TEST_COST

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
ME = AgentId("0195a000-0000-7000-8000-00000000000a")
TEAM = TeamId("0195a000-0000-7000-8000-00000000000b")
DESK = DeskId("0195a000-0000-7000-8000-00000000000c")
TICKETS = 6


def main(folder: Path, passphrase: str) -> None:
    desk = create_desk(folder, passphrase, cost=TEST_COST)
    names = Directory(
        (Person(ME, "王芳", (TEAM,)),), (Team(TEAM, "售后"),), (Category("paper", ("售后", "进纸")),)
    )
    desk.save_directory(names)
    from tests.contracts.test_clocks_contract import edition  # noqa: PLC0415 - the old program's, of that day

    desk.perform(SaveEdition(stamp(0), edition()))
    desk.perform(
        SaveCustomer(stamp(1), Customer(CustomerId("k1"), "王芳", numbers=(CustomerNumber("13812345678"),)))
    )
    for n in range(TICKETS):
        ticket, call = TicketId(f"t{n}"), talking(n)
        desk.perform(OpenTicket(stamp(n + 2), ticket, CustomerId("k1"), call, {"subject": f"打印机卡纸 {n}"}))
        desk.perform(AddNote(stamp(n + 3), ticket, NoteId(f"n{n}"), f"等配件 {n}", call.id))
        over = replace(call, state=CallState.ENDED, ended_at=at(n + 4), end=EndReason.HUNG_UP_BY_THEM)
        desk.perform(RecordCall(stamp(n + 4), over, CustomerId("k1")))
    desk.perform(EditTicket(stamp(20), TicketId("t0"), {"description": "每页都卡", "category": "paper"}))
    desk.perform(EditTicket(stamp(21), TicketId("t0"), {"description": "每页都卡, M305"}))
    desk.perform(LinkNumber(stamp(22), CustomerId("k1"), "02012345678", "office"))
    desk.perform(PromiseCallBack(stamp(23), TicketId("t1"), PromiseId("p1"), at(600), "calls back"))
    desk.perform(WatchTicket(stamp(24), TicketId("t2"), ME, on=True))
    desk.perform(AttachCall(stamp(25), TicketId("t3"), talking(9)))
    desk.perform(MoveTicket(stamp(26), TicketId("t4"), Status.RESOLVED))
    desk.perform(MoveTicket(stamp(27), TicketId("t4"), Status.CLOSED))
    desk.save_draft(TicketId("t5"), {"note": "half a sentence"}, at(30))
    desk.close()


def at(minute: float) -> datetime:
    return NINE + timedelta(minutes=minute)


def stamp(minute: float) -> Stamp:
    return Stamp(ME, DESK, at(minute))


def talking(n: int) -> CallSnapshot:
    party = Party("13812345678", "王先生")
    rings = CallSnapshot(CallId(f"c{n}"), Direction.INCOMING, CallState.RINGING, party, at(n + 2))
    return replace(rings, state=CallState.TALKING, answered_at=at(n + 2.1), queue="after-sales")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
