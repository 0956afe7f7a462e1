"""A report that makes itself, on its way: worked out, put together, saved or mailed; what became of it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.presenters.report_asking import ask_report
from console.presenters.report_documents import NAMES, ReportDocuments
from console.presenters.report_export import Exporter, FileMade
from console.presenters.report_presenter import ReportPresenter
from console.presenters.report_sheets import sheet_of
from console.presenters.report_words import ReportWords
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.reports import DOCUMENT
from core.errors import Trouble
from core.ids import new_id
from core.post import Attachment, Delivery, Fate, Letter, Way
from core.reporting.periods import Period
from core.reporting.report import Worked
from core.reporting.schedules import Schedule
from core.reporting.sheets import Document, ReportSheet
from core.words import Sentence

RETRY = 600.0  # seconds, when a mail server wants it later
MADE, SENT = Sentence("saved"), Sentence("sent")
PDF = "application/pdf"
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "pdf": PDF,
}


class Post(Protocol):
    """What carries a letter."""

    def send(self, letter: Letter, sent: Callable[[Delivery], None]) -> None: ...


@dataclass(frozen=True, slots=True)
class _Trip:
    """One report of now; ``became`` is told in words, each time something new is known."""

    one: Schedule
    became: Callable[[str], None]


class ReportSender:
    """Each step is a turn of somebody else: the lane, the pool, the post."""

    def __init__(self, place: Workplace, reports: ReportPresenter, exporter: Exporter, post: Post) -> None:
        self._place, self._reports, self._exporter, self._post = place, reports, exporter, post
        self._documents = ReportDocuments(place, reports.names)

    def send(self, one: Schedule, became: Callable[[str], None]) -> None:
        trip = _Trip(one, became)
        asked = one.asked(self._reports.today())
        ask_report(self._place, asked, lambda report: self._worked(trip, report), self._failing(trip))

    def _failing(self, trip: _Trip) -> Callable[[Trouble], None]:
        return lambda why: trip.became(say(self._place.words, why.sentence))

    def _worked(self, trip: _Trip, report: Worked) -> None:
        zone = self._reports.state.zone
        if trip.one.kind == DOCUMENT:
            self._documents.make(
                report,
                zone,
                lambda paper: self._leave_paper(trip, paper),
                self._failing(trip),
                trip.one.paper,
            )
        else:
            self._leave_sheet(trip, sheet_of(self._place, self._reports.names, report, zone))

    def _leave_sheet(self, trip: _Trip, sheet: ReportSheet) -> None:
        one, failed = trip.one, self._failing(trip)
        if not one.is_mail:
            self._exporter.save(sheet, one.kind, one.where, lambda _: self._saved(trip), failed)
            return

        def made(file: FileMade) -> None:
            attached = Attachment(f"{sheet.name}.{one.kind}", TYPES[one.kind], file.content)
            self._mail(trip, sheet.title, sheet.facts, attached, file)

        self._exporter.make(sheet, one.kind, one.where, made, failed)

    def _leave_paper(self, trip: _Trip, paper: Document) -> None:
        one, failed = trip.one, self._failing(trip)
        if not one.is_mail:
            self._exporter.put_on_paper(paper, one.where, lambda _: self._saved(trip), failed)
            return
        words, period = self._place.words, Period(paper.first, paper.last)
        title = f"{say(words, NAMES[paper.kind])} {ReportWords(self._place).period(period)}"

        def made(file: FileMade) -> None:
            facts = paper.sheets[0][1].facts
            self._mail(trip, title, facts, Attachment(f"{paper.name}.pdf", PDF, file.content), file)

        self._exporter.make_paper(paper, one.where, made, failed)

    def _saved(self, trip: _Trip) -> None:
        trip.became(say(self._place.words, MADE))

    def _mail(
        self, trip: _Trip, title: str, facts: tuple[tuple[str, str], ...], file: Attachment, made: FileMade
    ) -> None:
        text = "\n".join(f"{name}: {value}" for name, value in facts)
        letter = Letter(new_id(), Way.MAIL, trip.one.where, title, text, files=(file,))
        self._post.send(letter, lambda delivery: self._sent(trip, letter, made, delivery))

    def _sent(self, trip: _Trip, letter: Letter, made: FileMade, delivery: Delivery) -> None:
        words = self._place.words
        why = say(words, delivery.why) if delivery.why else ""
        trip.became(say(words, SENT) if delivery.fate is Fate.SENT else why)
        if delivery.fate is Fate.LATER:
            self._place.timers.after(
                RETRY,
                lambda: self._post.send(letter, lambda again: self._sent(trip, letter, made, again)),
            )
        elif delivery.fate is not Fate.UNKNOWN:  # else the archive says truly that it is on its way
            made.became("" if delivery.fate is Fate.SENT else str(delivery.why or ""))
