"""People and teams as the server's command line makes them: as operations, so that every desk hears of it."""

from __future__ import annotations

from collections.abc import Sequence

from core.audit import AuditKind, AuditNote
from core.directory import NameEntry
from core.errors import RuleViolation
from core.ids import AgentId, DeskId, OpId, TeamId, new_id
from core.reading import Person, Team
from core.rights import Role
from core.sync.clock import stamp_after
from core.sync.messages import Fate, Push, heard
from core.sync.ops import Birth, op_from, to_wire
from core.sync.plain import to_plain
from core.sync.who import EVERYTHING, MAY_DELETE, MAY_SAVE_DIRECTORY, MAY_SAVE_LEVELS, Who
from core.tickets.commands import SaveDirectory, Stamp
from core.trust import Account, LoginTaken, UnknownPerson, as_login, as_password
from server.compose import Opened
from server.passwords import Passwords, new_password
from storage.ledger.glance import Glance

CONSOLE = "console"  # who acts when nobody signed in: whoever may log in to the server machine
HERSELF = Who(
    AgentId(CONSOLE),
    DeskId(CONSOLE),
    frozenset({EVERYTHING}),
    frozenset({MAY_SAVE_LEVELS, MAY_SAVE_DIRECTORY, MAY_DELETE}),
)


def add_person(
    one: Opened,
    typed: str,
    name: str,
    role: Role,
    teams: Sequence[str],
    password: str = "",
    passwords: Passwords | None = None,
) -> tuple[Account, str]:
    """The account and its first password, which opens nothing but the change of itself."""
    login = as_login(typed)
    if one.trust.accounts.by_login(login):
        raise LoginTaken(login)
    first = as_password(password) if password else new_password()
    person = AgentId(new_id())
    account = Account(person, login, role, must_change=True)
    note = AuditNote(one.clock.now(), AuditKind.PERSON_ADDED, CONSOLE, "", person, {"role": role.value})
    put_person(one, person, name or login, teams)
    one.trust.accounts.add(account, (passwords or Passwords()).hashed(first), note)
    return account, first


def put_person(one: Opened, person: AgentId, name: str, teams: Sequence[str]) -> None:
    """Into the directory; a team that is not there yet is made."""
    directory = Glance(one.store).directory()
    known = {team.name: team.id for team in directory.teams}
    entries = []
    for place, team in enumerate(dict.fromkeys(teams), len(directory.teams)):
        if team not in known:
            known[team] = TeamId(new_id())
            entries.append(_entry("team", place, Team(known[team], team)))
    ids = tuple(known[team] for team in dict.fromkeys(teams))
    entries.append(_entry("person", len(directory.people), Person(person, name, ids)))
    _perform(one, SaveDirectory(Stamp(HERSELF.person, HERSELF.desk, one.clock.now()), tuple(entries)))


def set_teams(one: Opened, account: Account, teams: Sequence[str]) -> None:
    """These and no others."""
    people = {person.id: person for person in Glance(one.store).directory().people}
    known = people.get(account.person)
    put_person(one, account.person, known.name if known else account.login, teams)


def account_of(one: Opened, typed: str) -> Account:
    login = as_login(typed)
    known = one.trust.accounts.by_login(login)
    if known is None:
        raise UnknownPerson(login)
    return known[0]


def _entry(kind: str, place: int, value: Person | Team) -> NameEntry:
    plain = to_plain(value)
    return NameEntry(f"{kind}:{value.id}", place, plain if isinstance(plain, dict) else None)


def _perform(one: Opened, command: SaveDirectory) -> None:
    seen = one.ledger.preview(HERSELF, 1).stamp
    stamp = stamp_after(seen, round(one.clock.now().timestamp() * 1000), HERSELF.desk)
    op = op_from(command, Birth(OpId(new_id()), stamp))
    [answer] = one.ledger.take(HERSELF, Push((to_wire(op),)))
    if answer.fate is not Fate.TAKEN and answer.said:
        why = heard(answer.said)
        raise RuleViolation(why.template, **why.values)
