"""The words about people."""

from __future__ import annotations

import argparse

from core.audit import AuditKind, AuditNote
from core.rights import Role
from core.words import Sentence, sentence
from server.compose import opened
from server.passwords import Passwords, new_password
from server.people import CONSOLE, account_of, add_person, set_teams
from server.words import in_words, say


def add(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        account, first = add_person(one, given.login, given.name, _role(given.role), given.team)
        said = in_words(Sentence(account.role.value))
        say(sentence("{login} may sign in as {role}.", login=account.login, role=said))
        say(sentence("  First password, shown only now: {password}", password=first))
    return 0


def role(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        account, wanted = account_of(one, given.login), _role(given.role)
        facts = {"from": account.role.value, "to": wanted.value}
        note = AuditNote(one.clock.now(), AuditKind.ROLE_CHANGED, CONSOLE, "", account.person, dict(facts))
        one.trust.accounts.set_role(account.person, wanted, note)
        said = in_words(Sentence(wanted.value))
        say(sentence("{login} is now {role}, from the next sign-in on.", login=account.login, role=said))
    return 0


def teams(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        account = account_of(one, given.login)
        set_teams(one, account, given.team)
        names = ", ".join(given.team) or "-"
        say(sentence("Teams of {login}: {teams}", login=account.login, teams=names))
    return 0


def password(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        account, first = account_of(one, given.login), new_password()
        note = AuditNote(one.clock.now(), AuditKind.PASSWORD_SET, CONSOLE, "", account.person)
        one.trust.accounts.set_password(account.person, Passwords().hashed(first), note, must_change=True)
        say(
            sentence(
                "New first password of {login}, shown only now: {password}",
                login=account.login,
                password=first,
            )
        )
    return 0


def lock(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        account = account_of(one, given.login)
        note = AuditNote(one.clock.now(), AuditKind.PERSON_LOCKED, CONSOLE, "", account.person)
        one.trust.accounts.set_locked(account.person, note, is_locked=True)
        say(sentence("{login} is out on every desk.", login=account.login))
    return 0


def unlock(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        account = account_of(one, given.login)
        note = AuditNote(one.clock.now(), AuditKind.PERSON_UNLOCKED, CONSOLE, "", account.person)
        one.trust.accounts.set_locked(account.person, note, is_locked=False)
        say(sentence("{login} may sign in again.", login=account.login))
    return 0


def show(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        for account in one.trust.accounts.all():
            said = in_words(Sentence(account.role.value))
            state = (
                sentence("locked")
                if account.is_locked
                else sentence("first password")
                if account.must_change
                else ""
            )
            shown = in_words(state) if isinstance(state, Sentence) else ""
            say(sentence("{login}  {role}  {state}", login=account.login, role=said, state=shown))
    return 0


def _role(word: str) -> Role:
    return Role(word.replace("-", " "))
