"""Service levels of a period: how often each target was met, and for each breach the strip that explains it."""

from __future__ import annotations

from reports.axis import shown
from reports.blocks import paragraph, section, title
from reports.charts import chart, remark
from reports.explained import explained
from reports.figures import Breach, SlaReport, Unit
from reports.frame import Heading
from reports.layout import MM
from reports.measures import BAD, GOOD
from reports.said import count
from reports.seal import Content, content_of, seal_text
from reports.setup import Setup
from reports.sheet import Sheet, compose
from reports.strip import legend
from reports.table import Cell, Column, Table
from reports.words import said

KIND = "SL"


def sla_content(report: SlaReport) -> Content:
    return content_of(KIND, f"{report.begin:%Y-%m-%d}+{report.end:%Y-%m-%d}", report)


def sla_report(report: SlaReport, setup: Setup) -> bytes:
    code = seal_text(sla_content(report), setup.printing.number, setup.key)
    period = f"{report.begin:%Y-%m-%d} – {report.end:%Y-%m-%d}"
    heading = Heading(setup.words("Service-level report"), period, report.scope, code, report.scope)
    return compose(setup, heading, lambda sheet: _build(sheet, report))


def _build(sheet: Sheet, report: SlaReport) -> None:
    words = sheet.words
    title(sheet)
    _targets(sheet, report)
    remark(sheet, words("Remark"), report.remark)
    chart(sheet, report.weeks, "lines")
    section(sheet, words("Breaches ({count})", count=count(len(report.breaches))), room=40 * MM)
    if not report.breaches:
        paragraph(sheet, words("Every target that was judged in this time was met."))
        return
    legend(sheet)
    for breach in report.breaches:
        _breach(sheet, breach)


def _targets(sheet: Sheet, report: SlaReport) -> None:
    words = sheet.words
    table = Table(sheet, [
        Column(words("Target"), 0.36), Column(words("Met"), 0.16, "right"), Column(words("Not met"), 0.16, "right"),
        Column(words("Attained"), 0.16, "right"), Column(words("Goal"), 0.16, "right"),
    ])  # fmt: skip
    for one in report.targets:
        look = sheet.strong
        if one.attained is not None and one.goal is not None:
            look = look.made(colour=GOOD if one.attained >= one.goal else BAD)
        table.row(
            said(words, one.name), count(one.met), count(one.missed), Cell(shown(one.attained, Unit.PERCENT), look),
            shown(one.goal, Unit.PERCENT) if one.goal is not None else "",
        )  # fmt: skip


def _breach(sheet: Sheet, breach: Breach) -> None:
    section(sheet, f"{breach.number}  {breach.subject}".strip(), level=2, room=36 * MM)
    explained(sheet, breach.why, breach.customer)
    if breach.remark:
        sheet.space(1 * MM)
        paragraph(sheet, breach.remark)
