"""What was printed, saved or mailed, when and by whom: one record for each time a paper left the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.errors import RuleViolation
from core.ids import AgentId, TicketId


class PaperWay(Enum):
    """How a paper leaves."""

    PRINTED = "printed"
    SAVED = "saved"
    MAILED = "mailed"


class PaperState(Enum):
    """A number is used before the paper leaves, so that no two papers ever bear the same one."""

    GOING = "going"  # after a crash: nobody knows whether it left
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One paper. ``kind`` and ``about`` stand in its code; ``fields`` are keyed hashes, so no content lies here.

    ``to`` is a printer, a file or an address. ``why`` is the refusal as a sentence in English, for whoever looks later.
    """

    number: int
    at: datetime
    by: AgentId
    kind: str
    about: str
    way: PaperWay
    language: str
    paper: str
    file_hash: str
    code: str
    fields: Mapping[str, str]
    ticket: TicketId | None = None
    to: str = ""
    state: PaperState = PaperState.GOING
    why: str = ""

    @property
    def name(self) -> str:
        return paper_name(self.number, self.at)


class NumberTaken(RuleViolation):
    """Another paper left meanwhile: this one is made again with the next number."""

    def __init__(self, number: int) -> None:
        super().__init__("Another paper has the number {number} already.", number=number)


def paper_name(number: int, at: datetime) -> str:
    """As people say it: 2026-P-000012."""
    return f"{at.year}-P-{number:06}"
