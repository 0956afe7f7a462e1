"""The frame of the window: top bar, status strip, what was missed."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.agent_presenter import AgentPresenter
from console.presenters.phone import Phone
from console.presenters.status_strip import disk_cell, line_cell, sound_cell
from console.presenters.sync_words import sync_cell
from console.presenters.workplace import Workplace
from console.viewmodels.frame import FrameView, Mark, StatusStrip, TopBar
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from core.agents.state import Presence
from core.errors import Trouble
from core.events import Arrived, CallRecorded, Event
from core.ports import Desk
from core.reading import MOST_MISSED, Counts
from core.sync.standing import Standing
from core.words import Sentence

DEMO = {
    "known": Sentence("Ring me: a customer we know"),
    "unknown": Sentence("Ring me: nobody we know"),
    "ambiguous": Sentence("Ring me: a number of several customers"),
    "company": Sentence("Ring me: an extension of a company line"),
    "abroad": Sentence("Ring me: a customer abroad"),
    "withheld": Sentence("Ring me: number withheld"),
}
LINE_TONES = {
    Mark.GOOD: Tone.PLAIN,
    Mark.BAD: Tone.LATE,
    Mark.BUSY: Tone.DIM,
    Mark.OFF: Tone.DIM,
    Mark.WARN: Tone.SOON,
}


class FramePresenter:
    """Shows again whatever moved; once a second the clocks."""

    def __init__(self, place: Workplace, phone: Phone, view: FrameView, *, is_demo: bool) -> None:
        self._place = place
        self._phone = phone
        self._view = view
        self._is_demo = is_demo
        self._fault: Trouble | None = None
        self._counts = Counts()
        self.standing = Standing()
        self.on_agent: Callable[[Presence], None] = lambda _: None
        self.agent = AgentPresenter(place, phone.book, self.show)
        phone.on_standing(self.show)
        place.writer.on_fault(self._faulted)
        place.hub.listen(self._happened)

    def show(self) -> None:
        self.on_agent(self.agent.presence)
        self.show_top()
        self.show_strip()

    def show_top(self) -> None:
        words, agent = self._place.words, self.agent
        cell = line_cell(self._phone.status, words)
        self._view.show_top(
            TopBar(
                agent=self._place.me.name,
                state=agent.label,
                state_tone=agent.tone,
                state_timer=agent.timer,
                states=agent.choices(),
                line=self._phone.status.account or cell.text,
                line_tone=LINE_TONES[cell.mark],
                missed=self._missed(),
                demo=self.demo_choices(),
            )
        )

    def _missed(self) -> str:
        missed, words = self._counts.missed_calls, self._place.words
        if missed >= MOST_MISSED:
            return words("More than 999 missed")
        return words.plural("{n} missed", "{n} missed", missed) if missed else ""

    def show_strip(self) -> None:
        words = self._place.words
        cells = (
            line_cell(self._phone.status, words),
            sound_cell(self._phone.sound, words),
            disk_cell(self._fault, self._place.writer.waiting, words),
            sync_cell(self.standing, self._counts.waiting_operations, words, self._place.times),
        )
        self._view.show_status(StatusStrip(cells, self._place.times.hour(self._place.clock.now())))

    def demo_choices(self) -> tuple[Choice, ...]:
        if not self._is_demo:
            return ()
        words = self._place.words
        return tuple(Choice(key, words(text.template)) for key, text in DEMO.items())

    def tick(self) -> None:
        self.agent.tick()
        self.show()

    def counted(self, counts: Counts) -> None:
        self._counts = counts
        self.show()

    @property
    def waiting_operations(self) -> int:
        return self._counts.waiting_operations

    def missed_seen(self) -> None:
        """The log is on screen: what was missed is not news any more."""
        at = self._place.clock.now()

        def act(desk: Desk) -> list[Event]:
            desk.missed_calls_seen(at)
            return []

        self._place.writer.write(act, lambda _: self.count())

    def count(self) -> None:
        me = self._place.me
        self._place.lane.ask(lambda desk: desk.read.counts(me.agent, me.teams), self.counted, lambda _: None)

    def synced(self, standing: Standing) -> None:
        """How the desk stands with its server now."""
        self.standing = standing
        self.show_strip()

    def _faulted(self, fault: Trouble | None) -> None:
        self._fault = fault
        self.show_strip()

    def _happened(self, event: Event) -> None:
        if isinstance(event, CallRecorded | Arrived):
            self.count()
