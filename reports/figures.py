"""What reports about many tickets and calls say: plain figures. Who counts them is core's affair."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.sla.reading import Why
from reports.facts import ListRow, Said


class Unit(Enum):
    """What a figure counts."""

    COUNT = "count"
    PERCENT = "percent"
    SECONDS = "seconds"
    HOURS = "hours"
    DAYS = "days"
    RATIO = "ratio"


class Wish(Enum):
    """Which way a figure should go."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with that of the period before. None: nothing could be measured, which is not nought."""

    name: Said
    value: float | None
    unit: Unit = Unit.COUNT
    before: float | None = None
    target: float | None = None
    wish: Wish = Wish.NEITHER


@dataclass(frozen=True, slots=True)
class Series:
    """Values under the labels of a chart; None leaves a gap."""

    name: Said
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows: one value of each series under each label."""

    title: Said
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.COUNT
    across: Said = ""  # what the labels are: hour, day, category

    def __post_init__(self) -> None:
        for one in self.series:
            if len(one.values) != len(self.labels):
                raise ValueError(f"{one.name}: {len(one.values)} values under {len(self.labels)} labels")
            if not all(value is None or math.isfinite(value) for value in one.values):
                raise ValueError(
                    f"{one.name}: a value that is no number; None says that nothing was measured"
                )

    @property
    def is_empty(self) -> bool:
        return not any(value is not None for one in self.series for value in one.values)


@dataclass(frozen=True, slots=True)
class HeatData:
    """Hours of the week: one row a weekday from Monday on, one value an hour."""

    title: Said
    values: tuple[tuple[float | None, ...], ...]

    @property
    def is_empty(self) -> bool:
        return not any(value for row in self.values for value in row)


@dataclass(frozen=True, slots=True)
class AgentLine:
    """One agent's day."""

    name: str
    calls: int = 0
    talk: float | None = None
    hold: float | None = None
    wrap_up: float | None = None
    opened: int = 0
    resolved: int = 0


@dataclass(frozen=True, slots=True)
class DailyReport:
    """A day of a team."""

    day: date
    team: str
    measures: tuple[Measure, ...]
    hours: ChartData
    categories: ChartData
    agents: tuple[AgentLine, ...] = ()
    late: tuple[ListRow, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AgentReport:
    """A period of one agent."""

    agent: str
    team: str
    begin: date
    end: date
    measures: tuple[Measure, ...]
    days: ChartData
    times: ChartData
    tickets: tuple[ListRow, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """How often a target was met; what still runs is judged later."""

    name: Said
    met: int
    missed: int
    goal: float | None = None

    @property
    def attained(self) -> float | None:
        judged = self.met + self.missed
        return 100 * self.met / judged if judged else None


@dataclass(frozen=True, slots=True)
class Breach:
    """A clock that was late, and why: ``core.sla.why`` explains it."""

    number: str
    subject: str
    customer: str
    why: Why
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SlaReport:
    """A period's service levels."""

    begin: date
    end: date
    scope: str
    targets: tuple[TargetLine, ...]
    weeks: ChartData
    breaches: tuple[Breach, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """A month for those who pay for it."""

    month: date
    scope: str
    measures: tuple[Measure, ...]
    trends: tuple[ChartData, ...]
    comparisons: tuple[ChartData, ...]
    heat: HeatData
    summary: str = ""
