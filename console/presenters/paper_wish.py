"""Which paper is wanted, in which language; and the hands that make it and give it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from core.errors import Trouble
from core.ids import TicketId
from core.reading import TicketRow
from core.words import Sentence


class PaperKind(Enum):
    """What can be printed from the desk."""

    SERVICE = "service"
    CUSTOMER = "customer"
    INTERNAL = "internal"
    LIST = "list"


PAPER_KINDS = {
    PaperKind.SERVICE: Sentence("Service report"),
    PaperKind.CUSTOMER: Sentence("Ticket for the customer"),
    PaperKind.INTERNAL: Sentence("Ticket, internal"),
    PaperKind.LIST: Sentence("Ticket list"),
}
NOTHING = Sentence("")
OF_TICKET = (PaperKind.SERVICE, PaperKind.CUSTOMER, PaperKind.INTERNAL)


@dataclass(frozen=True, slots=True)
class PaperWish:
    """A paper of one ticket, or of the ``rows`` of a list with its ``title`` and what is in it."""

    kind: PaperKind
    language: str
    ticket: TicketId | None = None
    rows: tuple[TicketRow, ...] = ()
    title: Sentence = NOTHING
    shown: Sentence = NOTHING


class Sheets(Protocol):
    """A paper that is made: ``name`` is its number in the archive, ``sizes`` those of its pages in points."""

    @property
    def wish(self) -> PaperWish: ...
    @property
    def name(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def remark(self) -> Sentence | None:
        """What a person should know before it leaves."""
        ...

    @property
    def content(self) -> bytes: ...
    @property
    def sizes(self) -> tuple[tuple[float, float], ...]: ...


Failed = Callable[[Trouble], None]


@dataclass(frozen=True, slots=True)
class Left:
    """A paper left: in words, and the folder it lies in now ("" in none)."""

    said: Sentence
    folder: str = ""


class Press(Protocol):
    """Makes papers off the screen's thread and gives them away; each that leaves is in the archive first."""

    def make(self, wish: PaperWish, done: Callable[[Sheets], None], failed: Failed) -> None: ...
    def save(self, sheets: Sheets, done: Callable[[Left], None], failed: Failed) -> None: ...
    def print(self, sheets: Sheets, done: Callable[[Left], None], failed: Failed) -> None:
        """Asks which printer, beside the window. Neither is called when the person thinks better of it."""
        ...

    def mail(self, sheets: Sheets, to: str, done: Callable[[Left], None], failed: Failed) -> None: ...
