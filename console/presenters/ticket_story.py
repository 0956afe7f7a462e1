"""What happened to a ticket, newest first: its notes, its promises, its life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from console.presenters.saying import STATUSES, WAITS
from console.presenters.times import counted
from console.presenters.workplace import Workplace
from console.viewmodels.tickets import TimelineLine
from core.ids import AgentId
from core.papers import PaperRecord, PaperState, PaperWay
from core.reading import Directory, TicketCard
from core.tickets.files import Attachment
from core.tickets.model import Note, Status, StatusChange
from core.words import Sentence


def timeline(card: TicketCard, directory: Directory, place: Workplace) -> tuple[TimelineLine, ...]:
    names = {person.id: person.name for person in directory.people}
    times = place.times
    lines: list[tuple[datetime, TimelineLine]] = []
    for note in card.notes:
        offset = counted(note.offset.total_seconds()) if note.offset is not None else ""
        who = names.get(note.by, "")
        lines.append(
            (note.at, TimelineLine(times.ago(note.at), times.exact(note.at), who, _told(note, place), offset))
        )
    for promise in card.promises:
        text = place.words("Call-back promised for {when}", when=times.day_hour(promise.due))
        text = f"{text} {promise.text}".strip()
        lines.append(
            (
                promise.made_at,
                TimelineLine(
                    times.ago(promise.made_at),
                    times.exact(promise.made_at),
                    names.get(promise.by, ""),
                    text,
                    is_note=False,
                ),
            )
        )
    for change, text in life(card.history, place):
        who = names.get(change.by, "")
        at = change.at
        lines.append((at, TimelineLine(times.ago(at), times.exact(at), who, text, is_note=False)))
    lines.extend((paper.at, _paper(paper, names, place)) for paper in card.papers)
    for row in card.files:
        lines.extend(_file(row.file, names, place))
    lines.sort(key=lambda pair: pair[0])
    return tuple(line for _, line in reversed(lines))


PAPERS = {
    "SR": Sentence("Service report"),
    "TC": Sentence("Ticket for the customer"),
    "TI": Sentence("Ticket, internal"),
}
WAYS = {
    PaperWay.PRINTED: Sentence("{paper} printed, no. {number}"),
    PaperWay.SAVED: Sentence("{paper} saved as PDF, no. {number}"),
    PaperWay.MAILED: Sentence("{paper} mailed to {to}, no. {number}"),
}


def _paper(paper: PaperRecord, names: dict[AgentId, str], place: Workplace) -> TimelineLine:
    kind = PAPERS.get(paper.kind, Sentence(paper.kind))
    text = place.words(WAYS[paper.way].template, paper=kind, number=paper.name, to=paper.to)
    if paper.state is PaperState.FAILED:
        text = place.words("{what}: failed", what=text)
    elif paper.state is PaperState.GOING:
        text = place.words("{what}: on its way, or broken off", what=text)
    when, exact = place.times.ago(paper.at), place.times.exact(paper.at)
    return TimelineLine(when, exact, names.get(paper.by, ""), text, is_note=False)


def _file(
    file: Attachment, names: dict[AgentId, str], place: Workplace
) -> Iterator[tuple[datetime, TimelineLine]]:
    words, times = place.words, place.times
    told = [(file.at, file.by, words("File attached: {name}", name=file.name))]
    if file.removed_at is not None:
        told.append(
            (file.removed_at, file.removed_by or file.by, words("File removed: {name}", name=file.name))
        )
    for at, by, text in told:
        yield at, TimelineLine(times.ago(at), times.exact(at), names.get(by, ""), text, is_note=False)


def _told(note: Note, place: Workplace) -> str:
    return place.words("{text} (told the customer)", text=note.text) if note.informs else note.text


def open_promise(card: TicketCard) -> str:
    """The promise that is to be kept first: its id."""
    still = [one for one in card.promises if one.is_open]
    return min(still, key=lambda one: one.due).id if still else ""


def life(history: tuple[StatusChange, ...], place: Workplace) -> Iterator[tuple[StatusChange, str]]:
    """Each step with its words. A ticket that somebody made and took in one go has one birth, not two."""
    words = place.words
    birth, steps = history[0], history[1:]
    if steps and steps[0].status is Status.ASSIGNED and (steps[0].at, steps[0].by) == (birth.at, birth.by):
        yield birth, words("Ticket made and assigned")
        steps = steps[1:]
    else:
        yield birth, words("Ticket made")
    for change in steps:
        if change.waits_for is not None:
            yield change, words("Status: {status}", status=WAITS[change.waits_for])
        else:
            yield change, words("Status: {status}", status=STATUSES[change.status])
