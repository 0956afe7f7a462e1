"""The press: papers are drawn in a process of their own, which may end at any time."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from console.paper import press as press_module
from console.paper.press import PressGone, PressProcess
from console.paper.sample import SampleOrder, SampleSheets
from core.errors import EnvironmentFault, RuleViolation
from reports.fonts import FontUnusable


def order(**texts: str) -> SampleOrder:
    at = datetime(2026, 11, 25, 8, tzinfo=UTC)
    return SampleOrder({"name": "Huaxin", **texts}, "en", ZoneInfo("Asia/Shanghai"), at, "Li")


@pytest.fixture(scope="module")
def press() -> Iterator[PressProcess]:
    made = PressProcess()
    yield made
    made.close()


def test_a_paper_is_the_same_as_one_made_here_and_no_screen_is_loaded_for_it(press: PressProcess) -> None:
    assert press.fill(order()) == order().fill()
    assert press.pid not in (None, os.getpid())
    if sys.platform == "linux":
        assert "libQt6" not in Path(f"/proc/{press.pid}/maps").read_text()


def test_a_refusal_comes_back_as_its_sentence(press: PressProcess) -> None:
    with pytest.raises(RuleViolation, match="too light to be read on paper"):
        press.fill(order(accent="#ffffee"))
    assert isinstance(press.fill(order()), SampleSheets)


def test_a_press_that_was_killed_is_started_again(press: PressProcess) -> None:
    press.fill(order())
    first = press.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert press.fill(order()) == order().fill()
    assert press.pid != first


@dataclass(frozen=True)
class Deadly:
    """An order that no press outlives."""

    def fill(self) -> int:
        os._exit(3)


@dataclass(frozen=True)
class FontBroken:
    def fill(self) -> int:
        raise FontUnusable("The font file {name} is damaged, and nothing is printed with it.", name="a.ttf")


def test_an_order_that_ends_the_press_twice_is_said_and_the_next_one_is_filled(press: PressProcess) -> None:
    with pytest.raises(PressGone, match="ended twice: nothing was made"):
        press.fill(Deadly())
    assert press.pid is None
    assert isinstance(press.fill(order()), SampleSheets)


def test_a_fault_of_the_machine_stays_one(press: PressProcess) -> None:
    with pytest.raises(EnvironmentFault, match=r"a\.ttf is damaged"):
        press.fill(FontBroken())


def test_a_program_that_cannot_start_the_press_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press_module, "press_command", lambda: [sys.executable, "-c", "raise SystemExit(4)"])
    with pytest.raises(PressGone):
        PressProcess().fill(order())


def test_it_is_warm_before_the_first_paper_and_is_the_one_that_draws_it() -> None:
    press = PressProcess()
    press.warm()
    first = press.pid
    press.warm()
    assert first is not None
    assert press.fill(order()).content.startswith(b"%PDF-")
    assert press.pid == first
    press.close()


def test_it_ends_when_the_desk_is_locked(press: PressProcess) -> None:
    press.fill(order())
    process = press._process
    assert process is not None
    press.close()
    assert process.returncode == 0
    assert press.pid is None
