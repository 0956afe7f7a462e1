"""PJSIP as a library: brought up once, and driven by one thread until the process ends."""

from __future__ import annotations

from collections.abc import Callable

import pjsua2 as pj

from telephony.engine.guard import Say, guarded

MOST_CALLS = 4  # compiled into PJSIP
CODECS = ("G722/16000/1", "PCMA/8000/1", "PCMU/8000/1")  # few: a large INVITE would leave UDP
NOTHING_IN_COMMON = frozenset({406, 415, 488, 606})  # no codec, no encryption that both sides can
CLOCK_RATE = 16000
FRAME_MS = 20


class Endpoint(pj.Endpoint):
    """Tells what concerns no single call: connections that fail, and calls that PJSIP turned away by itself."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self.say = say
        self.on_connection: Callable[[int, str], None] = lambda _state, _trouble: None
        self.on_turned_away: Callable[[int, str, str], None] = lambda _code, _message, _sender: None

    def bring_up(self) -> None:
        self.libCreate()
        config = pj.EpConfig()
        agent, media, log = config.uaConfig, config.medConfig, config.logConfig
        agent.threadCnt = 0
        agent.mainThreadOnly = True
        agent.maxCalls = MOST_CALLS
        agent.userAgent = "Ringdesk"
        agent.mwiUnsolicitedEnabled = False
        media.clockRate = CLOCK_RATE
        media.audioFramePtime = FRAME_MS
        media.sndAutoCloseTime = -1
        media.noVad = True
        media.ecTailLen = 0
        media.quality = 4
        log.level = log.consoleLevel = log.msgLogging = 0
        self.libInit(config)
        self.libStart()
        devices = self.audDevManager()
        devices.setNullDev()
        self._choose_codecs()

    def _choose_codecs(self) -> None:
        codecs = self.codecEnum2()
        names = [codecs[index].codecId for index in range(len(codecs))]
        for name in names:
            rank = next((n for n, codec in enumerate(CODECS) if name.startswith(codec)), None)
            self.codecSetPriority(name, 0 if rank is None else 250 - rank)

    @guarded
    def onTransportState(self, prm: pj.OnTransportStateParam) -> None:
        tls = prm.tlsInfo
        trouble = ""
        if not tls.isEmpty() and tls.verifyStatus:
            messages = tls.verifyMsgs
            trouble = "; ".join(messages[index] for index in range(len(messages))) or "not verified"
        self.on_connection(int(prm.state), trouble)

    @guarded
    def onRejectedIncomingCall(self, prm: pj.OnRejectedIncomingCallParam) -> None:
        """PJSIP tells of every INVITE it refuses, also of those that only tried to take over a call or are garbage."""
        code = int(prm.statusCode)
        has_no_place = code == pj.PJSIP_SC_BUSY_HERE and prm.callId == pj.INVALID_ID
        if has_no_place or code in NOTHING_IN_COMMON:
            data = prm.rdata
            self.on_turned_away(code, str(data.wholeMsg), str(data.srcAddress))
