"""The table of calls: what happens to them in the network, told to the console."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pjsua2 as pj

from core.calls.model import CallSnapshot, CallState, Direction, EndReason, MediaState
from core.ids import CallId, new_id
from telephony.engine.call import MediaNow, PjCall, StateNow
from telephony.engine.facts import CallFacts
from telephony.engine.guard import Say
from telephony.engine.holding import Holding
from telephony.engine.ports import CallSound
from telephony.engine.timers import Timers
from telephony.invite import Invite
from telephony.messages import CallChanged

RING_LIMIT = timedelta(seconds=180)
_LOOK = 10.0


def now() -> datetime:
    return datetime.now(UTC)


class Calls:
    """Every call is told to have ended exactly once, and is dropped within that very callback.

    PJSIP gives its number to the next call at once, and whoever is freed later hangs up the call of that number.
    """

    def __init__(
        self, say: Say, sound: CallSound, timers: Timers, holding: Holding, all_ended: Callable[[], None]
    ) -> None:
        self._say = say
        self._sound = sound
        self._timers = timers
        self._all_ended = all_ended
        self._calls: dict[CallId, PjCall] = {}
        self._leaving: list[PjCall] = []  # told as ended, PJSIP still at it
        self._holding = holding
        self._looking = False

    def get(self, call: CallId) -> PjCall | None:
        return self._calls.get(call)

    def up(self) -> list[PjCall]:
        return list(self._calls.values())

    @property
    def places_taken(self) -> int:
        return len(self._calls) + len(self._leaving)

    def add(self, call: PjCall) -> None:
        self._calls[call.facts.snapshot.id] = call
        self._tell(call)

    # From the network

    def arrived(self, account: pj.Account, pj_id: int, invite: Invite) -> None:
        call = PjCall(account, CallFacts(_incoming(invite)), self, self._say, pj_id)
        call.respond(180)
        self.add(call)
        self._sound.call_is(call.facts.snapshot)
        if not self._looking:
            self._looking = True
            self._timers.after(_LOOK, self._look_for_the_forgotten)

    def turned_away(self, invite: Invite, code: int) -> None:
        """PJSIP refused a caller by itself, who is to be seen all the same: all places were taken (486), or there
        was nothing in common to speak with.
        """
        wish = EndReason.BUSY if code == pj.PJSIP_SC_BUSY_HERE else None
        facts = CallFacts(_incoming(invite), wish=wish)
        facts.end(now(), code, "")
        self._say(CallChanged(facts.snapshot))

    def state_changed(self, call: PjCall, now_is: StateNow) -> None:
        facts = call.facts
        if now_is.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._ended(call, now_is.code, now_is.reason)
            return
        seen = {"sip_code": now_is.code, "sip_reason": now_is.reason, "sip_call_id": now_is.sip_call_id}
        outgoing = facts.snapshot.direction is Direction.OUTGOING
        if now_is.state == pj.PJSIP_INV_STATE_EARLY and outgoing:
            changed = facts.change(state=CallState.RINGING, **seen)
        elif now_is.state == pj.PJSIP_INV_STATE_CONFIRMED or (
            now_is.state == pj.PJSIP_INV_STATE_CONNECTING and not outgoing
        ):
            answered = facts.snapshot.answered_at or now()
            if outgoing and not facts.snapshot.was_answered:
                self._holding.hold_all_but(
                    call, self.up()
                )  # another call was taken up while this one rang there
            state = CallState.HELD if facts.snapshot.held_by_us else CallState.TALKING
            changed = facts.change(state=state, answered_at=answered, **seen)
            self._holding.settle(call)
        else:
            changed = facts.change(sip_call_id=now_is.sip_call_id)
        if changed and facts.wish is None:
            self._tell(call)
        self._sound.call_is(facts.snapshot)

    def media_changed(self, call: PjCall, now_is: MediaNow) -> None:
        facts = call.facts
        held_by_them = facts.snapshot.held_by_them if now_is.held_by_us else now_is.held_by_them
        state = facts.snapshot.state
        if state in (CallState.TALKING, CallState.HELD):
            state = CallState.HELD if now_is.held_by_us else CallState.TALKING
        media = MediaState.FAILED if now_is.failed else MediaState.ACTIVE if now_is.flows else MediaState.NONE
        changed = facts.change(
            state=state,
            held_by_us=now_is.held_by_us,
            held_by_them=held_by_them,
            media=media,
            encrypted=now_is.encrypted,
        )
        if now_is.flows:
            self._sound.connect(facts.snapshot.id, call.getAudioMedia(now_is.index), facts.snapshot.muted)
        else:
            self._sound.disconnect(facts.snapshot.id)
        if changed and facts.wish is None:
            self._tell(call)
        self._sound.call_is(facts.snapshot)
        self._holding.settle(call)

    def hold_answered(self, call: PjCall, code: int) -> None:
        self._holding.answered(call, code)

    def failed(self, call: PjCall, reason: str) -> None:
        self._ended(call, 0, reason)

    def _ended(self, call: PjCall, code: int, reason: str) -> None:
        told = call.facts.end(now(), code, reason)
        self._forget(call)
        self._leaving = [one for one in self._leaving if one is not call]
        if told:
            self._say(CallChanged(call.facts.snapshot))
            self._none_left()

    def _forget(self, call: PjCall) -> None:
        self._calls.pop(call.facts.snapshot.id, None)
        self._sound.disconnect(call.facts.snapshot.id)
        self._sound.call_is(call.facts.snapshot)

    def _none_left(self) -> None:
        if not self._calls:
            self._all_ended()

    def _look_for_the_forgotten(self) -> None:
        """A caller that never cancels must not hold one of the four places for ever."""
        self._looking = bool(self._calls)
        if self._looking:
            self._timers.after(_LOOK, self._look_for_the_forgotten)
        for call in self.up():
            snapshot = call.facts.snapshot
            rings = snapshot.state is CallState.RINGING and snapshot.direction is Direction.INCOMING
            if rings and now() - snapshot.began_at > RING_LIMIT:
                call.leave(480)

    def _tell(self, call: PjCall) -> None:
        self._say(CallChanged(call.facts.snapshot))

    def give_up(self, call_id: CallId) -> None:
        """The other side has not confirmed the end: for the agent it is one."""
        call = self._calls.get(call_id)
        if call is not None and call.facts.end(now(), 0, ""):
            self._forget(call)
            self._leaving.append(call)
            self._say(CallChanged(call.facts.snapshot))
            self._none_left()


def _incoming(invite: Invite) -> CallSnapshot:
    return CallSnapshot(
        id=CallId(new_id()),
        direction=Direction.INCOMING,
        state=CallState.RINGING,
        remote=invite.remote,
        began_at=now(),
        dialled=invite.dialled,
        diverted_by=invite.diverted_by,
        queue=invite.queue,
        sip_call_id=invite.call_id,
    )
