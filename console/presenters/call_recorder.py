"""Each call leaves its record: when it rings, when it is answered, when it ends, and when its customer is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.presenters.call_book import CallBook, CallInHand
from console.presenters.workplace import Workplace
from core.calls.model import CallState
from core.ids import CallId, CustomerId
from core.tickets.commands import RecordCall

Facts = tuple[CallState, CustomerId | None]
NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Held:
    """How long a call was held by us so far, and since when it is now."""

    whole: timedelta = NONE
    since: datetime | None = None

    def at(self, now: datetime, *, is_held: bool) -> Held:
        if is_held and self.since is None:
            return replace(self, since=now)
        if not is_held and self.since is not None:
            return Held(self.whole + max(NONE, now - self.since))
        return self


class CallRecorder:
    """Writes only what is news: a call that is held and resumed ten times is recorded three times.

    Of a call that was up before anybody watched, nobody knows how long it was held.
    """

    def __init__(self, place: Workplace, book: CallBook) -> None:
        self._place = place
        self._written: dict[CallId, Facts] = {}
        self._held: dict[CallId, Held] = {}
        self._last: CallInHand | None = None
        for call in book.calls:
            self.call_changed(call)
        book.listen(self.call_changed)

    def call_changed(self, call: CallInHand) -> None:
        if call.is_from_log and self._written.get(call.id) is None:
            self._written[call.id] = self._facts(call)
            return
        self._watch_hold(call)
        facts = self._facts(call)
        if self._written.get(call.id) == facts:
            return
        self._written[call.id] = facts
        held = None
        if not call.is_up and call.snapshot.was_answered:
            self._last = call
            known = self._held.get(call.id)
            held = known.whole if known else None
        self._place.writer.perform(RecordCall(self._place.stamp(), call.snapshot, call.customer, held))

    def wrapped_up(self, since: datetime, until: datetime) -> None:
        """The agent is done with the work after the call that ended last."""
        call, self._last = self._last, None
        ended = call.snapshot.ended_at if call else None
        if call is not None and ended is not None and ended <= until:
            wrap_up = max(NONE, until - since)
            command = RecordCall(self._place.stamp(), call.snapshot, call.customer, wrap_up=wrap_up)
            self._place.writer.perform(command)

    def _watch_hold(self, call: CallInHand) -> None:
        known = self._held.get(call.id)
        if known is None:
            if call.id in self._written or call.snapshot.was_answered:
                return
            known = Held()
        is_held = call.snapshot.state is CallState.HELD
        self._held[call.id] = known.at(self._place.clock.now(), is_held=is_held)

    @staticmethod
    def _facts(call: CallInHand) -> Facts:
        state = CallState.TALKING if call.snapshot.state is CallState.HELD else call.snapshot.state
        return state, call.customer
