"""What the listener has been told so far: which calls are up, so that none is left open when the engine is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.calls.line import LineListener
from core.calls.model import CallSnapshot, CallState, EndReason
from core.ids import CallId
from core.words import Sentence
from telephony.messages import (
    CallChanged,
    CommandFailed,
    DigitReceived,
    Event,
    LevelsChanged,
    LineChanged,
    SoundChanged,
)


class Told:
    """Hands events to the listener, and ends the calls that the engine can no longer end."""

    def __init__(self, listener: LineListener) -> None:
        self._listener = listener
        self._up: dict[CallId, CallSnapshot] = {}
        self._dialled: set[CallId] = set()

    def dialled(self, call: CallId) -> None:
        self._dialled.add(call)

    def tell(self, event: Event) -> bool:
        """False for an event that is not for the listener."""
        match event:
            case CallChanged(snapshot):
                self._note(snapshot)
                self._listener.call_changed(snapshot)
            case LineChanged(status):
                self._listener.line_changed(status)
            case DigitReceived(call, digit):
                self._listener.digit_received(call, digit)
            case SoundChanged(status):
                self._listener.sound_changed(status)
            case LevelsChanged(levels):
                self._listener.levels_changed(levels)
            case CommandFailed(call, why):
                self._dialled.discard(call or CallId(""))
                self._listener.command_failed(call, why)
            case _:
                return False
        return True

    def _note(self, snapshot: CallSnapshot) -> None:
        self._dialled.discard(snapshot.id)
        if snapshot.is_up:
            self._up[snapshot.id] = snapshot
        else:
            self._up.pop(snapshot.id, None)

    def end_all(self, at: datetime, why: EndReason, not_dialled: Sentence) -> None:
        """Every call that is up ends now; one that was asked for and never began is said not to be."""
        for snapshot in tuple(self._up.values()):
            ended = replace(snapshot, state=CallState.ENDED, ended_at=at, end=why)
            self.tell(CallChanged(ended))
        for call in tuple(self._dialled):
            self.tell(CommandFailed(call, not_dialled))
