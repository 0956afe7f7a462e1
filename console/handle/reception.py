"""What other programs ask of the desk, and what they are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from console.handle.described import described_call, described_line, described_sound, described_ticket
from console.handle.feed import Feed
from console.handle.links import number_of
from console.presenters.call_actions import CallActions
from console.presenters.call_notes import CallNotes
from console.presenters.frame_presenter import FramePresenter
from console.presenters.phone import Phone
from console.presenters.saying import say
from console.presenters.ticket_maker import TicketMaker
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.viewmodels.words import Words
from core.errors import Trouble
from core.ids import TicketId
from core.words import Sentence

Plain = dict[str, Any]
Reply = Callable[[Plain], bool]

LOCKED = Sentence("The desk is locked: unlock it first.")
NO_SUCH_WORD = Sentence('This desk does not know the word "{word}".')
NO_CALL = Sentence("There is no call for this.")
NO_TICKET = Sentence("There is no ticket {ticket} on this desk.")
NO_DEMO = Sentence("Only the demonstration profile rings itself.")
NOTHING_SAID = Sentence("There is nothing in this to write or dial.")


@dataclass(frozen=True, slots=True)
class Room:
    """What is behind the passphrase."""

    place: Workplace
    actions: CallActions
    maker: TicketMaker
    notes: CallNotes
    tickets: TicketPresenter
    frame: FramePresenter
    show_ticket: Callable[[TicketId], None]
    lock: Callable[[], None]
    reminders: Callable[[], Plain] = dict
    sync: Callable[[], Plain] = dict


class Reception:
    """Locked, it says that it is locked, and how the line is; whose call it is stays behind the passphrase."""

    def __init__(
        self,
        profile: str,
        words: Words,
        phone: Phone,
        feed: Feed,
        front: Callable[[], None],
        measure: Callable[[bool], float],
        ring: Callable[[str], Sentence | None] | None,
    ) -> None:
        self._profile = profile
        self._words = words
        self._phone = phone
        self._feed = feed
        self._front = front
        self._ring = ring
        self._room: Room | None = None
        self._open: dict[str, Callable[[Plain, Reply], None]] = {
            "status": lambda _, reply: self._give(reply, self._status()),
            "front": self._bring_front,
            "demo-ring": self._demo_ring,
            "events": lambda _, reply: self._listen(reply),
            "measure": lambda line, reply: self._give(
                reply, {"longest_ui_block_ms": measure(bool(line.get("on", True)))}
            ),
        }
        self._behind: dict[str, Callable[[Room, Plain, Reply], None]] = {
            "dial": self._dial,
            "answer": lambda room, line, reply: self._did(reply, room.actions.answer(_call(line))),
            "hold": lambda room, line, reply: self._did(reply, room.actions.hold(_call(line))),
            "resume": lambda room, line, reply: self._did(reply, room.actions.resume(_call(line))),
            "hangup": lambda room, line, reply: self._did(reply, room.actions.hang_up(_call(line))),
            "mute": lambda room, line, reply: self._did(
                reply, room.actions.mute(_call(line), line.get("on"))
            ),
            "ticket": self._ticket,
            "note": self._note,
            "show": self._show,
            "lock": self._lock,
        }

    def opened(self, room: Room | None) -> None:
        """Unlocked with this room behind the door; None: locked."""
        self._room = room

    def asked(self, line: Plain, reply: Reply) -> None:
        word = str(line.get("do", ""))
        if word in self._open:
            self._open[word](line, reply)
        elif word not in self._behind:
            self._refuse(reply, "unknown", Sentence(NO_SUCH_WORD.template, {"word": word}))
        elif self._room is None:
            self._refuse(reply, "locked", LOCKED)
        else:
            self._behind[word](self._room, line, reply)

    def _status(self) -> Plain:
        room = self._room
        status: Plain = {
            "profile": self._profile,
            "locked": room is None,
            "language": self._words.language,
            "line": described_line(self._phone.status, self._words),
            "sound": described_sound(self._phone.sound, self._words),
        }
        if room is not None:
            book = self._phone.book
            status |= {
                "agent": {
                    "name": room.place.me.name,
                    "state": room.frame.agent.presence.state.value,
                    "since": room.frame.agent.presence.since.isoformat(),
                },
                "calls": [described_call(call, self._words) for call in book.calls],
                "selected_call": book.selected.id if book.selected else None,
                "ticket": described_ticket(room.tickets.current),
                "waiting": {
                    "to_write": room.place.writer.waiting,
                    "to_sync": room.frame.waiting_operations,
                },
                "reminders": room.reminders(),
                "sync": room.sync(),
            }
        return status

    def _bring_front(self, _: Plain, reply: Reply) -> None:
        self._front()
        self._give(reply, {})

    def _listen(self, reply: Reply) -> None:
        self._give(reply, {"event": "listening", "locked": self._room is None})
        self._feed.listen(lambda line: reply(line) if self._may_hear(line) else True)

    def _may_hear(self, line: Plain) -> bool:
        """While locked, only the line's standing and the lock itself."""
        return self._room is not None or line["event"] in ("line", "locked", "unlocked")

    def _dial(self, room: Room, line: Plain, reply: Reply) -> None:
        call = room.actions.dial(number_of(str(line.get("number", ""))))
        if call is None:
            self._refuse(reply, "empty", NOTHING_SAID)
        else:
            self._front()
            self._give(reply, {"call": call})

    def _ticket(self, room: Room, line: Plain, reply: Reply) -> None:
        """Answers when the ticket is on disk, not before."""
        if _call(line) and self._phone.book.find(_call(line)) is None:
            self._refuse(reply, "no-call", NO_CALL)
            return
        room.maker.make(
            _call(line),
            lambda ticket, number: self._give(reply, {"ticket": ticket, "number": number}),
            lambda why: self._refuse(reply, "refused", why.sentence),
        )

    def _note(self, room: Room, line: Plain, reply: Reply) -> None:
        text, selected = str(line.get("text", "")), self._phone.book.selected
        call = _call(line) or (selected.id if selected else "")
        if not text.strip():
            self._refuse(reply, "empty", NOTHING_SAID)
        elif self._phone.book.find(call) is None:
            self._refuse(reply, "no-call", NO_CALL)
        else:
            room.notes.enter(call, text, lambda: self._give(reply, {"call": call}))

    def _show(self, room: Room, line: Plain, reply: Reply) -> None:
        asked = str(line.get("ticket", ""))

        def found(ticket: TicketId | None) -> None:
            if ticket is None:
                self._refuse(reply, "no-ticket", Sentence(NO_TICKET.template, {"ticket": asked}))
                return
            self._front()
            room.show_ticket(ticket)
            self._give(reply, {"ticket": ticket})

        room.place.lane.ask(
            lambda desk: desk.read.ticket_by_number(asked) or _by_id(desk.read.ticket(TicketId(asked))),
            found,
            lambda why: self._trouble(reply, why),
        )

    def _demo_ring(self, line: Plain, reply: Reply) -> None:
        """Locked or not: it only rings, with a number that is nobody's."""
        sort = str(line.get("sort") or "known")
        why = self._ring(sort) if self._ring is not None else NO_DEMO
        if why is None:
            self._give(reply, {"sort": sort, "locked": self._room is None})
        else:
            self._refuse(reply, "refused", why)

    def _lock(self, room: Room, _: Plain, reply: Reply) -> None:
        self._give(reply, {})
        room.lock()

    def _did(self, reply: Reply, did: bool) -> None:
        if did:
            self._give(reply, {})
        else:
            self._refuse(reply, "no-call", NO_CALL)

    def _trouble(self, reply: Reply, why: Trouble) -> None:
        self._refuse(reply, "refused", why.sentence)

    def _give(self, reply: Reply, line: Plain) -> None:
        """The program may have hung up; what was done is done."""
        reply({"ok": True, **line})

    def _refuse(self, reply: Reply, reason: str, why: Sentence) -> None:
        reply({"ok": False, "reason": reason, "error": say(self._words, why)})


def _call(line: Plain) -> str:
    return str(line.get("call") or "")


def _by_id(card: Any) -> TicketId | None:
    return card.row.id if card is not None else None
