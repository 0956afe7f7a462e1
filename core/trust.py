"""Who is trusted: people with accounts, desks with certificates, sessions of a person at a desk."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.errors import RuleViolation
from core.ids import AgentId, DeskId
from core.rights import Role

LOGIN_LONGEST = 64
PASSWORD_SHORTEST, PASSWORD_LONGEST = 10, 1024


class DeskState(Enum):
    """A desk is out at once in every state but the first; WIPE tells it to destroy its copy at its next contact."""

    ENROLLED = "enrolled"
    REVOKED = "revoked"
    WIPE = "to be wiped"
    WIPED = "wiped"


class CertificateState(Enum):
    """A renewed certificate takes the place of the old one when it is first used."""

    FRESH = "fresh"
    IN_USE = "in use"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Account:
    """What lets a person in. ``person`` is their id in the directory."""

    person: AgentId
    login: str
    role: Role
    is_locked: bool = False
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class EnrolledDesk:
    """A desk that was once enrolled; ``name`` is what IT called it."""

    id: DeskId
    name: str
    state: DeskState
    enrolled_at: datetime
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A desk's certificate, by its serial number in hexadecimal."""

    serial: str
    desk: DeskId
    ends_at: datetime
    state: CertificateState


@dataclass(frozen=True, slots=True)
class Session:
    """A person at a desk; the token that stands for it is known to that desk only."""

    person: AgentId
    desk: DeskId
    began_at: datetime
    seen_at: datetime


class LoginTaken(RuleViolation):
    """Logins tell people apart."""

    def __init__(self, login: str) -> None:
        super().__init__('There is somebody with the login "{login}" already. Choose another.', login=login)


class UnknownPerson(RuleViolation):
    """Asked for by IT, so it may be said."""

    def __init__(self, login: str) -> None:
        super().__init__('Nobody has the login "{login}".', login=login)


class UnknownDesk(RuleViolation):
    """The same for a desk."""

    def __init__(self, name: str) -> None:
        super().__init__('No desk is called "{name}". "desk list" shows them all.', name=name)


class LastAdministrator(RuleViolation):
    """Somebody must be left who can let others in."""

    def __init__(self) -> None:
        super().__init__("This is the last administrator who can sign in. Name another one first.")


class CodeNotValid(RuleViolation):
    """Wrong, used or too old: which of them is nobody's business who does not have it."""

    def __init__(self) -> None:
        super().__init__(
            "This enrolment code is not valid: it may be mistyped, used already or too old. Ask IT for a new one."
        )


class DeskKnown(RuleViolation):
    """A desk brings the id of one that is enrolled."""

    def __init__(self) -> None:
        super().__init__(
            "This desk was enrolled before. Ask IT for a code that lets the same desk in again, or begin a new profile."
        )


def as_login(typed: str) -> str:
    """One spelling for however it was typed: full-width letters, capitals, blanks around it."""
    login = unicodedata.normalize("NFKC", typed).strip().casefold()
    if (
        not login
        or len(login) > LOGIN_LONGEST
        or any(not one.isprintable() or one.isspace() for one in login)
    ):
        raise RuleViolation("A login is one word of at most {most} characters.", most=LOGIN_LONGEST)
    return login


def as_password(typed: str) -> str:
    """The same password through any keyboard or input method; too short is said, what is in it is not judged."""
    password = unicodedata.normalize("NFKC", typed)
    if not PASSWORD_SHORTEST <= len(password) <= PASSWORD_LONGEST:
        raise RuleViolation("A password needs at least {least} characters.", least=PASSWORD_SHORTEST)
    return password


class Turned(Enum):
    """Why the server turned a request away, as a word between programs; the sentence beside it is for people."""

    MISSHAPEN = "misshapen"
    CERTIFICATE = "certificate"
    REVOKED = "revoked"
    WIPE = "wipe"
    SESSION = "session"
    PASSWORD = "password"  # noqa: S105 - a word, not a password
    CHANGE_PASSWORD = "change password"  # noqa: S105 - the same
    WAIT = "wait"
    RIGHT = "right"
    RULE = "rule"
    TOO_LARGE = "too large"
    UNKNOWN = "unknown"
    LATER = "later"
    BUG = "bug"
