"""The part of a phone line in which every order becomes a message."""

from __future__ import annotations

from abc import ABC, abstractmethod

from core.ids import CallId, new_id
from telephony.messages import (
    Answer,
    Busy,
    Chime,
    Decline,
    Dial,
    HangUp,
    Hold,
    Mute,
    Order,
    Resume,
    SendDigits,
)


class CallOrders(ABC):
    """Gives orders away and returns at once."""

    @abstractmethod
    def order(self, command: Order) -> None: ...

    def dial(self, number: str) -> CallId:
        call = CallId(new_id())
        self.order(Dial(call, number))
        return call

    def answer(self, call: CallId) -> None:
        self.order(Answer(call))

    def decline(self, call: CallId) -> None:
        self.order(Decline(call))

    def busy(self, call: CallId) -> None:
        self.order(Busy(call))

    def hang_up(self, call: CallId) -> None:
        self.order(HangUp(call))

    def hold(self, call: CallId) -> None:
        self.order(Hold(call))

    def resume(self, call: CallId) -> None:
        self.order(Resume(call))

    def mute(self, call: CallId, on: bool) -> None:
        self.order(Mute(call, on))

    def send_digits(self, call: CallId, digits: str) -> None:
        self.order(SendDigits(call, digits))

    def chime(self) -> None:
        self.order(Chime())
