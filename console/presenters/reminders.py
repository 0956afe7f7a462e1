"""Reminders on this screen: shown when the agent is free for them, and all of them in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from console.presenters.notices import Notices
from console.presenters.phone import Phone
from console.presenters.reminder_lines import EMPTY, TABS, coming_line, post_line
from console.presenters.reminder_words import heading, line, many
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.reminders import ReminderList, RemindersView
from console.viewmodels.tickets import Choice, ScopeTab
from console.viewmodels.words import Tone
from core.calls.model import CallState
from core.errors import Trouble
from core.events import Event
from core.ids import TicketId
from core.ports import Desk
from core.reading import Directory
from core.sla.posts import Coming, Post, PostList, PostState
from core.tickets.commands import SnoozeReminder
from core.words import Sentence

FOLDED_FROM = 4
SUBJECT = "reminders"
SNOOZES = {"10": 10, "30": 30, "60": 60, "1440": 1440}


@dataclass(frozen=True, slots=True)
class Alarm:
    """How a reminder makes itself heard beside the screen."""

    ring: Callable[[], None]
    tray: Callable[[str, str], None]


class ReminderPresenter:
    """While the agent talks, what is not urgent waits for the end of the call."""

    def __init__(
        self, place: Workplace, phone: Phone, notices: Notices, view: RemindersView, alarm: Alarm
    ) -> None:
        self._place = place
        self._phone = phone
        self._notices = notices
        self._view = view
        self._alarm = alarm
        self._open_ticket: Callable[[TicketId], None] = lambda _: None
        self._open_panel: Callable[[], None] = lambda: None
        self._told: Callable[[Post], None] = lambda _: None
        self._held: list[Post] = []
        self._standing: dict[str, Post] = {}
        self._list = PostList.MINE
        self._posts: tuple[Post, ...] = ()
        self._coming: tuple[Coming, ...] = ()
        self._directory = Directory()
        self._problem = ""
        self._is_shown = False
        self._look: Callable[[], None] = lambda: None
        phone.book.listen(lambda _: self._call_changed())

    def connect(
        self,
        open_ticket: Callable[[TicketId], None],
        open_panel: Callable[[], None],
        told: Callable[[Post], None],
    ) -> None:
        self._open_ticket, self._open_panel, self._told = open_ticket, open_panel, told

    def begin(self) -> None:
        """What stood on the screen when the desk was left stands there again, quietly."""
        me = self._place.me.agent
        self._place.lane.ask(
            lambda desk: desk.office.posts(PostList.MINE, me), self._left_over, lambda _: None
        )

    def given(self, posts: Sequence[Post]) -> None:
        """Their turn has come."""
        talks = any(one.snapshot.state in (CallState.TALKING, CallState.HELD) for one in self._phone.book.up)
        now = [one for one in posts if one.is_urgent or not talks]
        self._held += [one for one in posts if one not in now]
        if now:
            self._show(now, talks=talks)
        if self._is_shown:
            self.read()

    def open(self) -> None:
        """The panel shows them all: the notices step back."""
        self._is_shown = True
        for subject in (SUBJECT, *(f"reminder {id_}" for id_ in self._standing)):
            self._notices.take_back(subject)
        self.read()

    def leave(self) -> None:
        self._is_shown = False
        self._show_notices()

    def choose(self, key: str) -> None:
        self._list, self._posts = PostList(key), ()
        self.read()

    def read(self) -> None:
        which, me = self._list, self._place.me.agent
        self._place.lane.ask(
            lambda desk: (desk.office.posts(which, me), desk.clocks.coming(), desk.read.directory()),
            lambda found: self._was_read(which, *found),
            self._failed,
        )

    def settle(self, post: str) -> None:
        at = self._place.clock.now()

        def act(desk: Desk) -> list[Event]:
            desk.office.settle((post,), PostState.DEALT, at)
            return []

        self._gone(post)
        self._place.writer.write(act, lambda _: self.read(), self._failed)

    def snooze(self, post: str, key: str, reason: str) -> None:
        """Off the screen now, back later: both or neither."""
        found = next((one for one in self._posts if one.id == post), None)
        if found is None:
            return
        stamp = self._place.stamp()
        until = stamp.at + timedelta(minutes=SNOOZES[key])
        command = SnoozeReminder(stamp, found.ticket, found.key.partition(":again:")[0], until, reason)

        def act(desk: Desk) -> list[Event]:
            events = desk.perform(command)
            desk.office.settle((post,), PostState.DEALT, stamp.at)
            return events

        self._problem = ""
        self._place.writer.write(act, lambda _: self._snoozed(post), self._failed)

    def _snoozed(self, post: str) -> None:
        self._gone(post)
        self.read()

    def _gone(self, post: str) -> None:
        if self._standing.pop(post, None) is not None:
            self._notices.take_back(f"reminder {post}")
            self._show_notices()

    def try_again(self, post: str) -> None:
        at = self._place.clock.now()

        def act(desk: Desk) -> list[Event]:
            desk.office.again(post, at)
            return []

        self._place.writer.write(act, lambda _: self._again(), self._failed)

    def on_again(self, look: Callable[[], None]) -> None:
        """Who sends what was given another try."""
        self._look = look

    def show(self) -> None:
        if not self._is_shown:
            return
        words = self._place.words
        tabs = tuple(
            ScopeTab(which.value, say(words, text), "", which is self._list) for which, text in TABS.items()
        )
        lines = tuple(post_line(post, self._place, self._directory) for post in self._posts)
        if self._list is PostList.WAITING:
            lines += tuple(coming_line(one, self._place) for one in self._coming)
        empty = "" if lines else say(words, EMPTY[self._list])
        snoozes = tuple(Choice(key, self._in(minutes)) for key, minutes in SNOOZES.items())
        self._view.show_reminders(ReminderList(tabs, lines, empty, snoozes, self._problem))

    def _again(self) -> None:
        self._look()
        self.read()

    def _in(self, minutes: int) -> str:
        return self._place.words("in {time}", time=self._place.times.length(timedelta(minutes=minutes)))

    def _was_read(
        self, which: PostList, posts: tuple[Post, ...], coming: tuple[Coming, ...], directory: Directory
    ) -> None:
        if which is self._list:
            self._posts, self._coming, self._directory = posts, coming, directory
            self.show()

    def _failed(self, why: Trouble) -> None:
        self._problem = say(self._place.words, why.sentence)
        self.show()

    def _left_over(self, posts: tuple[Post, ...]) -> None:
        self._standing = {}
        if posts:
            self._say(posts)

    def _call_changed(self) -> None:
        if self._held and not self._phone.book.up:
            held, self._held = self._held, []
            self.given(held)

    def _show(self, posts: Sequence[Post], *, talks: bool) -> None:
        self._say(posts)
        words, times = self._place.words, self._place.times
        if any(one.sound for one in posts) and not talks:
            self._alarm.ring()
        if any(one.tray for one in posts):
            first = posts[0]
            title = heading(first, words, times) if len(posts) == 1 else many(len(posts), words)
            self._alarm.tray(title, first.subject if len(posts) == 1 else "")
        for post in posts:
            self._told(post)

    def _say(self, posts: Sequence[Post]) -> None:
        """One line each, and one for all when they are many."""
        self._standing |= {one.id: one for one in posts}
        self._show_notices()

    def _show_notices(self) -> None:
        now, n = self._place.clock.now(), len(self._standing)
        if self._is_shown:
            return
        if n >= FOLDED_FROM:
            for id_ in self._standing:
                self._notices.take_back(f"reminder {id_}")
            text = Sentence("{said}", {"said": many(n, self._place.words)})
            self._notices.say(SUBJECT, text, Tone.SOON, Sentence("Show them"), self._open_panel)
            return
        self._notices.take_back(SUBJECT)
        for post in self._standing.values():
            said = line(post, self._place.words, self._place.times, now)
            tone = Tone.LATE if post.due is not None and post.due <= now else Tone.SOON
            text = Sentence("{said}", {"said": said})
            self._notices.say(f"reminder {post.id}", text, tone, Sentence("Open it"), self._opener(post))

    def _opener(self, post: Post) -> Callable[[], None]:
        def act() -> None:
            self.settle(post.id)
            self._open_ticket(post.ticket)

        return act
