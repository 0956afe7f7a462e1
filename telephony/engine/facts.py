"""What a call is, has been asked to be, and why it ended: plain values, no PJSIP."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.calls.model import CallSnapshot, CallState, Direction, EndReason

_REFUSALS = {
    404: EndReason.NOT_FOUND,
    408: EndReason.NO_ANSWER,
    410: EndReason.NOT_FOUND,
    480: EndReason.NO_ANSWER,
    484: EndReason.NOT_FOUND,
    486: EndReason.BUSY,
    487: EndReason.NO_ANSWER,
    600: EndReason.BUSY,
    603: EndReason.DECLINED,
    604: EndReason.NOT_FOUND,
}


@dataclass(slots=True)
class CallFacts:
    """The snapshot last told, and what has been asked for but has not come about."""

    snapshot: CallSnapshot
    wish: EndReason | None = None  # how we asked for the end
    elsewhere: bool = False  # the PBX said that another phone took the call
    wants_hold: bool = False
    hold_asked: bool = False  # a re-INVITE of ours is on its way
    hold_tries: int = 0

    def change(self, **what: Any) -> bool:
        """Whether anything is different from what was told before."""
        before, self.snapshot = self.snapshot, replace(self.snapshot, **what)
        return self.snapshot != before

    def end(self, at: datetime, code: int, reason: str) -> bool:
        """False if the call had ended already."""
        if not self.snapshot.is_up:
            return False
        return self.change(
            state=CallState.ENDED, ended_at=at, end=self._why(code), sip_code=code, sip_reason=reason
        )

    def _why(self, code: int) -> EndReason:
        if self.wish is not None:
            return self.wish
        if self.snapshot.was_answered:
            return EndReason.HUNG_UP_BY_THEM if code < 300 else EndReason.FAILED
        if self.snapshot.direction is Direction.OUTGOING:
            return _REFUSALS.get(code, EndReason.FAILED)
        if self.elsewhere:
            return EndReason.ANSWERED_ELSEWHERE
        return EndReason.MISSED if code in (0, 408, 480, 487) else EndReason.FAILED
