"""Desks whose clocks are wrong: what was done is judged at the true moment, whatever order it comes in."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

from core.ids import AgentId, DeskId, OpId, TicketId, new_id
from core.sla.history import History, history_of
from core.sla.reading import SlaState
from core.sync.ops import Birth, op_from
from core.sync.perform import perform
from core.sync.state import State
from core.tickets.commands import EditTicket, MoveTicket, OpenTicket, Stamp
from core.tickets.model import Impact, Status, Urgency, Waiting
from tests.core.sla.stories import H, at, reading, story

TICKET, DESK = TicketId("t"), DeskId("d")
HIGH = {"impact": Impact.SEVERAL, "urgency": Urgency.HIGH, "subject": "M305"}


def stamp(when: str, offset: timedelta = timedelta()) -> Stamp:
    """``when`` is what the desk's clock shows; ``offset`` what has been measured that it lacks."""
    return Stamp(AgentId("wang"), DESK, at(when), offset)


def history(*commands: object) -> History:
    """Performed in this order, as a server would."""
    state = State()
    for n, command in enumerate(commands):
        extra = {"number": "2026-000001", "team": None} if isinstance(command, OpenTicket) else {}
        birth = Birth(OpId(new_id()), f"{n:012x}-0000-d", 0, extra)
        state = perform(op_from(command, birth), state)  # type: ignore[arg-type] # commands
    assert state.ticket is not None
    return history_of(state.ticket, ())


def test_closed_offline_with_a_wrong_clock() -> None:
    """The desk's clock showed 21:00; it was known to be four hours fast: resolved at 17:00, in time."""
    told = history(
        OpenTicket(stamp("2026-11-24 09:00"), TICKET, fields=HIGH),
        MoveTicket(stamp("2026-11-24 21:00", -4 * H), TICKET, Status.RESOLVED),
    )
    found = reading(told, "2026-11-25 10:00")
    assert (found.state, found.stopped_at) == (SlaState.MET, at("2026-11-24 17:00"))


def test_a_slow_clock_does_not_help() -> None:
    """It showed 16:00 and was three hours slow: resolved at 19:00, after due."""
    told = history(
        OpenTicket(stamp("2026-11-24 09:00"), TICKET, fields=HIGH),
        MoveTicket(stamp("2026-11-24 16:00", 3 * H), TICKET, Status.RESOLVED),
    )
    assert reading(told, "2026-11-25 10:00").state is SlaState.MISSED


def test_nothing_lasts_less_than_no_time() -> None:
    """A slow desk said "resolved" for a moment before the ticket was taken up again: it counts as then."""
    told = history(
        OpenTicket(stamp("2026-11-24 09:00"), TICKET, fields=HIGH),
        MoveTicket(stamp("2026-11-24 15:00"), TICKET, Status.PENDING, Waiting.CUSTOMER),
        MoveTicket(stamp("2026-11-24 14:00"), TICKET, Status.ASSIGNED),
    )
    assert reading(told, "2026-11-24 16:00").due == at("2026-11-24 18:00")


def test_equal_histories_read_alike_in_every_order() -> None:
    told = history(
        OpenTicket(stamp("2026-11-24 09:00"), TICKET, fields=HIGH),
        MoveTicket(stamp("2026-11-24 10:00"), TICKET, Status.PENDING, Waiting.CUSTOMER),
        MoveTicket(stamp("2026-11-24 11:00"), TICKET, Status.ASSIGNED),
        MoveTicket(stamp("2026-11-24 15:00"), TICKET, Status.RESOLVED),
    )
    expected = reading(told, "2026-11-25 10:00")
    for steps in permutations(told.steps):
        shuffled = History(told.opened_at, steps, told.terms, told.contacts, told.promises)
        assert reading(shuffled, "2026-11-25 10:00") == expected


def test_without_stamps_the_time_orders() -> None:
    told = story("2026-11-24 09:00", ("2026-11-24 14:00", "wait"), ("2026-11-24 16:00", "work"))
    backwards = History(told.opened_at, told.steps[::-1], told.terms)
    assert reading(backwards, "2026-11-24 17:00") == reading(told, "2026-11-24 17:00")


def test_changes_that_come_late_stand_where_they_belong() -> None:
    """Two desks changed the priority; whichever operation comes first, the terms through time are the same."""
    early = EditTicket(stamp("2026-11-24 10:00"), TICKET, {"urgency": Urgency.LOW})
    late = EditTicket(stamp("2026-11-24 11:00"), TICKET, {"urgency": Urgency.MEDIUM})
    found = set()
    for order in ((early, late), (late, early)):
        state = State()
        born = OpenTicket(stamp("2026-11-24 09:00"), TICKET, fields=HIGH)
        birth = Birth(OpId(new_id()), "000000000000-0000-d", 0, {"number": "2026-000001", "team": None})
        state = perform(op_from(born, birth), state)
        for command in order:
            place = "000000000001-0000-d" if command is early else "000000000002-0000-d"
            state = perform(op_from(command, Birth(OpId(new_id()), place)), state)
        assert state.ticket is not None
        found.add((state.ticket.changes, history_of(state.ticket, ()).terms))
    assert len(found) == 1
    [(_, terms)] = found
    assert [one.terms.priority.name for one in terms] == ["P2", "P4", "P3"] or len(terms) == 3
