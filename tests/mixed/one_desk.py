"""A real window of whichever version this is run with (PYTHONPATH): joins or comes back, and does what stdin says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.profiles import Profile
from tests.e2e import two_desks
from tests.e2e.screen import own_screen
from tests.e2e.test_two_desks import in_step, is_offline, shows, tickets_of, write_ticket


@dataclass
class Straight:
    """A cable that nobody cuts: it is the server that goes."""

    port: int

    def close(self) -> None: ...


@dataclass
class Code:
    """As much of a server as joining asks for."""

    port: int
    code: str

    def words(self, *_words: str) -> str:
        return f"Code: {self.code}"


def main(folder: Path, login: str, port: int, code: str) -> None:
    vars(two_desks)["Cable"] = Straight  # of the old version, too
    if code:
        desk = two_desks.join(folder, login, login, Code(port, code))  # type: ignore[arg-type] # all it asks for
    else:
        desk = two_desks.JoinedDesk(Profile(login, folder / login), login, Straight(port))  # type: ignore[arg-type]
    with own_screen() as environment, two_desks.open_console(desk, environment) as console:
        console.status_until(in_step)
        say({"is": "in step"})
        deeds: dict[str, Callable[[str], Any]] = {
            "write": lambda subject: write_ticket(console, subject),
            "see": lambda ticket: bool(console.status_until(lambda _: shows(console, ticket))),
            "be in step": lambda _: bool(console.status_until(in_step)),
            "be offline": lambda _: bool(console.status_until(is_offline)),
        }
        for line in sys.stdin:
            what, _, rest = (part.strip() for part in line.partition(":"))
            if what == "stop":
                break
            say({"done": deeds[what](rest)})
        status = console.stop()
    say({"status": status, "tickets": tickets_of(desk)})


def say(line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
