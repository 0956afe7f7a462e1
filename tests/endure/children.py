"""A process of the run, kept running as systemd would keep it, and ended by its id."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LINE = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Death:
    """``was_ready``: it had begun its work; ``status`` as the system says it, negative for a signal."""

    at: float
    status: int
    was_ready: bool


class Child:
    """Started, and started again after ``pause`` seconds, until ``stop``."""

    def __init__(
        self, arguments: Sequence[str], log: Path, heard: Callable[[str], bool], pause: float
    ) -> None:
        """``heard`` is given each line it says; True: it has begun its work."""
        self._arguments = arguments
        self._log = log
        self._heard = heard
        self._pause = pause
        self._over = threading.Event()
        self._ready = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self.word = ""  # said at each start
        self.starts = 0  # that came so far that it began its work
        self.deaths: list[Death] = []

    def start(self) -> None:
        self._thread.start()

    def wait_until_ready(self, seconds: float) -> None:
        if not self._ready.wait(seconds):
            raise TimeoutError(f"{self._arguments} is not ready; its log is {self._log}")

    @property
    def pid(self) -> int:
        return self._process.pid if self._process is not None else 0

    def signal(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def say(self, word: str) -> None:
        process = self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError, ValueError):
                process.stdin.write(word + "\n")
                process.stdin.flush()

    def stop(self, ask: Callable[[Child], None], seconds: float = 40.0) -> int:
        """By the good word; its status, or that of the kill that had to follow."""
        self._over.set()
        process = self._process
        if process is None:
            return 0
        process.send_signal(signal.SIGCONT)
        ask(self)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
        finally:
            self._thread.join()

    def _keep(self) -> None:
        while not self._over.is_set():
            self._run()
            self._over.wait(self._pause)

    def _run(self) -> None:
        with self._log.open("ab") as log:
            self._process = process = subprocess.Popen(
                [sys.executable, "-P", *self._arguments],
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "LANG": "C.UTF-8",
                    "LC_ALL": "C.UTF-8",
                    "QT_QPA_PLATFORM": "offscreen",
                },
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        if self.word:
            self.say(self.word)
        assert process.stdout
        is_ready = False
        with process.stdout, suppress(ValueError):
            for line in process.stdout:
                if _LINE.search(line) and self._heard(line):
                    self.starts += not is_ready
                    is_ready = True
                    self._ready.set()
        status = process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
        if not self._over.is_set():
            self.deaths.append(Death(time.monotonic(), status, is_ready))
