"""What must be mended before an edition is saved, and what somebody should know: sentences, each with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.sla.calendar import Block, Calendar, DayKind
from core.sla.policy import Conditions, Edition, Policy, Target, TargetKind
from core.words import Sentence, sentence

DAY = 86400
LONGEST = dt.timedelta(days=366)
ZONES = "Asia/Shanghai, Europe/Berlin, UTC"


@dataclass(frozen=True, slots=True)
class Problem:
    """``where`` is a policy's or calendar's name. One that ``is_only_warning`` does not stop a save."""

    where: str
    said: Sentence
    is_only_warning: bool = False


def missing_years(calendar: Calendar, today: dt.date) -> tuple[int, ...]:
    """Years whose public holidays should be there: this one, and from October on the coming one."""
    if not calendar.region:
        return ()
    wanted = (today.year, *((today.year + 1,) if today.month >= 10 else ()))
    return tuple(year for year in wanted if year not in calendar.years)


def edition_problems(edition: Edition, today: dt.date) -> tuple[Problem, ...]:
    found = [one for calendar in edition.calendars for one in _of_calendar(calendar, today)]
    found += _of_names(edition)
    for policy in edition.policies:
        found += [Problem(policy.name, said) for said in _of_policy(policy, edition)]
    return (*found, *_of_order(edition))


def _of_calendar(calendar: Calendar, today: dt.date) -> Iterator[Problem]:
    where = calendar.name
    try:
        ZoneInfo(calendar.zone)
    except (KeyError, ValueError, OSError):
        said = sentence('"{zone}" is no time zone. Names look like {names}.', zone=calendar.zone, names=ZONES)
        yield Problem(where, said)
    if len(calendar.week) != 7:
        yield Problem(where, Sentence("A calendar has seven weekdays."))
    for blocks in (*calendar.week, *(day.blocks for day in calendar.days)):
        said_of_blocks = _of_blocks(blocks)
        if said_of_blocks is not None:
            yield Problem(where, said_of_blocks)
    if not any(calendar.week):
        yield Problem(
            where, Sentence("This calendar has no working time: nothing would ever fall due by it.")
        )
    dates: set[dt.date] = set()
    for day in calendar.days:
        if day.kind in (DayKind.HOLIDAY, DayKind.MAKE_UP):
            if day.date in dates:
                yield Problem(
                    where, sentence("{date} is both a holiday and a make-up day.", date=str(day.date))
                )
            dates.add(day.date)
    for year in missing_years(calendar, today):
        said = sentence(
            "The public holidays of {year} ({region}) are missing: until they are imported, holidays count as work.",
            year=year,
            region=calendar.region,
        )
        yield Problem(where, said, is_only_warning=True)


def _of_blocks(blocks: tuple[Block, ...]) -> Sentence | None:
    for one in blocks:
        if not (0 <= one.start < DAY and one.start < one.end <= one.start + DAY):
            return Sentence("A stretch of hours ends after it begins, and within a day of it.")
    for before, after in pairwise(sorted(blocks, key=lambda one: one.start)):
        if after.start < before.end:
            return Sentence("Two stretches of hours overlap on one day.")
    return None


def _of_names(edition: Edition) -> Iterator[Problem]:
    for names in ([one.name for one in edition.policies], [one.name for one in edition.calendars]):
        for name in dict.fromkeys(names):
            if not name.strip():
                yield Problem("", Sentence("Each policy and each calendar needs a name."))
            elif names.count(name) > 1:
                yield Problem(name, sentence('The name "{name}" is used twice.', name=name))


def _of_policy(policy: Policy, edition: Edition) -> Iterator[Sentence]:
    if edition.calendar(policy.calendar) is None:
        yield sentence('There is no calendar "{calendar}".', calendar=policy.calendar)
    kinds = [one.kind for one in policy.targets]
    if len(set(kinds)) < len(kinds):
        yield Sentence("Each target stands in a policy once.")
    for target in policy.targets:
        yield from _of_target(target)
    ids = [step.id for target in policy.targets for step in target.steps]
    if len(set(ids)) < len(ids):
        yield Sentence("Two reminder steps have the same name; each needs its own.")


def _of_target(target: Target) -> Iterator[Sentence]:
    if len(target.times) != 4:
        yield Sentence("A target has four times, for P1 to P4.")
    for time in target.times:
        if time is not None and not dt.timedelta(0) < time <= LONGEST:
            yield Sentence("A time is longer than nothing and at most a year.")
    if not 1 <= target.at_risk_percent <= 100:
        yield Sentence('"At risk" is a percentage from 1 to 100.')
    for step in target.steps:
        if step.percent is not None and not 0 <= step.percent <= 1000:
            yield Sentence("A step's percentage is from 0 to 1000.")
        if not step.to:
            yield Sentence("A step needs somebody whom it tells.")
    if target.kind is not TargetKind.CALL_BACK and not any(target.times):
        yield Sentence("A target without any time promises nothing: please give it a time or take it out.")


def _of_order(edition: Edition) -> Iterator[Problem]:
    """The first whose conditions hold is taken: behind one that takes everything nothing is reached."""
    catch_all = next((one for one in edition.policies if one.conditions == Conditions()), None)
    if catch_all is None:
        if edition.policies:
            said = Sentence("No policy is for everything else: some tickets will have no service level.")
            yield Problem(edition.policies[-1].name, said, is_only_warning=True)
        return
    place = edition.policies.index(catch_all)
    for policy in edition.policies[place + 1 :]:
        said = sentence('It is never reached: "{name}" above it takes every ticket.', name=catch_all.name)
        yield Problem(policy.name, said, is_only_warning=True)
