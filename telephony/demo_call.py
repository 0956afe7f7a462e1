"""One demonstration call, placed by a line of its own: real SIP and real sound, no devices."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.calls.line import Account, Levels, LineState, LineStatus, SoundStatus
from core.calls.model import CallSnapshot, CallState, EndReason
from core.ids import CallId, new_id
from core.words import Sentence
from telephony.addresses import facing, host_of
from telephony.dialling import dial_address
from telephony.engine_process import EngineProcess
from telephony.messages import Dial, Event, Heard, Listen, Play
from telephony.sounds import DEMO_VOICES

_RING_SECONDS = 60.0
_START_SECONDS = 15.0
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class DemoCall:
    """Who calls whom, for how long, with whose voice (``en``, ``zh`` or a WAV file). Empty number: withheld."""

    to: str
    number: str = ""
    name: str = ""
    queue: str = ""
    seconds: float = 60.0
    voice: str = "en"

    @property
    def voice_file(self) -> Path:
        return DEMO_VOICES.get(self.voice, Path(self.voice))

    @property
    def headers(self) -> tuple[str, ...]:
        queue_header = (f"X-Queue: {self.queue}",) if self.queue else ()
        return (*queue_header, *(() if self.number else ("Privacy: id",)))


@dataclass(frozen=True, slots=True)
class DemoNews:
    """``what`` is one of calling, ringing, answered, heard, ended, failed."""

    what: str
    text: str
    seconds: float = 0.0
    voice_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """``end`` is None if the call never began. ``voice_seconds`` is how long the agent was heard to speak."""

    answered: bool
    end: EndReason | None
    talked_seconds: float = 0.0
    voice_seconds: float = 0.0


class _Leave:
    """Somebody wants the call to end."""


_News = LineStatus | CallSnapshot | Heard | Sentence | _Leave


class _Ear:
    """A line's listener that hands everything to the thread that places the call."""

    def __init__(self) -> None:
        self.news: queue.SimpleQueue[_News] = queue.SimpleQueue()

    def line_changed(self, status: LineStatus) -> None:
        self.news.put(status)

    def call_changed(self, snapshot: CallSnapshot) -> None:
        self.news.put(snapshot)

    def command_failed(self, _call: CallId | None, why: Sentence) -> None:
        self.news.put(why)

    def beyond(self, event: Event) -> None:
        if isinstance(event, Heard):
            self.news.put(event)

    def digit_received(self, call: CallId, digit: str) -> None: ...
    def sound_changed(self, status: SoundStatus) -> None: ...
    def levels_changed(self, levels: Levels) -> None: ...


class _Caller:
    """Plays the caller's part from the first ring to the end."""

    def __init__(self, call: DemoCall, tell: Callable[[DemoNews], None]) -> None:
        self._call = call
        self._tell = tell
        self._ear = _Ear()
        self._line = EngineProcess(silent=True, beyond=self._ear.beyond)
        self._id = CallId(new_id())
        self._latest: CallSnapshot | None = None
        self._heard = Heard(self._id, 0.0, 0.0, 0.0, 0.0)
        self._why: Sentence | None = None
        self._until = time.monotonic() + _START_SECONDS
        self._leaving = False

    def leave(self) -> None:
        """May be called from a signal handler: an exception there could fall into a half-sent order."""
        self._ear.news.put(_Leave())

    def place(self) -> DemoOutcome:
        ours = facing(host_of(self._call.to.partition("@")[2])) or _LOOPBACK
        user = self._call.number or "anonymous"
        self._line.start(self._ear)
        self._line.use_account(
            Account(user, "", display_name=self._call.name, register=False, bound_address=ours)
        )
        try:
            while not self._is_over():
                self._take_one()
        finally:
            self._line.stop()
        return self._outcome()

    def _is_over(self) -> bool:
        return self._why is not None or (self._latest is not None and not self._latest.is_up)

    def _take_one(self) -> None:
        try:
            self._take(self._ear.news.get(timeout=max(0.0, self._until - time.monotonic())))
        except queue.Empty:
            self._time_is_up()

    def _time_is_up(self) -> None:
        if self._latest is None or self._leaving:
            self._why = Sentence("The call could not be placed.")
        self._leaving = True
        self._until = time.monotonic() + _START_SECONDS
        self._line.hang_up(self._id)

    def _take(self, news: _News) -> None:
        match news:
            case _Leave():
                self._time_is_up()
            case LineStatus(state=LineState.DIRECT) if self._latest is None:
                self._tell(DemoNews("calling", f"Calling {self._call.to}"))
                self._until = time.monotonic() + _RING_SECONDS
                self._line.order(Dial(self._id, self._call.to, self._call.headers))
            case CallSnapshot():
                before, self._latest = self._latest, news
                if before is None or before.state is not news.state:
                    self._follow(news)
            case Heard():
                self._heard = news
                self._tell(DemoNews("heard", "", news.seconds, news.voice_seconds))
            case Sentence():
                self._why = news
            case _:
                pass

    def _follow(self, now: CallSnapshot) -> None:
        if now.state is CallState.RINGING:
            self._tell(DemoNews("ringing", "It rings."))
        elif now.state is CallState.TALKING:
            self._until = time.monotonic() + self._call.seconds
            self._line.order(Play(self._id, str(self._call.voice_file), again=True))
            self._line.order(Listen(self._id))
            self._tell(DemoNews("answered", f"Answered. The caller speaks ({self._call.voice})."))

    def _outcome(self) -> DemoOutcome:
        latest, voice = self._latest, self._heard.voice_seconds
        if latest is None or latest.end is None:
            self._tell(DemoNews("failed", str(self._why or "The call could not be placed.")))
            return DemoOutcome(answered=False, end=None)
        talked = latest.offset_at(latest.ended_at).total_seconds() if latest.ended_at else 0.0
        if latest.was_answered:
            said = (
                f"Over after {talked:.0f} s: {latest.end.value}. Voice of the agent heard for {voice:.1f} s."
            )
        else:
            said = f"Not answered: {latest.end.value}."
        self._tell(DemoNews("ended", said, talked, voice))
        return DemoOutcome(latest.was_answered, latest.end, talked, voice)


def place_demo_call(
    call: DemoCall,
    tell: Callable[[DemoNews], None] = lambda _news: None,
    begun: Callable[[Callable[[], None]], None] = lambda _leave: None,
) -> DemoOutcome:
    """Returns when either side has hung up. Raises ``RuleViolation`` if ``call.to`` is no SIP address.

    ``begun`` is given what hangs up early; it may be called from a signal handler or another thread.
    """
    dial_address(call.to, "")
    caller = _Caller(call, tell)
    begun(caller.leave)
    return caller.place()
