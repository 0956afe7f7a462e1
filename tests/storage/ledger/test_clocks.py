"""A clock that is wrong by days, or lies: it leads nobody else into the future."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.ids import DeskId
from core.sync.clock import stamp_after
from core.sync.messages import Fate, Push
from core.sync.ops import Op, to_wire
from storage.ledger.ledger import SqlLedger
from tests.storage import making
from tests.storage.ledger.rig import WANG_AT_1, Desk, HandClock, fates
from tests.storage.making import NINE


def op_at(by: timedelta) -> Op:
    """Done by a desk whose clock is ahead by so much."""
    desk = Desk(None, WANG_AT_1)  # type: ignore[arg-type] # it pushes nothing
    desk.fake.perform(making.opening())
    op = replace(desk.fake.ops[0], at=NINE + by)
    return replace(op, stamp=stamp_after("", round((NINE + by).timestamp() * 1000), op.desk))


@pytest.mark.parametrize("hours", [-10_000, 0, 23])
def test_hours_of_difference_are_nothing(ledger: SqlLedger, hours: int) -> None:
    assert fates(ledger.take(WANG_AT_1, Push((to_wire(op_at(timedelta(hours=hours))),)))) == [Fate.TAKEN]


def test_more_than_a_day_ahead_waits_and_leads_nobody_along(ledger: SqlLedger) -> None:
    before = ledger.pull(WANG_AT_1, "").stamp
    op = op_at(timedelta(days=400))
    [answer] = ledger.take(WANG_AT_1, Push((to_wire(op),)))
    assert (answer.fate, answer.until_update) == (Fate.PUT_OFF, False)
    assert answer.said is not None
    assert "Please set it right" in answer.said.template
    assert ledger.pull(WANG_AT_1, "").stamp == before
    assert ledger.head() == 0


def test_a_stamp_of_today_does_not_hide_a_moment_of_next_year(ledger: SqlLedger) -> None:
    op = replace(op_at(timedelta(0)), offset_ms=400 * 24 * 3600 * 1000)
    assert fates(ledger.take(WANG_AT_1, Push((to_wire(op),)))) == [Fate.PUT_OFF]


def test_who_counts_on_from_the_border_gains_nothing(ledger: SqlLedger) -> None:
    desk, op = DeskId(WANG_AT_1.desk), op_at(timedelta(hours=24))
    assert fates(ledger.take(WANG_AT_1, Push((to_wire(op),)))) == [Fate.TAKEN]
    border = int(op.stamp[:12], 16)
    for ahead, fate in ((1, Fate.TAKEN), (3, Fate.PUT_OFF), (2, Fate.TAKEN)):
        other = replace(op, id=f"{op.id}{ahead}", stamp=stamp_after("", border + ahead, desk))  # type: ignore[arg-type]
        assert fates(ledger.take(WANG_AT_1, Push((to_wire(other),)))) == [fate]


def test_a_server_whose_clock_was_set_back_goes_on_taking(ledger: SqlLedger, clock: HandClock) -> None:
    desk = Desk(ledger, WANG_AT_1)
    assert fates(desk.do(making.opening())) == [Fate.TAKEN]
    clock.pass_by(-timedelta(days=3))
    op = op_at(timedelta(0))
    last = replace(op, id="next", stamp=stamp_after(op.stamp, 0, op.desk), at=NINE - timedelta(days=3))  # type: ignore[arg-type]
    assert fates(ledger.take(WANG_AT_1, Push((to_wire(last),)))) == [Fate.TAKEN]
