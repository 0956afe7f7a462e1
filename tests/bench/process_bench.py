"""The program as a process of its own: how soon it is usable, and what it costs while nothing happens."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from console.ctl import NobodyHome, ask
from console.profiles import DEMO, Profile
from tests.bench.report import Figure

ROOT = Path(__file__).parents[2]
LIMIT_SECONDS = 60
POLL_SECONDS = 0.005
PAUSE = threading.Event()  # never set: a measurement over time needs time to pass
BARE = (
    "from PySide6.QtWidgets import QApplication, QLabel;from PySide6.QtCore import QTimer;"
    "a=QApplication([]);w=QLabel('x');w.show();QTimer.singleShot(0,a.quit);a.exec()"
)


def process_figures(tries: int, idle_seconds: int = 60) -> list[Figure]:
    """Cold start of the demonstration (its people are there already), and a minute of doing nothing."""
    with tempfile.TemporaryDirectory(prefix="ringdesk-bench-") as home:
        with running(home):
            pass  # the first start makes the people; it does not count
        starts = [cold_start(home) for _ in range(tries)]
        bare = [bare_window() for _ in range(min(tries, 20))]
        with running(home) as (console, _):
            cpu, memory = idle(console, idle_seconds)
    return [
        Figure(
            "cold start → desk open, line ready",
            starts,
            baseline="bare Qt window",
            baseline_values=bare,
        ),
        Figure("idle CPU, console + engine (share of one core)", cpu, unit="%"),
        Figure("memory, console + engine (RSS)", memory, unit="MB"),
    ]


@contextmanager
def running(home: str) -> Iterator[tuple[psutil.Process, float]]:
    """The demonstration, unlocked; yields its process and how many milliseconds that took. Ends it."""
    environment = {**os.environ, "RINGDESK_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
    began = time.perf_counter()
    console = subprocess.Popen(
        [sys.executable, "-P", "-m", "console", "--demo", "--open", "--language", "en"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_usable(Profile(DEMO, Path(home) / DEMO).socket)
        yield psutil.Process(console.pid), (time.perf_counter() - began) * 1000
    finally:
        console.terminate()
        console.wait(20)


def cold_start(home: str) -> float:
    with running(home) as (_, milliseconds):
        return milliseconds


def bare_window() -> float:
    began = time.perf_counter()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", BARE], env=environment, check=True, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000


def wait_until_usable(socket: str) -> None:
    give_up = time.perf_counter() + LIMIT_SECONDS
    while time.perf_counter() < give_up:
        status = status_of(socket)
        if status.get("locked") is False and status["line"]["state"] == "direct":
            return
        PAUSE.wait(POLL_SECONDS)
    raise TimeoutError("the desk did not open")


def status_of(socket: str) -> dict[str, Any]:
    try:
        return ask(socket, {"do": "status"})
    except (NobodyHome, OSError):
        return {}


def idle(console: psutil.Process, seconds: int) -> tuple[list[float], list[float]]:
    """One reading a second: CPU in per cent of one core, resident memory in megabytes, of console and children."""
    family = [console, *console.children(recursive=True)]
    PAUSE.wait(3)  # what the start left to do
    cpu, memory = [], []
    for process in family:
        process.cpu_percent()
    for _ in range(seconds):
        PAUSE.wait(1)
        cpu.append(sum(process.cpu_percent() for process in family))
        memory.append(sum(process.memory_info().rss for process in family) / 1e6)
    return cpu, memory
