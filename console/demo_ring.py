"""The demonstration rings itself: a second process that speaks real SIP to the line's own address."""

from __future__ import annotations

import subprocess
import sys

from console.demo.cast import DemoCaller, demo_numbers
from console.presenters.phone import Phone
from console.viewmodels.words import Words
from core.words import Sentence

NOT_READY = Sentence("The line is not ready yet: try again in a moment.")
QUEUES = {"en": "After-sales", "zh": "售后服务"}


class DemoRing:
    """Starts callers and forgets them when they have hung up; what still runs is ended with the desk."""

    def __init__(self, phone: Phone, words: Words) -> None:
        self._phone = phone
        self._words = words
        self._callers: list[subprocess.Popen[bytes]] = []

    def ring(self, sort: str) -> Sentence | None:
        """Why not, or None: it will ring."""
        address = self._phone.status.address
        caller = next((one for one in demo_numbers(self._words.language) if one.key == sort), None)
        if not address or caller is None:
            return NOT_READY
        self._callers = [one for one in self._callers if one.poll() is None]
        self._callers.append(
            subprocess.Popen(
                command(address, caller, self._words.language),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return None

    def stop(self) -> None:
        for caller in self._callers:
            if caller.poll() is None:
                caller.terminate()


def command(address: str, caller: DemoCaller, language: str) -> list[str]:
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable, "--demo-caller"] if frozen else [sys.executable, "-m", "telephony.demo_caller"]
    who = ["--withheld"] if caller.withheld else ["--number", caller.number, "--name", caller.name]
    voice = "zh" if language.startswith("zh") else "en"
    return [*program, address, *who, "--queue", QUEUES[voice], "--voice", voice]
