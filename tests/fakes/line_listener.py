"""A listener that writes down what it is told, and waits for what is to come."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from core.calls.line import Levels, LineStatus, SoundStatus
from core.calls.model import CallSnapshot, CallState
from core.ids import CallId
from core.words import Sentence

LIMIT = 30.0  # seconds; reached only when something is broken

T = TypeVar("T")


@dataclass
class Heard:
    lines: list[LineStatus] = field(default_factory=list)
    calls: list[CallSnapshot] = field(default_factory=list)
    digits: list[tuple[CallId, str]] = field(default_factory=list)
    sounds: list[SoundStatus] = field(default_factory=list)
    levels: list[Levels] = field(default_factory=list)
    failures: list[tuple[CallId | None, Sentence]] = field(default_factory=list)

    def newest(self) -> str:
        """The last of everything, for the report of a test."""
        calls = [(one.id[-4:], one.state.value, one.remote.number, one.end) for one in self.calls[-12:]]
        lines = [(one.state.value, str(one.reason)) for one in self.lines[-4:]]
        return (
            f"{lines} {calls} {self.digits[-8:]} {self.sounds[-2:]} {self.levels[-2:]} {self.failures[-4:]}"
        )

    def __len__(self) -> int:
        kinds = (self.lines, self.calls, self.digits, self.sounds, self.levels, self.failures)
        return sum(len(one) for one in kinds)


class RecordingListener:
    def __init__(self) -> None:
        self.heard = Heard()
        self._news = threading.Condition()

    def line_changed(self, status: LineStatus) -> None:
        self._note(self.heard.lines, status)

    def call_changed(self, snapshot: CallSnapshot) -> None:
        self._note(self.heard.calls, snapshot)

    def digit_received(self, call: CallId, digit: str) -> None:
        self._note(self.heard.digits, (call, digit))

    def sound_changed(self, status: SoundStatus) -> None:
        self._note(self.heard.sounds, status)

    def levels_changed(self, levels: Levels) -> None:
        self._note(self.heard.levels, levels)

    def command_failed(self, call: CallId | None, why: Sentence) -> None:
        self._note(self.heard.failures, (call, why))

    def _note(self, to: list[T], what: T) -> None:
        with self._news:
            to.append(what)
            self._news.notify_all()

    # What tests ask

    def wait(self, condition: Callable[[], T | None], what: str = "", limit: float = LIMIT) -> T:
        """The first true value of the condition, asked after every piece of news."""
        with self._news:
            found = condition()
            while not found:
                if not self._news.wait(limit):
                    raise AssertionError(
                        f"waited in vain for {what or condition}; heard {self.heard.newest()}"
                    )
                found = condition()
            return found

    def latest(self, call: CallId) -> CallSnapshot | None:
        return next((one for one in reversed(self.heard.calls) if one.id == call), None)

    def wait_for_line(self, condition: Callable[[LineStatus], bool]) -> LineStatus:
        return self.wait(
            lambda: next((one for one in self.heard.lines[-1:] if condition(one)), None), "the line"
        )

    def wait_for_call(
        self, call: CallId, condition: Callable[[CallSnapshot], bool], what: str = "the call"
    ) -> CallSnapshot:
        def found() -> CallSnapshot | None:
            now = self.latest(call)
            return now if now and condition(now) else None

        return self.wait(found, what)

    def wait_for_state(self, call: CallId, state: CallState) -> CallSnapshot:
        return self.wait_for_call(call, lambda one: one.state is state, f"{state}")

    def wait_for_ringing(self, seen: int = 0) -> CallSnapshot:
        """The first ringing call after the first ``seen`` snapshots."""
        return self.wait(
            lambda: next((one for one in self.heard.calls[seen:] if one.state is CallState.RINGING), None),
            "a ringing call",
        )
