"""A ledger of the first migration, carried to this program: desks go on where they were, and nothing is taken twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.sync.messages import Fate, Push
from storage.faults import DatabaseTooNew
from storage.keys import DatabaseKey
from storage.ledger import migrations
from storage.ledger.ledger import SqlLedger, open_ledger
from storage.ledger.opening import embedded_store
from storage.ledger.trust.audit_log import AuditLog
from tests.storage import making
from tests.storage.ledger.rig import BOSS, LI_AT_2, WANG_AT_1, Desk, HandClock, fates
from tests.upgrade.by_the_old_ledger import SALT, SECRET
from tests.upgrade.make import LEDGER as MADE
from tests.upgrade.make import ROOT

KEY = DatabaseKey(SECRET, SALT)
FACTS: dict[str, Any] = json.loads((MADE / "facts.json").read_text(encoding="utf-8"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """As the old program left it."""
    folder = tmp_path / "server"
    shutil.copytree(MADE, folder)
    (folder / "ledger.db").chmod(0o600)
    return folder


@pytest.fixture
def ledger(old: Path) -> Iterator[SqlLedger]:
    with closing(open_ledger(embedded_store(old, KEY), HandClock())) as opened:
        yield opened


def test_it_has_what_it_had_and_the_tables_of_today(ledger: SqlLedger) -> None:
    assert migrations.version_of(ledger.store) == max(migrations.STEPS)
    assert ledger.head() == FACTS["head"]
    held = Desk(ledger, BOSS).held()
    assert sum(kind == "ticket" for kind, _ in held) == 5
    assert held["ticket", "t4"]["subject"] == "打印机 4"  # type: ignore[index]


def test_a_desk_goes_on_from_its_old_cursor(ledger: SqlLedger) -> None:
    wang = Desk(ledger, WANG_AT_1)
    page = wang.pull(FACTS["cursor"])
    assert (page.rows, page.removals, page.is_checkpoint) == ((), (), True)
    assert fates(wang.do(making.opening("t9", 30, subject="after the update"))) == [Fate.TAKEN]
    assert [row.id for row in wang.pull(FACTS["cursor"]).rows] == ["t9"]


def test_what_it_had_taken_is_not_taken_again(ledger: SqlLedger) -> None:
    [answer] = ledger.take(WANG_AT_1, Push((FACTS["op"],)))
    assert answer.fate is Fate.TAKEN_BEFORE
    assert ledger.head() == FACTS["head"]


def test_numbers_go_on_behind_those_it_had_given(ledger: SqlLedger) -> None:
    assert ledger.numbers(LI_AT_2, 2026).first > FACTS["numbers"]["last"]


def test_the_tables_of_trust_are_there_and_empty(ledger: SqlLedger) -> None:
    assert list(AuditLog(ledger.store, bytes(32)).entries()) == []


def test_a_ledger_of_a_newer_program_is_refused_in_words_and_untouched(old: Path) -> None:
    store = embedded_store(old, KEY)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE ledger_meta SET value = '99' WHERE name = 'schema'")
        connection.commit()
    store.close()
    before = (old / "ledger.db").read_bytes()
    store = embedded_store(old, KEY)
    with pytest.raises(DatabaseTooNew, match="update"):
        open_ledger(store, HandClock())
    store.close()
    assert (old / "ledger.db").read_bytes() == before


DIES = """
import os, signal, sys
from pathlib import Path
from storage.keys import DatabaseKey
from storage.ledger import migrations
from storage.ledger.ledger import open_ledger
from storage.ledger.opening import embedded_store
from tests.storage.ledger.rig import HandClock
from tests.upgrade.by_the_old_ledger import SALT, SECRET

def dies(step):
    def migrate(connection):
        step(connection)
        os.kill(os.getpid(), signal.SIGKILL)
    return migrate

number = int(sys.argv[2])
migrations.STEPS = {**migrations.STEPS, number: dies(migrations.STEPS[number])}
open_ledger(embedded_store(Path(sys.argv[1]), DatabaseKey(SECRET, SALT)), HandClock())
"""


@pytest.mark.parametrize("number", [2, 3])
def test_killed_in_the_middle_of_a_migration_it_goes_on_where_it_was(old: Path, number: int) -> None:
    died = subprocess.run(
        [sys.executable, "-c", DIES, str(old), str(number)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=120,
    )
    assert died.returncode == -signal.SIGKILL
    with closing(open_ledger(embedded_store(old, KEY), HandClock())) as ledger:
        assert migrations.version_of(ledger.store) == max(migrations.STEPS)
        assert ledger.head() == FACTS["head"]
