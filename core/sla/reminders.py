"""Which steps are due, to whom, and when each may reach them: values; ``core.sla.steps`` finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.ids import AgentId, CustomerId, TeamId, TicketId
from core.sla.history import History
from core.sla.policy import Step, TargetKind
from core.tickets.marks import Reminded, Snooze
from core.tickets.model import Impact, Urgency


@dataclass(frozen=True, slots=True)
class Service:
    """A ticket as reminders see it: its history, what was fired, and who has to do with it."""

    ticket: TicketId
    number: str
    subject: str
    history: History
    customer: CustomerId | None = None
    customer_name: str = ""
    assignee: AgentId | None = None
    team: TeamId | None = None
    watchers: tuple[AgentId, ...] = ()
    reminded: tuple[Reminded, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    impact: Impact = Impact.ONE
    urgency: Urgency = Urgency.MEDIUM


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step of a running clock: ``key`` is the same on every desk and for ever (kind, ref, round, step, snooze).

    ``moment`` is when it falls due, ``due`` when its clock does (None: paused meanwhile), ``is_again`` after a snooze.
    """

    key: str
    kind: TargetKind
    step: Step
    moment: datetime
    due: datetime | None = None
    is_again: bool = False
