"""Each call leaves its record: when it rings, when it is answered, when it ends, and when its customer is known."""

from __future__ import annotations

from console.presenters.call_book import CallBook, CallInHand
from console.presenters.workplace import Workplace
from core.calls.model import CallState
from core.ids import CallId, CustomerId
from core.tickets.commands import RecordCall

Facts = tuple[CallState, CustomerId | None]


class CallRecorder:
    """Writes only what is news: a call that is held and resumed ten times is recorded three times."""

    def __init__(self, place: Workplace, book: CallBook) -> None:
        self._place = place
        self._written: dict[CallId, Facts] = {}
        for call in book.calls:
            self.call_changed(call)
        book.listen(self.call_changed)

    def call_changed(self, call: CallInHand) -> None:
        if call.is_from_log and self._written.get(call.id) is None:
            self._written[call.id] = self._facts(call)
            return
        facts = self._facts(call)
        if self._written.get(call.id) == facts:
            return
        self._written[call.id] = facts
        self._place.writer.perform(RecordCall(self._place.stamp(), call.snapshot, call.customer))

    @staticmethod
    def _facts(call: CallInHand) -> Facts:
        state = CallState.TALKING if call.snapshot.state is CallState.HELD else call.snapshot.state
        return state, call.customer
