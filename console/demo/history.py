"""When people call, and how a ticket lives after that: in office hours, and never after now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from random import Random

from core.ids import AgentId
from core.tickets.model import Status, StatusChange

MONTHS_BACK = 5
_BEIJING = timezone(timedelta(hours=8))
_BUSY_HOURS = (8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 11, 11, 13, 13, 14, 14, 14, 15, 15, 15, 16, 16, 17, 18, 19)
_OPENS, _CLOSES = time(8, 30), time(18, 0)


@dataclass(frozen=True, slots=True)
class Life:
    """A ticket's steps so far."""

    history: tuple[StatusChange, ...]

    @property
    def status(self) -> Status:
        return self.history[-1].status

    @property
    def resolved_at(self) -> datetime | None:
        """The last time it was solved, if it still is."""
        if self.status.is_open:
            return None
        return next(step.at for step in reversed(self.history) if step.status is Status.RESOLVED)


def moments(random: Random, now: datetime, count: int) -> list[datetime]:
    """When tickets are opened, in order: office hours in Beijing, few at weekends, the last of them just now."""
    local = now.astimezone(_BEIJING)
    found: list[datetime] = []
    while len(found) < count:
        day = local.date() - timedelta(days=int(random.random() ** 1.15 * MONTHS_BACK * 30.5))
        if day.weekday() >= 5 and random.random() < 0.8:
            continue
        at_time = time(
            random.choice(_BUSY_HOURS), random.randrange(60), random.randrange(60), random.randrange(10**6)
        )
        at = datetime.combine(day, at_time, _BEIJING)
        if at < local - timedelta(minutes=4):
            found.append(at.astimezone(UTC))
    return sorted(found)


def live(random: Random, opened: datetime, now: datetime, agent: AgentId, stays_open: bool) -> Life:
    """One life from opening to ``now``: who made it has it at once, most are solved within days."""
    steps = [StatusChange(Status.NEW, opened, agent)]
    age = now - opened
    if age < timedelta(days=4) and not stays_open and random.random() < 0.18:
        return Life(tuple(steps))  # in the team's pile
    steps.append(StatusChange(Status.ASSIGNED, opened, agent))
    for status, after in _plan(random, age):
        at = _in_office_hours(steps[-1].at + after, random)
        if at >= now or (stays_open and status is Status.RESOLVED):
            break
        steps.append(StatusChange(status, at, agent))
    return Life(tuple(steps))


def _plan(random: Random, age: timedelta) -> list[tuple[Status, timedelta]]:
    """What comes after assignment, and how long each takes."""
    chance = random.random()
    if chance < 0.35:  # solved on the phone
        solved = [(Status.RESOLVED, timedelta(minutes=random.randint(3, 15)))]
    elif chance < 0.7:
        solved = [(Status.RESOLVED, timedelta(hours=random.expovariate(1 / 9) + 0.3))]
    else:
        solved = [
            (Status.PENDING, timedelta(hours=random.expovariate(1 / 4) + 0.2)),
            (Status.ASSIGNED, timedelta(hours=random.expovariate(1 / 30) + 1)),
            (Status.RESOLVED, timedelta(hours=random.expovariate(1 / 10) + 0.5)),
        ]
    if random.random() < 0.05:
        solved += [
            (Status.ASSIGNED, timedelta(hours=random.expovariate(1 / 20) + 1)),
            (Status.RESOLVED, timedelta(hours=random.expovariate(1 / 10) + 0.5)),
        ]
    if age > timedelta(days=3) and random.random() < 0.006:
        return solved[:-1]  # forgotten, or waiting for somebody for weeks
    return [*solved, (Status.CLOSED, timedelta(days=random.uniform(1.5, 5)))]


def _in_office_hours(at: datetime, random: Random) -> datetime:
    """The same moment, or the next morning or Monday when the office is closed."""
    local = at.astimezone(_BEIJING)
    if local.time() > _CLOSES:
        local = local.replace(hour=0, minute=0) + timedelta(days=1)
    while local.weekday() >= 5:
        local = local.replace(hour=0, minute=0) + timedelta(days=1)
    if local.time() < _OPENS:
        opening = datetime.combine(local.date(), _OPENS, _BEIJING)
        local = opening + timedelta(minutes=random.uniform(1, 150))
    return local.astimezone(UTC)
