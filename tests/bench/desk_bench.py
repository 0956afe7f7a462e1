"""The whole program in this process, with the big desk and the real phone engine: what an agent waits for."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.app import Wishes, start
from console.demo.volume import volume_number
from console.presenters.signing import Typed
from console.profiles import Profile
from console.shell import Shell
from console.views.desk_window import DeskWindow
from core.calls.model import CallState
from core.events import Event, TicketOpened
from telephony.engine_process import EngineProcess
from tests.bench.report import Figure
from tests.bench.sip_caller import Dialling, SipCaller
from tests.bench.volume import PASSPHRASE

LIMIT_SECONDS = 30


class DeskBench:
    """Opens the desk once; every figure is taken on it in turn."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.app = QApplication(["bench"])
        profile = Profile(folder.name, folder)
        self.shell: Shell = start(Wishes(profile, "zh_CN", "light"), EngineProcess(), self.app)
        self.parts = self.shell.parts
        self.window: DeskWindow = self.parts.window
        self.painted: dict[str, float] = {}
        self.window.card_painted.connect(lambda call: self.painted.setdefault(call, time.perf_counter()))
        self.failed = ""
        self.shell.open(Typed("", PASSPHRASE), lambda: None, self._not_opened)
        self.until(lambda: self.shell.is_open or bool(self.failed))
        if self.failed:
            raise SystemExit(self.failed)
        self.until(lambda: bool(self.parts.phone.status.address))
        self.window.activateWindow()
        self.caller = SipCaller(self.parts.phone.status.address)

    def _not_opened(self, why: Exception) -> None:
        self.failed = str(why)

    def until(self, condition: Callable[[], bool]) -> None:
        """Turn Qt's loop until ``condition`` holds; wakes at every event, and every 5 ms at the latest."""
        give_up = time.perf_counter() + LIMIT_SECONDS
        turn, beat = QEventLoop(), QTimer()
        beat.start(5)
        while not condition():
            self.app.processEvents()
            if time.perf_counter() > give_up:
                raise TimeoutError("the bench waited in vain")
            if not condition():
                turn.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def aside(self, job: Callable[[], object]) -> None:
        """Talk SIP on another thread, so that the screen's own thread is never kept waiting by the bench."""
        ended = threading.Event()
        trouble: list[BaseException] = []

        def run() -> None:
            try:
                job()
            except BaseException as why:
                trouble.append(why)
                raise
            finally:
                ended.set()

        threading.Thread(target=run, daemon=True).start()
        self.until(ended.is_set)
        if trouble:
            raise trouble[0]

    def close(self) -> None:
        """As an agent leaves: what is on its way to the disk gets there first."""
        left: list[bool] = []
        self.shell.on_left(lambda: left.append(True))
        self.caller.close()
        self.shell.leave()
        self.until(lambda: bool(left))

    def invite_to_card(self, tries: int) -> Figure:
        """From the INVITE's last byte to the painted card; beside it the engine alone: INVITE to 180 Ringing."""
        shown, rang = [], []
        for number in range(tries + 5):
            before = set(self.painted)
            calls: list[Dialling] = []
            heard: list[float] = []

            def ring(number: int = number, calls: list[Dialling] = calls, heard: list[float] = heard) -> None:
                calls.append(self.caller.invite(volume_number(number * 9_998 % 1_000_000), "Bench"))
                self.caller.wait_for(calls[0], 180)
                heard.append(time.perf_counter())

            self.aside(ring)
            self.until(partial(self._has_painted_beyond, before))
            (new,) = set(self.painted) - before
            if number >= 5:
                shown.append((self.painted[new] - calls[0].sent_at) * 1000)
                rang.append((heard[0] - calls[0].sent_at) * 1000)
            self.aside(partial(self.caller.cancel, calls[0]))
            self.put_away()
        return Figure(
            "INVITE sent → card painted (1,000,000 numbers)",
            shown,
            aim=50,
            limit=100,
            baseline="INVITE → 180 alone",
            baseline_values=rang,
        )

    def _has_painted_beyond(self, before: set[str]) -> bool:
        return bool(set(self.painted) - before)

    def click_to_durable(self, tries: int, baseline: list[float]) -> Figure:
        """F2 in the window until the ticket is committed (synchronous=FULL) and told."""
        values: list[float] = []
        assert self.shell.room is not None
        for number in range(tries + 5):
            told: list[float] = []

            def tell(event: Event, told: list[float] = told) -> None:
                if isinstance(event, TicketOpened):
                    told.append(time.perf_counter())

            forget = self.shell.room.place.hub.listen(tell)
            self.shell.room.maker._newest.clear()
            began = time.perf_counter()
            QTest.keyClick(self.window, Qt.Key.Key_F2)
            self.until(partial(bool, told))
            if number >= 5:
                values.append((told[0] - began) * 1000)
            forget()
        return Figure(
            "F2 → ticket durable and told",
            values,
            aim=10,
            limit=50,
            baseline="plain sqlite3, one row, FULL",
            baseline_values=baseline,
        )

    def longest_block(self, calls: int) -> Figure:
        """Whole calls, from ringing to the saved ticket; the screen thread's worst lateness in each."""
        values = []
        self.parts.heartbeat.measured(True)
        for number in range(calls):
            self.one_call(number)
            values.append(self.parts.heartbeat.measured(True))
        self.parts.heartbeat.measured(False)
        return Figure("UI thread blocked during a call (longest)", values, limit=50, judged="max")

    def one_call(self, number: int) -> None:
        calls: list[Dialling] = []
        self.aside(
            lambda: calls.append(self.caller.invite(volume_number(number * 15_838 % 1_000_000), "Bench"))
        )
        book = self.parts.phone.book
        self.until(lambda: any(call.snapshot.state is CallState.RINGING for call in book.up))
        QTest.keyClick(self.window, Qt.Key.Key_F4)
        self.aside(lambda: self.caller.wait_for(calls[0], 200))
        self.until(lambda: any(call.snapshot.state is CallState.TALKING for call in book.up))
        QTest.keyClick(self.window, Qt.Key.Key_F2)
        self.until(lambda: any(call.tickets for call in book.calls))
        QTest.keyClicks(self.app.focusWidget() or self.window, "printer jam")
        QTest.keyClick(self.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.aside(lambda: self.caller.hang_up(calls[0]))
        self.until(lambda: not book.up)
        self.put_away()

    def put_away(self) -> None:
        """The ended cards go, as an agent lets them go."""
        book = self.parts.phone.book
        self.until(lambda: not book.up)
        for call in list(book.calls):
            book.dismiss(call.id)
