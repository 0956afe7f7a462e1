"""Another area code or outside prefix in the settings: at the next opening every number is read by the new rules."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Table, select

from core.customers.identity import NumberRules
from storage import tables
from storage.background import Progress
from storage.database import Database
from storage.desk import SqlDesk, create_desk, open_desk
from storage.keys import TEST_COST
from tests.storage.making import PASSPHRASE, opening, saving, somebody, talking

SHENZHEN = NumberRules(area="0755", outside_prefix="9")


def written(desk: SqlDesk) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Both indexes: the cards' and the callers'."""
    return rows(desk.database, tables.number_index), rows(desk.database, tables.ticket_numbers)


def rows(database: Database, table: Table) -> set[tuple[str, ...]]:
    with database.reading() as connection:
        return {tuple(map(str, row)) for row in connection.execute(select(table))}


def fill(desk: SqlDesk) -> None:
    desk.perform(saving(somebody("k1", "62345678", "013900139000")))
    desk.perform(saving(somebody("k2", "9 62345679")))
    desk.perform(opening(call=talking(number="926345678"), customer="k1"))
    desk.perform(opening("t2", call=talking("c2", "62345678"), minute=1))


def test_the_indexes_become_what_they_would_be_had_the_rules_always_been_these(
    desk: SqlDesk, folder: Path, tmp_path: Path
) -> None:
    fill(desk)
    before = written(desk)
    desk.close()
    told: list[Progress] = []
    changed = open_desk(folder, PASSPHRASE, SHENZHEN, told.append)
    after = written(changed)
    changed.close()
    fresh = create_desk(tmp_path / "fresh", PASSPHRASE, SHENZHEN, TEST_COST)
    fill(fresh)
    assert after == written(fresh)
    fresh.close()
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert told[-1] == Progress(5, 5)


def test_with_the_same_rules_nothing_is_read_anew(desk: SqlDesk, folder: Path) -> None:
    fill(desk)
    desk.close()
    first: list[Progress] = []
    second: list[Progress] = []
    for told in (first, second):
        open_desk(folder, PASSPHRASE, SHENZHEN, told.append).close()
    assert first
    assert second == []
