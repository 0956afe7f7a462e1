"""Is this paper what we printed? Asked with the text of its code or a scanned sheet, answered in the notices."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from console.presenters.notices import Notices
from console.presenters.paper_wish import Failed
from console.presenters.workplace import Workplace
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.ids import TicketId
from core.words import Sentence, sentence

SUBJECT = "paper"
# As a scanner types it, letter by letter: whole with the last one. ``reports.seal`` reads it.
CODE = re.compile(
    r"RD1:[A-Z]{2}:[A-Z0-9.+-]{1,40}:\d+:[A-Z2-7]{4}:[A-Z2-7]{16}:(?:[A-Z2-7]{4})*:[A-Z2-7]{12}"
)
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict, every part that differs, where it leads to, and what the archive says of this printing."""

    said: Sentence
    is_same: bool
    differs: tuple[Sentence, ...] = ()
    ticket: TicketId | None = None
    number: str = ""
    archived: Sentence | None = None


class Checker(Protocol):
    """Reads and compares off the screen's thread."""

    def check_text(self, code: str, done: Callable[[Checked], None], failed: Failed) -> None: ...
    def check_file(self, file: Path, done: Callable[[Checked], None], failed: Failed) -> None: ...


class PaperCheck:
    """The ticket of a paper that is known opens, and the verdict stands in the notices until it is closed."""

    def __init__(
        self, place: Workplace, checker: Checker, notices: Notices, open_ticket: Callable[[TicketId], None]
    ) -> None:
        self._place = place
        self._checker = checker
        self._notices = notices
        self._open = open_ticket

    def takes(self, text: str) -> bool:
        """Whether that is the code of a sheet, pasted or scanned into the search; then it is checked."""
        code = text.strip().upper()
        if CODE.fullmatch(code) is None:
            return False
        self._checker.check_text(code, self._checked, self._failed)
        return True

    def dropped(self, file: str) -> None:
        path = Path(file)
        self._notices.say(SUBJECT, sentence("Looking for the code on {file} …", file=path.name))
        self._checker.check_file(path, self._checked, self._failed)

    def _checked(self, found: Checked) -> None:
        self._notices.say(SUBJECT, verdict(found), Tone.PLAIN if found.is_same else Tone.LATE)
        if found.ticket is not None:
            self._open(found.ticket)

    def _failed(self, why: Trouble) -> None:
        self._notices.say(SUBJECT, why.sentence, Tone.LATE)


def verdict(found: Checked) -> Sentence:
    """All of it in one line."""
    parts = [found.said]
    if len(found.differs) > 1:
        parts.append(_listed(found.differs))
    if found.archived is not None:
        parts.append(found.archived)
    whole = parts[0]
    if found.number:
        whole = sentence("{number}: {verdict}", number=found.number, verdict=whole)
    for part in parts[1:]:
        whole = sentence("{first} {then}", first=whole, then=part)
    return whole


def _listed(differs: tuple[Sentence, ...]) -> Sentence:
    whole = differs[0]
    for one in differs[1:MOST_NAMED]:
        whole = sentence("{first}; {then}", first=whole, then=one)
    if len(differs) > MOST_NAMED:
        whole = sentence("{first}; and {n} more", first=whole, n=len(differs) - MOST_NAMED)
    return sentence("(It differs in: {what}.)", what=whole)
