"""The calls of a scripted line: the same rules as in the engine, without a network."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, MediaState, Party
from core.errors import RuleViolation
from core.ids import CallId
from telephony.dialling import dial_address, dialled_user
from telephony.messages import (
    Answer,
    Busy,
    CallChanged,
    CallCommand,
    CommandFailed,
    Decline,
    Dial,
    Event,
    HangUp,
    Hold,
    Mute,
    Resume,
    SendDigits,
)

_MOST = 4
_DIGITS = re.compile(r"[0-9*#A-D]{1,32}")
_TALK = (CallState.TALKING, CallState.HELD)


class ScriptedCalls:
    """Every call ends exactly once; orders for others are left aside."""

    def __init__(self, say: Callable[[Event], None]) -> None:
        self._say = say
        self._calls: dict[CallId, CallSnapshot] = {}
        self.connected = False
        self.digits: dict[CallId, str] = {}

    def up(self) -> list[CallSnapshot]:
        return list(self._calls.values())

    def add(self, snapshot: CallSnapshot) -> None:
        self._calls[snapshot.id] = snapshot
        self._say(CallChanged(snapshot))

    def change(self, call: CallId, **what: Any) -> None:
        before = self._calls.get(call)
        if before is not None and replace(before, **what) != before:
            self._calls[call] = replace(before, **what)
            self._say(CallChanged(self._calls[call]))

    def answered(self, call: CallId) -> None:
        self._hold_others(call)
        self.change(
            call,
            state=CallState.TALKING,
            answered_at=datetime.now(UTC),
            media=MediaState.ACTIVE,
            sip_code=200,
        )

    def end(self, call: CallId, why: EndReason) -> None:
        self.change(call, state=CallState.ENDED, ended_at=datetime.now(UTC), end=why)
        self._calls.pop(call, None)

    def left(self, call: CallId) -> None:
        """The other side gives up, refuses or hangs up."""
        snapshot = self._calls.get(call)
        if snapshot is None:
            return
        if snapshot.was_answered:
            self.end(call, EndReason.HUNG_UP_BY_THEM)
        else:
            incoming = snapshot.direction is Direction.INCOMING
            self.end(call, EndReason.MISSED if incoming else EndReason.DECLINED)

    def leave_all(self) -> None:
        for call in tuple(self._calls):
            self._hang_up(call)

    def carry_out(self, command: CallCommand) -> None:
        try:
            self._carry_out(command)
        except RuleViolation as no:
            self._say(CommandFailed(command.call, no.sentence))

    def _carry_out(self, command: CallCommand) -> None:
        match command:
            case Dial(call, number):
                self._dial(call, number)
            case Answer(call) if self._rings(call):
                self.answered(call)
            case Decline(call) if self._rings(call):
                self.end(call, EndReason.DECLINED)
            case Busy(call) if self._rings(call):
                self.end(call, EndReason.BUSY)
            case HangUp(call):
                self._hang_up(call)
            case Hold(call) if self._talks(call):
                self._hold(call)
            case Resume(call) if self._talks(call):
                self._hold_others(call)
                self.change(call, state=CallState.TALKING, held_by_us=False, media=MediaState.ACTIVE)
            case Mute(call, on):
                self.change(call, muted=on)
            case SendDigits(call, digits) if call in self._calls:
                self._send_digits(self._calls[call], digits.replace(" ", "").upper())
            case _:
                pass

    def _dial(self, call: CallId, number: str) -> None:
        if not self.connected:
            raise RuleViolation("The line is not connected: nobody can be called now.")
        if len(self._calls) >= _MOST:
            raise RuleViolation("There are {most} calls already: end one before you dial.", most=_MOST)
        called = dialled_user(dial_address(number, "pbx.example"))
        self._hold_others(call)
        now = datetime.now(UTC)
        party = Party(called)
        self.add(CallSnapshot(call, Direction.OUTGOING, CallState.DIALLING, party, now, dialled=called))
        self.change(call, state=CallState.RINGING, sip_code=180)

    def _hang_up(self, call: CallId) -> None:
        if call in self._calls:
            self.end(call, EndReason.DECLINED if self._rings(call) else EndReason.HUNG_UP_BY_US)

    def _hold(self, call: CallId) -> None:
        self.change(call, state=CallState.HELD, held_by_us=True, media=MediaState.NONE)

    def _hold_others(self, but: CallId) -> None:
        for call, snapshot in tuple(self._calls.items()):
            if call != but and snapshot.state in _TALK:
                self._hold(call)

    def _send_digits(self, snapshot: CallSnapshot, keys: str) -> None:
        if not _DIGITS.fullmatch(keys):
            raise RuleViolation("Only the keys 0–9, *, # and A–D can be sent, 32 at most at once.")
        if snapshot.media is not MediaState.ACTIVE:
            raise RuleViolation("Keys can be sent only while the other side can hear them.")
        self.digits[snapshot.id] = self.digits.get(snapshot.id, "") + keys

    def _rings(self, call: CallId) -> bool:
        one = self._calls.get(call)
        return one is not None and one.direction is Direction.INCOMING and one.state is CallState.RINGING

    def _talks(self, call: CallId) -> bool:
        one = self._calls.get(call)
        return one is not None and one.state in _TALK
