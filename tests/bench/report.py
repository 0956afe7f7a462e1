"""Figures of a bench run: median and p95 of many tries, beside a named baseline of the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. ``values`` in ``unit``; ``limit`` is what an issue demands of the p95 (None: nothing)."""

    name: str
    values: Sequence[float]
    unit: str = "ms"
    aim: float | None = None
    limit: float | None = None
    baseline: str = ""
    baseline_values: Sequence[float] = field(default_factory=tuple)
    judged: str = "p95"  # or "p99", "max": what aim and limit are held against

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        return percentile(self.values, 95)

    @property
    def holds(self) -> bool:
        percent = 100.0 if self.judged == "max" else float(self.judged.removeprefix("p"))
        worst = percentile(self.values, percent)
        return self.limit is None or worst <= self.limit

    def line(self) -> str:
        """The figure as one row of the printed table."""
        beside = ""
        if self.baseline:
            beside = f"{self.baseline} {statistics.median(self.baseline_values):.2f} / "
            beside += f"{percentile(self.baseline_values, 95):.2f}"
        demand = f"≤ {self.limit:g}" if self.limit is not None else ""
        aim = f"{self.aim:g}" if self.aim is not None else ""
        verdict = "" if self.limit is None else ("ok" if self.holds else "OVER")
        return (
            f"{self.name:<52} {len(self.values):>5} {self.median:>9.2f} {self.p95:>9.2f} {max(self.values):>9.2f} "
            f"{self.unit:<4} {aim:>5} {demand:>7} {verdict:<5} {beside}"
        )


HEAD = (
    f"{'figure':<52} {'tries':>5} {'median':>9} {'p95':>9} {'max':>9} {'unit':<4} {'aim':>5} {'must':>7} "
    f"{'':<5} baseline (median / p95)"
)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that ``percent`` of ``values`` do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(0, min(len(ordered) - 1, round(percent / 100 * len(ordered) + 0.5) - 1))
    return ordered[rank]


def timed(action: Callable[[int], object], tries: int = 200, warm: int = 3) -> list[float]:
    """Milliseconds of each of ``tries`` runs of ``action(number)``, after ``warm`` runs that do not count."""
    for number in range(warm):
        action(-1 - number)
    values = []
    for number in range(tries):
        began = time.perf_counter()
        action(number)
        values.append((time.perf_counter() - began) * 1000)
    return values
