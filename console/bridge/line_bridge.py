"""What the phone line says, carried to the UI thread in order."""

from __future__ import annotations

from collections.abc import Callable

from console.bridge.ui_queue import UiQueue
from core.calls.line import Levels, LineListener, LineStatus, SoundStatus
from core.calls.model import CallSnapshot
from core.ids import CallId
from core.words import Sentence


class LineBridge:
    """A LineListener whose origin lives on the UI thread; of levels only the newest is carried."""

    def __init__(self, origin: LineListener, queue: UiQueue) -> None:
        self._origin = origin
        self._queue = queue
        self._levels: Levels | None = None

    def line_changed(self, status: LineStatus) -> None:
        self._carry(lambda: self._origin.line_changed(status))

    def call_changed(self, snapshot: CallSnapshot) -> None:
        self._carry(lambda: self._origin.call_changed(snapshot))

    def digit_received(self, call: CallId, digit: str) -> None:
        self._carry(lambda: self._origin.digit_received(call, digit))

    def sound_changed(self, status: SoundStatus) -> None:
        self._carry(lambda: self._origin.sound_changed(status))

    def levels_changed(self, levels: Levels) -> None:
        waiting, self._levels = self._levels, levels
        if waiting is None:
            self._carry(self._tell_levels)

    def command_failed(self, call: CallId | None, why: Sentence) -> None:
        self._carry(lambda: self._origin.command_failed(call, why))

    def _tell_levels(self) -> None:
        levels, self._levels = self._levels, None
        if levels is not None:
            self._origin.levels_changed(levels)

    def _carry(self, job: Callable[[], None]) -> None:
        self._queue.add(job)
