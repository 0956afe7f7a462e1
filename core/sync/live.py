"""What passes between desks and is never kept: "there is news", who is ready, who looks at which ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.agents.state import AgentState, Reason
from core.ids import AgentId, TicketId
from core.sync.messages import Page


@dataclass(frozen=True, slots=True)
class MyState:
    """An agent's own state, as their desk says it."""

    state: AgentState
    since: datetime
    reason: Reason | None = None
    queue: str = ""  # of the call that is up


@dataclass(frozen=True, slots=True)
class HandOver:
    """A call goes to a colleague with what is known of it: who calls, which ticket, and what I want to say.

    ``call`` is an id of the giving desk; ``number`` is how the receiving one recognises the call when it arrives.
    """

    to: AgentId
    call: str
    number: str
    name: str = ""
    customer: str = ""
    ticket: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The same as it arrives: ``by`` is who gives it."""

    by: AgentId
    call: str
    number: str
    name: str = ""
    customer: str = ""
    ticket: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """What became of a hand-over: on a screen of that colleague, or nobody of that name is there."""

    call: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class MyTicket:
    """The ticket on the agent's screen, "" for none."""

    ticket: TicketId
    is_typing: bool = False


@dataclass(frozen=True, slots=True)
class FromDesk:
    """One message of a desk: one of these."""

    state: MyState | None = None
    ticket: MyTicket | None = None
    hand_over: HandOver | None = None


@dataclass(frozen=True, slots=True)
class AgentNow:
    """Somebody's state. Team-mates are told no more than that; since when and why is for those who lead."""

    person: AgentId
    state: AgentState
    since: datetime | None = None
    reason: Reason | None = None
    queue: str = ""


@dataclass(frozen=True, slots=True)
class AtTicket:
    """Somebody who has the same ticket on screen; ``is_there`` False: not any more."""

    person: AgentId
    ticket: TicketId
    is_there: bool
    is_typing: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What changed, brought along: whoever has everything up to ``since`` under the page's keys need not ask for it."""

    since: int
    page: Page


@dataclass(frozen=True, slots=True)
class News:
    """One message to a desk. ``head``: there are operations up to this position; None: nothing new of that kind."""

    head: int | None = None
    agents: tuple[AgentNow, ...] = ()
    tickets: tuple[AtTicket, ...] = ()
    hand_overs: tuple[HandedOver, ...] = ()
    reached: tuple[Reached, ...] = ()
    brought: Brought | None = None
