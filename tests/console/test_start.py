"""A start that fails says so in one line where the program was started, and how it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.app import leave_when_asked
from console.bridge.ui_queue import UiQueue

ROOT = Path(__file__).parents[2]


def started(home: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    program = (
        f"import sys\nfrom console.__main__ import main\n{before}\nsys.exit(main(['--profile', 'wang']))"
    )
    environment = {**os.environ, "RINGDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_mistake_before_the_window_shows_is_one_line_and_an_exit_status(tmp_path: Path) -> None:
    done = started(tmp_path, "import console.app\nconsole.app.start = lambda *_: 1 / 0")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"ringdesk: a mistake of ours ended the start; it is written to {tmp_path / 'wang' / 'log'}"
    ]
    assert "ZeroDivisionError" in (tmp_path / "wang" / "log" / "ringdesk.log").read_text(encoding="utf-8")


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.touch()
    done = started(home)
    assert done.returncode == 1
    assert done.stderr.startswith(f"ringdesk: the profile's folder {home / 'wang'} cannot be written: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no core files on Windows")
def test_no_core_file_is_ever_written() -> None:
    program = (
        "import resource; from console.no_cores import keep_no_cores; "
        "keep_no_cores(); print(max(resource.getrlimit(resource.RLIMIT_CORE)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) <= 1


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_from_the_queue_and_never_from_the_middle_of_something(
    qtbot: QtBot, name: signal.Signals
) -> None:
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    left: list[str] = []
    queue = UiQueue()
    try:
        leave_when_asked(queue, lambda: left.append("left"))
        os.kill(os.getpid(), name)
        assert left == []
        qtbot.waitUntil(lambda: left == ["left"])
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
