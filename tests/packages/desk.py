"""The installed console as an agent has it: a window on a screen, a call that SIPp places, and ``ringdesk ctl``."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.packages.machine import Machine, Said

AGENT = "agent"
SCENARIO = Path(__file__).parents[1] / "sip" / "scenarios" / "patient.xml"
LIMIT = 120.0


class Desk:
    """One run of the installed program, of one user, with one profile."""

    def __init__(
        self, machine: Machine, process: subprocess.Popen[bytes], user: str = AGENT, profile: str = "demo"
    ) -> None:
        self.machine = machine
        self.process = process
        self.user = user
        self.profile = profile

    def ctl(self, *words: str) -> Said:
        return self.machine.run("ringdesk", "ctl", "--profile", self.profile, *words, user=self.user)

    def loaded(self) -> str:
        """Which libraries the program has in its memory now."""
        pids = self.machine.run("pidof", "ringdesk").good().split()
        mine = f"HOME=/home/{self.user}\0"
        maps = [
            self.machine.run("cat", f"/proc/{pid}/maps").text
            for pid in pids
            if mine in self.machine.run("cat", f"/proc/{pid}/environ").text
        ]
        return "\n".join(maps)

    def status(self) -> dict[str, Any]:
        said = self.ctl("status", "--json")
        found: dict[str, Any] = json.loads(said.text) if said.status == 0 else {}
        return found

    def until(self, condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        waiting, status = threading.Event(), self.status()
        for _ in range(int(LIMIT * 2)):
            if status and condition(status):
                return status
            assert self.process.poll() is None, f"the console ended with {self.process.returncode}"
            waiting.wait(0.5)
            status = self.status()
        raise AssertionError(f"it did not come to that: {status}")

    @contextmanager
    def called_by_sipp(self, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
        """SIPp on the machine's loopback calls the address at which the desk listens."""
        address = re.sub(r"^<?sip:[^@]*@|[;>].*$", "", self.status()["line"]["address"])
        text = (
            SCENARIO.read_text(encoding="utf-8")
            .replace("[name]", "SIPp")
            .replace("[extra]", "X-Queue: support")
        )
        (folder / "patient.xml").write_text(text, encoding="utf-8")
        command = [
            "sipp",
            "-sf",
            "patient.xml",
            "-i",
            "127.0.0.1",
            "-m",
            "1",
            "-nostdin",
            "-timeout",
            "100",
            address,
        ]
        caller = subprocess.Popen(
            self.machine.beside(*command), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield caller
        finally:
            caller.kill()
            caller.wait()

    def take_a_call_and_make_a_ticket(self, folder: Path) -> str:
        """The number of the ticket."""
        self.until(lambda status: status["line"]["state"] == "direct" and not status["locked"])
        with self.called_by_sipp(folder) as caller:
            self.until(lambda status: any(call["state"] == "ringing" for call in status["calls"]))
            self.ctl("answer").good()
            self.until(lambda status: any(call["state"] == "talking" for call in status["calls"]))
            made = self.ctl("ticket").good().split()
            self.ctl("hangup").good()
            assert caller.wait(LIMIT) == 0, "SIPp did not see the call through"
        return made[0]


@contextmanager
def screen(machine: Machine) -> Iterator[str]:
    """Xvfb of this computer, reached over the machine's own loopback."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x720x24", "-nolisten", "unix"]
    process = subprocess.Popen(machine.beside(*command), pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    try:
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def desk_open(
    machine: Machine, display: str, user: str = AGENT, words: tuple[str, ...] = ("--demo", "--open")
) -> Iterator[Desk]:
    given = {"DISPLAY": display}
    command = machine.inside("ringdesk", *words, "--language", "en", user=user, more=given)
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    profile = words[words.index("--profile") + 1] if "--profile" in words else "demo"
    try:
        yield Desk(machine, process, user, profile)
    finally:
        machine.run("sh", "-c", "kill -TERM $(pidof ringdesk) 2>/dev/null; true", user=user)
        process.wait(LIMIT)
