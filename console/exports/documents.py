"""Several reports as one paper: what the room that prints wants of each."""

from __future__ import annotations

from functools import partial

from console.exports.figures import chart_of, heat_of, measures_of, number_of
from core.reporting.catalogue import BY_ID
from core.reporting.sheets import Document, ReportSheet
from reports import figures
from reports.agent_report import agent_content, agent_report
from reports.daily_report import daily_content, daily_report
from reports.monthly_report import monthly_content, monthly_report
from reports.seal import Content
from reports.setup import Setup
from reports.sla_report import sla_content, sla_report

TIMES = ("talk_time", "hold_time", "wrap_up_time")
_TOTALS = 2  # lines above those of the groups: the total, and that of the time before


def document(one: Document, setup: Setup) -> tuple[bytes, Content]:
    """The file, and what its seal names."""
    if one.kind == "month":
        month = _month(one)
        return monthly_report(month, setup), monthly_content(month)
    if one.kind == "day":
        day = day_of(one)
        return daily_report(day, setup), daily_content(day)
    if one.kind == "agent":
        agent = _agent(one)
        return agent_report(agent, setup), agent_content(agent)
    levels = _levels(one)
    return sla_report(levels, setup), sla_content(levels)


def _month(one: Document) -> figures.MonthlyReport:
    return figures.MonthlyReport(
        one.first,
        one.scope,
        measures_of(one.sheet("overview")),
        (chart_of(one.sheet("overview")), chart_of(one.sheet("calls"))),
        (chart_of(one.sheet("categories")), chart_of(one.sheet("agents"))),
        heat_of(one.sheet("week")),
    )


def day_of(one: Document) -> figures.DailyReport:
    """The day with its hours; agents are joined by who they are, for two may have one name."""
    week = one.sheet("week").picture
    name, values = week.series[one.first.weekday()]
    hours = figures.ChartData(week.title, week.labels, (figures.Series(name, values),), across="")
    return figures.DailyReport(
        one.first,
        one.scope,
        measures_of(one.sheet("overview")),
        hours,
        chart_of(one.sheet("categories")),
        tuple(_agent_lines(one.sheet("agents"), one.sheet("overview"))),
    )


def _agent_lines(times: ReportSheet, overview: ReportSheet) -> list[figures.AgentLine]:
    """Calls and their times stand in one report, tickets that were opened in the other."""
    of_overview, of_agents = column("overview", "opened"), partial(column, "agents")
    opened = {agent: number_of(row[of_overview]) or 0 for agent, row in overview.lines().items()}
    lines = []
    for agent, row in times.lines().items():
        talk, hold, wrap_up = (number_of(row[of_agents(name)]) for name in TIMES)
        calls, resolved = (number_of(row[of_agents(name)]) or 0 for name in ("answered", "resolved"))
        lines.append(
            figures.AgentLine(
                str(row[0]), int(calls), talk, hold, wrap_up, int(opened.get(agent, 0)), int(resolved)
            )
        )
    return lines


def column(report: str, measure: str) -> int:
    """Where it stands in the lines of that report: behind the name of the line."""
    return BY_ID[report].measures.index(measure) + 1


def _agent(one: Document) -> figures.AgentReport:
    return figures.AgentReport(
        one.scope,
        "",
        one.first,
        one.last,
        measures_of(one.sheet("agents")),
        chart_of(one.sheet("tickets")),
        _times(one.sheet("calls")),
    )


def _times(calls: ReportSheet) -> figures.ChartData:
    lines, heads, places = calls.rows[_TOTALS:], calls.columns, [column("calls", name) for name in TIMES]
    series = tuple(
        figures.Series(heads[at].head, tuple(number_of(row[at]) for row in lines)) for at in places
    )
    title = " · ".join(heads[at].head for at in places)
    return figures.ChartData(title, calls.picture.labels, series, figures.Unit.SECONDS, heads[0].head)


def _levels(one: Document) -> figures.SlaReport:
    return figures.SlaReport(
        one.first,
        one.last,
        one.scope,
        tuple(figures.TargetLine(name, met, missed) for name, met, missed in one.judged),
        chart_of(one.sheet("levels")),
        tuple(figures.Breach(late.number, late.subject, late.customer, late.why) for late in one.late),
        one.remark,
    )
