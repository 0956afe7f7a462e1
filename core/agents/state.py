"""What an agent is doing, as one table: which state may follow which, and what calls make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from core.errors import RuleViolation
from core.words import Sentence


class AgentState(Enum):
    """The words of the call centre."""

    LOGGED_OUT = "logged out"
    READY = "ready"
    RINGING = "ringing"
    ON_CALL = "on call"
    WRAP_UP = "wrap-up"
    NOT_READY = "not ready"


class Reason(Enum):
    """Why an agent is not ready."""

    BREAK = "break"
    LUNCH = "lunch"
    MEETING = "meeting"
    TRAINING = "training"
    PAPERWORK = "paperwork"


NEXT: dict[AgentState, frozenset[AgentState]] = {
    AgentState.LOGGED_OUT: frozenset({AgentState.READY, AgentState.NOT_READY}),
    AgentState.READY: frozenset(
        {AgentState.RINGING, AgentState.ON_CALL, AgentState.NOT_READY, AgentState.LOGGED_OUT}
    ),
    AgentState.RINGING: frozenset(
        {AgentState.ON_CALL, AgentState.READY, AgentState.NOT_READY, AgentState.WRAP_UP}
    ),
    AgentState.ON_CALL: frozenset({AgentState.WRAP_UP, AgentState.READY, AgentState.NOT_READY}),
    AgentState.WRAP_UP: frozenset(
        {
            AgentState.READY,
            AgentState.NOT_READY,
            AgentState.RINGING,
            AgentState.ON_CALL,
            AgentState.LOGGED_OUT,
        }
    ),
    AgentState.NOT_READY: frozenset(
        {
            AgentState.READY,
            AgentState.NOT_READY,
            AgentState.RINGING,
            AgentState.ON_CALL,
            AgentState.LOGGED_OUT,
        }
    ),
}

IN_A_CALL = frozenset({AgentState.RINGING, AgentState.ON_CALL})


class IllegalState(RuleViolation):
    """The table does not allow this step."""

    def __init__(self, current: AgentState, wanted: AgentState) -> None:
        super().__init__(
            "You are {current}; you cannot become {wanted} now.",
            current=Sentence(current.value),
            wanted=Sentence(wanted.value),
        )


@dataclass(frozen=True, slots=True)
class Presence:
    """An agent's state since when, and what comes after the calls that are up.

    A wish spoken during a call is kept as ``after``: it holds when the call and its wrap-up are over.
    """

    state: AgentState
    since: datetime
    reason: Reason | None = None
    after: AgentState = AgentState.READY
    after_reason: Reason | None = None

    def wished(self, state: AgentState, at: datetime, reason: Reason | None = None) -> Presence:
        """The agent's own choice: at once, or after the call that is up."""
        if self.state in IN_A_CALL and state in (AgentState.READY, AgentState.NOT_READY):
            return replace(self, after=state, after_reason=reason)
        return replace(self._moved(state, at, reason), after=AgentState.READY, after_reason=None)

    def with_calls(self, at: datetime, *, ringing: bool, talking: bool, wrap_up: timedelta) -> Presence:
        """What the calls make of it: talking outranks ringing, and the end of talking is wrap-up.

        A call that rings meanwhile comes before the wrap-up of the last one.
        """
        if self.state is AgentState.LOGGED_OUT:
            return self
        if talking:
            return self if self.state is AgentState.ON_CALL else self._interrupted(AgentState.ON_CALL, at)
        if self.state is AgentState.ON_CALL:
            over = self._moved(AgentState.WRAP_UP, at, None) if wrap_up else self._back(at)
            return over.with_calls(at, ringing=ringing, talking=False, wrap_up=wrap_up)
        if ringing:
            return self if self.state is AgentState.RINGING else self._interrupted(AgentState.RINGING, at)
        return self._back(at) if self.state is AgentState.RINGING else self

    def wrap_up_over(self, at: datetime, wrap_up: timedelta) -> Presence:
        """The same, or what was wished for once the wrap-up time is used."""
        over = self.state is AgentState.WRAP_UP and at - self.since >= wrap_up
        return self._back(at) if over else self

    def _interrupted(self, state: AgentState, at: datetime) -> Presence:
        """A call came: what it interrupts is what comes back, except that wrap-up leads on to ready."""
        moved = self._moved(state, at, None)
        if self.state is AgentState.NOT_READY:
            return replace(moved, after=AgentState.NOT_READY, after_reason=self.reason)
        return moved

    def _back(self, at: datetime) -> Presence:
        back = self._moved(self.after, at, self.after_reason)
        return replace(back, after=AgentState.READY, after_reason=None)

    def _moved(self, state: AgentState, at: datetime, reason: Reason | None) -> Presence:
        if state not in NEXT[self.state] and state is not self.state:
            raise IllegalState(self.state, state)
        return replace(self, state=state, since=at, reason=reason)
