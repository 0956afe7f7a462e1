"""The list of reminders: mine, those on their way, those that were sent, those that failed; and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from console.presenters.levels import Levels
from console.presenters.reminder_lines import EMPTY, TABS, coming_line, post_line
from console.presenters.reminder_notices import ReminderNotices
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.reminders import TYPED, ReminderList, RemindersView
from console.viewmodels.tickets import Choice, ScopeTab
from core.errors import Trouble
from core.events import Event
from core.ports import Desk
from core.reading import Directory
from core.sla.posts import Coming, Post, PostList, PostState
from core.tickets.commands import SnoozeReminder
from core.words import Sentence

PAGE = 100
MINUTES = (10, 30, 60)
OPENING, MORNING = "opening", 9
REASONS = (
    Sentence("Waits for the customer"),
    Sentence("Waits for a colleague or a part"),
    Sentence("Something more urgent comes first"),
)
Page = tuple[tuple[Post, ...], tuple[Coming, ...], Directory]


class ReminderPresenter:
    """Read when it is opened, when something came or went, and page by page as it is scrolled."""

    def __init__(self, place: Workplace, shown: ReminderNotices, levels: Levels, view: RemindersView) -> None:
        self._place = place
        self._notices = shown
        self._levels = levels
        self._view = view
        self._look: Callable[[], None] = lambda: None
        self._list = PostList.MINE
        self._posts: tuple[Post, ...] = ()
        self._coming: tuple[Coming, ...] = ()
        self._directory = Directory()
        self._problem: Sentence | None = None
        self._chosen = ""
        self._is_whole = False
        self._is_shown = False

    def on_again(self, look: Callable[[], None]) -> None:
        """Who sends what was given another try."""
        self._look = look

    def open(self, post: str = "") -> None:
        """At this reminder, to put it off; without one, where the list was left."""
        self._is_shown = True
        if post:
            self._list, self._chosen = PostList.MINE, post
        self._notices.step_back(on=True)
        self.read()

    def leave(self) -> None:
        self._is_shown = False
        self._notices.step_back(on=False)

    def choose(self, key: str) -> None:
        self._list, self._posts, self._problem = PostList(key), (), None
        self.read()

    def read(self) -> None:
        """As much as stands there already."""
        if self._is_shown:
            self._ask(None, max(PAGE, len(self._posts)))

    def more(self) -> None:
        if self._posts and not self._is_whole:
            self._ask(self._posts[-1].id, PAGE)

    def settle(self, post: str) -> None:
        self._notices.done(post, self.read, self._failed)

    def snooze(self, post: str, until: str, reason: str) -> None:
        """Off the screen now, back later: both or neither. ``until`` is an offer's key, or a time as it was typed."""
        found = next((one for one in self._posts if one.id == post), None)
        if found is None:
            return
        stamp = self._place.stamp()
        try:
            moment = self._moment(until, stamp.at)
        except Trouble as why:
            self._failed(why)
            return
        command = SnoozeReminder(stamp, found.ticket, found.key.partition(":again:")[0], moment, reason)

        def act(desk: Desk) -> list[Event]:
            events = desk.perform(command)
            desk.office.settle((post,), PostState.DEALT, stamp.at)
            return events

        self._problem = None
        self._place.writer.write(act, lambda _: self._snoozed(post), self._failed)

    def try_again(self, post: str) -> None:
        at = self._place.clock.now()

        def act(desk: Desk) -> list[Event]:
            desk.office.again(post, at)
            return []

        self._place.writer.write(act, lambda _: self._again(), self._failed)

    def show(self) -> None:
        if not self._is_shown:
            return
        words = self._place.words
        tabs = tuple(
            ScopeTab(which.value, say(words, text), "", which is self._list) for which, text in TABS.items()
        )
        lines = tuple(post_line(post, self._place, self._directory) for post in self._posts)
        if self._list is PostList.WAITING and self._is_whole:
            lines += tuple(coming_line(one, self._place) for one in self._coming)
        self._view.show_reminders(
            ReminderList(
                tabs,
                lines,
                "" if lines else say(words, EMPTY[self._list]),
                self._snoozes(),
                tuple(Choice(said, said) for said in (say(words, one) for one in REASONS)),
                say(words, self._problem) if self._problem else "",
                self._chosen,
            )
        )
        self._chosen = ""

    def _ask(self, after: str | None, limit: int) -> None:
        which, me = self._list, self._place.me.agent
        self._place.lane.ask(
            lambda desk: (
                desk.office.posts(which, me, after, limit),
                desk.clocks.coming() if which is PostList.WAITING else (),
                desk.read.directory(),
            ),
            lambda found: self._was_read(which, after, limit, found),
            self._failed,
        )

    def _was_read(self, which: PostList, after: str | None, limit: int, found: Page) -> None:
        posts, self._coming, self._directory = found
        if which is not self._list or (
            after is not None and self._posts[-1:] != () and self._posts[-1].id != after
        ):
            return
        self._is_whole = len(posts) < limit
        self._posts = posts if after is None else (*self._posts, *posts)
        self.show()

    def _snoozes(self) -> tuple[Choice, ...]:
        words, times, now = self._place.words, self._place.times, self._place.clock.now()
        soon = (
            Choice(f"+{n}", f"{words('in {time}', time=times.length(timedelta(minutes=n)))}") for n in MINUTES
        )
        opening = Choice(OPENING, times.day_hour(self._opening(now)))
        return (*soon, opening, Choice(TYPED, words("at another time …")))

    def _moment(self, until: str, now: datetime) -> datetime:
        return self._opening(now) if until == OPENING else self._place.times.read(until)

    def _opening(self, now: datetime) -> datetime:
        """When my calendar opens after today; without one, nine in the morning."""
        midnight = self._place.times.local(now + timedelta(days=1)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        levels = self._levels.now()
        edition = levels.newest
        for name in self._calendars() if edition is not None else ():
            hours = levels.working(edition, name) if edition is not None else None
            opening = hours.next_opening(midnight) if hours is not None else None
            if opening is not None and opening > midnight:
                return opening
        return midnight.replace(hour=MORNING)

    def _calendars(self) -> tuple[str, ...]:
        me, edition = self._place.me, self._levels.now().newest
        mine = [one.calendar for one in self._directory.people if one.id == me.agent]
        teams = [one.calendar for one in self._directory.teams if one.id in me.teams]
        house = [one.id for one in edition.calendars[:1]] if edition is not None else []
        return tuple(name for name in (*mine, *teams, *house) if name)

    def _snoozed(self, post: str) -> None:
        self._notices.gone((post,))
        self.read()

    def _again(self) -> None:
        self._look()
        self.read()

    def _failed(self, why: Trouble) -> None:
        self._problem = why.sentence
        self.show()
