"""Reminders above the strip: given when the agent is free for them, taken back when their clock has stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from console.presenters.levels import Levels
from console.presenters.notices import Notices
from console.presenters.phone import Phone
from console.presenters.reminder_words import heading, line, many
from console.presenters.workplace import Workplace
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.events import Arrived, Event, TicketChanged
from core.ids import TicketId
from core.ports import Desk
from core.sla.policy import TargetKind
from core.sla.posts import Post, PostList, PostState
from core.sla.reminders import Service
from core.sla.steps import is_wanted
from core.words import Sentence

FOLDED_FROM = 4
SUBJECT = "reminders"


@dataclass(frozen=True, slots=True)
class Alarm:
    """How a reminder makes itself heard beside the screen."""

    ring: Callable[[], None]
    tray: Callable[[str, str], None]


@dataclass(slots=True)
class Ways:
    """Where the buttons lead, and who is told what stands on the screen."""

    ticket: Callable[[TicketId], None] = lambda _: None
    panel: Callable[[str], None] = lambda _: None
    told: Callable[[Post], None] = lambda _: None
    counted: Callable[[int], None] = lambda _: None


class ReminderNotices:
    """While a call is up, what is not urgent waits for its end, and what is urgent makes no sound."""

    def __init__(
        self, place: Workplace, phone: Phone, notices: Notices, levels: Levels, alarm: Alarm
    ) -> None:
        self._place = place
        self._phone = phone
        self._notices = notices
        self._levels = levels
        self._alarm = alarm
        self.ways = Ways()
        self._held: list[Post] = []
        self._standing: dict[str, Post] = {}
        self._is_folded_away = False
        self._steps_back = False
        phone.book.listen(lambda _: self._call_changed())
        place.hub.listen(self._happened)

    def begin(self) -> None:
        """What stood on the screen when the desk was left stands there again, quietly."""
        me = self._place.me.agent
        self._place.lane.ask(
            lambda desk: desk.office.posts(PostList.MINE, me), self._left_over, lambda _: None
        )

    def end(self) -> None:
        """The desk is locked: nothing is said of tickets. All of it is on disk."""
        self._held = []
        self._clear()
        self._standing = {}

    @property
    def count(self) -> int:
        return len(self._newest())

    def given(self, posts: Sequence[Post]) -> None:
        """Their turn has come."""
        talks = bool(self._phone.book.up)
        now = [one for one in posts if one.is_urgent or not talks]
        self._held += [one for one in posts if one not in now]
        if not now:
            return
        self._is_folded_away = False
        self._stand(now)
        if not talks:
            self._sound(now)
        for post in now:
            self.ways.told(post)

    def step_back(self, *, on: bool) -> None:
        """The panel shows them all."""
        self._steps_back = on
        self.show()

    def gone(self, posts: Iterable[str]) -> None:
        """Dealt with, put off, or not needed any more."""
        for post in posts:
            if self._standing.pop(post, None) is not None:
                self._notices.take_back(f"reminder {post}")
        self.show()

    def done(self, post: str, done: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
        """With it those that it overtook: they said the same, earlier."""
        at, over = self._place.clock.now(), (post, *self._overtaken_by(post))

        def act(desk: Desk) -> list[Event]:
            desk.office.settle(over, PostState.DEALT, at)
            return []

        self.gone(over)
        self._place.writer.write(act, lambda _: done(), failed)

    def _left_over(self, posts: tuple[Post, ...]) -> None:
        self._clear()
        self._standing = {}
        self._stand([one for one in posts if one.state is PostState.SENT])

    def _call_changed(self) -> None:
        if self._held and not self._phone.book.up:
            held, self._held = self._held, []
            self.given(held)

    def _happened(self, event: Event) -> None:
        """What was asked for may have been done."""
        if isinstance(event, TicketChanged):
            self._ask_again(event.ticket)
        elif isinstance(event, Arrived):
            for ticket in {one.ticket for one in (*self._standing.values(), *self._held)} & event.tickets:
                self._ask_again(ticket)

    def _ask_again(self, ticket: TicketId) -> None:
        if any(one.ticket == ticket for one in (*self._standing.values(), *self._held)):
            self._place.lane.ask(
                lambda desk: desk.clocks.services((ticket,)),
                lambda found: self._look_again(ticket, found),
                lambda _: None,
            )

    def _look_again(self, ticket: TicketId, found: tuple[Service, ...]) -> None:
        levels, at = self._levels.now(), self._place.clock.now()
        shown = [one for one in (*self._standing.values(), *self._held) if one.ticket == ticket]
        over = [one.id for one in shown if not any(is_wanted(one.key, service, levels) for service in found)]
        if not over:
            return

        def act(desk: Desk) -> list[Event]:
            desk.office.settle(over, PostState.NEEDLESS, at)
            return []

        self._held = [one for one in self._held if one.id not in over]
        self.gone(over)
        self._place.writer.write(act)

    def _sound(self, posts: Sequence[Post]) -> None:
        words, times = self._place.words, self._place.times
        if any(one.sound for one in posts):
            self._alarm.ring()
        if any(one.tray for one in posts):
            first, is_one = posts[0], len(posts) == 1
            title = heading(first, words, times) if is_one else many(len(posts), words)
            self._alarm.tray(title, first.subject if is_one else "")

    def _stand(self, posts: Sequence[Post]) -> None:
        self._standing |= {one.id: one for one in posts}
        self.show()

    def _clear(self) -> None:
        for subject in (SUBJECT, *(f"reminder {id_}" for id_ in self._standing)):
            self._notices.take_back(subject)

    def show(self) -> None:
        """One line each, and one for all when they are many."""
        newest = self._newest()
        n = len(newest)
        self.ways.counted(n)
        if n >= FOLDED_FROM or self._steps_back:
            self._clear()
        if self._steps_back:
            return
        if n >= FOLDED_FROM:
            if not self._is_folded_away:
                text = Sentence("{said}", {"said": many(n, self._place.words)})
                show = Sentence("Show them")
                self._notices.say(SUBJECT, text, Tone.SOON, show, lambda: self.ways.panel(""))
                self._notices.on_close(SUBJECT, self._fold_away)
            return
        self._notices.take_back(SUBJECT)
        for post in self._standing.values():
            if post in newest:
                self._show_one(post)
            else:
                self._notices.take_back(f"reminder {post.id}")

    def _newest(self) -> list[Post]:
        """Of several steps towards one deadline the last: all of them would say the same."""
        last: dict[tuple[TicketId, TargetKind], Post] = {}
        for post in sorted(self._standing.values(), key=lambda one: one.moment):
            last[post.ticket, post.kind] = post
        return [one for one in self._standing.values() if one in last.values()]

    def _overtaken_by(self, post: str) -> list[str]:
        this = self._standing.get(post)
        if this is None:
            return []
        alike = (one for one in self._standing.values() if (one.ticket, one.kind) == (this.ticket, this.kind))
        return [one.id for one in alike if one.moment <= this.moment and one.id != post]

    def _show_one(self, post: Post) -> None:
        words, now = self._place.words, self._place.clock.now()
        subject = f"reminder {post.id}"
        text = Sentence("{said}", {"said": line(post, words, self._place.times, now)})
        tone = Tone.LATE if post.due is not None and post.due <= now else Tone.SOON
        self._notices.say(subject, text, tone, Sentence("Open it"), lambda: self._open(post))
        self._notices.add(subject, Sentence("Later …"), lambda: self.ways.panel(post.id))
        self._notices.on_close(subject, lambda: self._done(post))

    def _open(self, post: Post) -> None:
        self._done(post)
        self.ways.ticket(post.ticket)

    def _done(self, post: Post) -> None:
        self.done(post.id, lambda: None, lambda _: None)

    def _fold_away(self) -> None:
        """They stay on the bell until the next one comes."""
        self._is_folded_away = True
