"""Charts with their figures beside them: bars and lines, in colours and forms that everybody can tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reports.axis import every, shown, steps
from reports.blocks import paragraph, section
from reports.breaking import shortened
from reports.figures import ChartData
from reports.layout import MM
from reports.pen import Look
from reports.sheet import Sheet
from reports.strokes import HAIR, INK, SOFT, TINT, Box
from reports.table import Column, Table
from reports.words import said
from reports.wrapping import wrapped
from reports.written import one_line

# Okabe and Ito's colours: told apart with every common colour blindness, and by their lightness in grey.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9")
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 2), (6, 2, 1.5, 2), (3, 3), (8, 2))
HEIGHT = 58 * MM
MOST_BESIDE = 12  # labels; with more, the figures stand below and across

Kind = Literal["bars", "lines"]


def chart(sheet: Sheet, data: ChartData, kind: Kind) -> None:
    """Title, picture, figures. What has no figures says so."""
    section(sheet, said(sheet.words, data.title), level=2, room=HEIGHT + 14 * MM)
    if data.is_empty:
        empty(sheet)
        return
    is_beside = sheet.width >= 120 * MM and len(data.labels) <= MOST_BESIDE
    if is_beside:
        _beside(sheet, data, kind)
    else:
        _picture(sheet, data, kind, sheet.take(HEIGHT))
        sheet.space(1 * MM)
        _below(sheet, data)
    sheet.space(2 * MM)


def empty(sheet: Sheet) -> None:
    """The empty state of a chart."""
    strip = sheet.take(22 * MM)
    with sheet.pen.marked(None):
        sheet.pen.fill(strip, TINT, HAIR)
    with sheet.pen.marked(sheet.pen.tree.add("P", sheet.node)):
        text = sheet.words("Nothing was counted in this time.")
        for number, line in enumerate(wrapped(sheet.pen, text, sheet.small, strip.width - 8 * MM)):
            top = strip.y + 8 * MM + number * sheet.small.leading
            sheet.pen.text(line, strip.x + 4 * MM, top, sheet.small, strip.width - 8 * MM, "center")


# ── The figures ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _beside(sheet: Sheet, data: ChartData, kind: Kind) -> None:
    look = Look(sheet.body.size * 0.8)
    room = sheet.width * 0.38
    begin, page = sheet.cursor.y, sheet.pen.page
    table = Table(sheet, _columns(sheet, data), look=look, area=(sheet.x + sheet.width - room, room))
    for number, label in enumerate(data.labels):
        table.row(label, *(shown(one.values[number], data.unit) for one in data.series))
    if sheet.pen.page != page:  # long labels made the table go on: the picture follows it
        sheet.space(2 * MM)
        sheet.need(HEIGHT)
        _picture(sheet, data, kind, sheet.take(HEIGHT))
        return
    height = max(HEIGHT, min(sheet.cursor.y - begin, HEIGHT * 1.3))
    _picture(sheet, data, kind, Box(sheet.x, begin, sheet.width - room - 6 * MM, height))
    sheet.cursor.y = max(sheet.cursor.y, begin + height)


def _columns(sheet: Sheet, data: ChartData) -> list[Column]:
    share = min(0.25, 0.66 / len(data.series))
    head = said(sheet.words, data.across)
    return [
        Column(head, 1 - share * len(data.series)),
        *(Column(said(sheet.words, one.name), share, "right") for one in data.series),
    ]


def _below(sheet: Sheet, data: ChartData) -> None:
    """Labels across, so many at a time; on narrow paper downwards."""
    look = Look(sheet.body.size * 0.76)
    if sheet.width < 120 * MM:
        table = Table(sheet, _columns(sheet, data), look=look)
        for number, label in enumerate(data.labels):
            table.row(label, *(shown(one.values[number], data.unit) for one in data.series))
        return
    for begin in range(0, len(data.labels), MOST_BESIDE):
        labels = data.labels[begin : begin + MOST_BESIDE]
        spare = [Column("", 0.065)] * (MOST_BESIDE - len(labels))
        heads = [Column(one, 0.065, "right") for one in labels]
        table = Table(sheet, [Column(said(sheet.words, data.across), 0.22), *heads, *spare], look=look)
        for one in data.series:
            values = one.values[begin : begin + MOST_BESIDE]
            table.row(said(sheet.words, one.name), *(shown(value, data.unit) for value in values))
        sheet.space(1 * MM)


# ── The picture ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _picture(sheet: Sheet, data: ChartData, kind: Kind, box: Box) -> None:
    names = ", ".join(said(sheet.words, one.name) for one in data.series)
    alt = sheet.words(
        "Chart: {title}. It shows {names}; the figures stand in the table next to it.",
        title=said(sheet.words, data.title),
        names=names,
    )
    with sheet.pen.marked(sheet.pen.tree.add("Figure", sheet.node, alt)):
        top = _legend(sheet, data, box)
        highest = max((value for one in data.series for value in one.values if value is not None), default=0)
        marks = steps(highest, data.unit)
        look = Look(sheet.body.size * 0.74, colour=SOFT)
        left = max(sheet.pen.width(shown(mark, data.unit), look) for mark in marks) + 2 * MM
        bottom = look.leading + 1 * MM
        plot = Box(box.x + left, top, box.width - left, box.bottom - bottom - top)
        _grid(sheet, data, plot, marks, look)
        if kind == "bars":
            _bars(sheet, data, plot, marks[-1])
        else:
            _lines(sheet, data, plot, marks[-1])


def _legend(sheet: Sheet, data: ChartData, box: Box) -> float:
    """One line or more above the picture; says where the plot begins."""
    look = Look(sheet.body.size * 0.78)
    x, y = box.x, box.y
    for number, one in enumerate(data.series):
        name = shortened(one_line(said(sheet.words, one.name), sheet.pen.chain(look)), sheet.pen.chain(look),
                         look.size, box.width - 8 * MM)  # fmt: skip
        wide = 6 * MM + sheet.pen.width(name, look) + 4 * MM
        if x > box.x and x + wide > box.right:
            x, y = box.x, y + look.leading
        middle = y + look.leading / 2
        sheet.pen.fill(Box(x, middle - 1.1 * MM, 4 * MM, 2.2 * MM), COLOURS[number % len(COLOURS)])
        sheet.pen.text(name, x + 5.5 * MM, y, look)
        x += wide
    return y + look.leading + 3 * MM


def _grid(sheet: Sheet, data: ChartData, plot: Box, marks: Sequence[float], look: Look) -> None:
    pen = sheet.pen
    for mark in marks:
        y = plot.bottom - plot.height * mark / marks[-1]
        pen.stroke([(plot.x, y), (plot.right, y)], SOFT if mark == 0 else HAIR, 0.7 if mark == 0 else 0.4)
        text = shown(mark, data.unit)
        pen.text(text, plot.x - 1 * MM - pen.width(text, look), y - look.leading / 2, look)
    slot = plot.width / len(data.labels)
    chain = pen.chain(look)
    labels = [
        shortened(one_line(one, chain), chain, look.size, max(slot - 2, 12 * MM)) for one in data.labels
    ]
    step = every([pen.width(one, look) for one in labels], slot)
    for number in range(0, len(labels), step):
        wide = pen.width(labels[number], look)
        x = min(plot.x + slot * (number + 0.5) - wide / 2, plot.right - wide)
        pen.text(labels[number], x, plot.bottom + 1 * MM, look)


def _bars(sheet: Sheet, data: ChartData, plot: Box, highest: float) -> None:
    slot = plot.width / len(data.labels)
    wide = min(slot * 0.72 / len(data.series), 9 * MM)
    for place, one in enumerate(data.series):
        for number, value in enumerate(one.values):
            if value and value > 0:
                high = plot.height * value / highest
                left = plot.x + slot * (number + 0.5) + wide * (place - len(data.series) / 2)
                bar = Box(left, plot.bottom - high, wide * 0.92, high)
                sheet.pen.fill(bar, COLOURS[place % len(COLOURS)])


def _lines(sheet: Sheet, data: ChartData, plot: Box, highest: float) -> None:
    slot = plot.width / len(data.labels)
    for place, one in enumerate(data.series):
        colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
        stretch: list[tuple[float, float]] = []
        for number, value in enumerate([*one.values, None]):
            if value is not None:
                stretch.append(
                    (plot.x + slot * (number + 0.5), plot.bottom - plot.height * max(value, 0) / highest)
                )
                continue
            if len(stretch) > 1:
                sheet.pen.stroke(stretch, colour, 1.6, dash)
            for x, y in stretch:
                _mark(sheet, place, x, y, colour)
            stretch = []


def _mark(sheet: Sheet, place: int, x: float, y: float, colour: str) -> None:
    """Each line has a form of its own at its points: square, diamond, triangle."""
    r = 2.1
    forms = (
        [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        [(x, y - r * 1.4), (x + r * 1.4, y), (x, y + r * 1.4), (x - r * 1.4, y)],
        [(x, y - r * 1.3), (x + r * 1.3, y + r), (x - r * 1.3, y + r)],
    )
    sheet.pen.shape(forms[place % len(forms)], colour)


def remark(sheet: Sheet, title: str, text: str) -> None:
    """What somebody wrote about the figures; nothing when nobody did."""
    if text:
        section(sheet, title)
        paragraph(sheet, text, sheet.body.made(colour=INK))
