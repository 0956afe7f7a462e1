"""``python -m tests.packages.measure``: the frozen console against the source, in turns in the same run.

Seconds from the start to the window on the screen, to the open desk, and idle memory of console and engine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil

from console.ctl import NobodyHome, ask
from console.door import make_demo
from console.profiles import Profile
from core.customers.identity import NumberRules
from tests.e2e.screen import own_screen

ROOT = Path(__file__).parents[2]
SOURCE = [sys.executable, "-P", "-m", "console"]
SETTLED = 20.0


@contextmanager
def started(
    command: Sequence[str], home: Path, environment: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    begun = time.monotonic()
    program = subprocess.Popen(
        [*command, "--open", "--language", "en"], cwd=ROOT, env={**environment, "RINGDESK_HOME": str(home)}
    )
    try:
        yield program, begun
    finally:
        program.terminate()
        program.wait()


def one_start(command: Sequence[str], home: Path, environment: dict[str, str]) -> tuple[float, float]:
    with started(command, home, environment) as (_, begun):
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Ringdesk$"]
        subprocess.run(search, env=environment, check=True, capture_output=True)
        window = time.monotonic() - begun
        wait_until_open(Profile("demo", home / "demo").socket)
        return window, time.monotonic() - begun


def wait_until_open(socket: str) -> None:
    pause = threading.Event()
    while True:
        try:
            if not ask(socket, {"do": "status"}).get("locked", True):
                return
        except NobodyHome:
            pass
        pause.wait(0.02)


def idle_memory(command: Sequence[str], home: Path, environment: dict[str, str]) -> dict[str, float]:
    with started(command, home, environment) as (program, _):
        wait_until_open(Profile("demo", home / "demo").socket)
        threading.Event().wait(SETTLED)
        console = psutil.Process(program.pid)
        engine = console.children(recursive=True)
        return {
            "console": console.memory_full_info().pss / 1e6,
            "engine": sum(one.memory_full_info().pss for one in engine) / 1e6,
        }


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.packages.measure", description=__doc__)
    parser.add_argument("--tries", type=int, default=7)
    parser.add_argument(
        "--frozen", type=Path, default=ROOT / "dist" / "console", help="another frozen console"
    )
    asked = parser.parse_args()
    programs = {"frozen": [str(asked.frozen.absolute() / "ringdesk")], "source": SOURCE}
    with tempfile.TemporaryDirectory() as folder, own_screen() as environment:
        first = Path(folder) / "first" / "demo"
        first.mkdir(parents=True)
        make_demo(first, datetime.now(UTC), "en", NumberRules(), customers=300, tickets=300)
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for _ in range(asked.tries):
            for name, command in programs.items():
                home = Path(folder) / "now"
                shutil.copytree(first.parent, home)
                times[name].append(one_start(command, home, environment))
                shutil.rmtree(home)
        result: dict[str, object] = {"load": os.getloadavg()[0]}
        for name, command in programs.items():
            shutil.copytree(first.parent, Path(folder) / name)
            result[name] = {
                "window": round(statistics.median(one[0] for one in times[name]), 2),
                "windows": [round(one[0], 2) for one in times[name]],
                "open": round(statistics.median(one[1] for one in times[name]), 2),
                "idle MB": {
                    k: round(v) for k, v in idle_memory(command, Path(folder) / name, environment).items()
                },
            }
        sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
