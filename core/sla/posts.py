"""Reminders on their way: one post is one reminder to one receiver by one way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.ids import TicketId
from core.sla.policy import TargetKind


class PostState(Enum):
    """Where one reminder to one receiver stands."""

    WAITING = "waiting"  # for its time, the receiver's working hours or the next try
    TRYING = "trying"  # handed over and not answered: after a crash nobody knows
    SENT = "sent"  # taken by the other side, or shown on screen
    DEALT = "dealt with"  # by the person on whose screen it stood
    DEAD = "dead"  # refused, or tried for too long
    DOUBTFUL = "doubtful"  # twice handed over without an answer: it may have arrived
    NEEDLESS = "needless"  # the clock was stopped before it was its turn


@dataclass(frozen=True, slots=True)
class Post:
    """A reminder to one receiver by one way, waiting or sent: what the list shows and the sender works off.

    ``way``: "screen", "mail", "sms" or "robot". ``to``: the agent's id, or the robot's name. ``moment``: when the step
    fell due; ``not_before``: when it may go; ``next_try``: when it is tried (again). ``sound`` and ``tray`` go with the
    screen. ``group`` is the letter it travelled in, when many were folded into one. ``is_repeat``: a try before may
    have arrived.
    """

    id: str
    ticket: TicketId
    number: str
    subject: str
    key: str
    kind: TargetKind
    way: str
    to: str
    moment: datetime
    due: datetime | None
    not_before: datetime
    next_try: datetime
    state: PostState = PostState.WAITING
    tries: int = 0
    is_repeat: bool = False
    is_urgent: bool = False
    sound: bool = False
    tray: bool = False
    group: str = ""
    done_at: datetime | None = None
    why: str = ""  # the last trouble: a Sentence as JSON


class PostList(Enum):
    """The lists of reminders one can look at."""

    MINE = "mine"  # on my screen, not dealt with
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # dead and doubtful


@dataclass(frozen=True, slots=True)
class Coming:
    """A ticket whose next step lies ahead."""

    ticket: TicketId
    number: str
    subject: str
    at: datetime
