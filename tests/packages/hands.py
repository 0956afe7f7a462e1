"""Hands on a keyboard and eyes on a screen: the installed console is used as a person uses it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.packages.desk import screen
from tests.packages.machine import Machine

LIMIT = 240  # looks, half a second apart, until a screen that does not change is said not to
BLOCK = 4096
LITTLE = 120  # blocks of a picture: a caret that blinks, a clock, a button that greys, a sentence that goes
TITLE = "520x32+380+92"  # of the assistant's page, on a screen of 1280x720


@dataclass(frozen=True, slots=True)
class Hands:
    """On one screen of one machine."""

    machine: Machine
    display: str

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "20", text)

    def go_on(self, *keys: str) -> None:
        """Press, and wait until another picture stands there."""
        before = self.seen()
        self.press(*keys)
        self._until_it_changes(before)

    def to_the_next_page(self, *keys: str) -> None:
        """Press, and wait until the assistant's page has another title: until then it may be busy."""
        before = self.seen(TITLE)
        self.press(*keys)
        self._until_it_changes(before, TITLE, little=0)

    def _until_it_changes(self, before: bytes, part: str = "", little: int = LITTLE) -> None:
        pause, last = threading.Event(), before
        for _ in range(LIMIT):
            now = self.seen(part)
            if differing(before, now) > little and differing(last, now) <= little:
                return
            last = now
            pause.wait(0.5)
        raise AssertionError("the screen stayed as it was")

    def until_there_is_a_window(self) -> None:
        self._xdotool("search", "--sync", "--onlyvisible", "--name", "^Ringdesk", "windowactivate", "--sync")

    def seen(self, part: str = "") -> bytes:
        crop = ["-crop", part] if part else []
        command = ["import", "-display", self.display, "-window", "root", *crop, "-depth", "8", "rgb:-"]
        return subprocess.run(self.machine.beside(*command), check=True, capture_output=True).stdout

    def _xdotool(self, *words: str) -> None:
        command = self.machine.beside("env", f"DISPLAY={self.display}", "xdotool", *words)
        subprocess.run(command, check=True, capture_output=True)


def differing(one: bytes, other: bytes) -> int:
    starts = range(0, max(len(one), len(other)), BLOCK)
    return sum(one[at : at + BLOCK] != other[at : at + BLOCK] for at in starts)


@contextmanager
def hands(machine: Machine) -> Iterator[Hands]:
    """With a window manager, without which no window is ever active."""
    with screen(machine) as display:
        command = machine.beside("env", f"DISPLAY={display}", "openbox", "--sm-disable")
        manager = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            yield Hands(machine, display)
        finally:
            manager.terminate()
            manager.wait()
