"""Who is connected now, and who is told what of whom. No input or output: sockets are elsewhere."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from core.agents.state import AgentState
from core.ids import AgentId, TicketId
from core.ports_server import Fresh
from core.rights import Right
from core.sync.live import (
    AgentNow,
    AtTicket,
    Brought,
    HandedOver,
    HandOver,
    MyState,
    MyTicket,
    News,
    Reached,
)
from core.sync.messages import Page
from core.sync.who import Who
from server.gate import Signed

NOBODYS = TicketId("")
_MOST_HANDED = 20
_MOST_BROUGHT = 20


@dataclass(slots=True, eq=False)
class Seat:
    """One connected desk. What it is to be told waits here as its newest state, never as a growing list."""

    signed: Signed
    who: Who
    as_of: int = 0  # the position at which ``who`` was read
    state: MyState | None = None
    ticket: MyTicket = field(default_factory=lambda: MyTicket(NOBODYS))
    close_with: str = ""
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    base: int = 0  # nothing beyond it concerns this desk but what it is still to be told
    _head: int | None = None
    _told: int = -1  # the head it was last told: the same one twice is no news
    _brought: deque[Brought] = field(default_factory=deque)
    _agents: dict[AgentId, AgentNow] = field(default_factory=dict)
    _tickets: dict[tuple[AgentId, TicketId], AtTicket] = field(default_factory=dict)
    _handed: deque[HandedOver] = field(default_factory=lambda: deque(maxlen=_MOST_HANDED))
    _reached: dict[str, Reached] = field(default_factory=dict)

    def hand(self, what: HandedOver) -> None:
        self._handed.append(what)
        self.wake.set()

    def hear(self, reached: Reached) -> None:
        """What became of a hand-over of this desk's."""
        if len(self._reached) < _MOST_HANDED:
            self._reached[reached.call] = reached
        self.wake.set()

    def tell(
        self, head: int | None = None, agents: Iterable[AgentNow] = (), tickets: Iterable[AtTicket] = ()
    ) -> None:
        if head is not None and head > self._told:
            self._head = self._told = self.base = head
            self._brought.clear()
        self._agents.update({one.person: one for one in agents})
        self._tickets.update({(one.person, one.ticket): one for one in tickets})
        self.wake.set()

    def bring(self, page: Page) -> None:
        """The change itself. Where several wait already the line is slow: it is told to ask, and asks once."""
        if self._head is not None or len(self._brought) == _MOST_BROUGHT:
            self.tell(page.head)
            return
        self._brought.append(Brought(self.base, page))
        self.base = self._told = page.head
        self.wake.set()

    def close(self, word: str) -> None:
        self.close_with = word
        self.wake.set()

    def taken(self) -> News | None:
        """What waited, once; of several changes that were brought the next one."""
        self.wake.clear()
        brought = self._brought.popleft() if self._brought else None
        news = News(
            brought.page.head if brought else self._head,
            tuple(self._agents.values()),
            tuple(self._tickets.values()),
            tuple(self._handed),
            tuple(self._reached.values()),
            brought,
        )
        self._head, self._agents, self._tickets, self._reached = None, {}, {}, {}
        self._handed.clear()
        if self._brought:
            self.wake.set()
        return news if news != News() else None


class Seats:
    """Touched on the event loop only."""

    def __init__(self) -> None:
        self._seats: set[Seat] = set()

    def __iter__(self) -> Iterator[Seat]:
        return iter(tuple(self._seats))

    def __len__(self) -> int:
        return len(self._seats)

    def sit(self, seat: Seat, head: int) -> None:
        """It is told where the operations stand, and how everybody is whom it may see."""
        self._seats.add(seat)
        seat.tell(head, [now for other in self._seats if (now := _seen_by(seat, other))])

    def leave(self, seat: Seat) -> None:
        self._seats.discard(seat)
        self.look_at(seat, MyTicket(NOBODYS))
        if seat.state and not any(one.who.person == seat.who.person for one in self._seats):
            seat.state = MyState(AgentState.LOGGED_OUT, seat.state.since)
            self._tell_of(seat)

    def news(self, head: int, fresh: Fresh | None) -> None:
        """Each is brought what concerns it, and nobody is woken by what does not; or all are told to ask."""
        for seat in self._seats:
            if fresh is None:
                seat.tell(head)
            elif head > seat.base and (page := fresh.part_of(seat.who.scope, seat.base)):
                seat.bring(page)

    def become(self, seat: Seat, state: MyState) -> None:
        seat.state = state
        self._tell_of(seat)

    def look_at(self, seat: Seat, ticket: MyTicket) -> None:
        """Those with the same ticket on screen are told of each other. That it may be seen was asked before."""
        left = seat.ticket.ticket if seat.ticket.ticket != ticket.ticket else NOBODYS
        seat.ticket = ticket
        for other in self._at(left, seat):
            other.tell(tickets=[AtTicket(seat.who.person, left, is_there=False)])
        for other in self._at(ticket.ticket, seat):
            other.tell(tickets=[_at(seat)])
            seat.tell(tickets=[_at(other)])

    def hand_over(self, seat: Seat, what: HandOver) -> None:
        """To every desk of that colleague, if this person may see them at all; the giver hears whether it arrived."""
        there = [
            one
            for one in self._seats
            if one.who.person == what.to and one is not seat and _seen_by(seat, one) is not None
        ]
        given = {name.name: getattr(what, name.name) for name in fields(what) if name.name != "to"}
        for one in there:
            one.hand(HandedOver(seat.who.person, **given))
        seat.hear(Reached(what.call, bool(there)))

    def _at(self, ticket: TicketId, but: Seat) -> tuple[Seat, ...]:
        if ticket == NOBODYS:
            return ()
        return tuple(one for one in self._seats if one is not but and one.ticket.ticket == ticket)

    def _tell_of(self, seat: Seat) -> None:
        for other in self._seats:
            if now := _seen_by(other, seat):
                other.tell(agents=[now])


def _at(seat: Seat) -> AtTicket:
    ticket = seat.ticket
    return AtTicket(seat.who.person, ticket.ticket, is_there=True, is_typing=ticket.is_typing)


def _seen_by(viewer: Seat, other: Seat) -> AgentNow | None:
    """A call can be handed to a team-mate who is ready; how long somebody's pause lasts is for those who lead."""
    if other.state is None:
        return None
    rights, state = viewer.signed.rights, other.state
    is_mate = not set(viewer.who.teams).isdisjoint(other.who.teams)
    leads = Right.SEE_EVERYTHING in rights or (is_mate and Right.SEE_TEAM_LIVE in rights)
    if leads or viewer.who.person == other.who.person:
        return AgentNow(other.who.person, state.state, state.since, state.reason, state.queue)
    return AgentNow(other.who.person, state.state) if is_mate else None
