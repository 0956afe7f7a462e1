"""The number index as values: what is stored per written number, asked for, and found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from core.ids import CustomerId, TicketId


class KeyKind(Enum):
    """What a key stands for; the value is what the database stores."""

    WHOLE = 1  # the complete identity, extension included: "+8613812345678", "+861062345678;801", "8001"
    LINE = 2  # the line without its extension, stored for numbers that have one: "+861062345678"
    LOCAL = 3  # the subscriber part of a number whose area is known: "62345678" of "021-62345678"
    BARE = 4  # the subscriber part of a number written without an area code: "62345678"


@dataclass(frozen=True, slots=True)
class NumberKey:
    """One way to find a number."""

    kind: KeyKind
    key: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One row of the index: under this key, this customer, by this number as written."""

    key: NumberKey
    customer: CustomerId
    written: str


@dataclass(frozen=True, slots=True)
class NumberHit:
    """What the index gave for a key. With ``ticket`` set the number was seen in that ticket's call, not in a card."""

    key: NumberKey
    written: str
    customer: CustomerId | None
    name: str = ""
    company: str = ""
    level: str = ""
    is_company: bool = False
    ticket: TicketId | None = None
    ticket_number: str = ""


class NumberIndex(Protocol):
    """Where numbers are looked up.

    Any number of keys in, at most ``limit`` hits out: in the order of ``KeyKind``, cards before tickets within a kind.
    What is stored are ``numbers.keys`` of a card's numbers, and of a ticket's caller the WHOLE key alone; what is asked
    for are ``numbers.asked_keys`` of a caller.
    """

    def find(self, keys: tuple[NumberKey, ...], limit: int = 50) -> list[NumberHit]: ...


class MatchReason(Enum):
    """Why a candidate is one; the order is the order on screen."""

    SAME_NUMBER = "same number"
    SAME_LINE = "same company line"  # extension of the same line, or the line itself
    SAME_WITHOUT_AREA = "same number without area code"
    SEEN_IN_TICKET = "seen in a ticket"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody the caller may be, and how it matched. ``customer`` is None for a number only seen in a ticket."""

    reason: MatchReason
    customer: CustomerId | None
    name: str
    written: str
    company: str = ""
    level: str = ""
    is_company: bool = False
    ticket: TicketId | None = None
    ticket_number: str = ""


@dataclass(frozen=True, slots=True)
class CustomerMatch:
    """The answer to "who is this?": every candidate, best reason first, and the one that may be taken without asking.

    ``sure`` is set only when exactly one customer has exactly this number and it is a person's or company's own: never
    a silent pick among several. ``is_cut`` says that more matched than are named here.
    """

    candidates: tuple[Candidate, ...] = ()
    sure: CustomerId | None = None
    is_cut: bool = False
