"""The list of tickets: by scope, a page at a time, fresh after every change."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.due_words import row_due
from console.presenters.saying import SCOPES, STATUSES, priority_tone, say, status_tone
from console.presenters.workplace import Workplace
from console.viewmodels.tickets import ScopeTab, TicketLine, TicketListView
from core.errors import Trouble
from core.events import Arrived, Event, RecordDeleted, ServiceLevelsChanged, TicketChanged, TicketOpened
from core.reading import Counts, TicketFilter, TicketOrder, TicketPage, TicketRow, TicketScope
from core.reporting.asking import Behind
from core.words import Sentence

PAGE, MOST_AT_ONCE = 100, 1000
BEHIND, BESIDE_BEHIND = "behind", 2  # its name is long: two of the other ways to cut the list stay beside it
EMPTY_BEHIND = Sentence("No ticket stands behind this figure any more.")
EMPTY = {
    TicketScope.MINE_OPEN: Sentence(
        "No open tickets of yours. F2 makes one from a call, Ctrl+N without one."
    ),
    TicketScope.TEAM_OPEN: Sentence("Your team has no open tickets."),
    TicketScope.UNASSIGNED: Sentence("Every open ticket has somebody who works on it."),
    TicketScope.ALL_OPEN: Sentence("No ticket is open."),
    TicketScope.ALL: Sentence("No tickets yet. F2 makes one from a call, Ctrl+N without one."),
}


def ticket_line(row: TicketRow, place: Workplace) -> TicketLine:
    words, due = place.words, row_due(row, place)
    return TicketLine(
        id=row.id,
        number=row.number,
        subject=row.subject or words("(no subject)"),
        customer=row.customer_name,
        category=" › ".join(row.category),
        status=say(words, STATUSES[row.status]),
        status_tone=status_tone(row.status),
        priority=row.priority.name,
        priority_tone=priority_tone(row.priority),
        assignee=row.assignee_name or row.team_name,
        changed=place.times.ago(row.changed_at),
        changed_exact=place.times.exact(row.changed_at),
        has_draft=row.has_draft,
        due=due.text,
        due_exact=due.hover,
        due_tone=due.tone,
    )


class TicketListPresenter:
    """One reading at a time; an answer to a question that was replaced meanwhile is dropped."""

    def __init__(
        self, place: Workplace, view: TicketListView, counted: Callable[[Counts], None] = lambda _: None
    ) -> None:
        self._place = place
        self._view = view
        self._counted = counted
        self._scope = TicketScope.MINE_OPEN
        self._order = TicketOrder.CHANGED
        self._rows: tuple[TicketRow, ...] = ()
        self._next: str | None = None
        self._round = 0
        self._is_reading = False
        self._is_stale = False
        self._is_adding = False
        self.counts = Counts()
        self._behind: Behind | None = None
        self._behind_title = ""
        place.hub.listen(self._happened)

    def show_behind(self, behind: Behind, title: str) -> None:
        """The tickets behind a figure of a report, as one more tab, until another one is chosen."""
        self._behind, self._behind_title = behind, title
        self.choose_scope(BEHIND)

    def begin(self) -> None:
        """As somebody finds it who has just sat down."""
        self.choose_scope(TicketScope.MINE_OPEN.value)

    def choose_scope(self, key: str) -> None:
        if key != BEHIND:
            self._scope, self._behind = TicketScope(key), None
        self._rows, self._next = (), None
        self._is_reading = False
        self.show_scopes()
        self.read()

    def choose_order(self, key: str) -> None:
        self._order = TicketOrder(key)
        self._rows, self._next = (), None
        self._is_reading = False
        self._view.show_order(key)
        self.read()

    def read(self) -> None:
        """Again from the top, as far down as the agent had come."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        self._round += 1
        mine = self._round
        question, limit = self._question(), min(max(PAGE, len(self._rows)), MOST_AT_ONCE)
        me = self._place.me
        self._place.lane.ask(
            lambda desk: (
                desk.read.tickets(question, None, limit),
                desk.read.counts(me.agent, me.teams),
            ),
            lambda answer: self._was_read(mine, *answer),
            lambda why: self._failed(mine, why),
        )

    def more(self) -> None:
        if self._next is None or self._is_adding or self._is_reading:
            return
        self._is_adding = True
        mine, question, after = self._round, self._question(), self._next
        self._place.lane.ask(
            lambda desk: desk.read.tickets(question, after, PAGE),
            lambda page: self._add(mine, page),
            lambda why: self._failed(mine, why),
        )

    def show(self) -> None:
        """In the language of now."""
        self.show_scopes()
        lines = tuple(ticket_line(row, self._place) for row in self._rows)
        nothing = EMPTY_BEHIND if self._behind else EMPTY[self._scope]
        empty = "" if lines else say(self._place.words, nothing)
        self._view.show_rows(lines, self._next is not None, empty)

    def show_scopes(self) -> None:
        counts = self.counts
        figures = {
            TicketScope.MINE_OPEN: counts.mine_open,
            TicketScope.TEAM_OPEN: counts.team_open,
            TicketScope.UNASSIGNED: counts.unassigned,
            TicketScope.ALL_OPEN: counts.all_open,
        }
        behind = (ScopeTab(BEHIND, self._behind_title, "", True),) if self._behind else ()
        self._view.show_scopes(
            tuple(
                ScopeTab(
                    scope.value,
                    say(self._place.words, text),
                    f"{figures[scope]:,}" if scope in figures else "",
                    scope is self._scope and not behind,
                )
                for scope, text in list(SCOPES.items())[: len(SCOPES) if not behind else BESIDE_BEHIND]
            )
            + behind
        )

    def _question(self) -> TicketFilter:
        if self._behind is not None:
            return TicketFilter(TicketScope.ALL, behind=self._behind)
        return TicketFilter(self._scope, self._place.me.agent, self._place.me.teams, order=self._order)

    def _was_read(self, mine: int, page: TicketPage, counts: Counts) -> None:
        if mine != self._round:
            return
        self._is_reading = False
        self.counts = counts
        self._counted(counts)
        self._rows, self._next = page.rows, page.next
        self._view.show_problem("")
        self.show()
        if self._is_stale:
            self.read()

    def _add(self, mine: int, page: TicketPage) -> None:
        self._is_adding = False
        if mine != self._round:
            return
        self._rows = (*self._rows, *page.rows)
        self._next = page.next
        self._view.add_rows(tuple(ticket_line(row, self._place) for row in page.rows), page.next is not None)

    def _failed(self, mine: int, why: Trouble) -> None:
        self._is_adding = False
        if mine == self._round:
            self._is_reading = False
            self._view.show_problem(say(self._place.words, why.sentence))

    def _happened(self, event: Event) -> None:
        if isinstance(event, TicketOpened | TicketChanged | ServiceLevelsChanged | RecordDeleted | Arrived):
            self.read()
