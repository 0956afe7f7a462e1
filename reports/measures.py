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
    """A column of goals stands there only where somebody has set one."""
    words, has_goals = sheet.words, any(one.target is not None for one in shown_ones)
    heads = [words("Value"), words("Before"), words("Change"), *([words("Goal")] if has_goals else [])]
    table = Table(
        sheet,
        [Column(words("Measure"), 1 - 0.16 * len(heads)), *(Column(head, 0.16, "right") for head in heads)],
    )
    plain = sheet.body
    for one in shown_ones:
        goal = shown(one.target, one.unit) if one.target is not None else ""
        cells: list[Cell | str] = [
            said(words, one.name),
            Cell(shown(one.value, one.unit), _judged(one, sheet.strong)),
            Cell(shown(one.before, one.unit), plain.made(colour=SOFT)),
            Cell(_change(one, words), _moved(one, plain)),
        ]
        table.row(*cells, *([Cell(goal, plain.made(colour=SOFT))] if has_goals else []))


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
