"""Service-level policies as values: whom they are for, what they promise, and what happens on the way to a breach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from core.ids import AgentId
from core.sla.calendar import Calendar
from core.tickets.model import Kind, Priority, Waiting


class TargetKind(Enum):
    """What a clock runs for. The steps of a flow will be one more."""

    FIRST_RESPONSE = "first response"
    NEXT_UPDATE = "next update"
    RESOLUTION = "resolution"
    CALL_BACK = "call-back"


class Reopening(Enum):
    """What the resolution clock does when a resolved ticket comes back."""

    CONTINUE = "continue"  # the time it lay resolved is not counted
    RESTART = "restart"  # the whole time again, from the reopening
    RUN_ON = "run on"  # as if it had never been resolved


class ActKind(Enum):
    """What an escalation does beside telling people."""

    REASSIGN = "reassign"  # value: "lead", "agent:<id>" or "team:<id>"
    RAISE_PRIORITY = "raise priority"  # one priority up from what it was when the step fell due
    ADD_NOTE = "add note"  # value: the text


@dataclass(frozen=True, slots=True)
class Act:
    """One thing an escalation does."""

    kind: ActKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder on the way of a clock: at ``percent`` of the target, or ``offset`` working time after due.

    A negative offset is before due; with ``percent`` None and offset 0 it is at due. ``to``: "assignee", "lead",
    "watchers", "agent:<id>", "robot:<name>". ``ways``: "screen", "sound", "tray", "mail", "sms" (a robot is its own
    way). ``id`` is unique in its policy and never used for another step. ``any_time``: also outside the receiver's
    working hours. ``is_urgent``: also while the agent talks.
    """

    id: str
    percent: int | None = None
    offset: timedelta = timedelta(0)
    to: tuple[str, ...] = ("assignee",)
    ways: tuple[str, ...] = ("screen",)
    any_time: bool = False
    is_urgent: bool = False
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One promise: working time by priority (P1 … P4, None: not promised). ``pauses``: what stops its clock.

    For ``CALL_BACK`` the agent's promise gives the due moment, and ``times`` are what is proposed.
    """

    kind: TargetKind
    times: tuple[timedelta | None, ...]
    pauses: tuple[Waiting, ...] = ()
    at_risk_percent: int = 75
    steps: tuple[Step, ...] = ()

    def time_for(self, priority: Priority) -> timedelta | None:
        return self.times[priority.value - 1]


@dataclass(frozen=True, slots=True)
class Conditions:
    """Whom a policy is for: each list that is not empty must hold the ticket's value.

    ``categories`` are ids: one stands for everything below it too (ids are dotted from the root). ``templates`` waits
    for the forms that will have them.
    """

    categories: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    priorities: tuple[Priority, ...] = ()
    levels: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """One agreement. Of the policies in their order the first whose conditions hold is the one."""

    id: str
    name: str
    calendar: str
    conditions: Conditions = field(default_factory=Conditions)
    targets: tuple[Target, ...] = ()
    reopening: Reopening = Reopening.CONTINUE

    def target(self, kind: TargetKind) -> Target | None:
        return next((one for one in self.targets if one.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """All calendars and policies as they hold from ``valid_from`` on, until the next edition."""

    id: str
    valid_from: datetime
    calendars: tuple[Calendar, ...] = ()
    policies: tuple[Policy, ...] = ()
    saved_at: datetime | None = None
    by: AgentId | None = None
    stamp: str = ""

    def calendar(self, id_: str) -> Calendar | None:
        return next((one for one in self.calendars if one.id == id_), None)


@dataclass(frozen=True, slots=True)
class Book:
    """Every edition there ever was, sorted by (valid_from, stamp): what was judged stays judged by what held then."""

    editions: tuple[Edition, ...] = ()

    @property
    def newest(self) -> Edition | None:
        return self.editions[-1] if self.editions else None

    def with_edition(self, edition: Edition) -> Book:
        """The same edition twice is once; the order in which they come does not matter."""
        others = [one for one in self.editions if one.id != edition.id]
        return Book(tuple(sorted((*others, edition), key=lambda one: (one.valid_from, one.stamp, one.id))))
