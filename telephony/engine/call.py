"""One call in PJSIP: its callbacks copy what matters and hand it to the table of calls."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pjsua2 as pj

from telephony.engine.facts import CallFacts
from telephony.engine.guard import Say, guarded
from telephony.invite import answered_elsewhere
from telephony.messages import DigitReceived

_ECHO = 0.08  # seconds: a re-INVITE makes PJSIP take the end of a digit for another one
_SRTP_ACTIVE = re.compile(r"SRTP status: Active")


@dataclass(frozen=True, slots=True)
class MediaNow:
    """What became of the call's first audio stream; ``index`` is -1 without one."""

    index: int = -1
    flows: bool = False
    failed: bool = False
    held_by_us: bool = False
    held_by_them: bool = False
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class StateNow:
    """Where the call stands, in PJSIP's numbers."""

    state: int
    code: int
    reason: str
    sip_call_id: str


class CallEvents(Protocol):
    """Who is told of a call's changes."""

    def state_changed(self, call: PjCall, now: StateNow) -> None: ...
    def media_changed(self, call: PjCall, now: MediaNow) -> None: ...
    def hold_answered(self, call: PjCall, code: int) -> None: ...


class PjCall(pj.Call):
    """Lives in the table of calls and is dropped on the thread that made it."""

    def __init__(
        self, account: pj.Account, facts: CallFacts, events: CallEvents, say: Say, pj_id: int
    ) -> None:
        super().__init__(account, pj_id)
        self.facts = facts
        self.say = say
        self._events = events
        self._digit = "", 0.0

    def state_now(self) -> StateNow:
        info = self.getInfo()
        return StateNow(info.state, info.lastStatusCode, info.lastReason, info.callIdString)

    @guarded
    def onCallState(self, _prm: pj.OnCallStateParam) -> None:
        self._events.state_changed(self, self.state_now())

    @guarded
    def onCallMediaState(self, _prm: pj.OnCallMediaStateParam) -> None:
        self._events.media_changed(self, self._media_now())

    @guarded
    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:
        digit, at = str(prm.digit), time.monotonic()
        if (digit, True) != (self._digit[0], at - self._digit[1] < _ECHO):
            self.say(DigitReceived(self.facts.snapshot.id, digit))
        self._digit = digit, at

    @guarded
    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:
        event = prm.e
        body = event.body
        change = body.tsxState
        transaction = change.tsx
        if transaction.method == "CANCEL" and change.type == pj.PJSIP_EVENT_RX_MSG:
            source = change.src
            data = source.rdata
            self.facts.elsewhere = answered_elsewhere(str(data.wholeMsg))
            return
        ours = transaction.method == "INVITE" and transaction.role == pj.PJSIP_ROLE_UAC
        over = transaction.state == pj.PJSIP_TSX_STATE_TERMINATED or transaction.statusCode >= 300
        if ours and over:
            self._events.hold_answered(self, int(transaction.statusCode))

    @guarded
    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:
        """PJSIP would dial whatever the other side names, at our expense."""
        prm.statusCode = pj.PJSIP_SC_DECLINE

    @guarded
    def onCallReplaceRequest(self, prm: pj.OnCallReplaceRequestParam) -> None:
        """PJSIP would answer a call that nobody has been told of."""
        prm.statusCode = pj.PJSIP_SC_DECLINE

    def _media_now(self) -> MediaNow:
        info = self.getInfo()
        media = info.media
        for index in range(len(media)):
            one = media[index]
            if one.type == pj.PJMEDIA_TYPE_AUDIO and one.status != pj.PJSUA_CALL_MEDIA_NONE:
                status = one.status
                return MediaNow(
                    index=index,
                    flows=status in (pj.PJSUA_CALL_MEDIA_ACTIVE, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD),
                    failed=status == pj.PJSUA_CALL_MEDIA_ERROR,
                    held_by_us=status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD,
                    held_by_them=status == pj.PJSUA_CALL_MEDIA_REMOTE_HOLD,
                    encrypted=bool(_SRTP_ACTIVE.search(self.dump(True, ""))),
                )
        return MediaNow()

    def call_to(self, address: str, headers: Sequence[str]) -> None:
        """Raises ``pj.Error`` if nothing can be sent."""
        parameters = self._parameters(0)
        sent = parameters.txOption
        extra = pj.SipHeaderVector()
        for header in headers:
            name, _, value = header.partition(":")
            one = pj.SipHeader()
            one.hName, one.hValue = name.strip(), value.strip()
            extra.append(one)
        sent.headers = extra
        self.makeCall(address, parameters)

    def respond(self, code: int) -> None:
        self.answer(self._parameters(code))

    def leave(self, code: int) -> None:
        """Decline, cancel or hang up, as the state of the call has it."""
        self.hangup(self._parameters(code))

    def ask_hold(self, on: bool) -> None:
        """Raises ``pj.Error`` while another re-INVITE is on its way."""
        parameters = self._parameters(0)
        if on:
            self.setHold(parameters)
        else:
            settings = parameters.opt
            settings.flag = pj.PJSUA_CALL_UNHOLD
            self.reinvite(parameters)

    def send_tones(self, digits: str) -> None:
        """RFC 4733 in the voice stream; SIP INFO if the other side has no telephone-event."""
        try:
            self.dialDtmf(digits)
        except pj.Error:
            info = pj.CallSendDtmfParam()
            info.method = pj.PJSUA_DTMF_METHOD_SIP_INFO
            info.digits = digits
            self.sendDtmf(info)

    @staticmethod
    def _parameters(code: int) -> pj.CallOpParam:
        parameters = pj.CallOpParam(True)
        parameters.statusCode = code
        settings = parameters.opt
        settings.audioCount = 1
        settings.videoCount = 0
        return parameters
