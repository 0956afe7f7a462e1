"""Reports that make themselves: kept in the desk, made when they are due, and what became of each said beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Protocol

from console.presenters.export_book import ExportBook
from console.presenters.report_documents import NAMES
from console.presenters.report_export import Exporter
from console.presenters.report_presenter import ReportPresenter
from console.presenters.report_sending import Post, ReportSender
from console.presenters.report_words import SPANS
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.reports import DOCUMENT, ReportView, ScheduleLine, SchedulesShown
from console.viewmodels.tickets import Choice
from core.errors import Trouble
from core.events import Event
from core.exports import ExportNotAllowed
from core.ids import new_id
from core.ports import Desk
from core.reporting.catalogue import BY_ID
from core.reporting.periods import Span
from core.reporting.schedules import (
    MOST,
    NoPaper,
    NoPlace,
    Rhythm,
    Schedule,
    Schedules,
    TooManySchedules,
    is_address,
    next_due,
    read_time,
)
from core.sync.plain import MISSHAPEN, from_plain, to_plain
from core.words import Sentence

KEPT, JOB = "report schedules", "next report"
RHYTHMS = {
    Rhythm.DAY: Sentence("Every day"),
    Rhythm.WEEK: Sentence("Every Monday"),
    Rhythm.MONTH: Sentence("On the first of the month"),
}
KINDS = {
    "xlsx": Sentence("Excel"),
    "csv": Sentence("CSV"),
    "pdf": Sentence("PDF"),
    DOCUMENT: Sentence("Whole paper (PDF)"),
}


class Clock(Protocol):
    """One clockwork for all of them: the next moment, and nothing more."""

    def at(self, name: str, when: datetime | None, job: Callable[[], None]) -> None: ...
    def begin(self) -> None: ...
    def end(self) -> None: ...


class Outside(Post, Protocol):
    """What this needs of the world."""

    def is_folder(self, path: str) -> bool: ...


class ScheduledReports:
    """One that was missed, because the desk was off, is made once when it is opened again."""

    def __init__(
        self,
        place: Workplace,
        reports: ReportPresenter,
        view: ReportView,
        exporter: Exporter,
        clock: Clock,
        outside: Outside,
        book: ExportBook,
    ) -> None:
        self._place, self._reports, self._view = place, reports, view
        self._sender = ReportSender(place, reports, exporter, outside)
        self._clock, self._outside, self._book = clock, outside, book
        self._all: tuple[Schedule, ...] = ()
        self._problem: Sentence | None = None
        book.listen(self._allowed)

    def begin(self) -> None:
        self._clock.begin()
        self._place.lane.ask(lambda desk: desk.setting(KEPT), self._read, lambda _: None)

    def end(self) -> None:
        self._clock.end()

    def add(self, rhythm: str, time: str, span: str, kind: str, where: str) -> None:
        """What is on screen now, by itself from now on."""
        choice, now = self._reports.choice, self._place.clock.now()
        try:
            if not self._book.may:
                raise ExportNotAllowed
            minute, where = read_time(time), where.strip()
            is_there = is_address(where) if "@" in where else self._outside.is_folder(where)
            if not is_there:
                raise NoPlace
            if len(self._all) >= MOST:
                raise TooManySchedules
            asked = choice.asked(self._reports.today()).where
        except Trouble as why:
            self._problem = why.sentence
            self.show()
            return
        made = Schedule(
            new_id(), choice.report.id, Rhythm(rhythm), minute, Span(span), kind, where, choice.group,
            asked.agent, asked.team, asked.category, asked.queue, choice.seconds, now,
        )  # fmt: skip
        if kind == DOCUMENT and not made.paper:
            self._problem = NoPaper().sentence
            self.show()
            return
        self._problem = None
        self._keep((*self._all, made))

    def remove(self, id_: str) -> None:
        self._problem = None
        self._keep(tuple(one for one in self._all if one.id != id_))

    def show(self) -> None:
        """In the language of now."""
        words = self._place.words
        self._view.show_schedules(
            SchedulesShown(
                tuple(self._line(one) for one in self._all),
                tuple(Choice(one.value, say(words, text)) for one, text in RHYTHMS.items()),
                tuple(
                    Choice(one.value, say(words, text)) for one, text in SPANS.items() if one is not Span.OWN
                ),
                tuple(Choice(kind, say(words, text)) for kind, text in KINDS.items()),
                words("No report makes itself yet. Choose one above, then say when and where it goes."),
                self._problem_text(),
            )
        )

    def _problem_text(self) -> str:
        problem = self._problem or (None if self._book.may else ExportNotAllowed().sentence)
        return say(self._place.words, problem) if problem else ""

    def _line(self, one: Schedule) -> ScheduleLine:
        words = self._place.words
        title = words("{report}: {span}", report=BY_ID[one.report].name, span=SPANS[one.span])
        time = f"{one.minute // 60:02}:{one.minute % 60:02}"
        kind = NAMES[one.paper] if one.kind == DOCUMENT else KINDS[one.kind]
        detail = " · ".join((f"{say(words, RHYTHMS[one.rhythm])} {time}", say(words, kind), one.where))
        state = words("next {time}", time=self._place.times.day_hour(self._due(one)))
        return ScheduleLine(one.id, title, detail, f"{one.said} · {state}" if one.said else state)

    def _due(self, one: Schedule) -> datetime:
        return next_due(one, one.done or self._place.clock.now(), self._reports.state.zone)

    def _read(self, text: str | None) -> None:
        try:
            kept = from_plain(Schedules, json.loads(text)) if text else Schedules()
        except (*MISSHAPEN, json.JSONDecodeError):
            kept = Schedules()
        self._all = tuple(one for one in kept.all if one.report in BY_ID and _can_be_made(one))
        self._plan()

    def _keep(self, schedules: tuple[Schedule, ...]) -> None:
        self._all = schedules
        text = json.dumps(to_plain(Schedules(schedules)))

        def act(desk: Desk) -> list[Event]:
            desk.set_setting(KEPT, text)
            return []

        self._place.writer.write(act)
        self._plan()
        self.show()

    def _allowed(self) -> None:
        """Another person may be here, or the same one with other rights."""
        self._plan()
        self.show()

    def _plan(self) -> None:
        """While somebody is here who may not have it, it waits: it is made once for who may."""
        due = (self._due(one) for one in self._all) if self._book.may else ()
        self._clock.at(JOB, min(due, default=None), self._make)

    def _make(self) -> None:
        """All that are due, each once however often it was missed."""
        now = self._place.clock.now()
        for one in self._all:
            if self._due(one) <= now:
                self._became(one.id, "", now)
                self._sender.send(one, partial(self._became, one.id))

    def _became(self, id_: str, said: str, done: datetime | None = None) -> None:
        self._keep(
            tuple(
                replace(one, said=said, done=done or one.done) if one.id == id_ else one for one in self._all
            )
        )


def _can_be_made(one: Schedule) -> bool:
    """A newer program may have kept what this one does not know."""
    return one.kind in KINDS and (one.kind != DOCUMENT or bool(one.paper))
