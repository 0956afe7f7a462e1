"""What must be mended before an edition is saved, and what somebody should know: sentences, each with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.sla.calendar import Block, Calendar, Day, DayKind
from core.sla.policy import Conditions, Edition, Policy, Target, TargetKind
from core.words import Sentence, sentence

DAY = 86400
LONGEST = dt.timedelta(days=366)
ZONES = "Asia/Shanghai, Europe/Berlin, UTC"
Found = tuple[str, Sentence]  # the field and what is wrong with it


@dataclass(frozen=True, slots=True)
class Problem:
    """``where`` is a policy's or calendar's name. One that ``is_only_warning`` does not stop a save.

    ``item`` is "calendar:<id>" or "policy:<id>"; ``field`` what of it: "name", "zone", "region", "week", "week.0" and
    "day:<date>" of a calendar; "name", "calendar", "order", "<target kind>.times", "<target kind>.at_risk" and
    "step:<id>" of a policy.
    """

    where: str
    said: Sentence
    is_only_warning: bool = False
    item: str = ""
    field: str = ""


def calendar_key(id_: str) -> str:
    return f"calendar:{id_}"


def policy_key(id_: str) -> str:
    return f"policy:{id_}"


def missing_years(calendar: Calendar, today: dt.date) -> tuple[int, ...]:
    """Years whose public holidays should be there: this one, and from October on the coming one."""
    if not calendar.region:
        return ()
    wanted = (today.year, *((today.year + 1,) if today.month >= 10 else ()))
    return tuple(year for year in wanted if year not in calendar.years)


def edition_problems(edition: Edition, today: dt.date) -> tuple[Problem, ...]:
    found = []
    for calendar in edition.calendars:
        said = ((*one, False) for one in _of_calendar(calendar))
        warned = ((*one, True) for one in _of_years(calendar, today))
        key = calendar_key(calendar.id)
        found += [Problem(calendar.name, what, soft, key, field) for field, what, soft in (*said, *warned)]
    for policy in edition.policies:
        key = policy_key(policy.id)
        found += [
            Problem(policy.name, said, False, key, field) for field, said in _of_policy(policy, edition)
        ]
    return (*found, *_of_names(edition), *_of_order(edition))


def _of_calendar(calendar: Calendar) -> Iterator[Found]:
    try:
        ZoneInfo(calendar.zone)
    except (KeyError, ValueError, OSError):
        said = sentence('"{zone}" is no time zone. Names look like {names}.', zone=calendar.zone, names=ZONES)
        yield "zone", said
    if len(calendar.week) != 7:
        yield "week", Sentence("A calendar has seven weekdays.")
    for n, blocks in enumerate(calendar.week):
        for said in _of_blocks(blocks):
            yield f"week.{n}", said
    if not any(calendar.week):
        yield "week", Sentence("This calendar has no working time: nothing would ever fall due by it.")
    yield from _of_days(calendar.days)


def _of_days(days: tuple[Day, ...]) -> Iterator[Found]:
    dates: set[dt.date] = set()
    for day in days:
        field = f"day:{day.date}"
        for said in _of_blocks(day.blocks):
            yield field, said
        if day.kind is DayKind.OPENING and not day.blocks:
            yield field, Sentence("An extra opening needs its hours, like 9:00-12:00.")
        if day.kind in (DayKind.HOLIDAY, DayKind.MAKE_UP):
            if day.date in dates:
                yield field, sentence("{date} is both a holiday and a make-up day.", date=str(day.date))
            dates.add(day.date)


def _of_years(calendar: Calendar, today: dt.date) -> Iterator[Found]:
    for year in missing_years(calendar, today):
        said = sentence(
            "The public holidays of {year} ({region}) are missing: until they are imported, holidays count as work.",
            year=year,
            region=calendar.region,
        )
        yield "region", said


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    if any(not (0 <= one.start < DAY and one.start < one.end <= one.start + DAY) for one in blocks):
        yield Sentence("A stretch of hours ends after it begins, and within a day of it.")
    for before, after in pairwise(sorted(blocks, key=lambda one: one.start)):
        if after.start < before.end:
            yield Sentence("Two stretches of hours overlap on one day.")
            return


def _of_names(edition: Edition) -> Iterator[Problem]:
    named = (
        [(one.id, one.name, policy_key(one.id)) for one in edition.policies],
        [(one.id, one.name, calendar_key(one.id)) for one in edition.calendars],
    )
    for entries in named:
        ids, names = [one[0] for one in entries], [one[1] for one in entries]
        for id_, name, item in entries:
            if not name.strip():
                said = Sentence("Each policy and each calendar needs a name.")
                yield Problem("", said, item=item, field="name")
            elif names.count(name) > 1:
                yield Problem(
                    name, sentence('The name "{name}" is used twice.', name=name), item=item, field="name"
                )
            if ids.count(id_) > 1:
                yield Problem(name, sentence('The id "{id}" is used twice.', id=id_), item=item, field="name")


def _of_policy(policy: Policy, edition: Edition) -> Iterator[Found]:
    if edition.calendar(policy.calendar) is None:
        yield "calendar", Sentence("There is no calendar for it any more: please choose one.")
    kinds = [one.kind for one in policy.targets]
    if len(set(kinds)) < len(kinds):
        yield "name", Sentence("Each target stands in a policy once.")
    for target in policy.targets:
        yield from _of_target(target)
    ids = [step.id for target in policy.targets for step in target.steps]
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        yield f"step:{twice}", Sentence("Two reminder steps have the same name; each needs its own.")


def _of_target(target: Target) -> Iterator[Found]:
    times, at_risk = f"{target.kind.value}.times", f"{target.kind.value}.at_risk"
    if len(target.times) != 4:
        yield times, Sentence("A target has four times, for P1 to P4.")
    if any(time is not None and not dt.timedelta(0) < time <= LONGEST for time in target.times):
        yield times, Sentence("A time is longer than nothing and at most a year.")
    if not 1 <= target.at_risk_percent <= 100:
        yield at_risk, Sentence('"At risk" is a percentage from 1 to 100.')
    for step in target.steps:
        if step.percent is not None and not 0 <= step.percent <= 1000:
            yield f"step:{step.id}", Sentence("A step's percentage is from 0 to 1000.")
        if not step.to:
            yield f"step:{step.id}", Sentence("A step needs somebody whom it tells.")
    if target.kind is not TargetKind.CALL_BACK and not any(target.times):
        yield (
            times,
            Sentence("A target without any time promises nothing: please give it a time or take it out."),
        )


def _of_order(edition: Edition) -> Iterator[Problem]:
    """The first whose conditions hold is taken: behind one that takes everything nothing is reached."""
    catch_all = next((one for one in edition.policies if one.conditions == Conditions()), None)
    if catch_all is None:
        if edition.policies:
            last = edition.policies[-1]
            said = Sentence("No policy is for everything else: some tickets will have no service level.")
            yield Problem(last.name, said, True, policy_key(last.id), "order")
        return
    place = edition.policies.index(catch_all)
    for policy in edition.policies[place + 1 :]:
        said = sentence('It is never reached: "{name}" above it takes every ticket.', name=catch_all.name)
        yield Problem(policy.name, said, True, policy_key(policy.id), "order")
