"""What left the house's encryption at a desk: written down there before it leaves, told to the server, logged there."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.errors import RuleViolation
from core.ids import AgentId, new_id
from core.papers import PaperWay
from core.sync.plain import MISSHAPEN, from_plain, to_plain

MOST = 500  # that wait for a server; with more, those that are alike become one
SEVERAL = "several"
_KEPT = "exports to tell"

Notes = tuple["ExportNote", ...]


@dataclass(frozen=True, slots=True)
class Export:
    """What is taken out. ``domain``: of the address it is mailed to; address and folder are nobody's business.

    ``rows``: lines of a report, tickets of a list; None: not known.
    """

    what: str
    kind: str
    way: PaperWay
    rows: int | None = None
    domain: str = ""


@dataclass(frozen=True, slots=True)
class ExportNote:
    """One export, or ``times`` that were alike, the last of them at ``until``; told twice where an answer is lost."""

    id: str
    at: datetime
    by: AgentId
    export: Export
    times: int = 1
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A desk tells what left at it; what the server took before it does not write down again."""

    notes: Notes


class ExportNotAllowed(RuleViolation):
    """The role of who sits at a joined desk does not have the right."""

    def __init__(self) -> None:
        super().__init__(
            "Your role may not take reports out of this desk. Ask a supervisor or an administrator for them."
        )


class Drawers(Protocol):
    """The part of the desk that remembers texts by name."""

    def setting(self, key: str) -> str | None: ...
    def set_setting(self, key: str, value: str) -> None: ...


def to_tell(desk: Drawers) -> Notes:
    """What the server has not heard of, oldest first. On the database lane, as what follows."""
    text = desk.setting(_KEPT)
    try:
        return from_plain(Exported, json.loads(text)).notes if text else ()
    except MISSHAPEN:
        return ()


def put_down(desk: Drawers, note: ExportNote) -> None:
    notes = (*to_tell(desk), note)
    _keep(desk, _collapsed(notes) if len(notes) > MOST else notes)


def strike(desk: Drawers, ids: Collection[str]) -> None:
    """It is told, or it did not leave after all."""
    notes = to_tell(desk)
    left = tuple(note for note in notes if note.id not in ids)
    if left != notes:
        _keep(desk, left)


def _keep(desk: Drawers, notes: Notes) -> None:
    desk.set_setting(_KEPT, json.dumps(to_plain(Exported(notes)), ensure_ascii=False))


def _collapsed(notes: Notes) -> Notes:
    """One less, and none forgotten: the two oldest that are most alike count as one."""
    for likeness in _LIKENESSES:
        seen: dict[Hashable, int] = {}
        for place, note in enumerate(notes):
            first = seen.setdefault(likeness(note), place)
            if first != place:
                both = _both(notes[first], note)
                return (*notes[:first], both, *notes[first + 1 : place], *notes[place + 1 :])
    return notes


_LIKENESSES: tuple[Callable[[ExportNote], Hashable], ...] = (
    lambda note: (note.by, note.export.what, note.export.kind, note.export.way, note.export.domain),
    lambda note: (note.by, note.export.way),
    lambda note: note.export.way,  # there are fewer ways than notes: two are alike in that at least
)


def _both(one: ExportNote, other: ExportNote) -> ExportNote:
    """Under an id of its own: if the server has heard of one of them, it must hear of the other all the same."""
    a, b = one.export, other.export
    rows = a.rows + b.rows if a.rows is not None and b.rows is not None else None
    alike = replace(
        a,
        what=a.what if a.what == b.what else SEVERAL,
        kind=a.kind if a.kind == b.kind else SEVERAL,
        rows=rows,
        domain=a.domain if a.domain == b.domain else SEVERAL,
    )
    by = one.by if one.by == other.by else AgentId(SEVERAL)
    return ExportNote(new_id(), one.at, by, alike, one.times + other.times, other.until or other.at)
