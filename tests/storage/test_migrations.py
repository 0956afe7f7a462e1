"""Migrations: all or nothing, never backwards, with a copy of what was."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection

from storage import migrations, tables
from storage.desk import SqlDesk, open_desk
from storage.faults import DatabaseTooNew
from storage.migrations import migrate, version_of
from tests.storage.making import PASSPHRASE


def add_colour(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE colours (name TEXT)")
    connection.exec_driver_sql("ALTER TABLE tickets ADD COLUMN colour TEXT")


def fail_half_way(connection: Connection) -> None:
    add_colour(connection)
    raise RuntimeError("power cut")


def tables_of(desk: SqlDesk) -> set[str]:
    with desk.database.reading() as connection:
        return set(
            connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars()
        )


def test_the_first_migration_makes_the_tables_as_the_program_knows_them(desk: SqlDesk) -> None:
    with desk.database.reading() as connection:
        for table in tables.metadata.tables.values():
            made = connection.exec_driver_sql(f"PRAGMA table_info('{table.name}')").all()
            keys = {row.name: row.pk for row in made if row.pk}
            assert [row.name for row in made] == [column.name for column in table.columns]
            assert [row.type for row in made] == [str(column.type) for column in table.columns]
            assert sorted(keys, key=keys.__getitem__) == [column.name for column in table.primary_key]
    others = {name for name in tables_of(desk) if not name.startswith("search")}
    assert others == set(tables.metadata.tables)


def test_a_new_database_has_the_newest_version(desk: SqlDesk) -> None:
    assert version_of(desk.database) == max(migrations.STEPS)


def test_a_migration_that_fails_half_way_leaves_the_version_before_it(desk: SqlDesk) -> None:
    before = tables_of(desk)
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(desk.database, {**migrations.STEPS, 2: fail_half_way})
    assert version_of(desk.database) == 1
    assert tables_of(desk) == before
    migrate(desk.database, {**migrations.STEPS, 2: add_colour})
    assert version_of(desk.database) == 2
    assert tables_of(desk) == before | {"colours"}


def test_a_database_of_a_newer_program_is_refused_in_words_and_untouched(closed: Path) -> None:
    desk = open_desk(closed, PASSPHRASE)
    with desk.database.raw() as connection:
        connection.execute("PRAGMA user_version = 99")
    desk.close()
    before = (closed / "desk.db").read_bytes()
    with pytest.raises(DatabaseTooNew, match="update"):
        open_desk(closed, PASSPHRASE)
    assert (closed / "desk.db").read_bytes() == before


def test_a_copy_is_kept_before_an_existing_database_is_changed(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (closed / "desk.db").read_bytes()
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, 2: add_colour})
    open_desk(closed, PASSPHRASE).close()
    assert (closed / "desk.db.version-1").read_bytes() == before
    assert (closed / "desk.db").read_bytes() != before
    assert not (closed / "desk.db.version-1.new").exists()


def test_the_copy_opens_with_the_same_key(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = dict(migrations.STEPS)
    monkeypatch.setattr(migrations, "STEPS", {**steps, 2: add_colour})
    open_desk(closed, PASSPHRASE).close()
    monkeypatch.setattr(migrations, "STEPS", steps)
    (closed / "desk.db.version-1").replace(closed / "desk.db")
    back = open_desk(closed, PASSPHRASE)
    assert back.read.ticket_by_number("2026-000001") == "t1"
    back.close()
