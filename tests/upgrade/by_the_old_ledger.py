"""Run by the old program itself (``make``): a server's ledger of its first migration, with a desk's cursor into it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from core.sync.plain import to_plain
from core.tickets.model import Status
from storage.keys import DatabaseKey
from storage.ledger.ledger import open_ledger
from storage.ledger.opening import embedded_store
from tests.storage import making
from tests.storage.ledger.rig import BOSS, WANG_AT_1, Desk, HandClock, directory_command
from tests.storage.making import NAMES

SECRET, SALT = bytes(range(32)), bytes(range(100, 116))


def main(folder: Path) -> None:
    folder.mkdir(parents=True)
    ledger = open_ledger(embedded_store(folder, DatabaseKey(SECRET, SALT)), HandClock())
    wang, boss = Desk(ledger, WANG_AT_1), Desk(ledger, BOSS)
    boss.do(directory_command(NAMES))
    wang.do(making.saving(making.somebody("k1", "13812345678")))
    for n in range(5):
        talking = making.talking(f"c{n}")
        opening = making.opening(f"t{n}", n, call=talking, customer="k1", subject=f"打印机 {n}")
        wang.do(opening, making.noting(f"等配件 {n}", f"n{n}", f"t{n}"))
    wang.do(making.moving(Status.RESOLVED, "t4"), making.moving(Status.CLOSED, "t4"))
    first = to_plain(wang.fake.ops[1])
    cursor, numbers = wang.pull("").cursor, to_plain(ledger.numbers(WANG_AT_1, 2026))
    facts = {"cursor": cursor, "head": ledger.head(), "numbers": numbers, "op": first}
    (folder / "facts.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    ledger.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
