"""Everything the demonstration's profile holds, made in one go from a seed, a moment and a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from console.demo.calls import missed_calls
from console.demo.directory import ME, MY_TEAMS, directory
from console.demo.people import Population
from console.demo.tickets import Workload
from core.customers.model import Customer
from core.ids import AgentId, TeamId
from core.reading import Directory
from core.sync.state import CallRecord
from core.tickets.ticket import Ticket

CUSTOMERS, TICKETS = 2_600, 4_200


@dataclass(frozen=True, slots=True)
class DemoProfile:
    """What is to be stored, oldest change first. ``missed_seen_at`` leaves a few missed calls unseen."""

    me: AgentId
    my_teams: tuple[TeamId, ...]
    directory: Directory
    customers: tuple[Customer, ...]
    tickets: tuple[Ticket, ...]
    calls: tuple[CallRecord, ...]
    missed_seen_at: datetime


def demo_profile(
    now: datetime, language: str = "zh", seed: int = 20260, customers: int = CUSTOMERS, tickets: int = TICKETS
) -> DemoProfile:
    """``language``, zh or en, is that of the house: its teams and categories, and what most of its callers speak."""
    random = Random(seed)  # noqa: S311 -- believable, not secret
    language = "zh" if language.startswith("zh") else "en"
    people = tuple(Population(random, now, language).customers(customers))
    work = list(Workload(random, now, language).tickets(list(people), tickets))
    calls = [one.call for one in work if one.call]
    house = directory(language)
    calls += missed_calls(random, now, people, [team.name for team in house.teams])
    calls.sort(key=lambda call: call.facts.began_at)
    return DemoProfile(
        ME,
        MY_TEAMS,
        house,
        people,
        tuple(sorted((one.ticket for one in work), key=lambda ticket: ticket.changed_at)),
        tuple(calls),
        now - timedelta(minutes=100),
    )
