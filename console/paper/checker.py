"""``presenters.paper_check.Checker``: what stands in a code, beside what the archive and the ticket say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from console.bridge.background import Background
from console.paper.house import read_house
from console.paper.making import Data, content_of
from console.paper.scans import Scan, code_on
from console.presenters.paper_check import Checked
from console.presenters.paper_wish import Failed, PaperKind, PaperWish
from console.presenters.workplace import Workplace
from core.errors import RuleViolation
from core.ids import TicketId
from core.papers import PaperRecord
from core.ports import Desk
from core.words import Sentence, sentence
from reports.seal import Scanned, SealKey, is_genuine, read_seal
from reports.verdict import verify

KINDS = {"SR": PaperKind.SERVICE, "TC": PaperKind.CUSTOMER, "TI": PaperKind.INTERNAL}
OURS = Sentence("This paper was printed here; what was in the list then is not kept.")
REPORTS = ("PR", "DR", "AR", "SL", "MR")
REPORT = Sentence(
    "This report was printed here; its figures of then are not kept. Drop the file that was saved, and it is compared "
    "byte for byte."
)
SAME_FILE = Sentence("This file is what we made, byte for byte.")
NOT_OURS = Sentence("This paper was not printed here, or its code was changed since. Do not trust it.")


class OfAnotherDesk(RuleViolation):
    """Genuine, and nothing is known of its ticket on this desk."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "This sheet is about ticket {number}, which is not on this desk. Check it where the ticket is.",
            number=number,
        )


@dataclass(frozen=True, slots=True)
class _Held:
    """What the desk holds of a scanned sheet."""

    scanned: Scanned
    keys: tuple[SealKey, ...]
    record: PaperRecord | None
    by: str
    data: Data | None


class PaperChecker:
    """Reads on the database lane, compares beside it."""

    def __init__(
        self, place: Workplace, background: Background, data: Callable[[Desk, PaperWish], Data]
    ) -> None:
        self._place = place
        self._background = background
        self._data = data

    def check_file(self, file: Path, done: Callable[[Checked], None], failed: Failed) -> None:
        self._background.aside(lambda: code_on(file), lambda scan: self._check(scan, done, failed), failed)

    def check_text(self, code: str, done: Callable[[Checked], None], failed: Failed) -> None:
        self._check(Scan(code), done, failed)

    def _check(self, scan: Scan, done: Callable[[Checked], None], failed: Failed) -> None:
        def held(found: _Held) -> None:
            self._background.aside(lambda: self._compared(scan, found), done, failed)

        self._place.lane.ask(lambda desk: self._held(desk, scan.code), held, failed)

    def _held(self, desk: Desk, code: str) -> _Held:
        scanned, house = read_seal(code), read_house(desk)
        record = desk.papers.find(scanned.printing)
        if record is not None and record.code != code.strip():
            record = None  # another desk has given the same number
        ticket = record.ticket if record is not None else None
        ticket = ticket or desk.read.ticket_by_number(scanned.number)
        kind = KINDS.get(scanned.kind)
        data = None
        if ticket is not None and kind is not None and desk.read.ticket(ticket) is not None:
            data = self._data(desk, PaperWish(kind, "en", ticket))
        people = {one.id: one.name for one in desk.read.directory().people} if record else {}
        return _Held(scanned, house.keys, record, people.get(record.by, "") if record else "", data)

    def _compared(self, scan: Scan, held: _Held) -> Checked:
        record, data = held.record, held.data.filled() if held.data is not None else None
        archived = self._archived(record, held.by) if record is not None else None
        if not is_genuine(held.scanned, held.keys):
            return Checked(NOT_OURS, is_same=False)
        if data is None:
            if held.scanned.kind in KINDS:
                raise OfAnotherDesk(held.scanned.number)
            is_file = record is not None and record.file_hash == scan.file_hash
            said = SAME_FILE if is_file else REPORT if held.scanned.kind in REPORTS else OURS
            return Checked(said, is_same=True, archived=archived)
        setup = data.setup(held.scanned.printing, self._place.clock.now())
        content = content_of(data.wish, data.facts(setup.printing.at), setup)
        verdict = verify(scan.code, content, held.keys, record.fields if record else None)
        ticket: TicketId | None = data.wish.ticket
        return Checked(verdict.sentence, verdict.is_same, verdict.differs, ticket, content.number, archived)

    def _archived(self, record: PaperRecord, by: str) -> Sentence:
        when = self._place.times.exact(record.at)
        return sentence("No. {number}, {when}, {who}.", number=record.name, when=when, who=by)
