"""The press: papers are drawn in a process of their own, so that the screen never waits for one.

Orders and answers go through its two pipes, pickled: both ends are this program. It is started by the first paper, ends
by itself when it has had nothing to do for a while, and is started again when it is gone.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

from core.errors import EnvironmentFault, RuleViolation, Trouble
from core.words import Sentence

LOG = logging.getLogger("console.press")
Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)
PICKLE = 5
PATIENCE = 5.0  # seconds for its end
_GONE = (OSError, EOFError, ValueError, pickle.UnpicklingError)


class Order(Protocol[Answer_co]):
    """Plain data that the press can make something of."""

    def fill(self) -> Answer_co: ...


@dataclass(frozen=True, slots=True)
class Refused:
    """An order that could not be filled, and why."""

    is_rule: bool
    sentence: Sentence

    @classmethod
    def of(cls, why: Trouble) -> Refused:
        return cls(isinstance(why, RuleViolation), why.sentence)

    @property
    def trouble(self) -> Trouble:
        kind = RuleViolation if self.is_rule else EnvironmentFault
        return kind(self.sentence.template, **self.sentence.values)


class PressGone(EnvironmentFault):
    """It ended while it drew, and again when it was asked anew."""

    def __init__(self) -> None:
        super().__init__(
            "The part of Ringdesk that draws paper ended twice: nothing was made. Please try again; tell IT if it "
            "happens again."
        )


class PressProcess:
    """One order at a time, whoever asks; to be called on a lane, never on the screen's thread."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process; None while there is none."""
        return self._process.pid if self._process else None

    def fill(self, order: Order[Answer]) -> Answer:
        with self._turn:
            answer = self._asked(order)
        if isinstance(answer, Refused):
            raise answer.trouble
        filled: Answer = answer
        return filled

    def warm(self) -> None:
        """Somebody is about to want a paper: it is started while they choose which."""
        with self._turn:
            if self._process is None:
                self._process = _started()

    def close(self) -> None:
        """What is being drawn is finished first."""
        with self._turn:
            if self._process is not None:
                self._end(self._process)

    def _asked(self, order: object) -> Any:
        for _ in range(2):
            try:
                process = self._process = self._process or _started()
            except OSError as why:  # no memory for another process
                raise PressGone from why
            try:
                # Written in pieces of 64 kB: between two of them the screen has its turn.
                pickle.dump(order, _pipe(process.stdin), PICKLE)
                _pipe(process.stdin).flush()
                return pickle.load(_pipe(process.stdout))  # noqa: S301 - from our own process
            except _GONE as why:
                self._end(process)
                LOG.warning("the press is gone (%s, exit code %s)", type(why).__name__, process.returncode)
        raise PressGone

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        with suppress(OSError, ValueError):
            _pipe(process.stdin).close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _pipe(process.stdout).close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - asked for when it was started
    return pipe


def press_command() -> Sequence[str]:
    """A frozen program is its own press."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--press"]
    return [sys.executable, "-P", "-m", "console", "--press"]


def _started() -> subprocess.Popen[bytes]:
    calm = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(
        press_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"},
        creationflags=calm,
    )
