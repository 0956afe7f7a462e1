"""Ticket lists that leave a joined desk are written down for the audit log; papers of one ticket are everyday work."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.export_book import ExportBook, Strike, nothing_to_strike, struck
from console.presenters.paper_wish import Failed, Left, PaperKind, PaperWish, Press, Sheets
from core.exports import Export
from core.papers import PaperWay

Done = Callable[[Left], None]


class NotedPress:
    """A Press around another."""

    def __init__(self, origin: Press, book: ExportBook) -> None:
        self._origin = origin
        self._book = book

    def make(self, wish: PaperWish, done: Callable[[Sheets], None], failed: Failed) -> None:
        self._origin.make(wish, done, failed)

    def save(self, sheets: Sheets, done: Done, failed: Failed) -> None:
        def go(strike: Strike) -> None:
            self._origin.save(sheets, done, struck(strike, failed))

        self._leaves(sheets, PaperWay.SAVED, go, failed)

    def print(self, sheets: Sheets, done: Done, failed: Failed) -> None:
        """Written down when it has left: nobody says so where a person thinks better of it while choosing."""

        def printed(left: Left) -> None:
            self._leaves(sheets, PaperWay.PRINTED, lambda _: done(left), lambda _: done(left))

        self._origin.print(sheets, printed, failed)

    def mail(self, sheets: Sheets, to: str, done: Done, failed: Failed) -> None:
        def go(strike: Strike) -> None:
            self._origin.mail(sheets, to, done, struck(strike, failed))

        self._leaves(sheets, PaperWay.MAILED, go, failed, to.rpartition("@")[2])

    def _leaves(
        self, sheets: Sheets, way: PaperWay, go: Callable[[Strike], None], failed: Failed, domain: str = ""
    ) -> None:
        wish = sheets.wish
        if wish.kind is PaperKind.LIST:
            self._book.leaves(Export("tickets", "pdf", way, len(wish.rows), domain), go, failed)
        else:
            go(nothing_to_strike)
