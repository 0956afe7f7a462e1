"""How late reminders are in a running console: 1,000 promises that fall due one after the other."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QTimer

from tests.bench.report import Figure, percentile
from tests.e2e.reminding import make_profile
from tests.e2e.running_console import running_console
from tests.e2e.screen import own_screen

COUNT, SPREAD = 1000, 100.0  # over so many seconds
MISSED = 100


def reminder_figures() -> Iterator[Figure]:
    yield from _lateness()
    yield from _after_a_sleep()


def _lateness() -> Iterator[Figure]:
    begin = datetime.now(UTC) + timedelta(seconds=15)
    dues = [begin + timedelta(seconds=n * SPREAD / COUNT) for n in range(COUNT)]
    late: list[float] = []
    with tempfile.TemporaryDirectory() as folder, own_screen() as screen:
        profile = make_profile(Path(folder) / "demo", dues)
        with running_console(profile, screen) as console:
            while len(late) < COUNT:
                line = console.until(lambda line: line["event"] == "reminder")
                moment = datetime.fromisoformat(line["moment"])
                late.append((datetime.now(UTC) - moment).total_seconds() * 1000)
            console.stop()
    yield Figure(
        f"lateness of {COUNT:,} reminders (p99 {percentile(late, 99):.0f})", late, aim=1000, limit=1000,
        baseline="bare Qt timers", baseline_values=_bare_timers(),
    )  # fmt: skip


def _after_a_sleep(tries: int = 5) -> Iterator[Figure]:
    """The program stands still while they fall due, as a sleeping computer leaves it; from waking to the last one."""
    lasts = []
    for _ in range(tries):
        last = datetime.now(UTC) + timedelta(seconds=10)
        with tempfile.TemporaryDirectory() as folder, own_screen() as screen:
            profile = make_profile(
                Path(folder) / "demo", [last - timedelta(seconds=n / 50) for n in range(MISSED)]
            )
            with running_console(profile, screen) as console:
                with console.standing_still():
                    _until(last + timedelta(seconds=1))
                    woken = time.perf_counter()
                for _ in range(MISSED):
                    console.until(lambda line: line["event"] == "reminder")
                lasts.append((time.perf_counter() - woken) * 1000)
                console.stop()
    yield Figure(f"from waking to the last of {MISSED} missed reminders", lasts, aim=2000, limit=2000)


def _until(moment: datetime) -> None:
    waited = threading.Event()
    while (left := (moment - datetime.now(UTC)).total_seconds()) > 0:
        waited.wait(left)


def _bare_timers(count: int = 200) -> list[float]:
    app = QCoreApplication.instance() or QCoreApplication(["bench"])
    late: list[float] = []
    clock = QElapsedTimer()
    clock.start()

    def rang(wanted: int) -> None:
        late.append(clock.nsecsElapsed() / 1e6 - wanted)
        if len(late) == count:
            app.quit()

    for n in range(count):
        wanted = 100 + n * 10
        QTimer.singleShot(wanted, lambda w=wanted: rang(w))
    app.exec()
    return late
