"""What is kept of a call: one record, made from its snapshots."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.ids import CallId


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call that is over. ``talked`` is the conversation without the time on hold by us."""

    id: CallId
    direction: Direction
    remote: Party
    dialled: str
    diverted_by: str
    queue: str
    began_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    end: EndReason
    rang: timedelta
    talked: timedelta
    held: timedelta
    encrypted: bool
    sip_code: int
    sip_call_id: str

    @property
    def was_missed(self) -> bool:
        return self.direction is Direction.INCOMING and self.end is EndReason.MISSED


@dataclass(slots=True)
class CallLog:
    """Fed every snapshot with the moment it came; gives the record of a call when it ends, and then forgets it."""

    _followed: dict[CallId, _Followed] = field(default_factory=dict)

    def note(self, snapshot: CallSnapshot, at: datetime) -> CallRecord | None:
        """The record, with the snapshot in which the call ended (the line tells that once)."""
        followed = self._followed.setdefault(snapshot.id, _Followed())
        followed.note(snapshot, at)
        if snapshot.state is not CallState.ENDED:
            return None
        del self._followed[snapshot.id]
        return _record(snapshot, followed.held)


@dataclass(slots=True)
class _Followed:
    """How long a call has been on hold by us so far."""

    held: timedelta = timedelta()
    held_since: datetime | None = None

    def note(self, snapshot: CallSnapshot, at: datetime) -> None:
        holds = snapshot.is_up and snapshot.held_by_us
        if holds and self.held_since is None:
            self.held_since = at
        elif not holds and self.held_since is not None:
            until = snapshot.ended_at or at
            self.held += max(timedelta(), until - self.held_since)
            self.held_since = None


def _record(snapshot: CallSnapshot, held: timedelta) -> CallRecord:
    ended_at = snapshot.ended_at or snapshot.answered_at or snapshot.began_at
    answered_at = snapshot.answered_at
    conversation = max(timedelta(), ended_at - answered_at) if answered_at else timedelta()
    held = min(held, conversation)
    return CallRecord(
        id=snapshot.id,
        direction=snapshot.direction,
        remote=snapshot.remote,
        dialled=snapshot.dialled,
        diverted_by=snapshot.diverted_by,
        queue=snapshot.queue,
        began_at=snapshot.began_at,
        answered_at=answered_at,
        ended_at=ended_at,
        end=snapshot.end or EndReason.FAILED,
        rang=max(timedelta(), (answered_at or ended_at) - snapshot.began_at),
        talked=conversation - held,
        held=held,
        encrypted=snapshot.encrypted,
        sip_code=snapshot.sip_code,
        sip_call_id=snapshot.sip_call_id,
    )
