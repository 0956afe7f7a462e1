"""The only place that builds objects: it joins line, desk, presenters and views."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

import resources
from console.bridge.background import Background
from console.bridge.heartbeat import Heartbeat
from console.bridge.line_bridge import LineBridge
from console.bridge.network import watch_network
from console.bridge.ui_queue import UiQueue
from console.bridge.ui_timers import UiTimers
from console.compose_files import compose_files
from console.compose_reports import ReportsCorner, compose_reports, connect_reports
from console.compose_service import ServiceCorner, compose_service, connect_service
from console.compose_sync import Neighbours, compose_sync, own_pages
from console.demo_ring import DemoRing
from console.door import Door
from console.founding import Founding
from console.handle.feed import Feed
from console.handle.reception import Reception
from console.handle.server import HandleServer
from console.parts import Parts
from console.presenters.assistant_presenter import AssistantPresenter
from console.presenters.call_actions import CallActions
from console.presenters.call_column import CallColumnPresenter
from console.presenters.call_recorder import CallRecorder
from console.presenters.customer_presenter import CustomerPresenter
from console.presenters.export_book import ExportBook
from console.presenters.frame_presenter import FramePresenter
from console.presenters.hub import Hub
from console.presenters.notices import Notices
from console.presenters.own_page import OwnPage
from console.presenters.phone import Phone
from console.presenters.reference import Reference
from console.presenters.search_presenter import SearchPresenter
from console.presenters.settings_presenter import SettingsPresenter
from console.presenters.ticket_list_presenter import TicketListPresenter
from console.presenters.ticket_maker import TicketMaker
from console.presenters.ticket_moves import TicketMoves
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.times import Times
from console.presenters.unlock_presenter import UnlockPresenter
from console.presenters.workplace import Me, Workplace
from console.presenters.writer import Writer
from console.profiles import Profile
from console.room import DeskRoom
from console.settings.keeper import SettingsKeeper
from console.settings.store import Settings
from console.shell import Shell
from console.sync.gate import Gate
from console.sync.joining import Joining
from console.sync.real_ways import RealWays
from console.translators import QtWords
from console.viewmodels.words import Tone
from console.views.desk_window import DeskWindow
from console.views.keys import Keys
from console.views.theme import Theme
from console.views.tray import Tray
from console.wiring import connect_assistant, connect_feed, connect_room, connect_shell
from console.words import Catalogue
from core.calls.line import PhoneLine
from core.post import Delivery, Fate, Letter
from core.words import Sentence
from courier.carry import carry

if TYPE_CHECKING:  # papers are loaded while the window stands
    from console.compose_papers import PaperCorner

GIL_TURN = 0.0005  # seconds: a commit must not wait 5 ms for each turn while the screen is being painted
MOST_FAULTS = 3  # of IT's settings, said on screen: "ringdesk --check-settings" lists them all
TRANSLATIONS = Path(resources.__file__).parent / "translations"


class SystemClock:
    """The present."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


def compose(parts: Parts, app: QApplication, left: Callable[[], None]) -> tuple[Shell, Founding]:
    """The program up to its unlock screen; the desk behind it is built when it is first opened."""
    shell = Shell(parts, lambda me: compose_room(parts, me, shell), left)
    parts.unlock.connect(shell.open)
    QtWords(app, parts.words)
    connect_shell(parts, shell)
    connect_feed(parts)
    founding = Founding(parts, shell.use_account, Joining(parts.background, RealWays(), SystemClock()))
    if not parts.profile.exists and not parts.profile.is_demo:
        site = parts.settings.site
        assistant = AssistantPresenter(
            parts.words,
            founding,
            founding.joining,
            parts.phone,
            parts.window.assistant,
            site.over({}),
            site.locked,
        )
        connect_assistant(parts.window, assistant, founding)
        parts.words.listen(assistant.show)
        assistant.show()
    parts.line.start(LineBridge(parts.phone, parts.queue))
    watch_network(shell.network_changed)
    return shell, founding


def compose_parts(
    app: QApplication, profile: Profile, settings: Settings, line: PhoneLine, language: str, theme: str
) -> Parts:
    """What lives as long as the program."""
    sys.setswitchinterval(GIL_TURN)
    words = Catalogue(TRANSLATIONS, language)
    look = Theme(app, theme, compact=settings.options.density == "compact")
    window = DeskWindow(words, look, Keys(changed_keys(settings.options.keys)))
    queue, phone, feed, heartbeat = UiQueue(), Phone(), Feed(), Heartbeat()
    background = Background(queue)
    door = Door(profile.folder, background, lambda: settings.number_rules)
    gate = Gate(profile.folder, RealWays(), SystemClock())
    demo, tray = DemoRing(phone, words), Tray(words, look, window)
    unlock = UnlockPresenter(profile.name, words, phone, window.unlock, lambda: settings.number_rules)
    if gate.is_joined:
        unlock.asks_people(gate.address)
    ring = demo.ring if profile.is_demo else None
    reception = Reception(profile.name, words, phone, feed, tray.bring, heartbeat.measured, ring)
    server = HandleServer(profile.socket, reception.asked)
    return Parts(
        profile, settings, words, queue, UiTimers(), background, door, phone, line, look, window, tray, unlock,
        feed, reception, server, heartbeat, demo, gate,
    )  # fmt: skip


def compose_room(parts: Parts, me: Me, shell: Shell) -> DeskRoom:
    """Everything behind the passphrase."""
    from console.compose_papers import compose_papers  # noqa: PLC0415 - loaded while the window stands

    window, desk, words, phone = parts.window, parts.window.desk, parts.words, parts.phone
    place = compose_place(parts, me)
    notices, reference, book = Notices(words, window), Reference(place), export_book(parts, place)
    calls = CallColumnPresenter(place, phone, desk.calls)
    tickets = TicketPresenter(place, reference, desk.ticket)
    maker = TicketMaker(place, phone.book, tickets, calls.notes, notices)
    customers = CustomerPresenter(place, phone.book, desk.customer)
    frame = FramePresenter(place, phone, window, is_demo=parts.profile.is_demo)
    near = Neighbours(reference, tickets, calls, frame, notices, book)
    sync = compose_sync(parts, place, RealWays(), near, shell.guard)
    service = compose_service(parts, place, notices, tickets)
    papers = compose_papers(parts, place, notices, tickets, book)
    reports = compose_reports(parts, place, papers.press, book)
    room = DeskRoom(
        place,
        phone,
        notices,
        reference,
        calls,
        CallActions(parts.line, phone.book),
        tickets,
        maker,
        TicketMoves(place, tickets, phone.book, desk.ticket, notices),
        customers,
        frame,
        TicketListPresenter(place, desk.tickets, frame.counted),
        SearchPresenter(place, window.show_search, tickets.open, customers.follow_ticket),
        compose_settings(parts, place.writer, own_pages(parts, place, sync, shell.guard)),
        service,
        reports,
        sync,
        papers,
        compose_files(parts, place, notices, tickets, sync.corner.ferry),
    )
    join(parts, room, service, reports, papers)
    return room


def join(
    parts: Parts, room: DeskRoom, service: ServiceCorner, reports: ReportsCorner, papers: PaperCorner
) -> None:
    """Views to presenters, and what IT's settings have wrong to whoever opens the desk."""
    from console.compose_papers import connect_papers  # noqa: PLC0415 - as above

    room.frame.agent.on_wrapped_up(CallRecorder(room.place, room.phone.book).wrapped_up)
    connect_room(parts, room)
    connect_reports(parts, reports, room.list, room.tickets)
    connect_service(parts, service, room.tickets, room.moves, room.list)
    connect_papers(parts, papers, room.tickets, room.list)
    say_faults(parts.settings, room.notices)


def compose_place(parts: Parts, me: Me) -> Workplace:
    """What every presenter works with."""
    words, clock, timers, hub = parts.words, SystemClock(), parts.timers, Hub()
    writer = Writer(parts.door, timers, hub)
    return Workplace(me, words, clock, timers, parts.door, writer, hub, Times(words, clock), parts.settings)


def export_book(parts: Parts, place: Workplace) -> ExportBook:
    """A desk may join a server at any time."""
    return ExportBook(place, lambda: parts.gate.is_joined)


def say_faults(settings: Settings, notices: Notices) -> None:
    """Of IT's settings, to whoever opens the desk."""
    for number, fault in enumerate(settings.site.faults[:MOST_FAULTS]):
        told = Sentence("Please tell your IT department: {fault}", {"fault": fault})
        notices.say(f"site-{number}", told, Tone.LATE)


def compose_settings(parts: Parts, writer: Writer, own: Sequence[OwnPage]) -> SettingsPresenter:
    keeper, meter = SettingsKeeper(parts.settings, writer), partial(parts.line.meter)
    view, send = parts.window.desk.settings, partial(send_trial, parts.settings, parts.background)
    return SettingsPresenter(parts.words, keeper, own, parts.phone, meter, send, view)


def send_trial(
    settings: Settings,
    background: Background,
    letter: Letter,
    texts: Mapping[str, str],
    done: Callable[[Delivery], None],
) -> None:
    """By what is typed in the settings, off the screen's thread."""
    channels = settings.channels_with(texts)
    background.aside(
        lambda: carry(letter, channels), done, lambda why: done(Delivery(Fate.UNKNOWN, why.sentence))
    )


def changed_keys(text: str) -> dict[str, str]:
    """The setting's lines, "action=key"."""
    pairs = (line.partition("=") for line in text.splitlines())
    return {action.strip(): key.strip() for action, equals, key in pairs if equals}
