"""What is chosen in the report window: which report, when, of whom, by what."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from console.presenters.report_names import ALL, ReportNames
from console.presenters.report_words import GROUPS, SPANS
from console.presenters.saying import say
from console.viewmodels.reports import Filters
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Words
from core.reporting.asking import Where
from core.reporting.catalogue import BY_ID, REPORTS, SERVICE_LEVEL, Chart, Report
from core.reporting.counters import WITHIN, Group
from core.reporting.of_calls import STANDARD
from core.reporting.periods import Span, period_of
from core.reporting.report import Asked

FIELDS = {"agent": Group.AGENT, "team": Group.TEAM, "category": Group.CATEGORY, "queue": Group.QUEUE}


class ReportChoice:
    """Kept while the desk is open; each report begins with the lines it is read by."""

    def __init__(self) -> None:
        self.report: Report = REPORTS[0]
        self.span = Span.MONTH
        self.group = REPORTS[0].group
        self.where = Where()
        self.seconds = STANDARD
        self._own = ""

    @property
    def shown_own(self) -> str:
        return self._own if self.span is Span.OWN else ""

    def choose(self, report: str) -> None:
        self.report = BY_ID[report]
        self.group = self.report.group

    def filter(self, field: str, key: str, today: dt.date) -> None:
        if field == "span":
            was, self.span = self.span, Span(key)
            if self.span is Span.OWN and was is not Span.OWN:
                period = period_of(was, today, self._own)
                self._own = f"{period.first:%Y-%m-%d} – {period.last:%Y-%m-%d}"
        elif field == "group":
            self.group = Group(key)
        elif field == "seconds":
            self.seconds = int(key)
        else:
            self.where = replace(self.where, **{field: None if key == ALL else key})

    def type_period(self, text: str) -> None:
        self.span, self._own = Span.OWN, text

    def asked(self, today: dt.date) -> Asked:
        """A ``Trouble`` says what is wrong with the period that was typed."""
        period = period_of(self.span, today, self._own)
        return Asked(self.report, period, self.group, self._known_where(), self.seconds)

    def _known_where(self) -> Where:
        """Hours of the week are counted by queue alone."""
        return Where(queue=self.where.queue) if self._is_heat else self.where

    @property
    def _is_heat(self) -> bool:
        return self.report.chart is Chart.HEAT

    def _offers(self, field: str) -> bool:
        """What has no bearing on this report is not offered."""
        if field == "seconds":
            return SERVICE_LEVEL in self.report.measures
        return not self._is_heat or field in ("span", "queue")

    def filters(self, words: Words, names: ReportNames) -> Filters:
        spans = tuple(Choice(one.value, say(words, text)) for one, text in SPANS.items())
        groups = tuple(Choice(one.value, say(words, text)) for one, text in GROUPS.items())
        within = tuple(Choice(str(n), words("{n} s", n=n)) for n in WITHIN)
        chosen = {name: getattr(self.where, name) for name in FIELDS}
        of_names = (
            (name, names.choices(group), ALL if chosen[name] is None else chosen[name])
            for name, group in FIELDS.items()
        )
        fields = (
            ("span", spans, self.span.value),
            ("group", groups, self.group.value),
            *of_names,
            ("seconds", within, str(self.seconds)),
        )
        return Filters(tuple(one for one in fields if self._offers(one[0])))
