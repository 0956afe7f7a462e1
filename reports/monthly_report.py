"""A month for those who decide: measures beside the month before, trends, comparisons, hours of the week."""

from __future__ import annotations

from reports.blocks import section, title
from reports.charts import chart, remark
from reports.figures import MonthlyReport
from reports.frame import Heading
from reports.heat import heat
from reports.layout import MM
from reports.measures import measures
from reports.seal import Content, content_of, seal_text
from reports.setup import Setup
from reports.sheet import Sheet, compose

KIND = "MR"


def monthly_content(report: MonthlyReport) -> Content:
    return content_of(KIND, f"{report.month:%Y-%m}", report)


def monthly_report(report: MonthlyReport, setup: Setup) -> bytes:
    code = seal_text(monthly_content(report), setup.printing.number, setup.key)
    heading = Heading(
        setup.words("Monthly report"), f"{report.month:%Y-%m}", report.scope, code, report.scope
    )
    return compose(setup, heading, lambda sheet: _build(sheet, report))


def _build(sheet: Sheet, report: MonthlyReport) -> None:
    words = sheet.words
    title(sheet)
    measures(sheet, report.measures)
    remark(sheet, words("Summary"), report.summary)
    if report.trends:
        section(sheet, words("Trends"), room=76 * MM)
    for one in report.trends:
        chart(sheet, one, "lines")
    if report.comparisons:
        section(sheet, words("Comparisons"), room=76 * MM)
    for one in report.comparisons:
        chart(sheet, one, "bars")
    section(sheet, words("Load by hour of the week"), room=70 * MM)
    heat(sheet, report.heat)
