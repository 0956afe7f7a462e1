"""What is said at the server's door: enrolling, signing in, passwords. Sent and read as ``core.sync.messages`` are."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import AgentId, DeskId
from core.rights import Right, Role


@dataclass(frozen=True, slots=True)
class Nothing:
    """An answer that has no more to say, or a question that asks nothing."""


@dataclass(frozen=True, slots=True)
class Health:
    """All that is said to who shows no certificate."""

    is_well: bool
    protocol: int


@dataclass(frozen=True, slots=True)
class Authority:
    """The server's own authority, as PEM: the desk checks its fingerprint before it believes anything."""

    certificate: str


@dataclass(frozen=True, slots=True)
class Enrol:
    """A one-time code, and a certificate request (PEM) for the key that the desk has made.

    A desk that worked alone keeps its id, and names the people whose operations wait there.
    """

    code: str
    request: str
    desk: DeskId | None = None
    people: tuple[AgentId, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The desk's id at this server, what IT called it, and its certificate (PEM)."""

    desk: DeskId
    name: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Renew:
    """A certificate request for a desk that has a certificate."""

    request: str


@dataclass(frozen=True, slots=True)
class Renewed:
    """It takes the place of the old one when it is first used."""

    certificate: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person at an enrolled desk."""

    login: str
    password: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """``token`` stands for the session, at this desk only. ``offline_days``: how long the desk opens without us.

    ``must_change``: nothing but a change of the password is open.
    """

    token: str
    person: AgentId
    login: str
    role: Role
    rights: tuple[Right, ...]
    must_change: bool
    offline_days: int


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """One's own, with the one that held until now."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AskPreview:
    """What a new desk needs to be of use."""

    limit: int = 300


@dataclass(frozen=True, slots=True)
class AskNumbers:
    """A block of ticket numbers of a year."""

    year: int


@dataclass(frozen=True, slots=True)
class AskAudit:
    """Entries after the one with this number; 0: from the first."""

    after: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry, as it was sealed."""

    number: int
    at: str
    kind: str
    by: str
    desk: str
    about: str
    facts: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """In their order."""

    entries: tuple[AuditLine, ...]


@dataclass(frozen=True, slots=True)
class BlobHeld:
    """How much of an encrypted attachment the server has: the next piece begins there."""

    size: int
    is_whole: bool
