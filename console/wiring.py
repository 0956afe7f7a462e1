"""Which signal of a view goes to which decision: joins, builds nothing."""

from __future__ import annotations

from collections.abc import Callable

from console.founding import Founding
from console.handle.described import described_call, described_event, described_line
from console.parts import Parts
from console.presenters.assistant_presenter import AssistantPresenter
from console.presenters.call_book import CallInHand
from console.presenters.phone import Phone
from console.room import DeskRoom
from console.shell import Shell
from console.views.desk_window import DeskWindow
from console.words import CHINESE, ENGLISH
from core.ids import TicketId


def connect_shell(parts: Parts, shell: Shell) -> None:
    window = parts.window
    window.hides_on_close = True
    window.close_wanted.connect(shell.close_wanted)
    window.lock_clicked.connect(shell.lock)
    window.language_clicked.connect(lambda: turn_language(parts))
    window.unlock.unlock_clicked.connect(parts.unlock.unlock)
    window.unlock.sign_in_clicked.connect(parts.unlock.sign_in)
    parts.tray.quit_clicked.connect(shell.leave)
    parts.tray.opened.connect(shell.show_tray)


def turn_language(parts: Parts) -> None:
    """One click, the other language; it is kept."""
    language = ENGLISH if parts.words.language == CHINESE else CHINESE
    parts.settings.change({"language": language})


def connect_assistant(window: DeskWindow, assistant: AssistantPresenter, founding: Founding) -> None:
    view = window.assistant
    view.field_changed.connect(assistant.edit)
    view.button_clicked.connect(assistant.press)
    view.back_clicked.connect(assistant.back)
    view.next_clicked.connect(assistant.next)
    assistant.on_done(founding.founded)


def connect_feed(parts: Parts) -> None:
    """What the line does, told to programs that listen."""
    feed, phone, words = parts.feed, parts.phone, parts.words
    last: dict[str, object] = {}

    def call_changed(call: CallInHand) -> None:
        described = described_call(call, words)
        if last.get(call.id) != described:
            last[call.id] = described
            feed.tell({"event": "call", **described})
        if phone.book.find(call.id) is None:
            last.pop(call.id, None)

    def standing() -> None:
        described = described_line(phone.status, words)
        if last.get("line") != described:
            last["line"] = described
            feed.tell({"event": "line", **described})

    phone.book.listen(call_changed)
    phone.on_standing(standing)
    parts.window.card_painted.connect(lambda call: feed.tell({"event": "card-painted", "call": call}))


def connect_room(parts: Parts, room: DeskRoom) -> None:
    room.tickets.connect(
        parts.window.show_page,
        room.customers.follow_ticket,
        room.maker.saved,
        lambda ticket: can_attach(parts.phone, ticket),
        lambda call: any(one.id == call for one in parts.phone.book.up),
    )
    room.calls.connect(lambda: room.tickets.current.id if room.tickets.current else None)
    room.customers.on_chosen(room.maker.customer_chosen)
    room.customers.on_open(room.tickets.open)
    room.place.hub.listen(lambda event: parts.feed.tell(described_event(event)))
    parts.background.on_busy(parts.window.desk.tickets.show_busy)
    connect_calls(parts.window, room)
    connect_tickets(parts.window, room)
    connect_customers(parts.window, room)
    connect_frame(parts, room)


def can_attach(phone: Phone, ticket: TicketId) -> bool:
    call = phone.book.selected
    return call is not None and all(known != ticket for known, _ in call.tickets)


def connect_calls(window: DeskWindow, room: DeskRoom) -> None:
    view, actions, calls = window.desk.calls, room.actions, room.calls
    view.answer_clicked.connect(actions.answer)
    view.decline_clicked.connect(actions.decline)
    view.busy_clicked.connect(actions.busy)
    view.hang_up_clicked.connect(actions.hang_up)
    view.hold_clicked.connect(actions.hold)
    view.resume_clicked.connect(actions.resume)
    view.mute_clicked.connect(actions.mute)
    view.digits_typed.connect(actions.send_digits)
    view.card_selected.connect(actions.select)
    view.dial_entered.connect(actions.dial)
    view.dismiss_clicked.connect(calls.dismiss)
    view.note_entered.connect(calls.notes.enter)
    view.log_line_activated.connect(calls.open_from_log)
    view.more_log_wanted.connect(calls.log.more)
    view.ticket_clicked.connect(room.tickets.open)
    view.make_ticket_clicked.connect(room.maker.make)
    view.attach_clicked.connect(room.maker.attach_to_current)


def connect_tickets(window: DeskWindow, room: DeskRoom) -> None:
    editor, rows, tickets, moves = window.desk.ticket, window.desk.tickets, room.tickets, room.moves
    editor.field_edited.connect(tickets.edit)
    editor.save_clicked.connect(tickets.save)
    editor.leave_clicked.connect(tickets.leave)
    editor.move_clicked.connect(moves.move)
    editor.assignee_chosen.connect(moves.assign)
    editor.team_chosen.connect(moves.assign_team)
    editor.note_entered.connect(moves.note)
    editor.attach_call_clicked.connect(room.maker.attach_to_current)
    editor.call_activated.connect(room.calls.open_from_log)
    rows.ticket_activated.connect(tickets.open)
    rows.ticket_opened_beside.connect(tickets.open)
    rows.scope_chosen.connect(room.list.choose_scope)
    rows.more_wanted.connect(room.list.more)
    rows.new_clicked.connect(room.maker.make_without_call)


def connect_customers(window: DeskWindow, room: DeskRoom) -> None:
    view, customers = window.desk.customer, room.customers
    view.candidate_chosen.connect(customers.choose)
    view.add_clicked.connect(customers.ask_new)
    view.change_clicked.connect(customers.ask_change)
    view.form_left.connect(customers.leave_form)
    view.customer_entered.connect(customers.enter)
    view.number_add_clicked.connect(customers.add_number)
    view.ticket_activated.connect(room.tickets.open)
    view.attach_clicked.connect(lambda ticket: room.maker.attach(TicketId(ticket)))


def connect_frame(parts: Parts, room: DeskRoom) -> None:
    window, panel, settings = parts.window, parts.window.desk.settings, room.settings
    window.state_chosen.connect(room.frame.agent.choose)
    window.settings_clicked.connect(settings.open)
    window.missed_clicked.connect(room.frame.missed_seen)
    window.demo_clicked.connect(lambda sort: ring(parts, room, sort))
    window.search_typed.connect(room.search.typed)
    window.search_chosen.connect(room.search.chosen)
    window.notice_action.connect(room.notices.act)
    window.notice_closed.connect(room.notices.close)
    window.rail_chosen.connect(lambda place: turn_to(window, room, place))
    window.action.connect(lambda name: act(room, name))
    panel.page_chosen.connect(settings.choose)
    panel.field_changed.connect(settings.edit)
    panel.button_clicked.connect(settings.press)
    panel.save_clicked.connect(settings.save)
    panel.left.connect(settings.leave)
    parts.tray.answer_clicked.connect(room.actions.answer)


def ring(parts: Parts, room: DeskRoom, sort: str) -> None:
    why = parts.demo.ring(sort)
    if why is not None:
        room.say_problem(why)


def turn_to(window: DeskWindow, room: DeskRoom, place: str) -> None:
    """The rail: the list, or the ticket that was left last; without one, the calls."""
    if place in ("tickets", "desk"):
        window.desk.leave_panel()
    if place == "reminders":
        room.open_reminders()
    elif place == "levels":
        room.open_levels()
    elif place == "reports":
        room.reports.open()
    elif place in ("sync", "floor"):
        room.sync.open(place)
    elif place == "tickets":
        if room.tickets.current is not None:
            room.tickets.leave()
    elif not room.tickets.go_back():
        window.desk.calls.focus_dial()


def act(room: DeskRoom, name: str) -> None:
    """A key. What lies in the window itself has happened there already."""
    actions = room.actions
    doers: dict[str, Callable[[], object]] = {
        "answer": actions.answer,
        "hold": lambda: actions.hold() or actions.resume(),
        "mute": actions.mute,
        "hang_up": actions.hang_up,
        "make_ticket": room.maker.make,
        "new_ticket": room.maker.make_without_call,
        "save": room.save,
        "hand_over": lambda: room.sync.open("hand over"),
    }
    if name in doers:
        doers[name]()
