"""A desk that writes until it is killed, and says each thing once it is safe: ``python -m tests.storage.writer``."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from core.ids import TicketId
from storage.desk import SqlDesk, open_desk
from tests.storage import making


def write(desk: SqlDesk, first: int) -> None:
    for n in count(first):
        name = f"t{n}"
        desk.perform(
            making.opening(name, minute=n, call=making.talking(f"c{n}", minute=n), subject=f"卡纸 {n}")
        )
        say("ticket", name)
        desk.perform(making.noting(f"note {n}", f"n{n}", name, n))
        say("note", name)
        desk.save_draft(TicketId(name), {"description": f"draft {n}"}, making.at(n))
        say("draft", name)


def say(what: str, name: str) -> None:
    sys.stdout.write(f"{what} {name}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    write(open_desk(Path(sys.argv[1]), making.PASSPHRASE), int(sys.argv[2]))
