"""A list of tickets, as long as it must be: rows are drawn as they come, and none is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from reports.blocks import paragraph, title
from reports.facts import ListRow
from reports.frame import Heading
from reports.layout import MM
from reports.pen import Look
from reports.said import count
from reports.seal import Content, leaves, seal_text
from reports.setup import Setup
from reports.sheet import Sheet, compose
from reports.strokes import SOFT
from reports.table import Cell, Column, Table
from reports.words import said

KIND = "TL"
GROUPS = ("name", "filter", "rows")
LATE = "#b3261e"


class ListSeal:
    """Takes in rows one by one; the same rows in the same order make the same content."""

    def __init__(self, name: str, shown: str) -> None:
        self._name, self._shown = name, shown
        self._hash = hashlib.sha256()
        self.count = 0

    def take(self, row: ListRow) -> None:
        self.count += 1
        for path, text in leaves("row", row):
            self._hash.update(f"{path}\1{text}\0".encode("utf-8", "surrogatepass"))

    def content(self) -> Content:
        fields = {
            "name": self._name,
            "filter": self._shown,
            "rows.count": str(self.count),
            "rows.all": self._hash.hexdigest(),
        }
        return Content(KIND, self._name, GROUPS, fields)


def list_content(name: str, shown: str, rows: Iterable[ListRow]) -> Content:
    seal = ListSeal(name, shown)
    for row in rows:
        seal.take(row)
    return seal.content()


def ticket_list(name: str, shown: str, rows: Iterable[ListRow], setup: Setup) -> bytes:
    """``name`` of the list, and in words what is in it (``shown``). ``rows`` may come from a cursor."""
    kept = list(rows) if setup.layout.paper.is_slip else rows  # a slip is measured before it is drawn
    draft = seal_text(ListSeal(name, shown).content(), setup.printing.number, setup.key)
    heading = Heading(setup.words("Ticket list"), name, shown, draft)
    return compose(setup, heading, lambda sheet: _build(sheet, name, shown, kept))


def _build(sheet: Sheet, name: str, shown: str, rows: Iterable[ListRow]) -> None:
    seal = ListSeal(name, shown)
    title(sheet)
    if shown:
        paragraph(sheet, shown, Look(sheet.body.size, colour=SOFT), gap=2 * MM)
    ticket_table(sheet, _seen(rows, seal))
    sheet.space(2 * MM)
    said_count = sheet.words("Tickets in this list: {count}", count=count(seal.count))
    paragraph(sheet, said_count, sheet.strong)
    sheet.code = seal_text(seal.content(), sheet.setup.printing.number, sheet.setup.key)


def _seen(rows: Iterable[ListRow], seal: ListSeal) -> Iterable[ListRow]:
    for row in rows:
        seal.take(row)
        yield row


def ticket_table(sheet: Sheet, rows: Iterable[ListRow]) -> None:
    """Tickets below each other; late ones say so in words and colour."""
    if sheet.width < 120 * MM:
        _narrow(sheet, rows)
        return
    words, moments = sheet.words, sheet.moments
    look = Look(sheet.body.size * 0.84)
    late = look.made(strong=True, colour=LATE)
    table = Table(sheet, [
        Column(words("Ticket no."), 0.13), Column(words("Subject"), 0.28), Column(words("Customer"), 0.16),
        Column(words("Status"), 0.1), Column(words("Priority"), 0.06), Column(words("Assignee"), 0.09),
        Column(words("Due"), 0.19),
    ], tag="rows", look=look)  # fmt: skip
    for row in rows:
        due = moments.moment(row.due)
        table.row(
            row.number, row.subject, row.customer, said(words, row.status), row.priority, row.assignee,
            Cell(words("late: {when}", when=due), late) if row.is_late else due,
        )  # fmt: skip


def _narrow(sheet: Sheet, rows: Iterable[ListRow]) -> None:
    """For A5 and slips: two columns, several lines each."""
    words, moments = sheet.words, sheet.moments
    table = Table(sheet, [Column(words("Ticket"), 0.6), Column(words("Status"), 0.4)], tag="rows")
    for row in rows:
        due = moments.moment(row.due)
        what = "\n".join(filter(None, (row.number, row.subject, row.customer)))
        state = (said(words, row.status), row.priority, row.assignee)
        when = words("late: {when}", when=due) if row.is_late else due
        table.row(what, "\n".join(filter(None, (*state, when))))
