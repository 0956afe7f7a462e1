"""No sound at all: for a caller without ears, and for tests that must not touch a device."""

from __future__ import annotations

import pjsua2 as pj

from core.calls.line import SoundChoice, SoundStatus
from core.calls.model import CallSnapshot
from core.ids import CallId
from telephony.engine.guard import Say
from telephony.messages import SoundChanged


class Silence:
    """Keeps the promise of sound without any."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def use(self, _choice: SoundChoice) -> None:
        self._say(SoundChanged(SoundStatus()))

    def meter(self, _on: bool) -> None: ...

    def chime(self) -> None: ...

    def call_is(self, _snapshot: CallSnapshot) -> None: ...

    def connect(self, _call: CallId, _media: pj.AudioMedia, _muted: bool) -> None: ...

    def disconnect(self, _call: CallId) -> None: ...

    def mute(self, _call: CallId, _on: bool) -> None: ...

    def close(self) -> None: ...
