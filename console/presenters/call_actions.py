"""What the agent does with a call: every key and button ends here."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.call_book import CallBook, CallInHand
from core.calls.line import PhoneLine
from core.calls.model import CallState, Direction
from core.ids import CallId

Fits = Callable[[CallInHand], bool]
TALKING = frozenset({CallState.TALKING, CallState.HELD})


def can_be_answered(call: CallInHand) -> bool:
    return call.snapshot.state is CallState.RINGING and call.snapshot.direction is Direction.INCOMING


class CallActions:
    """Commands to the line. Without a call named, the one the key is for: the selected, else the first that fits.

    One conversation at a time: who is answered, resumed or dialled puts the others on hold.
    """

    def __init__(self, line: PhoneLine, book: CallBook) -> None:
        self._line = line
        self._book = book

    def answer(self, call: str = "") -> bool:
        chosen = self._chosen(call, can_be_answered)
        if chosen is not None:
            self._hold_others(chosen.id)
            self._line.answer(chosen.id)
        return chosen is not None

    def decline(self, call: str = "") -> bool:
        chosen = self._chosen(call, can_be_answered)
        if chosen is not None:
            self._line.decline(chosen.id)
        return chosen is not None

    def busy(self, call: str = "") -> bool:
        chosen = self._chosen(call, can_be_answered)
        if chosen is not None:
            self._line.busy(chosen.id)
        return chosen is not None

    def hang_up(self, call: str = "") -> bool:
        """A ringing call is declined: one key for "not this call"."""
        chosen = self._chosen(call, lambda one: one.is_up)
        if chosen is None:
            return False
        if can_be_answered(chosen):
            self._line.decline(chosen.id)
        else:
            self._line.hang_up(chosen.id)
        return True

    def hold(self, call: str = "") -> bool:
        chosen = self._chosen(call, lambda one: one.snapshot.state in TALKING and not one.snapshot.held_by_us)
        if chosen is not None:
            self._line.hold(chosen.id)
        return chosen is not None

    def resume(self, call: str = "") -> bool:
        chosen = self._chosen(call, lambda one: one.is_up and one.snapshot.held_by_us)
        if chosen is not None:
            self._hold_others(chosen.id)
            self._line.resume(chosen.id)
        return chosen is not None

    def mute(self, call: str = "", on: bool | None = None) -> bool:
        """Without ``on`` the other way round."""
        chosen = self._chosen(call, lambda one: one.snapshot.state in TALKING)
        if chosen is not None:
            self._line.mute(chosen.id, not chosen.snapshot.muted if on is None else on)
        return chosen is not None

    def send_digits(self, call: str, digits: str) -> None:
        chosen = self._chosen(call, lambda one: one.snapshot.state in TALKING)
        if chosen is not None and digits:
            chosen.digits_sent += digits
            self._line.send_digits(chosen.id, digits)
            self._book.tell(chosen)

    def dial(self, number: str) -> CallId | None:
        if not number.strip():
            return None
        self._hold_others(None)
        return self._line.dial(number.strip())

    def select(self, call: str) -> None:
        self._book.select(CallId(call))

    def _hold_others(self, but: CallId | None) -> None:
        for call in self._book.up:
            if call.id != but and call.snapshot.state is CallState.TALKING and not call.snapshot.held_by_us:
                self._line.hold(call.id)

    def _chosen(self, call: str, fits: Fits) -> CallInHand | None:
        if call:
            named = self._book.find(call)
            return named if named is not None and fits(named) else None
        selected = self._book.selected
        if selected is not None and fits(selected):
            return selected
        return next((one for one in self._book.calls if fits(one)), None)
