"""A period of one agent: figures beside those of the period before, days, times, and the tickets behind them."""

from __future__ import annotations

from reports.blocks import section, title
from reports.charts import chart, remark
from reports.figures import AgentReport
from reports.frame import Heading
from reports.layout import MM
from reports.measures import measures
from reports.seal import Content, content_of, seal_text
from reports.setup import Setup
from reports.sheet import Sheet, compose
from reports.ticket_list import ticket_table

KIND = "AR"


def agent_content(report: AgentReport) -> Content:
    return content_of(KIND, f"{report.begin:%Y-%m-%d}+{report.end:%Y-%m-%d}", report)


def agent_report(report: AgentReport, setup: Setup) -> bytes:
    code = seal_text(agent_content(report), setup.printing.number, setup.key)
    who = f"{report.agent} · {report.team}" if report.team else report.agent
    period = f"{report.begin:%Y-%m-%d} – {report.end:%Y-%m-%d}"
    heading = Heading(setup.words("Agent report"), period, who, code, who)
    return compose(setup, heading, lambda sheet: _build(sheet, report))


def _build(sheet: Sheet, report: AgentReport) -> None:
    words = sheet.words
    title(sheet)
    measures(sheet, report.measures)
    remark(sheet, words("Remark"), report.remark)
    section(sheet, words("Days and times"), room=70 * MM)
    chart(sheet, report.days, "lines")
    chart(sheet, report.times, "bars")
    if report.tickets:
        section(sheet, words("Tickets"), room=24 * MM)
        ticket_table(sheet, report.tickets)
