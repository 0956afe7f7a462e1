"""One account in PJSIP and the transport under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pjsua2 as pj

from core.calls.line import Account, Srtp, Transport
from telephony.addresses import host_of, system_authorities
from telephony.engine.guard import Say, guarded

_KINDS = {
    Transport.UDP: pj.PJSIP_TRANSPORT_UDP,
    Transport.TCP: pj.PJSIP_TRANSPORT_TCP,
    Transport.TLS: pj.PJSIP_TRANSPORT_TLS,
}
_SRTP = {
    Srtp.OFF: pj.PJMEDIA_SRTP_DISABLED,
    Srtp.OPTIONAL: pj.PJMEDIA_SRTP_OPTIONAL,
    Srtp.REQUIRED: pj.PJMEDIA_SRTP_MANDATORY,
}
_SUFFIX = {Transport.UDP: "", Transport.TCP: ";transport=tcp", Transport.TLS: ";transport=tls"}


@dataclass(frozen=True, slots=True)
class Registration:
    """What the PBX answered to a REGISTER; ``seconds`` is 0 when we are not registered."""

    code: int
    reason: str
    seconds: int


class AccountEvents(Protocol):
    """Who is told of an account's changes."""

    def registration_answered(self, account: PjAccount, answer: Registration) -> None: ...
    def probe_answered(self, account: PjAccount, *, by_the_pbx: bool) -> None: ...
    def call_arrived(self, account: PjAccount, pj_id: int, message: str, sender: str) -> None: ...


class PjAccount(pj.Account):
    """Registers when told to: PJSIP's own retries are switched off."""

    def __init__(self, events: AccountEvents, say: Say) -> None:
        super().__init__()
        self.say = say
        self._events = events

    @guarded
    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        self._events.registration_answered(
            self, Registration(int(prm.code), str(prm.reason), int(prm.expiration))
        )

    @guarded
    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        data = prm.rdata
        self._events.call_arrived(self, int(prm.callId), str(data.wholeMsg), str(data.srcAddress))

    @guarded
    def onSendRequest(self, prm: pj.OnSendRequestParam) -> None:
        event = prm.e
        body = event.body
        change = body.tsxState
        self._events.probe_answered(self, by_the_pbx=change.type == pj.PJSIP_EVENT_RX_MSG)

    def probe(self, uri: str) -> None:
        """Ask the PBX for a sign of life (OPTIONS)."""
        request = pj.SendRequestParam()
        request.method = "OPTIONS"
        option = request.txOption
        option.targetUri = uri
        self.sendRequest(request)


def registrar_uri(account: Account) -> str:
    return f"sip:{account.registrar}{_SUFFIX[account.transport]}"


def transport_suffix(account: Account) -> str:
    return _SUFFIX[account.transport]


def pj_config(account: Account, address: str, transport: int) -> pj.AccountConfig:
    """``address`` is our own; a direct line lives there itself."""
    config = pj.AccountConfig()
    domain = host_of(account.registrar) if account.register else address
    name = account.display_name.replace("\\", "\\\\").replace('"', '\\"')
    config.idUri = f'"{name}" <sip:{account.user}@{domain}>' if name else f"sip:{account.user}@{domain}"
    registration, sip, media = config.regConfig, config.sipConfig, config.mediaConfig
    registration.registerOnAdd = False
    registration.retryIntervalSec = registration.firstRetryIntervalSec = 0
    registration.timeoutSec = account.registration_seconds
    registration.unregWaitMsec = 500
    sip.transportId = transport
    if account.register:
        registration.registrarUri = registrar_uri(account)
        login = pj.AuthCredInfo("digest", "*", account.auth_user or account.user, 0, account.password)
        credentials = pj.AuthCredInfoVector()
        credentials.append(login)
        sip.authCreds = credentials
    media.srtpUse = _SRTP[account.srtp]
    media.srtpSecureSignaling = 0
    voice = media.transportConfig
    voice.boundAddress = address
    voice.port = 0
    if ":" in address:
        media.ipv6Use = pj.PJSUA_IPV6_ENABLED
        sip.ipv6Use = pj.PJSUA_IPV6_ENABLED
    voice.qosType = pj.PJ_QOS_TYPE_VOICE
    return config


def transport_config(account: Account, address: str) -> pj.TransportConfig:
    config = pj.TransportConfig()
    config.boundAddress = address
    config.port = account.local_port
    if account.transport is Transport.TLS:
        tls = config.tlsConfig
        tls.verifyServer = account.verify_server
        tls.proto = pj.PJ_SSL_SOCK_PROTO_TLS1_2
        tls.msecTimeout = 5000
        if account.ca_file:
            tls.CaListFile = account.ca_file
        elif account.verify_server:
            tls.CaListFile, tls.CaBuf = system_authorities()
    return config


def transport_kind(account: Account, address: str) -> int:
    return int(_KINDS[account.transport]) | (pj.PJSIP_TRANSPORT_IPV6 if ":" in address else 0)
