"""A real console in a process of its own: real window, real engine, real encrypted desk; seen through its handle."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from console.ctl import NobodyHome, ask, conversation
from console.profiles import Profile

ROOT = Path(__file__).parents[2]
LONGEST = 60.0  # seconds until a hung test says where it hangs; judges nothing
Line = dict[str, Any]


class RunningConsole:
    """Keys go through the X server; what happened comes from ``ctl events``."""

    def __init__(
        self, process: subprocess.Popen[bytes], profile: Profile, environment: dict[str, str]
    ) -> None:
        self.process = process
        self.profile = profile
        self._environment = environment
        self._news: queue.SimpleQueue[Line] = queue.SimpleQueue()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self.until(lambda line: line["event"] == "listening")

    def ask(self, word: str, **more: object) -> Line:
        return ask(self.profile.socket, {"do": word, **more})

    def ctl(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "console.ctl", "--profile", self.profile.name, *words],
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def until(self, condition: Callable[[Line], bool]) -> Line:
        """The first news that fulfils it."""
        while True:
            line = self._news.get(timeout=LONGEST)
            if condition(line):
                return line

    def status_until(self, condition: Callable[[Line], bool]) -> Line:
        """The desk's standing is looked at again with every news of it."""
        while not condition(status := self.ask("status")):
            self._news.get(timeout=LONGEST)
        return status

    def activate(self) -> None:
        self._xdotool("search", "--sync", "--onlyvisible", "--name", "^Ringdesk$", "windowactivate", "--sync")

    def key(self, *keys: str) -> None:
        self._xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "15", text)

    def engine(self) -> psutil.Process:
        children = psutil.Process(self.process.pid).children()
        return next(one for one in children if "telephony.engine" in one.cmdline())

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """The program as a sleeping computer leaves it: nothing of it runs, and the clock on the wall goes on."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=LONGEST)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, capture_output=True)

    def _listen(self) -> None:
        with conversation(self.profile.socket) as lines:
            lines.write(b'{"do": "events"}\n')
            lines.flush()
            while raw := lines.readline():
                self._news.put(json.loads(raw))


@contextmanager
def running_console(profile: Profile, environment: dict[str, str]) -> Iterator[RunningConsole]:
    """Up and open when it is handed over."""
    environment = {**environment, "RINGDESK_HOME": str(profile.folder.parent)}
    process = subprocess.Popen(
        [sys.executable, "-m", "console", "--open", "--language", "en", "--theme", "light"],
        cwd=ROOT,
        env=environment,
    )
    try:
        wait_for_handle(profile, process)
        console = RunningConsole(process, profile, environment)
        if console.ask("status")["locked"]:
            console.until(lambda line: line["event"] == "unlocked")
        console.status_until(lambda status: status["line"]["state"] == "direct")
        yield console
    finally:
        process.kill()
        process.wait()


def wait_for_handle(profile: Profile, process: subprocess.Popen[bytes]) -> None:
    done = threading.Event()
    while process.poll() is None:
        try:
            ask(profile.socket, {"do": "status"})
        except NobodyHome:
            done.wait(0.05)
        else:
            return
    raise AssertionError(f"the console ended with {process.returncode}")
