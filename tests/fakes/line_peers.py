"""Two stages on which a phone line shows that it keeps its contract, each with somebody on the other side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from core.calls.line import Account, PhoneLine
from core.calls.model import CallSnapshot, CallState, Direction, EndReason, MediaState
from core.ids import CallId, new_id
from telephony.messages import Dial
from telephony.scripted import ScriptedLine, WrittenCall
from tests.fakes.line_listener import RecordingListener
from tests.fakes.lines import Desk, direct_desk


class Peer(Protocol):
    """The other side of the newest call."""

    @property
    def address(self) -> str: ...
    def ring(self, number: str = "13800138000", name: str = "", queue: str = "") -> None: ...
    def answer(self) -> None: ...
    def refuse(self, why: EndReason) -> None: ...
    def hang_up(self) -> None: ...
    def hold(self, *, on: bool) -> None: ...
    def send_digits(self, digits: str) -> None: ...
    def wait_for_digits(self, digits: str) -> None: ...
    def wait_until_talking(self) -> None: ...
    def wait_until_over(self) -> None: ...


@dataclass
class Stage:
    line: PhoneLine
    ear: RecordingListener
    peer: Peer

    def talk(self) -> CallId:
        """A call that was answered."""
        seen = len(self.ear.heard.calls)
        self.peer.ring()
        call = self.ear.wait_for_ringing(seen).id
        self.line.answer(call)
        self.ear.wait_for_state(call, CallState.TALKING)
        self.peer.wait_until_talking()
        return call


class ScriptedPeer:
    address = "sip:8002@127.0.0.1:5070"

    def __init__(self, line: ScriptedLine, ear: RecordingListener) -> None:
        self._line = line
        self._ear = ear

    def _newest(self) -> CallSnapshot:
        return self._ear.heard.calls[-1]

    def _dialled(self) -> CallSnapshot:
        return next(one for one in reversed(self._ear.heard.calls) if one.direction is Direction.OUTGOING)

    def ring(self, number: str = "13800138000", name: str = "", queue: str = "") -> None:
        self._line.other_side.rings(WrittenCall(number, name, queue))

    def answer(self) -> None:
        self._line.other_side.answers(self._dialled().id)

    def refuse(self, why: EndReason) -> None:
        self._line.other_side.refuses(self._newest().id, why)

    def hang_up(self) -> None:
        self._line.other_side.hangs_up(self._newest().id)

    def hold(self, *, on: bool) -> None:
        self._line.other_side.holds(self._newest().id, on=on)

    def send_digits(self, digits: str) -> None:
        self._line.other_side.sends(self._newest().id, digits)

    def wait_for_digits(self, digits: str) -> None:
        self._line.settle()
        assert self._line.other_side.digits_heard(self._newest().id) == digits

    def wait_until_talking(self) -> None:
        """The script agrees at once."""

    def wait_until_over(self) -> None:
        """The script agrees at once."""


class EnginePeer:
    """A second engine: real SIP and real RTP over loopback."""

    def __init__(self, desk: Desk, target: str) -> None:
        self._desk = desk
        self._target = target
        self._call = CallId("")

    @property
    def address(self) -> str:
        return self._desk.address

    def ring(self, number: str = "13800138000", name: str = "", queue: str = "") -> None:
        self._call = CallId(new_id())
        caller = f'P-Asserted-Identity: "{name}" <sip:{number}@127.0.0.1>'
        headers = (caller, f"X-Queue: {queue}") if queue else (caller,)
        self._desk.line.order(Dial(self._call, self._target, headers))

    def answer(self) -> None:
        self._desk.line.answer(self._rung())

    def refuse(self, why: EndReason) -> None:
        call = self._rung()
        {EndReason.BUSY: self._desk.line.busy, EndReason.DECLINED: self._desk.line.decline}[why](call)

    def _rung(self) -> CallId:
        """The agent's call, beside any of our own."""
        ear = self._desk.ear
        rings = Direction.INCOMING, CallState.RINGING
        return ear.wait(
            lambda: next((one.id for one in ear.heard.calls if (one.direction, one.state) == rings), None),
            "a call of the agent",
        )

    def hang_up(self) -> None:
        self._desk.line.hang_up(self._call)

    def hold(self, *, on: bool) -> None:
        (self._desk.line.hold if on else self._desk.line.resume)(self._call)

    def send_digits(self, digits: str) -> None:
        self._desk.line.send_digits(self._call, digits)

    def wait_for_digits(self, digits: str) -> None:
        heard = self._desk.ear.heard
        self._desk.ear.wait(lambda: "".join(d for _, d in heard.digits) == digits, f"digits {digits}")

    def wait_until_talking(self) -> None:
        self._desk.ear.wait_for_call(
            self._call, lambda one: one.was_answered and one.media is MediaState.ACTIVE
        )

    def wait_until_over(self) -> None:
        ear = self._desk.ear
        ear.wait(
            lambda: (
                {one.id for one in ear.heard.calls} == {one.id for one in ear.heard.calls if not one.is_up}
            )
        )


@contextmanager
def scripted_stage() -> Iterator[Stage]:
    line, ear = ScriptedLine(), RecordingListener()
    line.start(ear)
    line.use_account(Account("8001", "pbx.example"))
    ear.wait_for_line(lambda status: status.state.takes_calls)
    try:
        yield Stage(line, ear, ScriptedPeer(line, ear))
    finally:
        line.stop()


@contextmanager
def engine_stage() -> Iterator[Stage]:
    with direct_desk("8001") as desk, direct_desk("8002") as other:
        yield Stage(desk.line, desk.ear, EnginePeer(other, desk.address))
