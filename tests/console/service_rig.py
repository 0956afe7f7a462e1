"""The rig with service levels and reminders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from console.presenters.due_presenter import DuePresenter
from console.presenters.levels import Levels
from console.presenters.levels_editor import LevelsEditor
from console.presenters.reminder_notices import Alarm, ReminderNotices
from console.presenters.reminders import ReminderPresenter
from console.presenters.why import WhyPresenter
from console.reminders.reminders import Reminders
from console.reminders.sending import Outward
from console.starter_levels import shelf, starter_edition
from core.calls.model import CallSnapshot
from core.errors import Trouble
from core.ids import AgentId, DeskId
from core.post import Channels, Delivery, Fate, Letter
from core.tickets.commands import EditTicket, SaveEdition, Stamp
from core.tickets.model import Impact, Urgency
from tests.console.rig import Rig


class ServiceRig(Rig):
    """The rig with service levels: noon of the rig is a Monday in Shanghai."""

    def __init__(self) -> None:
        self.carries: Callable[[Letter], Delivery] = lambda _: Delivery(Fate.SENT)
        self.aside_fails: Trouble | None = None
        super().__init__()
        stamp = Stamp(AgentId("me"), DeskId("desk"), self.clock.at)
        begins = self.clock.at - timedelta(days=9)
        self.desk.perform(SaveEdition(stamp, starter_edition("en", "Asia/Shanghai", begins)))
        self.levels = Levels(self.place)
        self.tickets.due_of = DuePresenter(self.place, self.levels).line
        self.why = WhyPresenter(self.place, self.levels, self.view)
        self.editor = LevelsEditor(self.place, self.levels, self.view, shelf())
        self.rung: list[str] = []
        alarm = Alarm(lambda: self.rung.append("bell"), lambda title, _: self.rung.append(title))
        self.strip = ReminderNotices(self.place, self.phone, self.notices, self.levels, alarm)
        self.shown = ReminderPresenter(self.place, self.strip, self.levels, self.view)
        self.sent: list[Letter] = []
        outward = Outward(self._aside, self._carry, lambda tries, _: timedelta(seconds=10 * tries))
        self.reminders = Reminders(self.place, outward, self.strip.given)
        self.levels.read()
        self.reminders.begin()
        self.lane.settle()

    def _carry(self, letter: Letter, _: Channels) -> Delivery:
        self.sent.append(letter)
        return self.carries(letter)

    def _aside(
        self, job: Callable[[], Delivery], done: Callable[[Delivery], None], failed: Callable[[Trouble], None]
    ) -> None:
        if self.aside_fails is not None:
            failed(self.aside_fails)
        else:
            done(job())

    def passes(self, seconds: float) -> None:
        """Time goes in steps, as a clock does; what falls due is looked at."""
        for _ in range(4):
            self.wait(seconds / 4)
            self.reminders.look()
            self.lane.settle()
            self.wait(0.1)

    def ticket(self, impact: Impact = Impact.SEVERAL, urgency: Urgency = Urgency.HIGH) -> str:
        """A P2 unless asked for another, made while talking."""
        call: CallSnapshot = self.answered_call()
        made = self.make()
        self.ends(call)
        stamp = self.place.stamp()
        fields = {"impact": impact, "urgency": urgency, "subject": "M305 jams"}
        self.writer.perform(EditTicket(stamp, made, fields))
        self.lane.settle()
        return made

    @property
    def notice_texts(self) -> list[str]:
        shown = self.view.shown["show_notices"]
        return [notice.text for notice in shown[-1]] if shown else []
