"""What desk and server say to each other: frozen values, to and from plain JSON; what is misshapen is refused whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeVar

from core.errors import RuleViolation
from core.ids import OpId
from core.sync.plain import MISSHAPEN, Json, from_plain, to_plain
from core.words import Sentence

PROTOCOL = 1  # what this program speaks
OLDEST = 1  # the oldest it still serves: one before PROTOCOL, once there are two
T = TypeVar("T")
Plain = dict[str, Json]


class Misshapen(RuleViolation):
    """Not a message of this protocol."""

    def __init__(self, what: str) -> None:
        super().__init__("The message could not be read ({what}).", what=what)


class PleaseUpdate(RuleViolation):
    """Too old to be understood; nothing is lost by waiting."""

    def __init__(self) -> None:
        super().__init__(
            "This desk is too old for the server. Please update Ringdesk; what you did waits here and is sent then."
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence on its way: ``values`` are texts, or sentences in which such a value is one itself."""

    template: str
    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Hello:
    """The desk introduces itself; ``schema`` is that of its records (``core.sync.records.SCHEMA``)."""

    protocol: int
    program: str
    schema: int


@dataclass(frozen=True, slots=True)
class Welcome:
    """The server's answer. ``time`` is its clock: the desk measures its offset with half the round trip.

    ``epoch`` is another after each restore from a backup; ``keys`` is the scope of the session.
    """

    protocol: int
    oldest: int
    program: str
    schema: int
    epoch: str
    time: datetime
    head: int
    keys: tuple[str, ...]

    def serves(self, protocol: int) -> bool:
        return self.oldest <= protocol


@dataclass(frozen=True, slots=True)
class Push:
    """Operations in the order of their desk, as ``core.sync.ops.to_wire`` makes them.

    ``again``: ids of those that may wait: a server took them before it was restored from a backup, or something before
    them waits. What cannot be done yet, because another part is missing, is put off and not refused. ``schema`` is the
    desk's (0: of before it was said): what an older server cannot read waits for its update. ``epoch`` is that of the
    server the desk spoke with ("": of before it was said): one that was restored since takes nothing of it.
    """

    ops: tuple[Mapping[str, Json], ...]
    again: tuple[str, ...] = ()
    schema: int = 0
    epoch: str = ""


class Fate(Enum):
    """What became of an operation."""

    TAKEN = "taken"
    TAKEN_BEFORE = "taken before"
    REFUSED = "refused"  # for good; ``said`` tells why
    PUT_OFF = "put off"  # ask again


@dataclass(frozen=True, slots=True)
class Answer:
    """One for each operation, in their order; ``position`` for what was taken.

    ``until_update``: put off for as long as the server is older than the desk, however long that is.
    """

    op: OpId
    fate: Fate
    position: int | None = None
    said: Said | None = None
    until_update: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """The answer to a push."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """``cursor`` "" asks for everything."""

    cursor: str = ""
    limit: int = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A record as it is now; ``keys`` are those of its audience that the asking scope shares."""

    kind: str
    id: str
    position: int
    doc: Mapping[str, Json]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """A record that was deleted, or left what this scope may see."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Of all records of a kind that stand under a key: how many, and their digests xor-ed."""

    key: str
    kind: str
    count: int
    digest: int


@dataclass(frozen=True, slots=True)
class Page:
    """What changed since the cursor, in the order of positions.

    ``is_checkpoint``: the desk now has everything up to ``head``. ``keys`` is the scope as it holds now: what no key of
    it covers any more is to be removed. ``stamp`` is the highest hybrid-clock stamp the server has seen. A page whose
    ``epoch`` is not that of the desk begins from the start, whatever the cursor was.
    """

    epoch: str
    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    removals: tuple[Removal, ...]
    cursor: str
    head: int
    is_checkpoint: bool
    stamp: str = ""
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """Ticket numbers of a year that are this desk's, both ends included."""

    year: int
    first: int
    last: int


def to_message(message: object) -> Plain:
    plain = to_plain(message)
    if not isinstance(plain, dict):
        raise TypeError("a message is a dataclass")
    return plain


def from_message(kind: type[T], plain: Json) -> T:
    """Unknown fields are passed over; raises ``Misshapen`` for what is not of that shape."""
    try:
        return from_plain(kind, plain)
    except MISSHAPEN as why:
        raise Misshapen(kind.__name__) from why


def said(sentence: Sentence) -> Said:
    return Said(sentence.template, {name: _value(value) for name, value in sentence.values.items()})


def heard(what: Said) -> Sentence:
    """The sentence again, ready to be translated."""
    return Sentence(what.template, {name: _heard(value) for name, value in what.values.items()})


def _value(value: object) -> Json:
    if isinstance(value, Sentence):
        return to_plain(said(value))
    return value if isinstance(value, int) else str(value)


def _heard(value: Json) -> object:
    if isinstance(value, dict) and isinstance(value.get("template"), str):
        return heard(from_message(Said, value))
    return value
