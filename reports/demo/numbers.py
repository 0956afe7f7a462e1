"""Samples of reports with figures."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from core.words import Sentence
from reports.demo.clocks import ZONE, late_resolution
from reports.demo.texts import Texts
from reports.demo.tickets import list_rows
from reports.figures import (
    AgentLine,
    AgentReport,
    Breach,
    ChartData,
    DailyReport,
    HeatData,
    Measure,
    MonthlyReport,
    Series,
    SlaReport,
    TargetLine,
    Unit,
    Wish,
)


def _curve(count: int, top: float, seed: int) -> tuple[float, ...]:
    """Two humps, as the day of an office has."""
    return tuple(
        round(
            top
            * (
                0.1
                + 0.5 * abs(math.sin((n + seed) * math.pi / count))
                + 0.4 * abs(math.sin((n * 2 + seed) * 1.7))
            )
        )
        for n in range(count)
    )


def measures(texts: Texts, scale: float = 1) -> tuple[Measure, ...]:
    names = texts.measures
    return (
        Measure(names[0], round(312 * scale), Unit.COUNT, round(287 * scale)),
        Measure(names[1], round(291 * scale), Unit.COUNT, round(259 * scale), wish=Wish.UP),
        Measure(names[2], round(21 * scale), Unit.COUNT, round(28 * scale), wish=Wish.DOWN),
        Measure(names[3], 83.4, Unit.PERCENT, 78.9, 80, Wish.UP),
        Measure(names[4], 14, Unit.SECONDS, 19, 20, Wish.DOWN),
        Measure(names[5], 347, Unit.SECONDS, 331, 360, Wish.DOWN),
        Measure(names[6], round(188 * scale), Unit.COUNT, round(176 * scale)),
        Measure(names[7], round(181 * scale), Unit.COUNT, round(179 * scale), wish=Wish.UP),
        Measure(names[8], None, Unit.PERCENT, 71.2, 75, Wish.UP),
    )


def daily(texts: Texts) -> DailyReport:
    hours = [f"{hour:02}" for hour in range(24)]
    shape = [0, 0, 0, 0, 0, 0, 1, 4, 16, 31, 38, 33, 14, 22, 34, 36, 29, 21, 12, 8, 6, 4, 2, 1]
    offered = tuple(float(one) for one in shape)
    lost = tuple(float(round(one * (0.35 if n == 10 else 0.04))) for n, one in enumerate(shape))
    answered = tuple(a - b for a, b in zip(offered, lost, strict=True))
    names = texts.series
    return DailyReport(
        date(2026, 11, 24),
        texts.team,
        measures(texts),
        ChartData(texts.charts[0], tuple(hours), (Series(names[0], offered), Series(names[1], answered),
                  Series(names[2], lost)), across=texts.across[0]),
        ChartData(texts.charts[1], texts.categories, (Series(names[3], (52, 41, 33, 24, 22, 16)),
                  Series(names[4], (49, 44, 30, 26, 19, 13))), across=texts.across[3]),
        tuple(
            AgentLine(name, 70 - 9 * n, 214.0 + 11 * n, 22.0 + 3 * n, 61.0 - 4 * n, 42 - 5 * n, 40 - 5 * n)
            for n, name in enumerate(texts.agents)
        ),
        tuple(row for row in list_rows(texts, 18) if row.is_late),
        texts.remark,
    )  # fmt: skip


def agent(texts: Texts) -> AgentReport:
    begin = date(2026, 11, 2)
    days = [begin + timedelta(days=n) for n in range(12)]
    handled = tuple(None if one.weekday() > 4 else float(38 + 7 * (n % 4)) for n, one in enumerate(days))
    return AgentReport(
        texts.agents[0],
        texts.team,
        begin,
        days[-1],
        measures(texts, 0.21),
        ChartData(texts.charts[5], tuple(f"{one:%m-%d}" for one in days), (Series(texts.series[1], handled),),
                  across=texts.across[1]),
        ChartData(texts.charts[6], texts.states, (Series(texts.series[7], (31.5, 22.0, 4.5, 9.0)),), Unit.HOURS,
                  texts.across[3]),
        tuple(list_rows(texts, 9)),
    )  # fmt: skip


def sla(texts: Texts, holiday: str) -> SlaReport:
    first = datetime(2026, 9, 30, 15, 10, tzinfo=ZONE)
    second = datetime(2026, 10, 6, 10, 5, tzinfo=ZONE)
    weeks = tuple(f"W{number}" for number in range(36, 45))
    return SlaReport(
        date(2026, 9, 1),
        date(2026, 10, 31),
        texts.team,
        (
            TargetLine(Sentence("first response"), 412, 9, 95),
            TargetLine(Sentence("resolution"), 371, 34, 90),
            TargetLine(Sentence("call-back"), 0, 0),
        ),
        ChartData(texts.charts[7], weeks, (
            Series(texts.series[8], (98, 97.5, 99, 96, 100, 97, 98.2, 97, 99)),
            Series(texts.series[9], (92, 90.5, 88, 91, None, 86, 91, 93, 94)),
        ), Unit.PERCENT),
        (
            Breach("R-2026-000981", texts.subject, texts.customer[0],
                   late_resolution(texts.policy, holiday, opened=first), texts.breach_remark),
            Breach("R-2026-001007", texts.subjects[4], texts.customers[2],
                   late_resolution(texts.policy, "", opened=second)),
        ),
    )  # fmt: skip


def monthly(texts: Texts) -> MonthlyReport:
    months = tuple(f"{2025 if n < 1 else 2026}-{12 if n < 1 else n:02}" for n in range(12))
    names = texts.series
    level = (74, 76.5, 79, 77, 81, 82.5, 80, 79.2, 82, 81, 78.9, 83.4)
    week = tuple(
        tuple(
            0.0 if hour < 7 or hour > 21 else float(_curve(24, 60 if day < 5 else 14, day)[hour])
            for hour in range(24)
        )
        for day in range(7)
    )
    return MonthlyReport(
        date(2026, 11, 1),
        texts.team,
        measures(texts, 22),
        (
            ChartData(texts.charts[2], months, (Series(names[0], _curve(12, 7200, 3)),
                      Series(names[3], _curve(12, 4300, 5))), across=texts.across[2]),
            ChartData(texts.charts[3], months, (Series(names[5], level),), Unit.PERCENT, texts.across[2]),
            ChartData(texts.charts[4], months, (Series(names[6], tuple(300.0 + n * 5 for n in _curve(12, 12, 2))),),
                      Unit.SECONDS, texts.across[2]),
        ),
        (
            ChartData(texts.charts[1], texts.categories, (Series(names[3], (1120, 1340, 610, 480, 390, 210)),
                      Series(names[4], (1105, 1262, 622, 471, 395, 204))), across=texts.across[3]),
        ),
        HeatData(texts.charts[8], week),
        texts.summary,
    )  # fmt: skip
