"""Which paper a report can become, and its parts, asked for one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from console.presenters.late_clocks import TARGETS, LateClocks
from console.presenters.report_asking import ask_report
from console.presenters.report_choice import FIELDS
from console.presenters.report_names import ReportNames
from console.presenters.report_sheets import sheet_of
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.reporting.asking import Where
from core.reporting.catalogue import BY_ID, Chart
from core.reporting.counters import Group, Tally
from core.reporting.report import Asked, Worked
from core.reporting.sheets import Document, Late, ReportSheet
from core.words import Sentence

NAMES = {
    "month": Sentence("Monthly report"),
    "day": Sentence("Daily report"),
    "agent": Sentence("Agent report"),
    "levels": Sentence("Service-level report"),
}
# Of each its reports, and by what their lines go: the first one's totals are the measures of the paper.
PARTS: Mapping[str, tuple[tuple[str, Group], ...]] = {
    "month": (
        ("overview", Group.DAY), ("calls", Group.DAY), ("categories", Group.CATEGORY), ("agents", Group.AGENT),
        ("week", Group.DAY),
    ),
    "day": (
        ("overview", Group.AGENT), ("categories", Group.CATEGORY), ("agents", Group.AGENT), ("week", Group.DAY),
    ),
    "agent": (("agents", Group.AGENT), ("tickets", Group.DAY), ("calls", Group.DAY)),
    "levels": (("levels", Group.WEEK),),
}  # fmt: skip


def kind_of(asked: Asked) -> str:
    """What this report becomes as a paper; "" for those that have none of their own."""
    period, report = asked.period, asked.report.id
    in_one_month = period.first.day == 1 and (period.first.year, period.first.month) == (
        period.last.year,
        period.last.month,
    )
    if report == "overview" and period.length == 1:
        return "day"
    if report == "overview" and in_one_month:
        return "month"
    if report == "agents" and asked.where.agent:
        return "agent"
    return "levels" if report == "levels" else ""


@dataclass(slots=True)
class _Making:
    """One paper on its way: what has come of it."""

    kind: str
    asked: Asked
    zone: str
    done: Callable[[Document], None]
    failed: Callable[[Trouble], None]
    sheets: list[tuple[str, ReportSheet]]
    judged: tuple[tuple[str, int, int], ...] = ()


class ReportDocuments:
    """Every question is a turn of the lane of its own, as for the window."""

    def __init__(self, place: Workplace, names: ReportNames) -> None:
        self._place = place
        self._names = names
        self._late = LateClocks(place)

    def make(
        self,
        report: Worked,
        zone: str,
        done: Callable[[Document], None],
        failed: Callable[[Trouble], None],
        kind: str = "",
    ) -> None:
        """The paper of that kind, or the one that ``kind_of`` names: there must be one."""
        self._go_on(_Making(kind or kind_of(report.asked), report.asked, zone, done, failed, []))

    def _go_on(self, making: _Making) -> None:
        parts = PARTS[making.kind]
        if len(making.sheets) == len(parts):
            self._count_targets(making)
            return
        name, group = parts[len(making.sheets)]
        asked = making.asked
        where = Where(queue=asked.where.queue) if BY_ID[name].chart is Chart.HEAT else asked.where

        def came(report: Worked) -> None:
            making.sheets.append((name, sheet_of(self._place, self._names, report, making.zone)))
            self._go_on(making)

        ask_report(
            self._place, replace(asked, report=BY_ID[name], group=group, where=where), came, making.failed
        )

    def _count_targets(self, making: _Making) -> None:
        if making.kind != "levels":
            self._finish(making, (), has_more=False)
            return
        question = making.asked.question(making.asked.period, Group.NONE)

        def counted(lines: Mapping[str, Tally]) -> None:
            tally = lines.get("", {})
            names = {one.id: say(self._place.words, one.name) for one in making.asked.measures}
            making.judged = tuple(
                (names[one], tally.get(one, 0), tally.get(one.replace("_met", "_missed"), 0))
                for one in TARGETS
            )
            self._late.find(
                making.asked,
                making.zone,
                lambda late, more: self._finish(making, late, has_more=more),
                making.failed,
            )

        self._place.lane.ask(lambda desk: desk.reports.sums(question), counted, making.failed)

    def _finish(self, making: _Making, late: tuple[Late, ...], *, has_more: bool) -> None:
        period, words = making.asked.period, self._place.words
        remark = words("More tickets with a late clock are in the list behind the figure.")
        making.done(
            Document(
                making.kind,
                f"ringdesk-{making.kind}-{period.first:%Y-%m-%d}--{period.last:%Y-%m-%d}",
                self._scope(making.asked),
                period.first,
                period.last,
                tuple(making.sheets),
                making.judged,
                late,
                remark if has_more else "",
            )
        )

    def _scope(self, asked: Asked) -> str:
        """Whose figures they are."""
        chosen = (
            self._names.of(key, group)
            for field, group in FIELDS.items()
            if (key := getattr(asked.where, field)) is not None
        )
        return " · ".join(chosen)
