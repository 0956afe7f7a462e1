"""What the agent hears and what callers hear of the agent."""

from __future__ import annotations

from contextlib import suppress

import pjsua2 as pj

from core.calls.line import Levels, SoundChoice, SoundStatus
from core.calls.model import CallSnapshot, CallState, Direction, MediaState
from core.ids import CallId
from telephony.engine.desk_port import DeskPort
from telephony.engine.fifo import MS, Fifo
from telephony.engine.guard import Say
from telephony.engine.pipes import Inbox
from telephony.engine.sound_devices import Ends, Role, SoundDevices, Wanted
from telephony.engine.timers import Timer, Timers
from telephony.engine.tones import Tone, chime, knock, louder, loudness, mixed, ring, ringback
from telephony.messages import LevelsChanged, SoundChanged

_LEVELS_EVERY = 0.1
_CHIME = 2.5  # seconds: a device that was asleep takes its time to wake
_TALK = frozenset({Role.MICROPHONE, Role.SPEAKER})


class Ears:
    """The samples on their way to and from the devices' threads, and how loud the last of them were."""

    def __init__(self) -> None:
        self.speaker, self.microphone = Fifo(), Fifo()
        self.ringback, self.knock, self.ring = Tone(ringback()), Tone(knock()), Tone(ring())
        self.chime = Tone(chime())
        self.choice = SoundChoice()
        self._heard = self._said = b""

    def to_speaker(self, size: int) -> bytes:
        out = self.speaker.read(size)
        if self.ringback.on:
            out = louder(self.ringback.read(size), self.choice.speaker_volume)
        elif self.knock.on:
            out = mixed(out, self.knock.read(size))
        self._heard = out[-100 * MS :]
        return out

    def to_ringer(self, size: int) -> bytes:
        tone = self.chime if self.chime.on else self.ring
        return louder(tone.read(size), self.choice.ringer_volume)

    def from_microphone(self, samples: bytes) -> None:
        self._said = samples[-100 * MS :]
        self.microphone.write(samples)

    def levels(self) -> Levels:
        said = loudness(self._said) * self.choice.microphone_volume
        levels = Levels(min(1.0, said), loudness(self._heard))
        self._said = self._heard = b""
        return levels


class Sound:
    """Devices run only while somebody needs them: a call, or the meter of the settings."""

    def __init__(self, say: Say, timers: Timers, inbox: Inbox) -> None:
        self._say = say
        self._timers = timers
        self._inbox = inbox
        self._ears = Ears()
        ends = Ends(self._ears.to_speaker, self._ears.to_ringer, self._ears.from_microphone)
        self._devices = SoundDevices(say, ends, self._arranged)
        self._devices.start()
        self._port: DeskPort | None = None
        self._media: dict[CallId, pj.AudioMedia] = {}
        self._calls: dict[CallId, CallSnapshot] = {}
        self._metering = False
        self._ticking: Timer | None = None

    def use(self, choice: SoundChoice) -> None:
        self._ears.choice = choice
        self._set_volumes()
        self._arrange()
        self._devices.look_again()

    def meter(self, on: bool) -> None:
        self._metering = on
        self._arrange()

    def chime(self) -> None:
        """Once, and never over a call: whoever rings or talks then is heard alone."""
        if not self._calls and not self._ears.chime.on:
            self._ears.chime.switch(on=True)
            self._timers.after(_CHIME, self._chime_over)
            self._arrange()

    def _chime_over(self) -> None:
        self._ears.chime.switch(on=False)
        self._arrange()

    def call_is(self, snapshot: CallSnapshot) -> None:
        if snapshot.is_up:
            self._calls[snapshot.id] = snapshot
        else:
            self._calls.pop(snapshot.id, None)
        self._arrange()

    def connect(self, call: CallId, media: pj.AudioMedia, muted: bool) -> None:
        if self._port is None:
            self._port = DeskPort(self._say, self._ears.speaker, self._ears.microphone)
            self._set_volumes()
        self._media[call] = media
        media.startTransmit(self._port)
        if not muted:
            self._port.startTransmit(media)

    def disconnect(self, call: CallId) -> None:
        """PJSIP takes a stream that ended out of the conference by itself."""
        self._media.pop(call, None)

    def mute(self, call: CallId, on: bool) -> None:
        media = self._media.get(call)
        if media is None or self._port is None:
            return
        with suppress(pj.Error):  # the stream may just have ended
            if on:
                self._port.stopTransmit(media)
            else:
                self._port.startTransmit(media)

    def close(self) -> None:
        """Not waited for: the process is about to end, and draining a device may take its time."""
        self._devices.close()

    def _set_volumes(self) -> None:
        if self._port is not None:
            self._port.adjustTxLevel(self._ears.choice.speaker_volume)
            self._port.adjustRxLevel(self._ears.choice.microphone_volume)

    def _arrange(self) -> None:
        """Tones and devices as the calls have it."""
        calls, choice = self._calls.values(), self._ears.choice
        rings = any(_rings_here(call) for call in calls)
        calling = any(call.direction is Direction.OUTGOING for call in calls)
        talks = calling or any(call.was_answered for call in calls)
        self._ears.ringback.switch(on=any(_rings_there(call) for call in calls))
        self._ears.knock.switch(on=rings and talks)
        if self._calls:
            self._ears.chime.switch(on=False)
        self._ears.ring.switch(on=rings and not talks and choice.ring_aloud)
        running = set(_TALK) if talks or self._metering else set()
        if self._ears.ring.on or self._ears.chime.on:
            running.add(Role.RINGER)
        if not running & _TALK:
            self._ears.speaker.clear()
            self._ears.microphone.clear()
        self._devices.want(Wanted(choice, frozenset(running)))
        if running & _TALK and self._ticking is None:
            self._tick()

    def _tick(self) -> None:
        talks = any(
            call.was_answered or call.direction is Direction.OUTGOING for call in self._calls.values()
        )
        if talks or self._metering:
            self._ticking = self._timers.after(_LEVELS_EVERY, self._tick)
            self._say(LevelsChanged(self._ears.levels()))
        else:
            self._ticking = None

    def _arranged(self, status: SoundStatus) -> None:
        """On the devices' thread."""
        self._inbox.put(lambda: self._say(SoundChanged(status)))


def _rings_here(call: CallSnapshot) -> bool:
    return call.direction is Direction.INCOMING and call.state is CallState.RINGING


def _rings_there(call: CallSnapshot) -> bool:
    """Ringing at the other side, and the PBX plays nothing itself."""
    early = call.direction is Direction.OUTGOING and call.state is CallState.RINGING
    return early and call.media is not MediaState.ACTIVE
