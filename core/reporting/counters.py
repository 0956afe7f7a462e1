"""What is counted of tickets and calls: whole numbers that can be added up over days, people, teams and queues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

# The order is that of the columns in the database: new ones go to the end, with a migration.
TICKET_COUNTERS = (
    "opened",
    "resolved",
    "reopened",
    "responded",
    "response_s",
    "resolution_s",
    "first_contact_base",
    "first_contact",
    "tied_calls",
    "response_met",
    "response_missed",
    "resolution_met",
    "resolution_missed",
    "call_back_met",
    "call_back_missed",
    "open_days",  # the days on which what is open was opened, added up: the age of the backlog comes from it
)
CALL_COUNTERS = (
    "offered",
    "answered",
    "abandoned",
    "declined",
    "wait_s",
    "within_10",
    "within_15",
    "within_20",
    "within_30",
    "within_60",
    "within_120",
    "handled",
    "talk_s",
    "hold_known",
    "hold_s",
    "wrap_known",
    "wrap_s",
    "repeat",
    "dialled",
    "reached",
)
HOUR_COUNTERS = ("offered", "answered", "abandoned", "opened")
# Of open tickets at the end of a period: everything that came and went until then.
STANDING = ("backlog", "age_days")
WITHIN = (10, 15, 20, 30, 60, 120)  # seconds: the service levels that are prepared

Tally = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Key:
    """Whom and what a count belongs to, as it is now: a ticket that changes hands takes its counts along.

    A call's key has neither team nor category: its team is that of the agent, whoever asks.
    """

    agent: str = ""
    team: str = ""
    category: str = ""
    queue: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One count on one day: ``place`` in ``TICKET_COUNTERS`` or ``CALL_COUNTERS``. Days are counted from 1970."""

    day: int
    place: int
    amount: int


class Group(Enum):
    """What a report's lines stand for."""

    NONE = "none"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    AGENT = "agent"
    TEAM = "team"
    CATEGORY = "category"
    QUEUE = "queue"


BY_DAY = (Group.DAY, Group.WEEK, Group.MONTH)
TICKET_PLACE = {name: place for place, name in enumerate(TICKET_COUNTERS)}
CALL_PLACE = {name: place for place, name in enumerate(CALL_COUNTERS)}


def added(tallies: Iterable[Tally]) -> dict[str, int]:
    total: dict[str, int] = {}
    for tally in tallies:
        for name, amount in tally.items():
            total[name] = total.get(name, 0) + amount
    return total
