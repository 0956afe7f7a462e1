"""The calls the agent has in hand: those that are up, and those that ended and are not dealt with yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.calls.model import CallSnapshot, CallState
from core.customers.index import CustomerMatch
from core.ids import CallId, CustomerId, TicketId


@dataclass(frozen=True, slots=True)
class CallNote:
    """A note written during the call; ``in_ticket`` says that a ticket holds it."""

    text: str
    at: datetime
    offset: timedelta
    in_ticket: TicketId | None = None


@dataclass(slots=True)
class CallInHand:
    """One call with what the agent did about it. Changed on the screen's thread only."""

    snapshot: CallSnapshot
    shown_number: str = ""
    match: CustomerMatch | None = None
    customer: CustomerId | None = None
    customer_name: str = ""
    notes: list[CallNote] = field(default_factory=list)
    tickets: list[tuple[TicketId, str]] = field(default_factory=list)
    digits_sent: str = ""
    trouble: str = ""
    is_from_log: bool = False

    @property
    def id(self) -> CallId:
        return self.snapshot.id

    @property
    def is_up(self) -> bool:
        return self.snapshot.is_up

    @property
    def name(self) -> str:
        return self.customer_name or self.snapshot.remote.name

    @property
    def is_dealt_with(self) -> bool:
        return not self.is_up and bool(self.tickets)


Changed = Callable[[CallInHand], None]


class CallBook:
    """Who changes a call here tells the others. One is selected: nothing jumps while the agent talks.

    A new call is selected only when no other is up. Ended cards stay until they are dismissed; the next call pushes
    those away that are dealt with or were never answered.
    """

    def __init__(self) -> None:
        self._calls: dict[CallId, CallInHand] = {}
        self._selected: CallId | None = None
        self._listeners: list[Changed] = []
        self._gone: set[CallId] = set()

    @property
    def calls(self) -> tuple[CallInHand, ...]:
        return tuple(self._calls.values())

    @property
    def up(self) -> tuple[CallInHand, ...]:
        return tuple(call for call in self._calls.values() if call.is_up)

    @property
    def selected(self) -> CallInHand | None:
        return self._calls.get(self._selected) if self._selected else None

    def find(self, call: str) -> CallInHand | None:
        return self._calls.get(CallId(call))

    def listen(self, changed: Changed) -> None:
        self._listeners.append(changed)

    def take(self, snapshot: CallSnapshot) -> CallInHand | None:
        """A snapshot from the line; None for a late word about a card that is gone."""
        call = self._calls.get(snapshot.id)
        if call is None:
            if snapshot.id in self._gone or not snapshot.is_up:
                return None
            self._push_away()
            call = self._calls[snapshot.id] = CallInHand(snapshot)
            if not any(other.is_up for other in self.calls if other is not call):
                self._selected = call.id
        begins_talking = not call.snapshot.was_answered and snapshot.was_answered
        call.snapshot = snapshot
        if begins_talking and snapshot.state in (CallState.TALKING, CallState.HELD):
            self._selected = call.id
        if not snapshot.is_up and self._selected == call.id and self.up:
            self._selected = self.up[0].id
        self.tell(call)
        return call

    def bring(self, call: CallInHand) -> None:
        """A card from the log comes back into hand, beside whatever is there."""
        self._calls.setdefault(call.id, call)
        self.select(call.id)

    def select(self, call: CallId) -> None:
        if call in self._calls:
            self._selected = call
            self.tell(self._calls[call])

    def dismiss(self, call: CallId) -> None:
        """An ended card goes; a call that is up stays whatever is asked."""
        gone = self._calls.get(call)
        if gone is None or gone.is_up:
            return
        self._forget(gone)
        self.tell(gone)

    def tell(self, call: CallInHand) -> None:
        for listener in list(self._listeners):
            listener(call)

    def _push_away(self) -> None:
        for call in self.calls:
            if not call.is_up and (call.is_dealt_with or not call.snapshot.was_answered):
                self._forget(call)

    def _forget(self, call: CallInHand) -> None:
        del self._calls[call.id]
        self._gone.add(call.id)
        if self._selected == call.id:
            rest = self.up or self.calls
            self._selected = rest[0].id if rest else None
