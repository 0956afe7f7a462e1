"""The service report of a ticket: what was asked, what was done, what it costs, and who signs for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from reports.blocks import pairs, paragraph, section, title
from reports.facts import Part, ServiceReport
from reports.frame import Heading
from reports.layout import MM
from reports.pen import Look
from reports.photos import photos
from reports.said import count, money
from reports.seal import Content, content_of, seal_text
from reports.setup import Setup
from reports.sheet import Sheet, compose
from reports.signatures import signatures
from reports.strokes import SOFT
from reports.table import Cell, Column, Table

KIND = "SR"
_CENT = Decimal("0.01")


def service_content(report: ServiceReport) -> Content:
    return content_of(KIND, report.number, report)


def service_sheet(report: ServiceReport, setup: Setup) -> bytes:
    """The company's terms are printed where the report brings none of its own, and are sealed with it."""
    report = with_terms(report, setup)
    code = seal_text(service_content(report), setup.printing.number, setup.key)
    heading = Heading(setup.words("Service report"), report.number, report.subject, code)
    return compose(setup, heading, lambda sheet: _build(sheet, report))


def with_terms(report: ServiceReport, setup: Setup) -> ServiceReport:
    """As it is printed, and so as it is to be verified."""
    return report if report.terms else replace(report, terms=setup.layout.terms)


def _build(sheet: Sheet, report: ServiceReport) -> None:
    words = sheet.words
    title(sheet)
    _who(sheet, report)
    for name, text in ((words("What was asked"), report.asked), (words("What was done"), report.done)):
        section(sheet, name)
        paragraph(sheet, text or "–")
    if report.parts:
        section(sheet, words("Parts and prices"), room=24 * MM)
        _parts(sheet, report)
    if report.times:
        section(sheet, words("Times"), room=20 * MM)
        _times(sheet, report)
    if report.photos:
        section(sheet, words("Photos"), room=50 * MM)
        photos(sheet, report.photos)
    if report.terms:
        section(sheet, words("Terms"))
        paragraph(sheet, report.terms, Look(sheet.body.size * 0.84, colour=SOFT))
    section(sheet, words("Signatures"), room=48 * MM)
    signatures(sheet, report.signed_by_customer, report.signed_by_us)


def _who(sheet: Sheet, report: ServiceReport) -> None:
    words, customer, asset = sheet.words, report.customer, report.asset
    if report.subject:
        paragraph(sheet, report.subject, sheet.strong, gap=2 * MM)
    pairs(sheet, [
        (words("Customer"), customer.name),
        (words("Customer no."), customer.number),
        (words("Contact"), customer.contact),
        (words("Phone"), customer.phone),
        (words("Mail"), customer.mail),
        (words("Address"), customer.address),
        (words("Asset"), asset.name),
        (words("Model"), asset.model),
        (words("Serial no."), asset.serial),
        (words("Place"), asset.place),
    ])  # fmt: skip


def _parts(sheet: Sheet, report: ServiceReport) -> None:
    words, currency = sheet.words, report.currency
    if sheet.is_slip:
        table = Table(sheet, [Column(words("Item"), 0.6), Column(words("Amount"), 0.4, "right")])
        for part in report.parts:
            table.row(_slip_item(part, currency), money(part.amount, currency))
    else:
        table = Table(sheet, [
            Column(words("Code"), 0.13), Column(words("Item"), 0.37), Column(words("Quantity"), 0.13, "right"),
            Column(words("Price"), 0.17, "right"), Column(words("Amount"), 0.2, "right"),
        ])  # fmt: skip
        for part in report.parts:
            table.row(
                part.code, part.name, count(part.quantity, part.unit), money(part.price, currency),
                money(part.amount, currency),
            )  # fmt: skip
    _totals(sheet, report)


def _slip_item(part: Part, currency: str) -> str:
    first = f"{part.code} {part.name}".strip()
    return f"{first}\n{count(part.quantity, part.unit)} × {money(part.price, currency)}"


def _totals(sheet: Sheet, report: ServiceReport) -> None:
    words, currency, net = sheet.words, report.currency, report.net
    rows = [(words("Total"), net)]
    if report.tax is not None:
        tax = (net * report.tax / 100).quantize(_CENT, ROUND_HALF_UP)
        rows = [
            (words("Net"), net),
            (words("Tax {rate}%", rate=count(report.tax)), tax),
            (words("Total"), net + tax),
        ]
    table = Table(
        sheet, [Column("", 0.6, "right"), Column("", 0.4, "right")], has_head=False, has_lines=False
    )
    for number, (name, amount) in enumerate(rows, 1):
        is_last = number == len(rows)
        look = sheet.body.made(strong=is_last, scale=1.1 if is_last else 1)
        table.row(Cell(name, look), Cell(money(amount, currency), look))


def _times(sheet: Sheet, report: ServiceReport) -> None:
    words, moments = sheet.words, sheet.moments
    columns = [Column(words("Who"), 0.2), Column(words("From"), 0.2), Column(words("To"), 0.2),
               Column(words("Time"), 0.14), Column(words("What"), 0.26)]  # fmt: skip
    if sheet.is_slip:
        columns = [Column(words("Who"), 0.4), Column(words("Time"), 0.6)]
    table = Table(sheet, columns)
    for one in report.times:
        span = moments.span(one.end - one.begin)
        if sheet.is_slip:
            when = f"{moments.moment(one.begin)} – {moments.clock(one.end)}"
            table.row(one.who, "\n".join(filter(None, (when, span, one.what))))
        else:
            table.row(one.who, moments.moment(one.begin), moments.moment(one.end), span, one.what)
