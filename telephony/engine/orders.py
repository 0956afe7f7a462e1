"""What the console asks of calls. An order for a call that has ended is no error."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pjsua2 as pj

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, MediaState, Party
from core.errors import RuleViolation
from core.ids import CallId
from core.words import sentence
from telephony.dialling import dialled_user
from telephony.engine.call import PjCall
from telephony.engine.calls import Calls
from telephony.engine.endpoint import MOST_CALLS
from telephony.engine.facts import CallFacts
from telephony.engine.guard import Say
from telephony.engine.holding import Holding
from telephony.engine.ports import Route
from telephony.engine.studio import Studio
from telephony.engine.timers import Timers
from telephony.messages import (
    Answer,
    Busy,
    CallChanged,
    CommandFailed,
    Decline,
    Dial,
    HangUp,
    Hold,
    Listen,
    Mute,
    Play,
    Record,
    Resume,
    SendDigits,
)

_LEAVE_LIMIT = 2.0  # a dead other side must not keep the agent waiting for the end
# PJSIP tells the end of a call at once, but keeps to the rules with what it sends (RFC 3261, 9.1 and 15): no BYE before
# the ACK to our own answer, no CANCEL before the other side has spoken, a BYE for an answer that crossed the CANCEL.
_SETTLE = 1.0
_TALK = (CallState.TALKING, CallState.HELD)
_DIGITS = re.compile(r"[0-9*#A-D]{1,32}")


class Orders:
    """Carries out; a person is told in a sentence when it cannot be done."""

    def __init__(
        self, say: Say, calls: Calls, holding: Holding, sound: Studio, timers: Timers, route: Route
    ) -> None:
        self._say = say
        self._calls = calls
        self._holding = holding
        self._sound = sound
        self._timers = timers
        self._route = route
        self._unsettled = 0
        self._known: Mapping[type, Callable[[PjCall, Any], None]] = {
            Answer: lambda call, _: self._answer(call),
            Decline: lambda call, _: self._refuse(call, 603, EndReason.DECLINED),
            Busy: lambda call, _: self._refuse(call, 486, EndReason.BUSY),
            HangUp: lambda call, _: self._hang_up(call),
            Hold: lambda call, _: self._hold(call),
            Resume: lambda call, _: self._resume(call),
            Mute: lambda call, order: self._mute(call, on=order.on),
            SendDigits: lambda call, order: self._send_digits(call, order.digits),
            Play: lambda _, order: self._sound.order(order),
            Record: lambda _, order: self._sound.order(order),
            Listen: lambda _, order: self._sound.order(order),
        }

    def carry_out(self, order: object) -> bool:
        """False if the order is not about a call."""
        if isinstance(order, Dial):
            self._guided(order.call, lambda: self._dial(order.call, order.number, order.headers))
            return True
        act = self._known.get(type(order))
        if act is None:
            return False
        call_id: CallId = order.call  # type: ignore[attr-defined]  # every order in the table has one
        call = self._calls.get(call_id)
        if call is not None:
            self._guided(call_id, lambda: act(call, order))
        return True

    @property
    def unsettled(self) -> bool:
        """A call was left a moment ago before it stood: PJSIP may still have to take leave of the other side."""
        return self._unsettled > 0

    def leave_all(self) -> None:
        for call in self._calls.up():
            self._guided(call.facts.snapshot.id, partial(self._hang_up, call))

    def _guided(self, call: CallId, act: Callable[[], None]) -> None:
        try:
            act()
        except RuleViolation as no:
            self._say(CommandFailed(call, no.sentence))
        except pj.Error as error:
            why = sentence("The phone could not do that now ({code}).", code=int(error.status))
            self._say(CommandFailed(call, why))

    def _dial(self, call_id: CallId, number: str, headers: Sequence[str]) -> None:
        if self._calls.places_taken >= MOST_CALLS:
            raise RuleViolation("There are {most} calls already: end one before you dial.", most=MOST_CALLS)
        account, address = self._route.account(), self._route.address_of(number)
        self._hold_others(call_id)
        facts = CallFacts(_outgoing(call_id, Party(dialled_user(address))))
        call = PjCall(account, facts, self._calls, self._say, pj.PJSUA_INVALID_ID)
        self._calls.add(call)
        try:
            call.call_to(address, headers)
        except pj.Error as error:
            self._calls.failed(call, str(error.reason))

    def _answer(self, call: PjCall) -> None:
        if _rings_here(call) and call.facts.wish is None:
            self._hold_others(call.facts.snapshot.id)
            call.respond(200)

    def _refuse(self, call: PjCall, code: int, wish: EndReason) -> None:
        if _rings_here(call):
            self._leave(call, code, wish)

    def _hang_up(self, call: PjCall) -> None:
        if _rings_here(call):
            self._leave(call, 603, EndReason.DECLINED)
        else:
            self._leave(call, 0, EndReason.HUNG_UP_BY_US)

    def _leave(self, call: PjCall, code: int, wish: EndReason) -> None:
        if call.facts.wish is None:
            call.facts.wish = wish
            call_id = call.facts.snapshot.id
            self._timers.after(_LEAVE_LIMIT, lambda: self._calls.give_up(call_id))
            if call.state_now().state != pj.PJSIP_INV_STATE_CONFIRMED:
                self._unsettled += 1
                self._timers.after(_SETTLE, self._settled)
            call.leave(code)

    def _settled(self) -> None:
        self._unsettled -= 1

    def _hold(self, call: PjCall) -> None:
        if call.facts.snapshot.state in _TALK:
            self._holding.want(call, on=True)

    def _resume(self, call: PjCall) -> None:
        if call.facts.snapshot.state in _TALK:
            self._hold_others(call.facts.snapshot.id)
            self._holding.want(call, on=False)

    def _hold_others(self, but: CallId) -> None:
        """One voice at a time: who answers, dials or resumes a call holds the others."""
        self._holding.hold_all_but(self._calls.get(but), self._calls.up())

    def _mute(self, call: PjCall, *, on: bool) -> None:
        self._sound.mute(call.facts.snapshot.id, on)
        if call.facts.change(muted=on):
            self._say(CallChanged(call.facts.snapshot))

    def _send_digits(self, call: PjCall, digits: str) -> None:
        keys = digits.replace(" ", "").upper()
        if not _DIGITS.fullmatch(keys):
            raise RuleViolation("Only the keys 0–9, *, # and A–D can be sent, 32 at most at once.")
        if call.facts.snapshot.media is not MediaState.ACTIVE:
            raise RuleViolation("Keys can be sent only while the other side can hear them.")
        call.send_tones(keys)


def _rings_here(call: PjCall) -> bool:
    snapshot = call.facts.snapshot
    return snapshot.direction is Direction.INCOMING and snapshot.state is CallState.RINGING


def _outgoing(call_id: CallId, remote: Party) -> CallSnapshot:
    return CallSnapshot(
        id=call_id,
        direction=Direction.OUTGOING,
        state=CallState.DIALLING,
        remote=remote,
        began_at=datetime.now(UTC),
        dialled=remote.number,
    )
