"""The operation log is enough: performed anew in an empty database it gives the same rows."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, select

from core.errors import RuleViolation
from core.ids import OpId
from core.tickets.carrying import replay
from core.tickets.commands import Command
from core.tickets.model import Status
from storage import bookkeeping, oplog, tables
from storage.database import Database
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.core.sync.commands import commands
from tests.fakes.desk import FakeDesk
from tests.storage import making
from tests.storage.making import NAMES, PASSPHRASE

PROJECTION = (
    tables.tickets,
    tables.ticket_bodies,
    tables.ticket_history,
    tables.ticket_notes,
    tables.ticket_calls,
    tables.ticket_files,
    tables.ticket_replaced,
    tables.calls,
    tables.customers,
    tables.customer_numbers,
    tables.number_index,
    tables.ticket_numbers,
    tables.oplog,
)


def rows(database: Database, table: Table) -> list[tuple[object, ...]]:
    with database.reading() as connection:
        return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)


def projection(desk: SqlDesk) -> dict[str, object]:
    """Everything that operations made, the figures kept beside it, and what the search finds it by."""
    found: dict[str, object] = {table.name: rows(desk.database, table) for table in PROJECTION}
    with desk.database.reading() as connection:
        names = [name for name, _value in rows(desk.database, tables.counters)]
        found["figures"] = {k: v for k, v in bookkeeping.figures(connection, map(str, names)).items() if v}
        found["words"] = connection.exec_driver_sql("SELECT rowid FROM search ORDER BY rowid").all()
    return found


def fresh(folder: str, name: str) -> SqlDesk:
    desk = create_desk(Path(folder) / name, PASSPHRASE, cost=TEST_COST)
    desk.save_directory(NAMES)
    return desk


@settings(max_examples=20, phases=[Phase.generate])  # making files smaller would take minutes
@given(st.lists(commands(), max_size=20))
def test_a_replayed_log_gives_the_same_rows(many: list[Command]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second, fake = fresh(folder, "first"), fresh(folder, "second"), FakeDesk()
        fake.save_directory(NAMES)
        for command in many:
            for desk in (first, fake):
                with suppress(RuleViolation):
                    desk.perform(command)
        for op in oplog.pending(first.database):
            replay(op, second.work())
        assert projection(second) == projection(first)
        assert same_records(first, fake)
        first.close()
        second.close()


def same_records(desk: SqlDesk, fake: FakeDesk) -> bool:
    """What was stored comes back exactly as ``perform`` made it: the fake keeps the values themselves."""
    with desk.work() as work:
        assert {ref: work.ticket(ref) for ref in fake.shelf.tickets} == fake.shelf.tickets
        assert {ref: work.call(ref) for ref in fake.shelf.calls} == fake.shelf.calls
        assert {ref: work.customer(ref) for ref in fake.shelf.customers} == fake.shelf.customers
    return True


def test_an_operation_comes_out_of_the_log_as_it_went_in(desk: SqlDesk) -> None:
    desk.perform(making.opening(call=making.talking(), subject="卡纸"))
    [op] = oplog.pending(desk.database)
    with desk.database.writing() as connection:
        oplog.append(connection, replace(op, id=OpId("other"), extra={"hops": [1]}))
        connection.commit()
    [_first, second] = oplog.pending(desk.database)
    assert second.extra == {"hops": [1]}
    assert second.arguments == op.arguments


def test_the_log_comes_page_by_page_in_the_order_of_the_day(desk: SqlDesk) -> None:
    for n in range(7):
        desk.perform(making.opening(f"t{n}", minute=n))
    stamps = [op.stamp for op in oplog.pending(desk.database, page=3)]
    assert len(stamps) == 7
    assert stamps == sorted(stamps)


def test_the_figures_kept_are_the_figures_counted(desk: SqlDesk) -> None:
    for n in range(6):
        desk.perform(making.opening(f"t{n}", minute=n, subject="x"))
    desk.perform(making.giving(None, making.SALES, "t1"))
    desk.perform(making.giving(making.LI, None, "t2"))
    desk.perform(making.moving(Status.RESOLVED, "t3"))
    with desk.database.reading() as connection:
        counted = bookkeeping.count_anew(connection)
        kept = bookkeeping.figures(connection, counted)
    assert kept == counted
    assert counted[bookkeeping.ALL_OPEN] == 5
