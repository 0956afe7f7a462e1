"""The archive of papers in a dictionary."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from core.ids import TicketId
from core.papers import NumberTaken, PaperRecord, PaperState


class Holdings(Protocol):
    """The shelf, as far as papers need it."""

    papers: dict[int, PaperRecord]


class DictPapers:
    """``core.ports.PaperArchive`` over a shelf."""

    def __init__(self, shelf: Holdings) -> None:
        self._shelf = shelf

    def next_number(self) -> int:
        return max(self._shelf.papers, default=0) + 1

    def add(self, paper: PaperRecord) -> None:
        if paper.number != self.next_number():
            raise NumberTaken(paper.number)
        self._shelf.papers[paper.number] = paper

    def settle(self, number: int, state: PaperState, why: str = "") -> None:
        self._shelf.papers[number] = replace(self._shelf.papers[number], state=state, why=why)

    def find(self, number: int) -> PaperRecord | None:
        return self._shelf.papers.get(number)

    def of_ticket(self, ticket: TicketId) -> tuple[PaperRecord, ...]:
        return tuple(one for _, one in sorted(self._shelf.papers.items()) if one.ticket == ticket)
