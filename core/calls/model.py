"""A call, as values: its states, its parties, and the snapshot that crosses every wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from core.ids import CallId


class Direction(Enum):
    """Who began the call, seen from the desk."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class CallState(Enum):
    """RFC 3261 invite states, in the agent's words."""

    DIALLING = "dialling"
    RINGING = "ringing"
    TALKING = "talking"
    HELD = "held"
    ENDED = "ended"


class EndReason(Enum):
    """How a call ended."""

    HUNG_UP_BY_US = "hung up by us"
    HUNG_UP_BY_THEM = "hung up by them"
    MISSED = "missed"
    ANSWERED_ELSEWHERE = "answered elsewhere"
    DECLINED = "declined"
    BUSY = "busy"
    NO_ANSWER = "no answer"
    NOT_FOUND = "not found"
    FAILED = "failed"
    LINE_LOST = "line lost"


class MediaState(Enum):
    """What the ear knows about the call's sound."""

    NONE = "none"
    ACTIVE = "active"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Party:
    """The remote party as the PBX presents it: digits (or a SIP user name), and a display name."""

    number: str
    name: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class CallSnapshot:
    """The facts of a call at one moment. Times are aware UTC; ``sip_code`` is the last SIP status, 0 before one."""

    id: CallId
    direction: Direction
    state: CallState
    remote: Party
    began_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    dialled: str = ""
    diverted_by: str = ""
    queue: str = ""
    held_by_us: bool = False
    held_by_them: bool = False
    muted: bool = False
    media: MediaState = MediaState.NONE
    encrypted: bool = False
    end: EndReason | None = None
    sip_code: int = 0
    sip_reason: str = ""
    sip_call_id: str = ""

    @property
    def is_up(self) -> bool:
        return self.state is not CallState.ENDED

    @property
    def was_answered(self) -> bool:
        return self.answered_at is not None

    def offset_at(self, at: datetime) -> timedelta:
        """How far into the conversation ``at`` lies (from answer; zero before it)."""
        return max(timedelta(0), at - self.answered_at) if self.answered_at else timedelta(0)
