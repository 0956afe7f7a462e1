"""What the server last said of a person at this desk: for how long it holds when the server cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.ids import AgentId
from core.rights import Right, Role


@dataclass(frozen=True, slots=True)
class Seat:
    """Kept inside the encrypted database. ``checked_at``: when the server last let this person in."""

    person: AgentId
    login: str
    role: Role
    rights: tuple[Right, ...]
    offline_days: int
    checked_at: datetime
    name: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.checked_at + timedelta(days=self.offline_days)

    def holds(self, now: datetime) -> bool:
        """Whether this person may open the desk now although the server does not answer."""
        return now < self.ends_at

    def checked(self, now: datetime) -> Seat:
        return replace(self, checked_at=max(self.checked_at, now))


def never_back(known: datetime | None, now: datetime) -> datetime:
    """The present as far as waiting is concerned: a clock that somebody turned back gives no more days."""
    return now if known is None or known < now else known
