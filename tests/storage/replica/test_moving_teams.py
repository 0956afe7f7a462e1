"""A person changes teams and comes back, and the round breaks off somewhere: nothing of the other team stays."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from core.ids import TeamId, TicketId
from core.sync.exchange import Errand, Lane
from core.tickets.commands import AssignTicket, AttachCall, EditTicket, OpenTicket, Stamp
from storage.replica import replica
from tests.storage import making
from tests.storage.ledger.rig import who
from tests.storage.making import LI, SALES, SUPPORT
from tests.storage.replica.test_two_desks import Floor, Seat
from tests.storage.replica.test_two_desks import floor as floor  # noqa: PLC0414 - a fixture is found by its name


class BrokenOff(Exception):
    """The network went, or the power."""


def breaking_at(step: int) -> Callable[[Errand], None]:
    """Before the so-manyth errand for the desk's database."""
    left = [step]

    def at(errand: Errand) -> None:
        if errand.lane is Lane.DESK:
            left[0] -= 1
            if left[0] < 0:
                raise BrokenOff

    return at


def sit(seat: Seat, *teams: TeamId) -> None:
    seat.link.who = who(LI, "desk-1", *teams)


def by(boss: Seat, minute: float = 0) -> Stamp:
    return Stamp(boss.link.who.person, boss.link.who.desk, making.at(minute))


def fill(boss: Seat) -> None:
    """Tickets of two teams by turns, and a call that belongs to one of each: it is seen under either key."""
    call = making.talking()
    for n in range(10):
        ticket = TicketId(f"t{n}")
        boss.desk.perform(OpenTicket(by(boss), ticket, None, call if n == 0 else None, {"subject": f"{n}"}))
        boss.desk.perform(AssignTicket(by(boss, 1), ticket, None, SUPPORT if n % 2 else SALES))
    boss.desk.perform(AttachCall(by(boss, 2), TicketId("t1"), call))
    assert boss.exchange() == ()
    assert len(boss.numbers()) == 10


@pytest.mark.parametrize("step", range(3, 16))
def test_a_team_that_one_was_in_between_leaves_nothing_here(
    floor: Floor, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "SLICE", 2)
    _wang, li, boss = floor
    fill(boss)
    sit(li, SALES)
    assert li.exchange() == ()
    own = li.numbers()
    assert len(own) == 5
    sit(li, SUPPORT)
    boss.desk.perform(EditTicket(by(boss, 3), TicketId("t1"), {"subject": "something new"}))
    boss.exchange()
    with suppress(BrokenOff):
        li.exchange(breaking_at(step))
    sit(li, SALES)
    assert li.exchange() == ()
    assert li.numbers() == own
