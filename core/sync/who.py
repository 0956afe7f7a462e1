"""Who speaks to the server: a person at a desk, with what they may see and do, as the server knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.ids import AgentId, DeskId, TeamId

EVERYTHING = "*"
ALL = "all"
# Rights that operations ask for; what a role has is a table of the server's.
MAY_SAVE_LEVELS = "levels"
MAY_SAVE_DIRECTORY = "directory"
MAY_DELETE = "delete"


def key_of_agent(agent: str) -> str:
    return f"agent:{agent}"


def key_of_team(team: str) -> str:
    return f"team:{team}"


def scope_of(person: AgentId, teams: Iterable[TeamId], *, sees_all: bool = False) -> frozenset[str]:
    """The keys of what a person may see: one for everything, or what is everybody's, their own, and their teams'."""
    if sees_all:
        return frozenset({EVERYTHING})
    return frozenset({ALL, key_of_agent(person), *(key_of_team(team) for team in teams)})


@dataclass(frozen=True, slots=True)
class Who:
    """One session. ``teams`` as the directory has them, ``scope`` as ``scope_of`` makes it.

    ``before`` are people who worked at this desk earlier: it still carries what they did, as far as the server gives
    them rights: no more than whoever sits there now.
    """

    person: AgentId
    desk: DeskId
    scope: frozenset[str]
    rights: frozenset[str] = frozenset()
    teams: tuple[TeamId, ...] = ()
    before: tuple[Who, ...] = ()

    def sees(self, audience: Iterable[str]) -> bool:
        return EVERYTHING in self.scope or not self.scope.isdisjoint(audience)

    def speaking_for(self, agent: AgentId) -> Who | None:
        """This person, or the one who worked here before; None: nobody this desk may speak for."""
        return next((one for one in (self, *self.before) if one.person == agent), None)
