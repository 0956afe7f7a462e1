"""Migrations: all or nothing, never backwards, with a copy of what was."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection

from core.ids import TicketId
from core.tickets.commands import SaveEdition
from storage import migrations, tables
from storage.desk import SqlDesk, open_desk
from storage.faults import DatabaseTooNew
from storage.keys import TEST_COST, write_key_file
from storage.migrations import migrate, version_of
from storage.profile import Profile, build, unlock
from tests.contracts.test_clocks_contract import edition
from tests.storage.making import PASSPHRASE, at, stamp

NEWEST = max(migrations.STEPS)
NEXT = NEWEST + 1


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
        migrate(desk.database, {**migrations.STEPS, NEXT: fail_half_way})
    assert version_of(desk.database) == NEWEST
    assert tables_of(desk) == before
    migrate(desk.database, {**migrations.STEPS, NEXT: add_colour})
    assert version_of(desk.database) == NEXT
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
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, NEXT: add_colour})
    open_desk(closed, PASSPHRASE).close()
    assert (closed / f"desk.db.version-{NEWEST}").read_bytes() == before
    assert (closed / "desk.db").read_bytes() != before
    assert not (closed / f"desk.db.version-{NEWEST}.new").exists()


def test_the_copy_opens_with_the_same_key(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = dict(migrations.STEPS)
    monkeypatch.setattr(migrations, "STEPS", {**steps, NEXT: add_colour})
    open_desk(closed, PASSPHRASE).close()
    monkeypatch.setattr(migrations, "STEPS", steps)
    (closed / f"desk.db.version-{NEWEST}").replace(closed / "desk.db")
    back = open_desk(closed, PASSPHRASE)
    assert back.read.ticket_by_number("2026-000001") == "t1"
    back.close()


def test_a_desk_of_version_1_keeps_everything_and_its_clocks_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real version 1: made by its own step, filled by hand, opened by this program."""
    folder = tmp_path / "profile"
    steps = dict(migrations.STEPS)
    only_first = {1: steps[1]}
    monkeypatch.setattr(migrations, "STEPS", only_first)
    monkeypatch.setattr(migrate, "__defaults__", (only_first,))
    profile = Profile(folder)
    build(profile, lambda made, key: write_key_file(made.key_file, key, PASSPHRASE, TEST_COST))
    database = unlock(profile, lambda made: made.key(PASSPHRASE))
    with database.writing() as connection:
        for statement in VERSION_1.split(";"):
            connection.exec_driver_sql(statement)
        connection.commit()
    assert version_of(database) == 1
    database.close()
    monkeypatch.setattr(migrations, "STEPS", steps)
    desk = open_desk(folder, PASSPHRASE)
    with desk.work() as work:
        ticket = work.ticket(TicketId("t1"))
    assert ticket is not None
    assert (ticket.subject, ticket.level, ticket.queue) == ("M305", "gold", "after-sales")
    assert [(one.field, one.before, one.after) for one in ticket.changes] == [
        ("urgency", 1, 2),
        ("urgency", 2, 3),
    ]
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    assert [one.terms.priority.name for one in card.service.terms] == ["P4", "P4", "P3"]  # type: ignore[union-attr]
    assert card.row.due is None
    desk.perform(SaveEdition(stamp(), edition()))
    assert desk.clocks.refresh(at(1)) == 0
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    assert card.row.due is not None
    with desk.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT sketch FROM tickets").scalar() is not None
    desk.close()


VERSION_1 = """
INSERT INTO customers VALUES ('c1', 'Wang', 'person', '', 'gold', '', 1, '', NULL);
INSERT INTO tickets VALUES ('t1', '2026-000001', 'M305', 'incident', '', 1, 3, 3, 'assigned', 1, 'c1', 'wang', NULL,
    1000000, 3000000, 3, '{}', NULL);
INSERT INTO ticket_bodies VALUES ('t1', '');
INSERT INTO ticket_history VALUES ('t1', 0, 'new', 1000000, 'wang'), ('t1', 1, 'assigned', 1000000, 'wang');
INSERT INTO calls VALUES ('k1', 'incoming', 'ended', '13812345678', '', 0, 900000, 950000, 990000, '', '',
    'after-sales', 0, 'hung up by us', 200, '', '', 'c1', '');
INSERT INTO ticket_calls VALUES ('t1', 0, 'k1');
INSERT INTO ticket_replaced VALUES (1, 't1', 'urgency', '1', 2000000, 'w', 'a');
INSERT INTO ticket_replaced VALUES (2, 't1', 'urgency', '2', 3000000, 'w', 'b')
"""
