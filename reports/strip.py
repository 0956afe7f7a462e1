"""The why-strip on paper: day by day, what of a clock counted, what did not, and when it was late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from core.sla.reading import DayStrip, Stretch, Why
from reports.axis import every
from reports.layout import MM
from reports.pen import Look
from reports.said import Moments
from reports.sheet import Sheet
from reports.strokes import HAIR, INK, Box
from reports.words import said
from reports.wrapping import wrapped
from reports.written import one_line

ROW, BAR = 6.5 * MM, 4 * MM
# Colour, and how high in its row: told apart without colour too.
LOOKS: dict[Stretch, tuple[str, float, str]] = {
    Stretch.CLOSED: ("#eceff2", 0.3, ""),
    Stretch.COUNTED: ("#0072b2", 1.0, ""),
    Stretch.PAUSED: ("#56b4e9", 0.5, ""),
    Stretch.LATE: ("#d55e00", 1.0, "#7a2e00"),
    Stretch.AHEAD: ("#ffffff", 1.0, "#0072b2"),
}


def legend(sheet: Sheet) -> None:
    """Once for a document: what the strips mean."""
    words, look = sheet.words, sheet.small
    names = (
        (Stretch.COUNTED, words("counted")), (Stretch.LATE, words("counted, late")),
        (Stretch.PAUSED, words("paused")), (Stretch.CLOSED, words("outside hours")),
        (Stretch.AHEAD, words("still ahead")),
    )  # fmt: skip
    x, strip = sheet.x, sheet.take(look.leading)
    with sheet.pen.marked(sheet.pen.tree.add("P", sheet.node)):
        for what, name in names:
            wide = sheet.pen.width(name, look) + 9 * MM
            if x > sheet.x and x + wide > strip.right:
                x, strip = sheet.x, sheet.take(look.leading)
            _piece(sheet, what, Box(x, strip.y + 1, 5 * MM, strip.height - 2))
            sheet.pen.text(name, x + 6 * MM, strip.y, look)
            x += wide + 2 * MM
    sheet.space(2 * MM)


def strip(sheet: Sheet, why: Why) -> None:
    """One row a day, ruled by its hours; beside it what counted on it."""
    look = sheet.small
    zone = ZoneInfo(why.zone)
    names = (one_line(_named(sheet, one, zone), sheet.pen.chain(look)) for one in why.days)
    widest = max((sheet.pen.width(one, look) for one in names), default=0)
    label = min(widest + 4 * MM, sheet.width * 0.34)
    amount = sheet.pen.width(sheet.words("{h} h {m} min", h=88, m=88), look) + 3 * MM
    for number, day in enumerate(why.days):
        if number == 0 or sheet.need(ROW):
            sheet.need(ROW + look.leading)
            _hours(sheet, sheet.x + label, sheet.width - label - amount, look)
        if why.left_out and number == len(why.days) // 2:
            said_left = sheet.words("… {n} days left out …", n=why.left_out)
            row = sheet.take(look.leading)
            with sheet.pen.marked(sheet.pen.tree.add("P", sheet.node)):
                sheet.pen.text(said_left, row.x + label, row.y, look)
        _day(sheet, day, zone, label, amount)
    sheet.space(1 * MM)


def _hours(sheet: Sheet, x: float, width: float, look: Look) -> None:
    row = sheet.take(look.leading)
    small = look.made(scale=0.9)
    step = max(3, every([sheet.pen.width("24", small)], width / 24))
    with sheet.pen.marked(None):
        for hour in range(0, 25, step):
            sheet.pen.text(f"{hour}", x + width * hour / 24 - 5 * MM, row.y, small, 10 * MM, "center")


def _day(sheet: Sheet, day: DayStrip, zone: ZoneInfo, label: float, amount: float) -> None:
    pen, look, moments = sheet.pen, sheet.small, Moments(sheet.words, zone)
    lines = wrapped(pen, _named(sheet, day, zone), look.made(colour=INK), label - 3 * MM)
    height = max(ROW, len(lines) * look.leading + 1 * MM)
    sheet.need(height)
    row = sheet.take(height)
    top = row.y + (ROW - look.leading) / 2
    with pen.marked(pen.tree.add("P", sheet.node)):
        for number, line in enumerate(lines):
            pen.text(line, row.x, top + number * look.leading, look.made(colour=INK))
        counted = moments.span(day.counted) if day.counted else "–"
        pen.text(counted, row.right - amount, top, look.made(colour=INK), amount, "right")
    bar = Box(row.x + label, row.y + (ROW - BAR) / 2, row.width - label - amount, BAR)
    with pen.marked(None):
        pen.stroke([(bar.x, bar.bottom), (bar.right, bar.bottom)], HAIR, 0.4)
        for span in day.spans:
            left, right = _part(span.start, zone, day), _part(span.end, zone, day)
            right = 1.0 if right <= left else right
            _piece(sheet, span.what, Box(bar.x + bar.width * left, bar.y, bar.width * (right - left), BAR))


def _named(sheet: Sheet, day: DayStrip, zone: ZoneInfo) -> str:
    """The day, and why it is as it is."""
    return f"{Moments(sheet.words, zone).day(day.day)}  {day.name}".rstrip()


def _part(at: datetime, zone: ZoneInfo, day: DayStrip) -> float:
    """Where on the day's rule, 0 to 1: by the clock on the wall."""
    local = at.astimezone(zone)
    if local.date() > day.day:
        return 1.0
    return (local.hour * 3600 + local.minute * 60 + local.second) / 86400


def _piece(sheet: Sheet, what: Stretch, box: Box) -> None:
    colour, high, edge = LOOKS[what]
    height = box.height * high
    sheet.pen.fill(Box(box.x, box.bottom - height, box.width, height), colour, edge)


def happenings(sheet: Sheet, why: Why) -> Iterator[tuple[str, str]]:
    """What happened, for a table: in the calendar's own time zone."""
    moments = Moments(sheet.words, ZoneInfo(why.zone))
    for one in why.happenings:
        yield moments.moment(one.at), said(sheet.words, one.text)
