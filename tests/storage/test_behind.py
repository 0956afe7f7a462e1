"""The tickets behind a figure of long ago: found by how long they lived, and not among all that came since."""

from __future__ import annotations

from core.reporting.asking import Behind
from storage.desk import SqlDesk
from storage.report_tickets import LIVES, later_rows


def test_each_length_of_life_is_looked_for_in_days_of_its_own(desk: SqlDesk) -> None:
    sql, values = later_rows(Behind(("reopened",), 100, 130), 1, None)
    with desk.database.reading() as connection:
        plan = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
    searches = [line for line in plan if "ticket_facts_life" in line]
    assert len(searches) == len(LIVES)
    assert all(
        "COVERING INDEX ticket_facts_life (<expr>=? AND opened>? AND opened<?)" in one
        for one in searches[:-1]
    )
    assert "COVERING INDEX ticket_facts_life (<expr>=? AND opened<?)" in searches[-1], (
        "what is open has no end"
    )
