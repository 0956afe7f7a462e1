"""Who is how and where just now, as the server passes it on; nothing of it is kept, and it ends with the line."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from console.presenters.reference import Reference
from console.presenters.workplace import Workplace
from core.agents.state import AgentState
from core.ids import AgentId, TicketId
from core.sync.live import (
    AgentNow,
    AtTicket,
    FromDesk,
    HandedOver,
    HandOver,
    MyState,
    MyTicket,
    News,
    Reached,
)

NOBODYS = TicketId("")
Changed = Callable[[], None]


class Colleagues:
    """Says what I do when it changes, and again whenever the line comes back; keeps what the others do."""

    def __init__(self, place: Workplace, reference: Reference) -> None:
        self._place = place
        self._reference = reference
        self._out: Callable[[FromDesk], None] = lambda _: None
        self._state: MyState | None = None
        self._ticket = MyTicket(NOBODYS)
        self._at: dict[tuple[AgentId, TicketId], AtTicket] = {}
        self._listeners: list[Changed] = []
        self.handed: Callable[[HandedOver], None] = lambda _: (
            None
        )  # set by who meets calls that are handed over
        self.reached: Callable[[Reached], None] = lambda _: None
        self.agents: dict[AgentId, AgentNow] = {}
        self.is_live = False

    def connect(self, out: Callable[[FromDesk], None]) -> None:
        self._out = out

    def listen(self, changed: Changed) -> None:
        self._listeners.append(changed)

    def opened(self) -> None:
        """The line is there: what the server forgot is said again."""
        self.is_live = True
        if self._state is not None:
            self._out(FromDesk(state=self._state))
        if self._ticket.ticket:
            self._out(FromDesk(ticket=self._ticket))
        self._tell()

    def ended(self) -> None:
        """Nobody is known any more: what one does not know one does not show."""
        self.is_live = False
        self.agents, self._at = {}, {}
        self._tell()

    def forget(self) -> None:
        """The desk is locked: another person may come."""
        self._state, self._ticket = None, MyTicket(NOBODYS)
        self.ended()

    def heard(self, news: News) -> None:
        self.agents.update({one.person: one for one in news.agents})
        for one in news.tickets:
            if one.is_there:
                self._at[one.person, one.ticket] = one
            else:
                self._at.pop((one.person, one.ticket), None)
        for handed in news.hand_overs:
            self.handed(handed)
        for reached in news.reached:
            self.reached(reached)
        if news.agents or news.tickets:
            self._tell()

    def become(self, state: MyState) -> None:
        if state != self._state:
            self._state = state
            if self.is_live:
                self._out(FromDesk(state=state))

    def look_at(self, ticket: TicketId, *, is_typing: bool) -> None:
        mine = MyTicket(ticket, is_typing)
        if mine != self._ticket:
            self._ticket = mine
            if self.is_live:
                self._out(FromDesk(ticket=mine))

    def hand_over(self, what: HandOver) -> None:
        self._out(FromDesk(hand_over=what))

    def at(self, ticket: TicketId) -> tuple[AtTicket, ...]:
        """The others who have it on screen; who types comes first."""
        there = [one for one in self._at.values() if one.ticket == ticket]
        return tuple(sorted(there, key=lambda one: (not one.is_typing, self.name_of(one.person))))

    @property
    def others(self) -> tuple[AgentNow, ...]:
        """By name; who is gone is left out."""
        me = self._place.me.agent
        here: Iterable[AgentNow] = (
            one for one in self.agents.values() if one.person != me and one.state is not AgentState.LOGGED_OUT
        )
        return tuple(sorted(here, key=lambda one: self.name_of(one.person)))

    def name_of(self, agent: AgentId) -> str:
        people = self._reference.directory.people
        return next((one.name for one in people if one.id == agent), self._place.words("a colleague"))

    def _tell(self) -> None:
        for changed in self._listeners:
            changed()
