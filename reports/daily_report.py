"""The day of a team: figures, hours, categories, agents, and what is late."""

from __future__ import annotations

from reports.axis import shown
from reports.blocks import section, title
from reports.charts import chart, remark
from reports.figures import AgentLine, DailyReport, Unit
from reports.frame import Heading
from reports.layout import MM
from reports.measures import measures
from reports.said import count
from reports.seal import Content, content_of, seal_text
from reports.setup import Setup
from reports.sheet import Sheet, compose
from reports.table import Column, Table
from reports.ticket_list import ticket_table

KIND = "DR"


def daily_content(report: DailyReport) -> Content:
    return content_of(KIND, f"{report.day:%Y-%m-%d}", report)


def daily_report(report: DailyReport, setup: Setup) -> bytes:
    code = seal_text(daily_content(report), setup.printing.number, setup.key)
    heading = Heading(
        setup.words("Daily report"), setup.moments.day(report.day), report.team, code, report.team
    )
    return compose(setup, heading, lambda sheet: _build(sheet, report))


def _build(sheet: Sheet, report: DailyReport) -> None:
    words = sheet.words
    title(sheet)
    measures(sheet, report.measures)
    remark(sheet, words("Remark"), report.remark)
    section(sheet, words("Calls and tickets"), room=70 * MM)
    chart(sheet, report.hours, "bars")
    chart(sheet, report.categories, "bars")
    if report.agents:
        section(sheet, words("Agents"), room=24 * MM)
        _agents(sheet, report.agents)
    if report.late:
        section(sheet, words("Late at the end of the day"), room=24 * MM)
        ticket_table(sheet, report.late)


def _agents(sheet: Sheet, agents: tuple[AgentLine, ...]) -> None:
    words = sheet.words
    table = Table(sheet, [
        Column(words("Agent"), 0.28), Column(words("Calls"), 0.1, "right"), Column(words("Talk"), 0.12, "right"),
        Column(words("Hold"), 0.12, "right"), Column(words("Wrap-up"), 0.14, "right"),
        Column(words("Opened"), 0.12, "right"), Column(words("Resolved"), 0.12, "right"),
    ])  # fmt: skip
    for one in agents:
        table.row(
            one.name, count(one.calls), shown(one.talk, Unit.SECONDS), shown(one.hold, Unit.SECONDS),
            shown(one.wrap_up, Unit.SECONDS), count(one.opened), count(one.resolved),
        )  # fmt: skip
