"""A clock explained on paper: what was promised, what was used, the strip of its days, and what happened."""

from __future__ import annotations

from core.sla.reading import Why
from reports.blocks import pairs
from reports.pen import Look
from reports.said import Moments
from reports.sheet import Sheet
from reports.strip import happenings, strip
from reports.table import Column, Table


def explained(sheet: Sheet, why: Why, customer: str = "") -> None:
    words, reading = sheet.words, why.reading
    moments = Moments(words, sheet.setup.zone)
    rule = next((one.name for one in why.rules if one.why_not is None), "")
    pairs(sheet, [
        (words("Customer"), customer),
        (words("Target"), f"{words(reading.kind.value)}, {moments.span(reading.target)}"),
        (words("Policy"), rule),
        (words("Due"), moments.moment(reading.due)),
        (words("Used"), moments.span(reading.used)),
        (words("Late by"), moments.span(-reading.left) if reading.left.total_seconds() < 0 else ""),
        (words("Paused"), moments.span(reading.paused) if reading.paused else ""),
        (words("Time zone"), why.zone),
    ])  # fmt: skip
    strip(sheet, why)
    small = Look(sheet.body.size * 0.84)
    table = Table(
        sheet, [Column("", 0.2), Column("", 0.8)], has_head=False, has_lines=False, tag="rows", look=small
    )
    for when, what in happenings(sheet, why):
        table.row(when, what)
