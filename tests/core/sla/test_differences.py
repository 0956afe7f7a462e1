"""What would be another way if an earlier edition held again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.starter_levels import starter_edition, year_in
from core.sla.calendar_files import with_year
from core.sla.differences import differences
from core.sla.policy import Conditions, Edition, TargetKind
from core.tickets.model import Priority

NOW = starter_edition("en", "Asia/Shanghai", datetime(2026, 11, 24, tzinfo=UTC))
URGENT, STANDARD = NOW.policies
OFFICE, ALWAYS = NOW.calendars


def said(then: Edition) -> list[str]:
    return [f"{one.name}: {', '.join(map(str, one.said))}" for one in differences(NOW, then)]


def test_the_same_differs_in_nothing() -> None:
    assert said(replace(NOW, id="another", valid_from=NOW.valid_from + timedelta(days=9))) == []


def test_a_calendar_says_what_of_it_differs() -> None:
    other = replace(with_year(OFFICE, year_in("CN 2026")), zone="UTC", week=ALWAYS.week, name="Old hours")
    days = len(other.days)
    assert said(replace(NOW, calendars=(other, ALWAYS))) == [
        (
            'Office hours: name "Old hours", time zone UTC, other hours in the week, '
            f"other years of public holidays, {days} days that differ"
        )
    ]


def test_a_policy_says_which_of_its_promises_differ() -> None:
    first, update, solved = STANDARD.targets
    targets = (replace(first, steps=()), replace(update, pauses=()), replace(solved, at_risk_percent=50))
    other = replace(
        STANDARD, calendar="always", conditions=Conditions(priorities=(Priority.P4,)), targets=targets
    )
    assert said(replace(NOW, policies=(URGENT, other))) == [
        (
            "Standard: another calendar, other tickets, First response: other reminders, "
            "Next update: other pauses, Resolution: other times"
        )
    ]
    without = replace(
        STANDARD, targets=tuple(one for one in targets[1:] if one.kind is TargetKind.RESOLUTION)
    )
    assert any(
        "First response: not promised" in one for one in said(replace(NOW, policies=(URGENT, without)))
    )


def test_what_goes_what_comes_and_another_order_are_said() -> None:
    vip = replace(STANDARD, id="vip", name="VIP")
    assert said(replace(NOW, policies=(vip, STANDARD))) == [
        "P1 around the clock: would go away",
        "VIP: would come back",
    ]
    assert said(replace(NOW, policies=(STANDARD, URGENT))) == [": The policies stand in another order."]
