"""The console is killed at random moments, fifty times: what was shown as made is there, and no word leaks."""

from __future__ import annotations

import json
import os
import random
import signal
import string
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.door import desk_texts
from console.settings.options import Options
from console.settings.store import DESK_KEY
from core.customers.identity import NumberRules
from core.ids import AgentId, DeskId, TicketId
from core.reading import Directory, Person, TicketCard
from storage.check import full_check
from storage.desk import SqlDesk, create_desk, open_desk
from storage.keys import TEST_COST
from tests.e2e.driven_console import PASSPHRASE

ROOT = Path(__file__).parents[2]
ROUNDS = 50
SAFE_AFTER = 1.0  # seconds: drafts are at most this old
HAN = "".join(map(chr, range(0x4E00, 0x9000)))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a Unix word")
Line = dict[str, Any]


def made_profile(folder: Path) -> None:
    desk = create_desk(folder, PASSPHRASE, NumberRules(), TEST_COST)
    desk.save_directory(Directory((Person(AgentId("me"), "Me"),)))
    desk.set_setting(DESK_KEY, desk_texts(Options(agent_id="me", agent_name="Me", desk_id=DeskId("d"))))
    desk.close()


def new_words(dice: random.Random) -> list[str]:
    """Words that stand nowhere else in the world, so that finding one means a leak."""
    latin = ["".join(dice.choices(string.ascii_lowercase, k=12)) for _ in range(2)]
    return [*latin, "".join(dice.choices(HAN, k=7))]


class Consoles:
    """Starts consoles and kills them; what they told up to then is read to the last line."""

    def __init__(self) -> None:
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.driven_console"],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def killed(self, folder: Path, words: list[str], alive: float) -> list[Line]:
        """What a console told that was killed ``alive`` seconds after its first letter."""
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(json.dumps({"folder": str(folder), "words": words}).encode() + b"\n")
        self._nursery.stdin.flush()
        told: list[Line] = []
        pid, alarm = 0, None
        while not told or told[-1]["what"] != "gone":
            told.append(self._line())
            if told[-1]["what"] == "forked":
                pid = told[-1]["pid"]
            elif told[-1]["what"] == "typed" and alarm is None:
                alarm = threading.Timer(alive, os.kill, (pid, signal.SIGKILL))
                alarm.start()
        assert alarm is not None, "the console ended by itself"
        alarm.join()
        return told[:-1]

    def close(self) -> None:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.close()
        self._nursery.stdout.close()
        self._nursery.wait()

    def _line(self) -> Line:
        assert self._nursery.stdout is not None
        raw = self._nursery.stdout.readline()
        assert raw, "the nursery of consoles is gone"
        line: Line = json.loads(raw)
        return line


@pytest.fixture
def consoles() -> Iterator[Consoles]:
    many = Consoles()
    yield many
    many.close()


def value(card: TicketCard, field: str) -> str:
    typed = card.draft.fields if card.draft else {}
    return typed.get(field, card.row.subject if field == "subject" else card.description)


def check_tickets(desk: SqlDesk, told: list[Line]) -> None:
    for number, ticket in {(line["number"], line["ticket"]) for line in told if line["what"] == "made"}:
        card = desk.read.ticket(TicketId(ticket))
        assert card is not None, f"{number} was shown as made and is gone"
        assert card.row.number == number


def check_drafts(desk: SqlDesk, told: list[Line], end: float) -> None:
    histories: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in told:
        if line["what"] == "typed":
            histories[line["ticket"], line["field"]].append(line)
    kept = {(line["ticket"], name): (line["at"], text) for line in told if line["what"] == "kept"
            for name, text in line["fields"].items()}  # fmt: skip
    for (ticket, field), typed in histories.items():
        card = desk.read.ticket(TicketId(ticket))
        old = [line["text"] for line in typed if line["at"] <= end - SAFE_AFTER]
        if card is None:
            assert not old, "a ticket that was written in for over a second is gone"
            continue
        since, shown = kept.get((ticket, field), (0.0, None))
        new = [line["text"] for line in typed if line["at"] > max(since, end - SAFE_AFTER)]
        allowed = [*new, *([shown] if shown is not None else old[-1:] or [""]), *old[-1:]]
        on_disk = value(card, field)
        assert on_disk.strip() in [text.strip() for text in allowed], (
            f"{field}: {on_disk!r} not in {allowed!r}"
        )


def leaks(folder: Path, words: list[str]) -> list[str]:
    """Words found in any file of the profile, in any of the encodings that Qt and SQLite use."""
    needles = [(w, w.encode(code)) for w in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            found += [f"{word} in {file.name}" for word, needle in needles if needle in content]
    return found


def test_what_was_shown_as_made_survives_fifty_kills_and_no_typed_word_is_readable(
    tmp_path: Path, consoles: Consoles
) -> None:
    folder = tmp_path / "killed"
    made_profile(folder)
    dice = random.Random(20260504)
    words: list[str] = []
    tickets = 0
    for _ in range(ROUNDS):
        fresh = new_words(dice)
        words += fresh
        told = consoles.killed(folder, fresh, dice.uniform(0.05, 1.6))
        end = max(line["at"] for line in told)
        assert leaks(folder, words) == []
        desk = open_desk(folder, PASSPHRASE)
        try:
            check_tickets(desk, told)
            check_drafts(desk, told, end)
            tickets += len({line["ticket"] for line in told if line["what"] == "made"})
        finally:
            desk.close()
        assert leaks(folder, words) == []
    assert tickets >= ROUNDS
    desk = open_desk(folder, PASSPHRASE)
    try:
        assert full_check(desk.database, lambda *_: True) == ()
    finally:
        desk.close()
