"""Measures in a table: value, the period before, the difference, and the goal where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from reports.axis import shown
from reports.figures import Measure, Unit, Wish
from reports.pen import Look
from reports.sheet import Sheet
from reports.strokes import SOFT
from reports.table import Cell, Column, Table
from reports.words import Words, said

GOOD, BAD = "#00664a", "#a63d00"


def measures(sheet: Sheet, shown_ones: Sequence[Measure]) -> None:
    words = sheet.words
    table = Table(sheet, [
        Column(words("Measure"), 0.36), Column(words("Value"), 0.16, "right"), Column(words("Before"), 0.16, "right"),
        Column(words("Change"), 0.16, "right"), Column(words("Goal"), 0.16, "right"),
    ])  # fmt: skip
    plain = sheet.body
    for one in shown_ones:
        table.row(
            said(words, one.name),
            Cell(shown(one.value, one.unit), _judged(one, sheet.strong)),
            Cell(shown(one.before, one.unit), plain.made(colour=SOFT)),
            Cell(_change(one, words), _moved(one, plain)),
            Cell(shown(one.target, one.unit) if one.target is not None else "", plain.made(colour=SOFT)),
        )


def _change(one: Measure, words: Words) -> str:
    """An arrow and how much: percentages in points, all else as a share of before."""
    if one.value is None or one.before is None:
        return "–"
    difference = one.value - one.before
    arrow = "▲" if difference > 0 else "▼" if difference < 0 else "="
    if one.unit is Unit.PERCENT:
        return f"{arrow} {words('{n} points', n=f'{abs(difference):.1f}')}"
    return (
        f"{arrow} {abs(difference) / one.before * 100:.0f}%"
        if one.before
        else f"{arrow} {shown(abs(difference), one.unit)}"
    )


def _moved(one: Measure, look: Look) -> Look:
    if one.value is None or one.before is None or one.wish is Wish.NEITHER or one.value == one.before:
        return look
    is_good = (one.value > one.before) == (one.wish is Wish.UP)
    return look.made(colour=GOOD if is_good else BAD)


def _judged(one: Measure, look: Look) -> Look:
    if one.value is None or one.target is None or one.wish is Wish.NEITHER:
        return look
    is_met = one.value >= one.target if one.wish is Wish.UP else one.value <= one.target
    return look.made(colour=GOOD if is_met else BAD)
