"""What the console and its phone engine say to each other: commands one way, events the other."""

from __future__ import annotations

from dataclasses import dataclass

from core.calls.line import Account, Levels, LineStatus, SoundChoice, SoundStatus
from core.calls.model import CallSnapshot
from core.ids import CallId
from core.words import Sentence


@dataclass(frozen=True, slots=True)
class UseAccount:
    """Be this line; none: be nobody."""

    account: Account | None


@dataclass(frozen=True, slots=True)
class UseSound:
    """Take these devices and volumes."""

    choice: SoundChoice


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """The network is back or other."""


@dataclass(frozen=True, slots=True)
class Dial:
    """``headers`` (``Name: value``) go into the INVITE: the demo caller says its queue so."""

    call: CallId
    number: str
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Take the ringing call; others that talk are held."""

    call: CallId


@dataclass(frozen=True, slots=True)
class Decline:
    """Turn the ringing call down (603)."""

    call: CallId


@dataclass(frozen=True, slots=True)
class Busy:
    """Turn the ringing call away as busy (486)."""

    call: CallId


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call, in whatever state it is."""

    call: CallId


@dataclass(frozen=True, slots=True)
class Hold:
    """Ask the other side to wait."""

    call: CallId


@dataclass(frozen=True, slots=True)
class Resume:
    """Talk again."""

    call: CallId


@dataclass(frozen=True, slots=True)
class Mute:
    """Send silence instead of the microphone."""

    call: CallId
    on: bool


@dataclass(frozen=True, slots=True)
class SendDigits:
    """Press keys of the keypad."""

    call: CallId
    digits: str


@dataclass(frozen=True, slots=True)
class Meter:
    """Measure loudness outside calls too."""

    on: bool


@dataclass(frozen=True, slots=True)
class Chime:
    """A reminder: the sound of the house, once, where calls ring. Nothing while there is a call."""


@dataclass(frozen=True, slots=True)
class Play:
    """Play a WAV file into the call, besides the microphone; over and over if ``again``."""

    call: CallId
    path: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Write what the other side says into a WAV file; an empty path ends it."""

    call: CallId
    path: str


@dataclass(frozen=True, slots=True)
class Listen:
    """Measure what the other side says; ``Heard`` comes about once a second."""

    call: CallId


@dataclass(frozen=True, slots=True)
class Ping:
    """Ask for a sign of life."""

    number: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Hang up, sign off, end."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is up. The first line it writes."""

    protocol: int
    pid: int


@dataclass(frozen=True, slots=True)
class Pong:
    """The sign of life."""

    number: int


@dataclass(frozen=True, slots=True)
class LineChanged:
    """Where the line stands now."""

    status: LineStatus


@dataclass(frozen=True, slots=True)
class CallChanged:
    """What a call is now."""

    snapshot: CallSnapshot


@dataclass(frozen=True, slots=True)
class DigitReceived:
    """The other side pressed a key."""

    call: CallId
    digit: str


@dataclass(frozen=True, slots=True)
class SoundChanged:
    """What is plugged in and in use now."""

    status: SoundStatus


@dataclass(frozen=True, slots=True)
class LevelsChanged:
    """How loud it is now."""

    levels: Levels


@dataclass(frozen=True, slots=True)
class CommandFailed:
    """Something could not be done, and a person must know."""

    call: CallId | None
    why: Sentence


@dataclass(frozen=True, slots=True)
class Played:
    """The file has been played to its end."""

    call: CallId


@dataclass(frozen=True, slots=True)
class Heard:
    """What came from the other side so far: seconds of sound, seconds of voice in it, loudness and pitch now."""

    call: CallId
    seconds: float
    voice_seconds: float
    level: float
    frequency: float


@dataclass(frozen=True, slots=True)
class Fault:
    """A bug in the engine: where, and the kind of error; nothing of what was being handled."""

    where: str
    error: str


CallCommand = (
    Dial | Answer | Decline | Busy | HangUp | Hold | Resume | Mute | SendDigits | Play | Record | Listen
)
Order = CallCommand | Chime
Command = Order | UseAccount | UseSound | NetworkChanged | Meter | Ping | Stop
Event = (
    Ready
    | Pong
    | LineChanged
    | CallChanged
    | DigitReceived
    | SoundChanged
    | LevelsChanged
    | CommandFailed
    | Played
    | Heard
    | Fault
)
