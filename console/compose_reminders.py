"""Reminders, built and joined: the clockwork, what stands on the screen, and the list on the bell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication

from console.parts import Parts
from console.presenters.levels import Levels
from console.presenters.notices import Notices
from console.presenters.reminder_notices import Alarm, ReminderNotices, Ways
from console.presenters.reminders import ReminderPresenter
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.reminders.reminders import TICK, Reminders
from console.reminders.sending import Outward
from core.sla.posts import Post
from courier.carry import carry
from courier.patience import wait_after


@dataclass(slots=True)
class RemindersCorner:
    """Lives as long as the room."""

    notices: ReminderNotices
    list: ReminderPresenter
    reminders: Reminders

    def begin(self) -> None:
        self.notices.begin()
        self.reminders.begin()

    def end(self) -> None:
        """The desk is being locked or left."""
        self.reminders.end()
        self.notices.end()

    def standing(self) -> dict[str, Any]:
        """For programs that ask."""
        step, post = self.reminders.next_step, self.reminders.next_post
        return {
            "next_step": step.isoformat() if step else None,
            "next_post": post.isoformat() if post else None,
            "on_screen": self.notices.count,
        }


def compose_reminders(parts: Parts, place: Workplace, notices: Notices, levels: Levels) -> RemindersCorner:
    alarm = Alarm(partial(sound, parts), parts.tray.tell)
    shown = ReminderNotices(place, parts.phone, notices, levels, alarm)
    panel = ReminderPresenter(place, shown, levels, parts.window.desk.reminders)
    reminders = Reminders(place, Outward(parts.background.aside, carry, wait_after), shown.given)
    panel.on_again(reminders.look)
    return RemindersCorner(shown, panel, reminders)


def sound(parts: Parts) -> None:
    """The engine plays it, because a call must never share its device; without one the desktop's bell is left."""
    if not parts.settings.options.reminder_sound:
        return
    if parts.phone.sound.ringer:
        parts.line.chime()
    else:
        QApplication.beep()


def connect_reminders(parts: Parts, corner: RemindersCorner, tickets: TicketPresenter) -> None:
    panel, shown, rail = parts.window.desk.reminders, corner.list, parts.window.desk.rail

    def counted(n: int) -> None:
        rail.show_count("reminders", n)
        shown.read()

    corner.notices.ways = Ways(tickets.open, shown.open, partial(tell_feed, parts), counted)
    panel.tab_chosen.connect(shown.choose)
    panel.ticket_activated.connect(tickets.open)
    panel.settled.connect(shown.settle)
    panel.snoozed.connect(shown.snooze)
    panel.tried_again.connect(shown.try_again)
    panel.more_wanted.connect(shown.more)
    panel.left.connect(shown.leave)
    parts.timers.every(TICK, corner.reminders.tick)


def tell_feed(parts: Parts, post: Post) -> None:
    """For programs that listen: a reminder is on the screen."""
    parts.feed.tell(
        {
            "event": "reminder",
            "ticket": post.ticket,
            "number": post.number,
            "kind": post.kind.value,
            "id": post.id,
            "moment": post.moment.isoformat(),
        }
    )
