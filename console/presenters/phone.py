"""What the line says, brought to the desk: calls to the book, the line's and the sound's standing to the strip."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.call_book import CallBook, CallInHand
from core.calls.line import Levels, LineStatus, SoundStatus
from core.calls.line import LineState as State
from core.calls.model import CallSnapshot
from core.ids import CallId
from core.words import Sentence

LevelsHeard = Callable[[Levels], None]


class Phone:
    """The LineListener of the desk, on the screen's thread. It lives as long as the program, locked or not."""

    def __init__(self) -> None:
        self.status = LineStatus(State.STARTING)
        self.sound = SoundStatus()
        self.book = CallBook()
        self._standing: list[Callable[[], None]] = []
        self._levels: list[LevelsHeard] = []
        self._trouble: list[Callable[[CallInHand | None, Sentence], None]] = []
        self._new: list[Callable[[CallInHand], None]] = []

    def on_standing(self, changed: Callable[[], None]) -> None:
        self._standing.append(changed)

    def on_levels(self, heard: LevelsHeard) -> None:
        self._levels.append(heard)

    def on_trouble(self, told: Callable[[CallInHand | None, Sentence], None]) -> None:
        self._trouble.append(told)

    def on_new_call(self, told: Callable[[CallInHand], None]) -> None:
        self._new.append(told)

    def line_changed(self, status: LineStatus) -> None:
        self.status = status
        self._tell_standing()

    def sound_changed(self, status: SoundStatus) -> None:
        self.sound = status
        self._tell_standing()

    def call_changed(self, snapshot: CallSnapshot) -> None:
        is_new = self.book.find(snapshot.id) is None
        call = self.book.take(snapshot)
        if call is not None and is_new:
            for told in list(self._new):
                told(call)

    def digit_received(self, call: CallId, digit: str) -> None:
        """Digits of the other side are shown by a later issue (menus in the house); nothing is lost by it."""

    def levels_changed(self, levels: Levels) -> None:
        for heard in list(self._levels):
            heard(levels)

    def command_failed(self, call: CallId | None, why: Sentence) -> None:
        about = self.book.find(call) if call else None
        for told in list(self._trouble):
            told(about, why)

    def _tell_standing(self) -> None:
        for changed in list(self._standing):
            changed()
