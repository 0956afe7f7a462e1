"""The machine's sound devices, through miniaudio: their names, and streams to and from them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import miniaudio

from telephony.engine.fifo import RATE, WIDTH

_PERIOD_MS = 20
_NO_DEVICES = frozenset(  # ALSA lists its own converters as if one could speak into them
    (b"null", b"lavrate", b"samplerate", b"speexrate", b"speex", b"jack", b"oss", b"upmix", b"vdownmix")
)
_BACKENDS = {
    "win32": (miniaudio.Backend.WASAPI, miniaudio.Backend.DSOUND, miniaudio.Backend.WINMM),
    "darwin": (miniaudio.Backend.COREAUDIO,),
}.get(
    sys.platform, (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA)
)  # never the null device: we are silence


@dataclass(frozen=True, slots=True)
class Card:
    """A device as the system names it."""

    name: str
    key: Any
    is_default: bool
    is_monitor: bool = False  # what a speaker plays, offered as a microphone: taken only when chosen


@dataclass(frozen=True, slots=True)
class Cards:
    """What is plugged in."""

    microphones: tuple[Card, ...] = ()
    speakers: tuple[Card, ...] = ()


class CardRoom:
    """One connection to the system's sound, made again when it broke. Only for the sound thread: it may wait."""

    def __init__(self) -> None:
        self._context: Any = None

    def look(self) -> Cards:
        found = self._look()
        if found is None or not (found.speakers or found.microphones):
            self.close()
            found = self._look()
        return found or Cards()

    def _look(self) -> Cards | None:
        context = self._open()
        if context is None:
            return None
        lib, ffi = miniaudio.lib, miniaudio.ffi
        speakers, microphones = ffi.new("ma_device_info**"), ffi.new("ma_device_info**")
        most, many = ffi.new("ma_uint32*"), ffi.new("ma_uint32*")
        if lib.ma_context_get_devices(context, speakers, most, microphones, many) != lib.MA_SUCCESS:
            return None
        return Cards(_cards(microphones[0], many[0]), _cards(speakers[0], most[0]))

    def _open(self) -> Any:
        if self._context is None:
            backends = miniaudio.ffi.new("ma_backend[]", [one.value for one in _BACKENDS])
            context = miniaudio.ffi.new("ma_context*")
            made = miniaudio.lib.ma_context_init(backends, len(_BACKENDS), miniaudio.ffi.NULL, context)
            if made == miniaudio.lib.MA_SUCCESS:
                self._context = context
        return self._context

    def close(self) -> None:
        """No stream may be open."""
        if self._context is not None:
            miniaudio.lib.ma_context_uninit(self._context)
        self._context = None

    def speaker(self, card: Card, source: Callable[[int], bytes]) -> Stream:
        """Raises ``miniaudio.MiniaudioError`` if the device does not open."""
        return Stream(card, _Playback(self._open(), card.key), lambda stream: _giving(source, stream))

    def microphone(self, card: Card, sink: Callable[[bytes], None]) -> Stream:
        """Raises ``miniaudio.MiniaudioError`` if the device does not open."""
        return Stream(card, _Capture(self._open(), card.key), lambda stream: _taking(sink, stream))


class Stream:
    """A device that is running. ``is_dead`` when it has not asked for or brought anything for a while."""

    _SILENT_LIMIT = 1.5

    def __init__(self, card: Card, device: Any, make: Callable[[Stream], Generator[Any, Any]]) -> None:
        self.card = card
        self._device = device
        self.seen = time.monotonic()
        callback = make(self)
        next(callback)
        device.start(callback)

    @property
    def is_dead(self) -> bool:
        return time.monotonic() - self.seen > self._SILENT_LIMIT

    def close(self) -> None:
        with suppress(miniaudio.MiniaudioError):
            self._device.close()


def _cards(infos: Any, many: int) -> tuple[Card, ...]:
    found = (_card(infos[number]) for number in range(many))
    return tuple(card for card in found if card is not None)


def _card(info: Any) -> Card | None:
    name = miniaudio.ffi.string(info.name).decode("utf-8", "replace")
    key = miniaudio.ffi.new("ma_device_id *", info.id)
    system_name = bytes(miniaudio.ffi.buffer(key)).partition(b"\0")[0]
    if system_name in _NO_DEVICES or system_name.startswith(b"usbstream:"):
        return None
    return Card(name, key, bool(info.isDefault), system_name.endswith(b".monitor"))  # PulseAudio's


def _giving(source: Callable[[int], bytes], stream: Stream) -> Generator[bytes, int]:
    """On the device's own thread."""
    frames = yield b""
    while True:
        stream.seen = time.monotonic()
        frames = yield source(frames * WIDTH)


def _taking(sink: Callable[[bytes], None], stream: Stream) -> Generator[None, bytes]:
    """On the device's own thread."""
    while True:
        samples = yield
        stream.seen = time.monotonic()
        sink(bytes(samples))


class _Playback(miniaudio.PlaybackDevice):
    """Lives in the room's connection: miniaudio would make one for each device, and never close it."""

    def __init__(self, context: Any, key: Any) -> None:
        self._shared = context
        super().__init__(miniaudio.SampleFormat.SIGNED16, 1, RATE, _PERIOD_MS, key)

    def _make_context(self, *_: object) -> Any:
        return _connected(self._shared)


class _Capture(miniaudio.CaptureDevice):
    """The same for a microphone."""

    def __init__(self, context: Any, key: Any) -> None:
        self._shared = context
        super().__init__(miniaudio.SampleFormat.SIGNED16, 1, RATE, _PERIOD_MS, key)

    def _make_context(self, *_: object) -> Any:
        return _connected(self._shared)


def _connected(context: Any) -> Any:
    if context is None:
        raise miniaudio.MiniaudioError("no sound on this machine")
    return context
