"""Why something is due when it is: the explanation of each clock of the ticket on screen."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from console.presenters.due_words import due_line, most_pressing
from console.presenters.levels import Levels
from console.presenters.reminder_words import KINDS
from console.presenters.saying import say
from console.presenters.times import WEEKDAYS
from console.presenters.workplace import Workplace
from console.viewmodels.service import DayBar, DueLine, Piece, WhyShown, WhyView
from console.viewmodels.tickets import ScopeTab
from core.ids import TicketId
from core.reading import TicketCard
from core.sla.clock import read_ticket
from core.sla.history import History
from core.sla.reading import DayStrip, Reading, Why
from core.sla.why import why_of


class WhyPresenter:
    """Shown anew when the ticket or the minute changes."""

    def __init__(self, place: Workplace, levels: Levels, view: WhyView) -> None:
        self._place = place
        self._levels = levels
        self._view = view
        self._ticket: TicketId | None = None
        self._history: History | None = None
        self._number = ""
        self._chosen = ""
        self._is_shown = False
        levels.listen(self.show)

    def open(self, ticket: TicketId) -> None:
        self._is_shown, self._chosen = True, ""
        self._ticket = ticket
        self._place.lane.ask(lambda desk: desk.read.ticket(ticket), self._arrived, lambda _: None)

    def leave(self) -> None:
        self._is_shown = False

    def choose(self, key: str) -> None:
        self._chosen = key
        self.show()

    def show(self) -> None:
        if self._is_shown and self._history is not None:
            self._view.show_why(self.shown())

    def shown(self) -> WhyShown:
        words, history = self._place.words, self._history
        title = words("Why: ticket {number}", number=self._number)
        now, levels = self._place.clock.now(), self._levels.now()
        readings = read_ticket(history, levels, now) if history is not None else ()
        chosen = next((one for one in readings if key_of(one) == self._chosen), None)
        chosen = chosen or most_pressing(readings) or next(iter(readings), None)
        if history is None or chosen is None:
            empty = words("No service level holds for this ticket.")
            return WhyShown(title, (), DueLine(""), (), (), (), "", (), empty)
        tabs = tuple(
            ScopeTab(key_of(one), say(words, KINDS[one.kind]), "", one is chosen) for one in readings
        )
        why = why_of(chosen, history, levels, now)
        return WhyShown(
            title,
            tabs,
            due_line(chosen, self._place),
            self._facts(chosen),
            tuple(self._rule(n, why) for n in range(len(why.rules))),
            day_bars(why, self._place),
            words("{n} days in between are left out.", n=why.left_out) if why.left_out else "",
            tuple((self._place.times.exact(one.at), say(words, one.text)) for one in why.happenings),
            file_name=f"{self._number}-{chosen.kind.value.replace(' ', '-')}",
        )

    def _facts(self, reading: Reading) -> tuple[tuple[str, str], ...]:
        words, times = self._place.words, self._place.times
        left = times.work(abs(reading.left))
        over = reading.left < timedelta()
        facts = [
            (words("Promised"), times.work(reading.target)),
            (words("Used"), times.work(reading.used)),
            (words("Over"), left) if over else (words("Left"), left),
            (words("Not counted"), times.work(reading.paused)),
        ]
        if reading.breached_at is not None:
            facts.append((words("Late since"), times.exact(reading.breached_at)))
        return tuple(facts)

    def _rule(self, n: int, why: Why) -> str:
        words, rule = self._place.words, why.rules[n]
        if rule.why_not is None:
            return words("{n}. {name}: taken", n=n + 1, name=rule.name)
        return words("{n}. {name}: {why}", n=n + 1, name=rule.name, why=rule.why_not)

    def _arrived(self, card: TicketCard | None) -> None:
        if card is None or card.row.id != self._ticket:
            return
        self._history, self._number = card.service, card.row.number
        self.show()


def key_of(reading: Reading) -> str:
    return f"{reading.kind.value}:{reading.ref}"


def day_bars(why: Why, place: Workplace) -> tuple[DayBar, ...]:
    zone = ZoneInfo(why.zone)
    moments = [one.at for one in why.happenings]
    return tuple(_bar(day, moments, zone, place) for day in why.days)


def _bar(strip: DayStrip, moments: list[datetime], zone: ZoneInfo, place: Workplace) -> DayBar:
    words, times = place.words, place.times
    name = f"{say(words, WEEKDAYS[strip.day.weekday()])} {strip.day:%m-%d}"
    pieces = tuple(
        Piece(_hour(one.start, strip, zone), _hour(one.end, strip, zone), one.what.value)
        for one in strip.spans
    )
    marks = tuple(_hour(at, strip, zone) for at in moments if at.astimezone(zone).date() == strip.day)
    counted, total = times.work(strip.counted), times.work(strip.total)
    spoken = words("{day}: {counted} counted, {total} so far", day=name, counted=counted, total=total)
    return DayBar(name, strip.name, pieces, marks, counted if strip.counted else "", total, spoken)


def _hour(at: datetime, strip: DayStrip, zone: ZoneInfo) -> float:
    """Of the wall clock; the end of the day is 24."""
    local = at.astimezone(zone)
    if local.date() > strip.day:
        return 24.0
    return local.hour + local.minute / 60 + local.second / 3600
