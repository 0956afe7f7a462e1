"""Another desk's tickets come in while somebody types here: what the screen's thread and F2 feel of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.events import Event, TicketOpened
from core.rights import Role
from tests.bench.report import Figure
from tests.bench.sync_site import Helper, furnish, helper
from tests.bench.sync_window import SyncWindow
from tests.server.rig import running

LETTERS = "the printer jams again and again "
PAUSE = 0.02  # seconds between two letters: faster than anybody types


def typing_figures(tries: int) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="ringdesk-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        fingerprint, chairs = furnish(folder / "server", 1)
        server = stack.enter_context(running(folder / "server", fingerprint))
        server.new_person("typist", Role.AGENT, "bench")
        window = SyncWindow(folder / "desk", "typist", server)
        stack.callback(window.close)
        place, seated = folder / "pusher.json", [chairs[0].at(server.port)]
        other = stack.enter_context(helper("tests.bench.pusher", place, seated, str(folder / "pusher")))
        window.until(lambda: other.heard)
        other.hear()
        yield blocks(window, other, tries)
        yield made(window, other, tries)


def blocks(window: SyncWindow, other: Helper, tries: int) -> Figure:
    """One ticket comes in during each stretch of typing into a ticket, beside the list it comes into."""
    QTest.keyClick(window.shell.parts.window, Qt.Key.Key_F2)
    window.let_pass(1)
    beat = window.shell.parts.heartbeat
    beat.measured(True)
    quiet, busy = [], []
    for _ in range(tries):
        type_letters(window)
        quiet.append(beat.measured(True))
        other.say("push")
        type_letters(window)
        window.until(lambda: other.heard)
        window.until(partial(window.arrived.__contains__, other.hear()["ticket"]))
        type_letters(window)
        busy.append(beat.measured(True))
    beat.measured(False)
    return Figure(
        "UI thread blocked while one ticket comes in (longest)",
        busy,
        limit=50,
        judged="max",
        baseline="typing alone",
        baseline_values=quiet,
    )


def made(window: SyncWindow, other: Helper, tries: int) -> Figure:
    quiet = [pressed(window) for _ in range(tries)]
    busy = []
    for _ in range(tries):
        other.say("push")
        busy.append(pressed(window))
        window.until(lambda: other.heard)
        other.hear()
    return Figure(
        "F2 → ticket durable and told, while others' come in",
        busy,
        aim=10,
        limit=50,
        baseline="nobody else works",
        baseline_values=quiet,
    )


def pressed(window: SyncWindow) -> float:
    told: list[float] = []

    def tell(event: Event) -> None:
        if isinstance(event, TicketOpened):
            told.append(time.perf_counter())

    forget = window.room.place.hub.listen(tell)
    window.room.maker._newest.clear()
    began = time.perf_counter()
    QTest.keyClick(window.shell.parts.window, Qt.Key.Key_F2)
    window.until(lambda: bool(told))
    forget()
    return (told[0] - began) * 1_000


def type_letters(window: SyncWindow) -> None:
    for letter in LETTERS:
        field = QApplication.focusWidget() or window.shell.parts.window
        QTest.keyClicks(field, letter)
        window.let_pass(PAUSE)
