"""The agent's place in the conference: the speaker hears it, the microphone speaks into it."""

from __future__ import annotations

import ctypes

import pjsua2 as pj

from telephony.engine.endpoint import CLOCK_RATE, FRAME_MS
from telephony.engine.fifo import Fifo
from telephony.engine.guard import Say, guarded

FRAME_BYTES = CLOCK_RATE * FRAME_MS // 1000 * 2
_WORD = ctypes.sizeof(ctypes.c_void_p)


def frame_format() -> pj.MediaFormatAudio:
    made = pj.MediaFormatAudio()
    made.init(pj.PJMEDIA_FORMAT_PCM, CLOCK_RATE, 1, FRAME_MS * 1000, 16)
    return made


def samples_of(frame: pj.MediaFrame) -> bytes:
    """What is in the frame, read from the vector's memory: element by element takes a thousand times as long."""
    vector = frame.buf
    begin, end = _bounds(vector)
    return ctypes.string_at(begin, end - begin) if begin and end > begin else b""


def put_samples(frame: pj.MediaFrame, samples: bytes) -> None:
    vector = frame.buf
    vector.resize(len(samples))
    begin, end = _bounds(vector)
    ctypes.memmove(begin, samples, min(len(samples), end - begin))
    frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
    frame.size = len(samples)


def _bounds(vector: pj.ByteVector) -> tuple[int, int]:
    """A ``std::vector`` begins with the addresses of its first element and of the one after its last."""
    where = int(vector.this)
    begin = ctypes.c_void_p.from_address(where).value or 0
    return begin, ctypes.c_void_p.from_address(where + _WORD).value or 0


class DeskPort(pj.AudioMediaPort):
    """Called by PJSIP's clock 50 times a second; touches nothing but the two fifos."""

    def __init__(self, say: Say, speaker: Fifo, microphone: Fifo) -> None:
        super().__init__()
        self.say = say
        self._speaker = speaker
        self._microphone = microphone
        self.createPort("desk", frame_format())

    @guarded
    def onFrameRequested(self, frame: pj.MediaFrame) -> None:
        put_samples(frame, self._microphone.read(FRAME_BYTES))

    @guarded
    def onFrameReceived(self, frame: pj.MediaFrame) -> None:
        if frame.type == pj.PJMEDIA_FRAME_TYPE_AUDIO:
            self._speaker.write(samples_of(frame))
