"""A ticket's history put in order: when each clock ran, when it was paused, when it stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.sla.history import Contact, History, Terms
from core.sla.policy import Reopening
from core.sla.zones import to_us
from core.tickets.model import Status, StatusChange, Waiting

_RANK = {one: place for place, one in enumerate(Status)}
SOLVED = (Status.RESOLVED, Status.CLOSED)
Stretch = tuple[int, int | None]  # from, to: None while it lasts
Step = tuple[int, Status, Waiting | None]


@dataclass(frozen=True, slots=True)
class Timeline:
    """In microseconds, ascending, nothing after the moment it was made for."""

    opened: int
    steps: tuple[Step, ...]
    terms: tuple[tuple[int, Terms], ...]
    contacts: tuple[Contact, ...]

    @property
    def solved_at(self) -> int | None:
        """When it was resolved for the last time; None: it is open."""
        if self.steps[-1][1] not in SOLVED:
            return None
        for at, status, _ in reversed(self.steps):
            if status is Status.RESOLVED:
                return at
        return self.steps[-1][0]

    @property
    def reopenings(self) -> list[int]:
        return [
            after[0]
            for before, after in zip(self.steps, self.steps[1:], strict=False)
            if before[1] in SOLVED and after[1] not in SOLVED
        ]


def timeline_of(history: History, now: int | None = None) -> Timeline:
    """``now`` cuts off what is not yet: None takes everything."""
    opened = to_us(history.opened_at)
    found: list[Step] = []
    last = opened
    for step in _ordered(history.steps):
        last = max(last, to_us(step.at))
        if now is not None and last > now and found:
            break
        found.append((last, step.status, step.waits_for))
    terms = [(to_us(one.at), one.terms) for one in history.terms]
    contacts = history.contacts
    if now is not None:
        terms = [one for one in terms if one[0] <= now] or terms[:1]
        contacts = tuple(one for one in contacts if to_us(one.at) <= now)
    return Timeline(opened, tuple(found), tuple(terms), contacts)


def _ordered(steps: Sequence[StatusChange]) -> Sequence[StatusChange]:
    """By what was done after what, whatever the desks' clocks said: stamps; base data has none but its time."""
    if len(steps) == 1:
        return steps
    return sorted(steps, key=_place)


def _place(step: StatusChange) -> tuple[str, int, int]:
    stamp = step.stamp or f"{to_us(step.at) // 1000:012x}-0000-"
    return stamp, _RANK[step.status], to_us(step.at)


def resolution(line: Timeline, pauses: tuple[Waiting, ...], reopening: Reopening) -> list[Stretch]:
    """When the resolution clock counted. Pauses are what the status says, so two never count twice."""
    start, first = line.opened, 0
    if reopening is Reopening.RESTART and line.reopenings:
        start = line.reopenings[-1]
        first = next(n for n, step in enumerate(line.steps) if step[0] >= start and step[1] not in SOLVED)
    return _counted(line, start, first, pauses, counts_solved=reopening is Reopening.RUN_ON)


def since(line: Timeline, start: int, pauses: tuple[Waiting, ...]) -> list[Stretch]:
    """When a clock that began at ``start`` counted; the time a ticket lay resolved does not."""
    return _counted(line, start, 0, pauses, counts_solved=False)


def _counted(
    line: Timeline, start: int, first: int, pauses: tuple[Waiting, ...], *, counts_solved: bool
) -> list[Stretch]:
    end = line.solved_at
    stretches: list[Stretch] = []
    for n in range(first, len(line.steps)):
        at, status, waits = line.steps[n]
        following = line.steps[n + 1][0] if n + 1 < len(line.steps) else None
        begin = max(at, start)
        if end is not None:
            following = end if following is None else min(following, end)
        if following is not None and following <= begin:
            continue
        is_paused = status is Status.PENDING and (waits or Waiting.CUSTOMER) in pauses
        if is_paused or (status in SOLVED and not counts_solved):
            continue
        if stretches and stretches[-1][1] == begin:
            stretches[-1] = (stretches[-1][0], following)
        else:
            stretches.append((begin, following))
    return stretches
