"""What waits for the server and what it did not take: read when looked at, and dealt with one by one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from console.presenters.op_words import deed, ticket_of, typed_in
from console.presenters.saying import say
from console.presenters.sync_words import mark_of, short, whole
from console.presenters.workplace import Workplace
from console.viewmodels.sync import SyncLine, SyncList, SyncView
from console.viewmodels.tickets import ScopeTab
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.events import Event
from core.ids import TicketId
from core.ports import Desk
from core.ports_outbox import RefusedOp, StrayText, WaitingOp
from core.sync.ops import Op
from core.sync.standing import Stand, Standing
from core.words import Sentence

WAITING, REFUSED = "waiting", "refused"
TABS = {WAITING: Sentence("Waiting"), REFUSED: Sentence("Not taken")}
EMPTY = {
    WAITING: Sentence("Nothing waits: the server has all that was done here."),
    REFUSED: Sentence("The server has taken everything that was done here."),
}
ALONE = Sentence("This desk works alone. Settings, Server: how it joins one.")
STRAY = Sentence("Being written when the ticket left this desk")
MOST_NUMBERS = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One reading. ``numbers`` are those of the tickets that are spoken of."""

    waiting: tuple[WaitingOp, ...] = ()
    refused: tuple[RefusedOp, ...] = ()
    strays: tuple[StrayText, ...] = ()
    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


class SyncPresenter:
    """Opens where there is something to do. Its lists are read again whenever the standing moves."""

    def __init__(self, place: Workplace, view: SyncView) -> None:
        self._place = place
        self._view = view
        self._standing = Standing()
        self._tab = WAITING
        self._found = Found()
        self._problem: Sentence | None = None
        self._is_shown = False
        self._is_reading = self._is_stale = False

    def open(self) -> None:
        self._is_shown = True
        self._tab = REFUSED if self._standing.to_look_at else WAITING
        self._problem = None
        self.show()
        self.read()

    def leave(self) -> None:
        self._is_shown = False

    def synced(self, standing: Standing) -> None:
        self._standing = standing
        if self._is_shown:
            self.show()
            self.read()

    def choose(self, tab: str) -> None:
        self._tab, self._problem = tab, None
        self.show()

    def read(self) -> None:
        if self._is_reading:
            self._is_stale = True
        elif self._is_shown:
            self._is_reading, self._is_stale = True, False
            self._place.lane.ask(read_all, self._was_read, self._failed)

    def again(self, id_: str) -> None:
        """The same wish, on what is there now."""
        stamp = self._place.stamp()
        self._place.writer.write(
            lambda desk: desk.refusals.again(id_, stamp), lambda _: self._dealt(), self._failed
        )

    def let_go(self, id_: str) -> None:
        def act(desk: Desk) -> list[Event]:
            desk.refusals.dismiss((id_,))
            return []

        self._place.writer.write(act, lambda _: self._dealt(), self._failed)

    def show(self) -> None:
        if not self._is_shown:
            return
        words, standing, found = self._place.words, self._standing, self._found
        is_alone = standing.stand is Stand.ALONE
        counts = {WAITING: len(found.waiting), REFUSED: len(found.refused) + len(found.strays)}
        tabs = tuple(
            ScopeTab(key, say(words, text), str(counts[key]), key == self._tab) for key, text in TABS.items()
        )
        lines = self._waiting() if self._tab == WAITING else self._refused()
        empty = say(words, ALONE if is_alone and self._tab == WAITING else EMPTY[self._tab])
        self._view.show_sync(
            SyncList(
                mark_of(standing),
                short(standing, words, self._place.times),
                say(words, ALONE) if is_alone else whole(standing, words),
                words("Server: {address}", address=standing.address) if standing.address else "",
                tabs,
                lines,
                "" if lines else empty,
                say(words, self._problem) if self._problem else "",
                standing.stand in (Stand.IN_STEP, Stand.OFFLINE, Stand.TROUBLED),
            )
        )

    def _waiting(self) -> tuple[SyncLine, ...]:
        lines = ((self._line(one.op), one.why) for one in self._found.waiting)
        words = self._place.words
        return tuple(
            replace(line, why=say(words, why), tone=Tone.SOON) if why else line for line, why in lines
        )

    def _refused(self) -> tuple[SyncLine, ...]:
        words = self._place.words
        refused = [self._line(one.op, say(words, one.why)) for one in self._found.refused]
        strays = [
            SyncLine(
                one.id,
                one.title,
                say(words, STRAY),
                self._place.times.day_hour(one.at),
                say(words, STRAY),
                "\n".join(text for text in one.fields.values() if text),
                tone=Tone.SOON,
                can_let_go=True,
            )
            for one in self._found.strays
        ]
        return (*refused, *strays)

    def _line(self, op: Op, why: str = "") -> SyncLine:
        words, ticket = self._place.words, ticket_of(op)
        number, subject = self._found.numbers.get(ticket, ("", ""))
        what = deed(op, words)
        who = self._found.names.get(op.agent, "") if op.agent != self._place.me.agent else ""
        typed = typed_in(op, words)
        first = typed.partition("\n")[0]
        return SyncLine(
            op.id,
            words("{number}: {what}", number=number, what=what) if number else what,
            " · ".join(part for part in (why or subject or first, who) if part),
            self._place.times.day_hour(op.at),
            why,
            typed,
            ticket if number else "",
            Tone.LATE if why else Tone.DIM,
            can_again=bool(why),
            can_let_go=bool(why),
        )

    def _dealt(self) -> None:
        self._problem = None
        self.read()

    def _was_read(self, found: Found) -> None:
        self._is_reading = False
        self._found = found
        self.show()
        if self._is_stale:
            self.read()

    def _failed(self, why: Trouble) -> None:
        self._is_reading = False
        self._problem = why.sentence
        self.show()


def read_all(desk: Desk) -> Found:
    """On the database lane; with the numbers of the tickets that are on the first screens."""
    outbox = desk.refusals
    waiting, refused = tuple(outbox.waiting()), tuple(outbox.refused())
    ops = (*(one.op for one in refused), *(one.op for one in waiting))
    tickets = list(dict.fromkeys(ticket_of(op) for op in ops if ticket_of(op)))[:MOST_NUMBERS]
    cards = {ticket: desk.read.ticket(TicketId(ticket)) for ticket in tickets}
    numbers = {ticket: (card.row.number, card.row.subject) for ticket, card in cards.items() if card}
    names = {str(person.id): person.name for person in desk.read.directory().people}
    return Found(waiting, refused, tuple(outbox.strays()), numbers, names)
