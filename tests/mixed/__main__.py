"""``python -m tests.mixed``: a floor whose server and desks are updated one after the other, in either order.

The old program is taken out of this repository's history and run with today's libraries. Minutes; needs a screen
(Xvfb, openbox, xdotool), so it is no part of ``./run test``.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.upgrade.make import ROOT, git

FIRST_WHOLE = "6004496"  # the first commit whose windows kept in step with a server
OLD, NEW = "ann", "ben"  # whose desk begins old, and whose is new from the start
HERE = Path(__file__).parent


class Program:
    """One process of one version; it is told a line and answers one."""

    def __init__(self, version: Path, script: str, *words: object) -> None:
        self.name = script
        environment = {**os.environ, "PYTHONPATH": str(version), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(HERE / script), *map(str, words)],
            cwd=version,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def hear(self) -> Any:
        assert self._process.stdout
        for line in self._process.stdout:
            if line.startswith("{"):
                return json.loads(line)
        raise AssertionError(f"{self.name} ended with {self._process.wait()}")

    def tell(self, line: str) -> Any:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self.hear()["done"]

    def stop(self) -> Any:
        assert self._process.stdin
        with self._process.stdin as stdin:
            stdin.write("stop\n")
        last = self.hear()
        assert last["status"] == 0, last
        self._process.wait(60)
        return last

    def kill(self) -> None:
        """With the window and the screen that it began; what has ended by itself left nothing."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Floor:
    """A server's folder and two desks' profiles, whichever programs run them."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._port = free_port()
        self.written: list[str] = []

    def server(self, version: Path, *people: str) -> tuple[Program, dict[str, str]]:
        program = self._begun(version, "one_server.py", self._folder / "server", self._port, *people)
        return program, program.hear()["codes"]

    def desk(self, version: Path, login: str, code: str = "") -> Program:
        program = self._begun(version, "one_desk.py", self._folder, login, self._port, code)
        program.hear()
        return program

    def both_write(self, desks: Sequence[Program], when: str) -> None:
        """Each writes a ticket; each sees the other's."""
        made = [desk.tell(f"write: {when}, {n}") for n, desk in enumerate(desks)]
        self.written += made
        self.both_see(desks, made)

    def both_see(self, desks: Sequence[Program], tickets: Sequence[str]) -> None:
        for desk in desks:
            for ticket in tickets:
                desk.tell(f"see: {ticket}")

    def _begun(self, version: Path, script: str, *words: object) -> Program:
        program = Program(version, script, *words)
        self._stack.callback(program.kill)
        return program


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mixed")
    parser.add_argument("--commit", default=FIRST_WHOLE, help="the old program")
    asked = parser.parse_args()
    with old_program(asked.commit) as old:
        for story in (server_first, desk_first):
            with TemporaryDirectory(prefix="ringdesk-mixed-") as folder, ExitStack() as stack:
                story(Floor(Path(folder), stack), old)
                say(f"{story.__name__}: well")
    return 0


def server_first(floor: Floor, old: Path) -> None:
    """As docs/server.md asks for it: the server is updated while desks work, then an old desk."""
    server, codes = floor.server(old, OLD, NEW)
    desks = [floor.desk(old, login, codes[login]) for login in (OLD, NEW)]
    floor.both_write(desks, "both of the old version")
    server.stop()
    alone = []
    for desk in desks:
        desk.tell("be offline")
        alone.append(desk.tell("write: while the server is updated"))
    server, _ = floor.server(ROOT)
    floor.written += alone
    floor.both_see(desks, alone)
    floor.both_write(desks, "old desks, new server")
    first = desks[1].stop()
    desks[1] = floor.desk(ROOT, NEW)
    floor.both_write(desks, "one old desk, one new")
    agree(floor, [desk.stop() for desk in desks], server, first)


def desk_first(floor: Floor, old: Path) -> None:
    """The other way round, which happens: a new desk meets a server that nobody has updated yet."""
    server, codes = floor.server(old, OLD, NEW)
    desks = [floor.desk(old, OLD, codes[OLD]), floor.desk(ROOT, NEW, codes[NEW])]
    floor.both_write(desks, "old server, one new desk")
    server.stop()
    server, _ = floor.server(ROOT)
    for desk in desks:
        desk.tell("be in step")
    floor.both_write(desks, "after the server's update")
    first = desks[0].stop()
    desks[0] = floor.desk(ROOT, OLD)
    floor.both_write(desks, "all of the new version")
    agree(floor, [desk.stop() for desk in desks], server, first)


def agree(floor: Floor, last: Sequence[Any], server: Program, earlier: Any) -> None:
    """Everything that was written is on both desks, alike; the server's log tells of no mistake."""
    one, other = (told["tickets"] for told in last)
    assert set(floor.written) == set(one) == set(other), (floor.written, sorted(one), sorted(other))
    assert set(earlier["tickets"]) <= set(one)
    for ticket, text in one.items():
        here, there = json.loads(text), json.loads(other[ticket])
        both = here.keys() & there.keys()
        assert {name: here[name] for name in both} == {name: there[name] for name in both}
    told = server.stop()
    assert told["mistakes"] == [], told


@contextmanager
def old_program(commit: str) -> Iterator[Path]:
    with TemporaryDirectory(prefix="ringdesk-old-") as made:
        folder = Path(made) / "program"
        git("worktree", "add", "--detach", str(folder), commit)
        try:
            yield folder
        finally:
            git("worktree", "remove", "--force", str(folder))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
