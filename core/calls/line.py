"""The phone line as the console sees it: what it is told, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from core.calls.model import CallSnapshot
from core.ids import CallId
from core.words import Sentence


class Transport(Enum):
    """How SIP travels to the PBX."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class Srtp(Enum):
    """Whether the voice is encrypted (RFC 3711, keys by RFC 4568)."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class LineState(Enum):
    """Where the line stands with its PBX."""

    NONE = "none"  # no account is set up
    STARTING = "starting"  # the phone engine is being started
    REGISTERING = "registering"
    REGISTERED = "registered"
    DIRECT = "direct"  # an unregistered line that listens on its own address
    REFUSED = "refused"  # the PBX said no: wrong password, unknown account
    UNREACHABLE = "unreachable"  # the PBX does not answer; we keep trying
    ENGINE_LOST = "engine lost"  # the phone engine died and is being restarted

    @property
    def takes_calls(self) -> bool:
        return self in (LineState.REGISTERED, LineState.DIRECT)


@dataclass(frozen=True, slots=True)
class Account:
    """An identity at the PBX. ``registrar`` is ``host`` or ``host:port``; without ``register`` the line is direct."""

    user: str
    registrar: str
    password: str = field(default="", repr=False)
    auth_user: str = ""
    display_name: str = ""
    label: str = ""
    register: bool = True
    transport: Transport = Transport.UDP
    srtp: Srtp = Srtp.OFF
    ca_file: str = ""
    verify_server: bool = True
    registration_seconds: int = 300
    watchdog_seconds: int = 20
    bound_address: str = ""
    local_port: int = 0
    queue_headers: tuple[str, ...] = ("X-Queue", "X-Queue-Name")

    @property
    def shown_as(self) -> str:
        """``label`` or ``8001 · pbx.example``."""
        return self.label or (f"{self.user} · {self.registrar}" if self.register else self.user)


@dataclass(frozen=True, slots=True)
class LineStatus:
    """One line's standing. ``address`` is the SIP URI at which a direct call reaches it ("" when unknown)."""

    state: LineState
    account: str = ""
    reason: Sentence | None = None
    retry_at: datetime | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """Devices by name; empty: the system's choice. Volumes run from 0.0 to 2.0, 1.0 unchanged."""

    microphone: str = ""
    speaker: str = ""
    ringer: str = ""
    microphone_volume: float = 1.0
    speaker_volume: float = 1.0
    ringer_volume: float = 1.0
    ring_aloud: bool = True


@dataclass(frozen=True, slots=True)
class SoundStatus:
    """What is plugged in and what is in use ("" in use: silence, no device). ``notice`` says a fall-back."""

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    microphone: str = ""
    speaker: str = ""
    ringer: str = ""
    notice: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """Loudness, 0.0 (silence) to 1.0 (full scale), of the last 100 ms."""

    microphone: float
    speaker: float


class LineListener(Protocol):
    """Who is told. Called in order; not on the UI thread."""

    def line_changed(self, status: LineStatus) -> None: ...
    def call_changed(self, snapshot: CallSnapshot) -> None: ...
    def digit_received(self, call: CallId, digit: str) -> None: ...
    def sound_changed(self, status: SoundStatus) -> None: ...
    def levels_changed(self, levels: Levels) -> None: ...
    def command_failed(self, call: CallId | None, why: Sentence) -> None: ...


class CallControl(Protocol):
    """What can be done to calls. A command about a call that has ended is no error: the listener knows or will.

    One voice at a time: who answers, dials or resumes a call, or is answered, puts the others on hold. A call is
    ``HELD`` only by us; while the other side holds, it is ``TALKING`` with ``held_by_them``. A dial that cannot begin
    (no line, four calls already, nothing that can be dialled) is told by ``command_failed`` alone; one that began ends
    as every call does.
    """

    def dial(self, number: str) -> CallId: ...
    def answer(self, call: CallId) -> None: ...
    def decline(self, call: CallId) -> None: ...
    def busy(self, call: CallId) -> None: ...
    def hang_up(self, call: CallId) -> None: ...
    def hold(self, call: CallId) -> None: ...
    def resume(self, call: CallId) -> None: ...
    def mute(self, call: CallId, on: bool) -> None: ...
    def send_digits(self, call: CallId, digits: str) -> None: ...


class PhoneLine(CallControl, Protocol):
    """A phone line. Commands return at once; what came of them arrives at the listener.

    Nothing here raises for reasons of the network, the PBX or a device. ``stop`` ends the calls and tells so; when it
    returns, the listener hears no more.
    """

    def start(self, listener: LineListener) -> None: ...
    def stop(self) -> None: ...
    def use_account(self, account: Account | None) -> None:
        """Takes effect when no call is up."""
        ...

    def use_sound(self, choice: SoundChoice) -> None: ...
    def network_changed(self) -> None:
        """The network is back or other: try the PBX at once."""
        ...

    def chime(self) -> None:
        """A reminder: the sound of the house, once, where calls ring; nothing while there is a call."""
        ...

    def meter(self, on: bool) -> None:
        """Start or stop ``levels_changed`` outside calls (during calls levels always flow)."""
        ...
