"""Work leaves the screen's thread and comes back in order; what fails is told once and never silently."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from console.bridge.background import Background, OurBug
from console.bridge.heartbeat import Heartbeat
from console.bridge.line_bridge import LineBridge
from console.bridge.ui_queue import UiQueue
from console.bridge.ui_timers import UiTimers
from console.presenters.phone import Phone
from core.calls.line import Levels, LineState, LineStatus
from core.errors import Trouble
from tests.console.rig import DiskFull


@pytest.fixture
def queue(qtbot: QtBot) -> UiQueue:
    return UiQueue()


@pytest.fixture
def background(queue: UiQueue) -> Iterator[Background]:
    lanes = Background(queue)
    yield lanes
    lanes.close()


def never(_: object) -> None:
    raise AssertionError("not this one")


def test_jobs_from_many_threads_run_on_the_screens_thread(queue: UiQueue, qtbot: QtBot) -> None:
    ran: list[threading.Thread] = []
    threads = [
        threading.Thread(target=queue.add, args=(lambda: ran.append(threading.current_thread()),))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: len(ran) == 8)
    assert set(ran) == {threading.main_thread()}


def test_a_closed_queue_drops_what_is_on_its_way(queue: UiQueue, qtbot: QtBot) -> None:
    ran: list[str] = []
    queue.add(lambda: ran.append("late"))
    queue.close()
    other = UiQueue()
    other.add(lambda: ran.append("after"))
    qtbot.waitUntil(lambda: bool(ran))
    assert ran == ["after"]


def test_a_timer_has_its_turn_while_jobs_wait(queue: UiQueue, qtbot: QtBot) -> None:
    """As keys and the mouse: answers that beget answers do not keep them waiting."""
    ran: list[str] = []

    def endless() -> None:
        ran.append("job")
        if "timer" not in ran:
            queue.add(endless)

    queue.add(endless)
    QTimer.singleShot(1, lambda: ran.append("timer"))
    qtbot.waitUntil(lambda: "timer" in ran)
    qtbot.waitUntil(lambda: ran[-1] == "job")


def test_a_job_that_fails_takes_no_other_with_it(queue: UiQueue, qtbot: QtBot) -> None:
    ran: list[str] = []

    def fails() -> None:
        raise ValueError("on purpose")

    with qtbot.captureExceptions() as failures:
        queue.add(fails)
        queue.add(lambda: ran.append("next"))
        qtbot.waitUntil(lambda: bool(ran))
    assert [str(why) for _, why, _ in failures] == ["on purpose"]


def test_jobs_go_on_while_one_of_them_waits_in_a_loop_of_its_own(queue: UiQueue, qtbot: QtBot) -> None:
    loop, ran = QEventLoop(), list[str]()

    def waits() -> None:
        queue.add(loop.quit)
        loop.exec()
        ran.append("waited")

    queue.add(waits)
    qtbot.waitUntil(lambda: ran == ["waited"])


def test_the_database_has_one_worker_and_keeps_the_order(background: Background, qtbot: QtBot) -> None:
    answers: list[int] = []
    workers: set[str] = set()

    def job(n: int) -> int:
        workers.add(threading.current_thread().name)
        return n

    for n in range(20):
        background.with_database(partial(job, n), answers.append, never)
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == list(range(20))
    assert len(workers) == 1


def test_urgent_work_overtakes_what_waits(background: Background, qtbot: QtBot) -> None:
    begun, gate, answers = threading.Event(), threading.Event(), list[str]()

    def first() -> str:
        begun.set()
        gate.wait()
        return "first"

    background.with_database(first, answers.append, never)
    begun.wait()
    background.with_database(lambda: "list", answers.append, never)
    background.with_database(lambda: "ticket", answers.append, never, urgent=True)
    gate.set()
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers == ["first", "ticket", "list"]


def test_trouble_comes_back_as_it_is_and_a_bug_as_a_sentence(background: Background, qtbot: QtBot) -> None:
    told: list[Trouble] = []

    def full() -> None:
        raise DiskFull

    def bug() -> None:
        raise ZeroDivisionError

    background.with_database(full, never, told.append)
    background.aside(bug, never, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert {type(one) for one in told} == {DiskFull, OurBug}


def test_long_work_is_shown_and_its_end_too(queue: UiQueue, qtbot: QtBot) -> None:
    shown: list[bool] = []
    lanes, gate = Background(queue), threading.Event()
    lanes.on_busy(shown.append)
    lanes.aside(gate.wait, lambda _: None, never)
    qtbot.waitUntil(lambda: shown == [True])
    gate.set()
    qtbot.waitUntil(lambda: shown == [True, False])
    lanes.close()


def test_of_levels_only_the_newest_reaches_the_screen(queue: UiQueue, qtbot: QtBot) -> None:
    phone = Phone()
    heard: list[Levels] = []
    phone.on_levels(heard.append)
    bridge = LineBridge(phone, queue)
    for n in range(50):
        bridge.levels_changed(Levels(n / 100, 0.0))
    bridge.line_changed(LineStatus(LineState.DIRECT))
    qtbot.waitUntil(lambda: phone.status.state is LineState.DIRECT)
    assert [level.microphone for level in heard] == [0.49]


def test_a_block_of_the_screen_is_measured(qtbot: QtBot) -> None:
    heartbeat = Heartbeat()
    heartbeat.measured(on=True)
    beats: list[bool] = []
    heartbeat._timer.timeout.connect(lambda: beats.append(True))
    qtbot.waitUntil(lambda: len(beats) > 2)
    heartbeat.measured(on=True)
    assert heartbeat.take_longest_ms() >= 0


def test_a_wait_is_ended_before_its_job_and_ending_it_after_changes_nothing(qtbot: QtBot) -> None:
    timers, done = UiTimers(), list[str]()
    end_first = timers.after(0, lambda: done.append("first"))
    end_second = timers.after(0.01, lambda: done.append("second"))
    end_second()
    qtbot.waitUntil(lambda: done == ["first"])
    qtbot.waitUntil(lambda: not timers.findChildren(QTimer))
    end_first()
    end_second()
    assert done == ["first"]
