"""What a policy would do, before it is saved: a made-up ticket, read by the edition in the editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.ids import AgentId, TicketId
from core.sla.clock import read_ticket
from core.sla.history import Contact, History, Terms, TermsFrom
from core.sla.levels import ServiceLevels
from core.sla.moments import moments
from core.sla.policy import Book, Edition
from core.sla.reading import Moments, Reading, Why
from core.sla.reminders import DueStep, Service
from core.sla.steps import coming_steps
from core.sla.why import why_of
from core.tickets.model import Priority, Status, StatusChange, Waiting

SOMEBODY = AgentId("somebody")


@dataclass(frozen=True, slots=True)
class Pause:
    """The ticket waits from one moment to another."""

    begin: datetime
    end: datetime
    waits_for: Waiting = Waiting.CUSTOMER


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story of one ticket. ``raised``: another priority from a moment on."""

    opened_at: datetime
    terms: Terms
    by_phone: bool = True
    pauses: tuple[Pause, ...] = ()
    raised: tuple[datetime, Priority] | None = None
    resolved_at: datetime | None = None
    reopened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came of it: each clock with its explanation, the steps on the way, and what is due first."""

    readings: tuple[Reading, ...]
    whys: tuple[Why, ...]
    steps: tuple[DueStep, ...]
    first: Moments


def history_from(scenario: Scenario) -> History:
    steps = [
        StatusChange(Status.NEW, scenario.opened_at, SOMEBODY),
        StatusChange(Status.ASSIGNED, scenario.opened_at, SOMEBODY),
    ]
    for pause in scenario.pauses:
        steps.append(StatusChange(Status.PENDING, pause.begin, SOMEBODY, pause.waits_for))
        if not any(other.begin <= pause.end < other.end for other in scenario.pauses):
            steps.append(StatusChange(Status.ASSIGNED, pause.end, SOMEBODY))
    if scenario.resolved_at is not None:
        steps.append(StatusChange(Status.RESOLVED, scenario.resolved_at, SOMEBODY))
    if scenario.reopened_at is not None:
        steps.append(StatusChange(Status.ASSIGNED, scenario.reopened_at, SOMEBODY))
    terms = [TermsFrom(scenario.opened_at, scenario.terms)]
    if scenario.raised is not None:
        at, priority = scenario.raised
        later = Terms(
            priority,
            *(getattr(scenario.terms, name) for name in Terms.__slots__ if name != "priority"),
        )
        terms.append(TermsFrom(at, later))
    contacts = (Contact(scenario.opened_at),) if scenario.by_phone else ()
    return History(scenario.opened_at, tuple(steps), tuple(terms), contacts)


def simulate(scenario: Scenario, edition: Edition, now: datetime) -> Simulation:
    """As if the edition had held from before the ticket; ``now`` is when one looks."""
    levels = ServiceLevels(Book((edition,)), now)
    history = history_from(scenario)
    readings = read_ticket(history, levels, now)
    service = Service(TicketId("simulated"), "", "", history, assignee=SOMEBODY)
    return Simulation(
        readings,
        tuple(why_of(one, history, levels, now) for one in readings),
        coming_steps(service, levels),
        moments(service, levels),
    )
