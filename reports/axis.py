"""Axes of charts: round steps, units, and labels that never run into each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reports.figures import Unit
from reports.said import count

_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)


def shown(value: float | None, unit: Unit) -> str:
    """A figure in its unit."""
    if value is None:
        return "–"
    if unit is Unit.SECONDS:
        total = round(value)
        hours, minutes, seconds = total // 3600, total // 60 % 60, total % 60
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    if unit in (Unit.HOURS, Unit.DAYS):
        return f"{value:,.1f} {'h' if unit is Unit.HOURS else 'd'}"
    if unit is Unit.RATIO:
        return f"{value:,.2f}"
    return count(round(value, 1), "%" if unit is Unit.PERCENT else "")


def steps(highest: float, unit: Unit, wanted: int = 4) -> list[float]:
    """From nought to at least the highest value, in steps a person can count in."""
    if unit is Unit.PERCENT and 40 < highest <= 100:
        return [0, 25, 50, 75, 100]
    least = max(highest, 1) / wanted
    if unit is Unit.SECONDS:
        step = next((float(one) for one in _SECONDS if one >= least), 86400 * math.ceil(least / 86400))
    else:
        power = 10.0 ** math.floor(math.log10(least))
        step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
        if unit is Unit.COUNT:
            step = max(1, step)
    return [number * step for number in range(math.ceil(max(highest, 1) / step) + 1)]


def every(widths: Sequence[float], room: float) -> int:
    """Of labels that would touch, only each so-manieth is written."""
    widest = max(widths, default=0) + 4
    return max(1, math.ceil(widest / room)) if room > 0 else 1
