"""The engine's process: started with little, read on a thread, ended for certain."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from telephony.messages import Command, Event
from telephony.protocol import LONGEST_LINE, ProtocolError, read_event, write

_KEPT = (
    "PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_COOKIE",
    "PULSE_RUNTIME_PATH", "DBUS_SESSION_BUS_ADDRESS", "ALSA_CONFIG_PATH", "SSL_CERT_FILE",
    "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "LD_LIBRARY_PATH",
)  # fmt: skip


def engine_command(*, silent: bool = False) -> Sequence[str]:
    """How the engine is started; of the frozen program it is an executable of its own, beside the console's."""
    options = ["--silent"] if silent else []
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable)
        return [str(beside.with_name(f"ringdesk-engine{beside.suffix}")), *options]
    return [sys.executable, "-m", "telephony.engine", *options]


def _environment() -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PYTHONUTF8": "1"}


class Child:
    """One engine from its start to its end. ``send`` to one that is gone does nothing: its end is noticed elsewhere."""

    def __init__(self, *, silent: bool = False) -> None:
        self._process = subprocess.Popen(
            engine_command(silent=silent),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, command: Command) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101 - asked for above
        with suppress(OSError, ValueError):
            pipe.write(write(command).encode() + b"\n")
            pipe.flush()

    def events(self, fault: Callable[[str], None]) -> Iterator[Event]:
        """Until the engine's end; a line that is no message is told and left aside."""
        pipe = self._process.stdout
        assert pipe is not None  # noqa: S101 - asked for above
        while line := pipe.readline(LONGEST_LINE):
            try:
                event = read_event(line.decode("utf-8", "replace"))
            except ProtocolError as why:
                fault(str(why))
                continue
            if event is not None:
                yield event

    def kill(self) -> None:
        self._process.kill()

    def ended(self) -> int:
        """Wait for the end that has come already or is sure to come; the exit code."""
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        return code
