"""SIGKILL at any moment: what was said to be safe is there, and the profile opens again."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from core.ids import TicketId
from core.reading import TicketFilter, TicketScope
from storage.check import full_check
from storage.desk import SqlDesk, open_desk
from tests.storage.making import PASSPHRASE

ROUNDS = 15


def killed_after(folder: Path, first: int, acknowledged: int) -> list[tuple[str, str]]:
    """Everything that the writer managed to say before it was gone."""
    command = [sys.executable, "-m", "tests.storage.writer", str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(acknowledged)]
        writer.kill()
        said += writer.stdout.readlines()
    return [(what, name) for what, name in (line.split() for line in said if line.endswith("\n"))]


def is_there(desk: SqlDesk, what: str, name: str) -> bool:
    card = desk.read.ticket(TicketId(name))
    number = name.removeprefix("t")
    if card is None or card.row.subject != f"卡纸 {number}":
        return False
    if what == "note":
        return [note.text for note in card.notes] == [f"note {number}"]
    return what == "ticket" or (
        card.draft is not None and card.draft.fields == {"description": f"draft {number}"}
    )


def test_after_kill_9_everything_acknowledged_is_there(desk: SqlDesk, folder: Path) -> None:
    desk.close()
    chance = random.Random(20260302)  # the same moments every time
    safe: list[tuple[str, str]] = []
    for turn in range(ROUNDS):
        safe += killed_after(folder, 1000 * (turn + 1), chance.randrange(1, 40))
        after = open_desk(folder, PASSPHRASE)
        assert [one for one in safe if not is_there(after, *one)] == []
        after.close()
    last = open_desk(folder, PASSPHRASE)
    assert full_check(last.database, lambda _done, _of: True) == ()
    numbers = [row.number for row in last.read.tickets(TicketFilter(TicketScope.ALL), limit=10_000).rows]
    assert len(numbers) == len(set(numbers)) >= len({name for _what, name in safe})
    last.close()
