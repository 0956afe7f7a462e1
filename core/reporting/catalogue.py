"""All measures by their names, the reports made of them, and what nobody records yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.reporting.counters import Group
from core.reporting.measures import Measure
from core.reporting.of_calls import CALL_MEASURES, STANDARD
from core.reporting.of_tickets import TICKET_MEASURES
from core.words import Sentence

MEASURES: dict[str, Measure] = {one.id: one for one in (*CALL_MEASURES, *TICKET_MEASURES)}
SERVICE_LEVEL = "service_level"  # in a report: the one whose seconds were chosen


class Chart(Enum):
    """How a report is drawn."""

    BARS = "bars"
    LINES = "lines"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Report:
    """Which measures stand together. ``drawn`` are those of the chart; lines run over days, bars over the groups."""

    id: str
    name: Sentence
    measures: tuple[str, ...]
    group: Group
    chart: Chart
    drawn: tuple[str, ...]


REPORTS = (
    Report(
        "overview",
        Sentence("Overview"),
        (
            "offered", "answered", "abandon_rate", SERVICE_LEVEL, "answer_speed", "handle_time",
            "opened", "resolved", "backlog", "first_response", "resolution_met", "first_contact",
        ),
        Group.DAY,
        Chart.LINES,
        ("opened", "resolved"),
    ),
    Report(
        "calls",
        Sentence("Calls"),
        (
            "offered", "answered", "abandoned", "abandon_rate", SERVICE_LEVEL, "answer_speed", "handle_time",
            "talk_time", "hold_time", "wrap_up_time", "repeat_callers", "tickets_per_call",
        ),
        Group.DAY,
        Chart.LINES,
        ("offered", "answered", "abandoned"),
    ),
    Report(
        "tickets",
        Sentence("Tickets"),
        (
            "opened", "resolved", "reopened", "backlog", "backlog_rate", "backlog_age", "first_response",
            "resolution_time", "first_contact", "calls_per_ticket",
        ),
        Group.DAY,
        Chart.LINES,
        ("opened", "resolved", "backlog"),
    ),
    Report(
        "levels",
        Sentence("Service levels"),
        ("response_met", "resolution_met", "call_back_met", "first_response", "resolution_time", "backlog"),
        Group.TEAM,
        Chart.BARS,
        ("response_met", "resolution_met"),
    ),
    Report(
        "agents",
        Sentence("Agents"),
        (
            "answered", "handle_time", "talk_time", "hold_time", "wrap_up_time", "dialled", "resolved", "backlog",
            "reopened", "first_contact", "resolution_met",
        ),
        Group.AGENT,
        Chart.BARS,
        ("answered", "resolved"),
    ),
    Report(
        "categories",
        Sentence("Categories"),
        ("opened", "resolved", "backlog", "reopened", "resolution_time", "first_contact", "calls_per_ticket"),
        Group.CATEGORY,
        Chart.BARS,
        ("opened",),
    ),
    Report(
        "week",
        Sentence("By hour of the week"),
        ("offered", "answered", "abandoned", "opened"),
        Group.DAY,
        Chart.HEAT,
        ("offered",),
    ),
)  # fmt: skip
BY_ID = {report.id: report for report in REPORTS}
OF_HOURS = ("offered", "answered", "abandoned", "opened")

NOT_RECORDED = (
    Sentence("How long a caller waited in the PBX's queue before a desk rang, and who gave up there."),
    Sentence("Agents' times (ready, not ready): occupancy comes with the live wallboard."),
    Sentence(
        "Hold and wrap-up of calls before this version, and of calls that were up when the desk was opened."
    ),
    Sentence("Who had a ticket earlier: its counts stand with the agent, team and category that it has now."),
    Sentence(
        "Each round of a promised next update: only first response, resolution and call-backs are judged."
    ),
)


def measures_of(report: Report, seconds: int = STANDARD) -> tuple[Measure, ...]:
    return tuple(measure_of(name, seconds) for name in report.measures)


def measure_of(name: str, seconds: int = STANDARD) -> Measure:
    return MEASURES[f"{SERVICE_LEVEL}_{seconds}" if name == SERVICE_LEVEL else name]
