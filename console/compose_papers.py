"""The third part of the composition root: paper, built and joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QTimeZone

from console.bridge.background import Background
from console.paper.checker import PaperChecker
from console.paper.counter import Counter
from console.paper.layout_shop import HouseLayoutShop
from console.paper.noted import NotedPress
from console.paper.pages import draw_page
from console.paper.press import PressProcess
from console.papers import documents
from console.parts import Parts
from console.presenters.export_book import ExportBook
from console.presenters.layout_editor import LayoutEditor, Sample
from console.presenters.notices import Notices
from console.presenters.paper_batch import NONE_CHOSEN, SUBJECT, PaperBatch
from console.presenters.paper_check import PaperCheck
from console.presenters.paper_list import SELECTED, PaperList, list_name, shown_words
from console.presenters.paper_preview import PaperPreview, all_of
from console.presenters.paper_wish import PaperKind
from console.presenters.ticket_list_presenter import TicketListPresenter
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.views.desk import DeskScreen
from console.views.paper_pages import PaperPages
from console.views.print_choice import PrintChoice
from core.errors import Trouble
from core.ids import TicketId

UTC = "UTC"


@dataclass(slots=True)
class PaperCorner:
    """What can be printed, and what came of it: lives as long as the room."""

    counter: Counter
    preview: PaperPreview
    lists: PaperList
    batch: PaperBatch
    check: PaperCheck
    layout: LayoutEditor
    notices: Notices
    press: PressProcess
    background: Background

    def show(self) -> None:
        """In the language of now."""
        self.preview.show()
        self.layout.show()

    def expect(self) -> None:
        """Which paper is being chosen."""
        self.background.aside(self.press.warm, lambda _: None, lambda _: None)

    def end(self) -> None:
        """The desk is being locked or left: no paper is begun any more, and the press forgets what it has seen."""
        self.batch.cancel()
        self.background.aside(self.press.close, lambda _: None, lambda _: None)


def compose_papers(
    parts: Parts, place: Workplace, notices: Notices, tickets: TicketPresenter, book: ExportBook
) -> PaperCorner:
    panel = parts.window.desk.paper
    press = PressProcess()
    counter = Counter(place, parts.background, press, own_zone(), documents, PrintChoice(panel))
    shop = HouseLayoutShop(place, parts.background, press, own_zone())
    checker = PaperChecker(place, parts.background, counter.data)
    return PaperCorner(
        counter,
        PaperPreview(
            place, NotedPress(counter, book), panel, lambda text, tone: notices.say(SUBJECT, text, tone)
        ),
        PaperList(place),
        PaperBatch(place, counter, notices, book),
        PaperCheck(place, checker, notices, tickets.open),
        LayoutEditor(place, shop, parts.window.desk.layout_panel),
        notices,
        press,
        parts.background,
    )


def own_zone() -> ZoneInfo:
    """Paper tells the time of this computer's wall clock, as the screen does."""
    try:
        return ZoneInfo(bytes(QTimeZone.systemTimeZoneId().data()).decode() or UTC)
    except ZoneInfoNotFoundError:
        return ZoneInfo(UTC)


def connect_papers(
    parts: Parts, corner: PaperCorner, tickets: TicketPresenter, rows: TicketListPresenter
) -> None:
    window, preview = parts.window, corner.preview
    desk, panel = window.desk, window.desk.paper
    desk.ticket.print_wanted.connect(partial(print_ticket, parts, corner, tickets))
    desk.tickets.print_wanted.connect(partial(print_list, parts, corner, rows))
    window.drops.dropped.connect(corner.check.dropped)
    window.search_typed.connect(partial(check_typed, desk, corner))
    connect_layout(parts, corner.layout)
    for button in (desk.ticket.print, desk.tickets.print):
        button.menu_entries.aboutToShow.connect(partial(PaperCorner.expect, corner))
    panel.kind_chosen.connect(preview.choose_kind)
    panel.language_clicked.connect(preview.turn_language)
    panel.print_clicked.connect(preview.print)
    panel.save_clicked.connect(preview.save)
    panel.mail_entered.connect(preview.mail)
    panel.left.connect(preview.leave)
    panel.page_wanted.connect(partial(draw_in, parts, panel.pages, preview.shows, preview.say))


def connect_layout(parts: Parts, layout: LayoutEditor) -> None:
    desk = parts.window.desk
    panel = desk.layout_panel
    desk.settings.layout_clicked.connect(desk.leave_panel)
    desk.settings.layout_clicked.connect(layout.open)
    panel.edited.connect(layout.edit)
    panel.picture_chosen.connect(layout.choose_picture)
    panel.picture_removed.connect(layout.remove_picture)
    panel.save_clicked.connect(layout.save)
    panel.left.connect(layout.leave)
    panel.page_wanted.connect(partial(draw_in, parts, panel.pages, layout.shows, layout.failed))


def print_ticket(parts: Parts, corner: PaperCorner, tickets: TicketPresenter, paper: str) -> None:
    current = tickets.current
    if paper == "check":
        parts.window.drops.choose()
    elif current is not None and current.is_made:
        corner.preview.open_ticket(current.id, PaperKind(paper))


def print_list(parts: Parts, corner: PaperCorner, rows: TicketListPresenter, paper: str) -> None:
    """The list as it is asked for, or the lines that are selected in it."""
    chosen = rows.rows_of(parts.window.desk.tickets.chosen())
    if paper == "check":
        parts.window.drops.choose()
    elif paper == "reports":
        corner.batch.start(tuple(TicketId(row.id) for row in chosen))
    elif paper == "list":
        what = rows.question
        corner.lists.read_all(
            what,
            lambda found: corner.preview.open_list(found, list_name(what), shown_words(found)),
            lambda why: corner.notices.say(SUBJECT, why.sentence),
        )
    elif chosen:
        corner.preview.open_list(chosen, SELECTED, all_of(chosen))
    else:
        corner.notices.say(SUBJECT, NONE_CHOSEN)


def check_typed(desk: DeskScreen, corner: PaperCorner, text: str) -> None:
    """The code of a sheet, pasted or scanned into the search, is no search."""
    if corner.check.takes(text):
        desk.search.field.clear()
        desk.leave_panel()


def draw_in(
    parts: Parts,
    pages: PaperPages,
    shows: Callable[[int], Sample | None],
    failed: Callable[[Trouble], None],
    number: int,
    page: int,
    pixels: int,
) -> None:
    """A page for the screen, off its thread."""
    made = shows(number)
    if made is None:
        return
    content = made.content
    parts.background.aside(
        lambda: draw_page(content, page, pixels),
        lambda image: pages.show_page(number, page, image),
        failed,
    )
