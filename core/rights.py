"""Who may do what: four roles, and one table of the rights each has. The server asks it; screens only follow."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Role(Enum):
    """Each may do what those before it may."""

    AGENT = "agent"
    TEAM_LEAD = "team lead"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Right(Enum):
    """What a rule asks for."""

    WORK = "work"  # tickets, calls, customers and notes within one's own scope
    SEE_TEAM_LIVE = "see team live"  # agent states of one's teams
    SEE_EVERYTHING = "see everything"  # every team's records and everybody's state
    SHAPE_RULES = "shape rules"  # service levels, calendars, reminders
    SHAPE_DIRECTORY = "shape directory"  # people, teams, categories
    DELETE = "delete"  # tombstones of tickets and customers
    EXPORT = "export"
    MANAGE_DESKS = "manage desks"  # codes, revoking, wiping
    MANAGE_PEOPLE = "manage people"  # accounts, roles, passwords
    READ_AUDIT = "read audit"


_AGENT = frozenset({Right.WORK})
_TEAM_LEAD = _AGENT | {Right.SEE_TEAM_LIVE}
_SUPERVISOR = _TEAM_LEAD | {
    Right.SEE_EVERYTHING,
    Right.SHAPE_RULES,
    Right.SHAPE_DIRECTORY,
    Right.DELETE,
    Right.EXPORT,
}
_ADMINISTRATOR = _SUPERVISOR | {Right.MANAGE_DESKS, Right.MANAGE_PEOPLE, Right.READ_AUDIT}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.AGENT: _AGENT,
    Role.TEAM_LEAD: _TEAM_LEAD,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
}
