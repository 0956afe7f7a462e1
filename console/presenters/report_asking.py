"""A report asked for piece by piece: each question is a turn of the lane of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.reporting import catalogue
from core.reporting.asking import HourCell, Where
from core.reporting.counters import BY_DAY, Group, Tally
from core.reporting.days import date_of
from core.reporting.report import Asked, Worked, worked


def ask_report(
    place: Workplace, asked: Asked, done: Callable[[Worked], None], failed: Callable[[Trouble], None]
) -> None:
    """One question a turn, then the hours, then it is worked out."""
    questions, answers = asked.questions(), list[Mapping[str, Tally]]()

    def next_one() -> None:
        if len(answers) < len(questions):
            question = questions[len(answers)]
            place.lane.ask(lambda desk: desk.reports.sums(question), answered, failed)
        elif asked.report.chart is catalogue.Chart.HEAT:
            place.lane.ask(lambda desk: desk.reports.hours(questions[0]), finished, failed)
        else:
            finished(())

    def answered(lines: Mapping[str, Tally]) -> None:
        answers.append(lines)
        next_one()

    def finished(hours: tuple[HourCell, ...]) -> None:
        done(worked(asked, answers, hours))

    next_one()


def _last_of_month(day: int) -> int:
    date = date_of(day)
    later = (date.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return day + (later - date).days - 1


def narrowed(asked: Asked, line: str) -> tuple[int, int, Where]:
    """The days and the filter of one line of a report."""
    first, last = asked.period.days
    if asked.group in BY_DAY:
        begin = int(line)
        length = {Group.DAY: 1, Group.WEEK: 7}.get(asked.group, 0)
        end = begin + length - 1 if length else _last_of_month(begin)
        return max(first, begin), min(last, end), asked.where
    return first, last, replace(asked.where, **{asked.group.value: line})
