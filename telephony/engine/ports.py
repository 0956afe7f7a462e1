"""What the calls need of the line and of the sound."""

from __future__ import annotations

from typing import Protocol

import pjsua2 as pj

from core.calls.model import CallSnapshot
from core.ids import CallId


class Route(Protocol):
    """The way out: raises ``RuleViolation`` while there is none, or for a number that cannot be dialled."""

    def account(self) -> pj.Account: ...
    def address_of(self, number: str) -> str: ...


class CallSound(Protocol):
    """What the agent hears of a call, and what the call hears of the agent."""

    def call_is(self, snapshot: CallSnapshot) -> None: ...
    def connect(self, call: CallId, media: pj.AudioMedia, muted: bool) -> None: ...
    def disconnect(self, call: CallId) -> None: ...
    def mute(self, call: CallId, on: bool) -> None: ...
