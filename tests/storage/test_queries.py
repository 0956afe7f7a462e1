"""Lists stay quick however long they grow: every query walks an index and sorts nothing."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from sqlalchemy import Select, func, select

from core.ids import CustomerId
from core.reading import TicketFilter, TicketScope
from core.tickets.model import Status
from storage import tables
from storage.desk import SqlDesk
from storage.queries import CARD_ROWS, IS_MISSED
from storage.ticket_lists import IS_OPEN, ROWS, list_queries
from tests.storage import making
from tests.storage.making import SALES, SUPPORT, WANG

T = tables.tickets.c
INDEX_OF = {
    TicketScope.MINE_OPEN: "tickets_mine",
    TicketScope.TEAM_OPEN: "tickets_team",
    TicketScope.UNASSIGNED: "tickets_mine",
    TicketScope.ALL_OPEN: "tickets_open",
    TicketScope.ALL: "tickets_changed",
}
# the widgets of the window that ask for a list, a card or a figure
OTHERS: dict[str, Select[Any]] = {
    "open tickets of a customer": ROWS.where(T.customer == "k1", IS_OPEN)
    .order_by(T.changed_at.desc(), T.id.desc())
    .limit(CARD_ROWS),
    "how many are open": select(func.count()).where(T.customer == "k1", IS_OPEN),
    "newest calls": select(tables.calls).order_by(tables.calls.c.began_at.desc()).limit(50),
    "missed calls": select(func.count()).where(IS_MISSED, tables.calls.c.began_at > 5),
    "tickets of a call": select(tables.ticket_calls).where(tables.ticket_calls.c.call.in_(["c1", "c2"])),
    "a ticket by its number": select(T.id).where(T.number == "2026-000001"),
    "tickets found": select(T.id).where(T.doc.in_([1, 2, 3])),
    "what waits of a ticket": select(func.count()).where(
        tables.oplog.c.ticket == "t1", tables.oplog.c.state == "pending"
    ),
}


def plan(desk: SqlDesk, query: Select[Any]) -> list[str]:
    with desk.database.reading() as connection:
        sql = query.compile(connection.engine, compile_kwargs={"literal_binds": True})
        return [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]


def walks_an_index(steps: list[str]) -> bool:
    """A scan is fine where it is the index in its order, stopped by the limit; a whole table or a sort is not."""
    return all(
        "TEMP B-TREE" not in step
        and (not step.startswith("SCAN") or "USING" in step.replace("USING PRIMARY", ""))
        for step in steps
    )


@pytest.mark.parametrize("after", [None, "1700000000000000:t1"])
@pytest.mark.parametrize(
    ("scope", "status", "customer"),
    list(product(TicketScope, [None, Status.PENDING], [None, CustomerId("k1")])),
)
def test_every_list_walks_its_index(
    desk: SqlDesk, scope: TicketScope, status: Status | None, customer: CustomerId | None, after: str | None
) -> None:
    what = TicketFilter(scope, WANG, (SALES, SUPPORT), status, customer)
    for query in list_queries(what, after, 101):
        steps = plan(desk, query)
        assert walks_an_index(steps), steps
        if status is None and customer is None:
            assert f"USING INDEX {INDEX_OF[scope]}" in steps[0]


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_question_walks_an_index(desk: SqlDesk, name: str) -> None:
    steps = plan(desk, OTHERS[name])
    assert walks_an_index(steps), steps


def test_a_team_list_over_no_teams_is_empty(desk: SqlDesk) -> None:
    desk.perform(making.opening())
    assert desk.read.tickets(TicketFilter(TicketScope.TEAM_OPEN, WANG, ())).rows == ()
