"""``python -m tests.fuzz --minutes 10``: mutated messages to a real server, and from a hostile one to a real desk."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from tests.fuzz.at_the_desk import DeskFuzz
from tests.fuzz.at_the_server import ServerFuzz, memory_of
from tests.server.rig import make_server, running

LOOK_EVERY = 250


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument(
        "--minutes", type=float, default=10.0, help="of the server; the desk gets a fifth of that"
    )
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="ringdesk-fuzz-") as made:
        folder = Path(made)
        at_server(folder, asked.seed, asked.minutes * 60)
        at_desk(folder, asked.seed, asked.minutes * 12)
    return 0


def at_server(folder: Path, seed: int, seconds: float) -> None:
    fingerprint = make_server(folder / "server")
    with running(folder / "server", fingerprint) as server:
        fuzz, began, least = (
            ServerFuzz(server, folder, Random(seed)),
            monotonic(),
            memory_of(server.process.pid),
        )
        while monotonic() - began < seconds:
            for _ in range(LOOK_EVERY):
                fuzz.step()
            fuzz.look()
        memory = memory_of(server.process.pid)
        fuzz.end()
    _say(
        f"server: {fuzz.sent} messages in {monotonic() - began:.0f} s; memory {least >> 20} -> {memory >> 20} MB"
    )
    for what, n in sorted(fuzz.seen.items()):
        _say(f"    {what}: {n}")


def at_desk(folder: Path, seed: int, seconds: float) -> None:
    fuzz, began = DeskFuzz(folder / "hostile", Random(seed)), monotonic()
    while monotonic() - began < seconds:
        fuzz.step()
    fuzz.end()
    _say(f"desk: {fuzz.rounds} rounds with a hostile server in {monotonic() - began:.0f} s")
    for what, n in sorted(fuzz.seen.items()):
        _say(f"    {what}: {n}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
