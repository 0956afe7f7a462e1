"""Files played into calls, and calls recorded and measured: for the demo caller and for tests."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pjsua2 as pj

from core.calls.model import CallSnapshot
from core.ids import CallId
from telephony.engine.desk_port import frame_format, samples_of
from telephony.engine.fifo import MS
from telephony.engine.guard import Say, guarded
from telephony.engine.ports import CallSound
from telephony.engine.timers import Timers
from telephony.engine.tones import loudness, pitch
from telephony.messages import Heard, Listen, Play, Played, Record

_HEARD_EVERY = 0.5
_VOICE = 0.02  # quieter is noise
_COMPLETE_AFTER = 0.1
_REMEMBERED = 200 * MS


class _Player(pj.AudioMediaPlayer):
    def __init__(self, say: Say, order: Play) -> None:
        super().__init__()
        self.say = say
        self._call = order.call
        self.createPlayer(order.path, 0 if order.again else pj.PJMEDIA_FILE_NO_LOOP)

    @guarded
    def onEof2(self) -> None:
        self.say(Played(self._call))


class _Ear(pj.AudioMediaPort):
    """Called by PJSIP's clock; read by the engine's thread."""

    def __init__(self, say: Say, call: CallId) -> None:
        super().__init__()
        self.say = say
        self._call = call
        self._bytes = self._voice = 0
        self._last = b""
        self.createPort("ear", frame_format())

    @guarded
    def onFrameReceived(self, frame: pj.MediaFrame) -> None:
        if frame.type == pj.PJMEDIA_FRAME_TYPE_AUDIO:
            samples = samples_of(frame)
            self._bytes += len(samples)
            self._voice += len(samples) if loudness(samples) > _VOICE else 0
            self._last = (self._last + samples)[-_REMEMBERED:]

    def heard(self) -> Heard:
        last = self._last
        seconds, voice = self._bytes / MS / 1000, self._voice / MS / 1000
        return Heard(self._call, seconds, voice, loudness(last), pitch(last))


@dataclass(slots=True)
class _Session:
    """What is asked for in one call; the parts are there while its sound flows."""

    play: Play | None = None
    record: Record | None = None
    listen: bool = False
    media: pj.AudioMedia | None = None
    player: _Player | None = None
    recorder: pj.AudioMediaRecorder | None = None
    ear: _Ear | None = None


class Studio:
    """Passes everything on to the sound it wraps, and takes its own part besides."""

    def __init__(self, origin: CallSound, say: Say, timers: Timers) -> None:
        self._origin = origin
        self._say = say
        self._timers = timers
        self._sessions: dict[CallId, _Session] = {}
        self._complete_at = 0.0

    def order(self, order: Play | Record | Listen) -> None:
        session = self._sessions.setdefault(order.call, _Session())
        if isinstance(order, Play):
            session.play, session.player = order, None
        elif isinstance(order, Record):
            self._end_recording(session)
            session.record = order if order.path else None
        elif not session.listen:
            session.listen = True
            self._report(order.call)
        self._begin(order.call)

    @property
    def writes(self) -> bool:
        """A recording is complete only a little after it has ended."""
        return time.monotonic() < self._complete_at

    def connect(self, call: CallId, media: pj.AudioMedia, muted: bool) -> None:
        self._origin.connect(call, media, muted)
        self._sessions.setdefault(call, _Session()).media = media
        self._begin(call)

    def disconnect(self, call: CallId) -> None:
        session = self._sessions.get(call)
        if session is not None:
            session.media = None
        self._origin.disconnect(call)

    def mute(self, call: CallId, on: bool) -> None:
        self._origin.mute(call, on)

    def call_is(self, snapshot: CallSnapshot) -> None:
        if not snapshot.is_up:
            session = self._sessions.pop(snapshot.id, None)
            if session is not None:
                self._end_recording(session)
        self._origin.call_is(snapshot)

    def _end_recording(self, session: _Session) -> None:
        if session.recorder is not None:
            self._complete_at = time.monotonic() + _COMPLETE_AFTER
        session.recorder = None

    def _begin(self, call: CallId) -> None:
        session = self._sessions[call]
        if session.media is None:
            return
        if session.play is not None:
            session.player = session.player or _Player(self._say, session.play)
            session.player.startTransmit(session.media)
        if session.record is not None:
            if session.recorder is None:
                session.recorder = pj.AudioMediaRecorder()
                session.recorder.createRecorder(session.record.path)
            session.media.startTransmit(session.recorder)
        if session.listen:
            session.ear = session.ear or _Ear(self._say, call)
            session.media.startTransmit(session.ear)

    def _report(self, call: CallId) -> None:
        session = self._sessions.get(call)
        if session is not None:
            self._timers.after(_HEARD_EVERY, lambda: self._report(call))
            if session.ear is not None:
                self._say(session.ear.heard())
