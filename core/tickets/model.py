"""A ticket, as values: its life cycle is one table, its priority one matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from core.errors import RuleViolation
from core.ids import AgentId, CallId, NoteId
from core.words import Sentence


class Kind(Enum):
    """ITIL's two kinds of ticket that Ringdesk knows."""

    INCIDENT = "incident"
    SERVICE_REQUEST = "service request"


class Impact(Enum):
    """How wide: one person, several, everybody."""

    ONE = 1
    SEVERAL = 2
    ALL = 3


class Urgency(Enum):
    """How soon."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Priority(Enum):
    """P1 is first; never "severity"."""

    P1 = 1
    P2 = 2
    P3 = 3
    P4 = 4


_PRIORITY_BY_SUM = {6: Priority.P1, 5: Priority.P2, 4: Priority.P3, 3: Priority.P4, 2: Priority.P4}


def priority_of(impact: Impact, urgency: Urgency) -> Priority:
    """ITIL's impact × urgency matrix, symmetric: (ALL, HIGH) is P1, (ONE, LOW) is P4."""
    return _PRIORITY_BY_SUM[impact.value + urgency.value]


class Status(Enum):
    """Where a ticket stands; pending means waiting for the customer or a third party."""

    NEW = "new"
    ASSIGNED = "assigned"
    PENDING = "pending"
    RESOLVED = "resolved"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        return self not in (Status.RESOLVED, Status.CLOSED)


class Waiting(Enum):
    """Whom a pending ticket waits for."""

    CUSTOMER = "customer"
    THIRD_PARTY = "third party"


NEXT: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.ASSIGNED, Status.PENDING, Status.RESOLVED}),
    Status.ASSIGNED: frozenset({Status.ASSIGNED, Status.PENDING, Status.RESOLVED}),
    Status.PENDING: frozenset({Status.ASSIGNED, Status.PENDING, Status.RESOLVED}),
    Status.RESOLVED: frozenset({Status.ASSIGNED, Status.CLOSED}),
    Status.CLOSED: frozenset(),
}


class IllegalTransition(RuleViolation):
    """The transition table does not allow this step."""

    def __init__(self, number: str, current: Status, wanted: Status) -> None:
        super().__init__(
            "Ticket {number} is {current}; it cannot become {wanted}.",
            number=number,
            current=Sentence(current.value),
            wanted=Sentence(wanted.value),
        )


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One step of a ticket's life, kept for ever: service levels are read from these.

    ``stamp`` is that of the operation: it orders steps rightly although desks' clocks differ ("" for base data).
    """

    status: Status
    at: datetime
    by: AgentId
    waits_for: Waiting | None = None
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What was written down; ``offset`` is how far into the call (None without a call).

    ``informs``: the customer was told this, which counts as a response.
    """

    id: NoteId
    text: str
    at: datetime
    by: AgentId
    call: CallId | None = None
    offset: timedelta | None = None
    informs: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A node of the category tree. ``path`` runs from the root, e.g. ("售后", "打印机", "进纸"); ``id`` is stable."""

    id: str
    path: tuple[str, ...]
    is_leaf: bool = True
