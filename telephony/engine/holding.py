"""Hold and resume: one re-INVITE at a time, until what is so is what is wanted."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from functools import partial

import pjsua2 as pj

from core.calls.model import CallState
from core.words import sentence
from telephony.engine.call import PjCall
from telephony.engine.guard import Say
from telephony.engine.timers import Timers
from telephony.messages import CommandFailed

_PAUSE = 0.2
_MOST_TRIES = 25
_ASK_AGAIN = (401, 407, 491)  # asked with a password; both sides asked at once


class Holding:
    """Pressing twice, or while the other side asks too, ends in the last wish; a refusal is told once."""

    def __init__(self, say: Say, timers: Timers) -> None:
        self._say = say
        self._timers = timers

    def want(self, call: PjCall, *, on: bool) -> None:
        call.facts.wants_hold = on
        call.facts.hold_tries = 0
        self.settle(call)

    def hold_all_but(self, call: PjCall | None, calls: Iterable[PjCall]) -> None:
        """One voice at a time."""
        for one in calls:
            if one is not call and one.facts.snapshot.state in (CallState.TALKING, CallState.HELD):
                self.want(one, on=True)

    def settle(self, call: PjCall) -> None:
        """Ask for what is wanted, unless it is so, or asked already, or the call is not (or no longer) a talk."""
        facts = call.facts
        talking = facts.snapshot.state in (CallState.TALKING, CallState.HELD)
        if not talking or facts.hold_asked or facts.wish or facts.wants_hold == facts.snapshot.held_by_us:
            return
        try:
            call.ask_hold(facts.wants_hold)
            facts.hold_asked = True
        except pj.Error:
            self._try_later(call)

    def answered(self, call: PjCall, code: int) -> None:
        facts = call.facts
        if not facts.hold_asked:
            return
        facts.hold_asked = False
        if code < 300:
            self.settle(call)  # another wish may have come meanwhile
        elif code in _ASK_AGAIN:
            self._try_later(call)
        else:
            self._give_up(call)

    def _try_later(self, call: PjCall) -> None:
        call.facts.hold_tries += 1
        if call.facts.hold_tries > _MOST_TRIES:
            self._give_up(call)
        else:
            self._timers.after(_PAUSE, partial(self._settle_if_alive, weakref.ref(call)))

    def _settle_if_alive(self, seen: weakref.ref[PjCall]) -> None:
        call = seen()
        if call is not None:
            self.settle(call)

    def _give_up(self, call: PjCall) -> None:
        facts = call.facts
        why = (
            sentence("The other side did not accept the hold.")
            if facts.wants_hold
            else sentence("The other side did not take the call back from hold.")
        )
        facts.wants_hold = facts.snapshot.held_by_us
        self._say(CommandFailed(facts.snapshot.id, why))
