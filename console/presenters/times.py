"""Times as people say them; the exact one is for the hover."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from console.presenters.moments import read_moment
from console.viewmodels.words import Words
from core.clock import Clock
from core.words import Sentence

WEEKDAYS = (
    Sentence("Mon"),
    Sentence("Tue"),
    Sentence("Wed"),
    Sentence("Thu"),
    Sentence("Fri"),
    Sentence("Sat"),
    Sentence("Sun"),
)


def counted(seconds: float) -> str:
    """A running clock: 01:26, 1:02:03."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes:02}:{second:02}"


class Times:
    """Says times in the language of the screen, in the zone of the desk."""

    def __init__(self, words: Words, clock: Clock, zone: tzinfo | None = None) -> None:
        self._words = words
        self._clock = clock
        self._zone = zone

    def in_zone(self, zone: tzinfo) -> Times:
        """The same words on another wall clock."""
        return Times(self._words, self._clock, zone)

    def differs_from(self, zone: tzinfo, at: datetime) -> bool:
        """Whether that zone's wall clock shows another time then than the desk's."""
        return at.astimezone(zone).utcoffset() != at.astimezone(self._zone).utcoffset()

    def ago(self, at: datetime) -> str:
        """Short and calm: "12 min ago", "10:12", "Thu 10:12", "05-02 10:12", "2024-05-02"."""
        gone = self._clock.now() - at
        if gone < timedelta(minutes=1):
            return self._words("just now")
        if gone < timedelta(hours=1):
            return self._words("{n} min ago", n=int(gone.total_seconds() // 60))
        local, today = at.astimezone(self._zone), self._clock.now().astimezone(self._zone).date()
        days = (today - local.date()).days
        if days == 0:
            return f"{local:%H:%M}"
        if days == 1:
            return self._words("yesterday {time}", time=f"{local:%H:%M}")
        if days < 7:
            return self._words("{day} {time}", day=WEEKDAYS[local.weekday()], time=f"{local:%H:%M}")
        return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d}"

    def day_hour(self, at: datetime) -> str:
        """A moment to come or just gone: "15:40", "Thu 15:40", "12-02 15:40"."""
        local, today = at.astimezone(self._zone), self._clock.now().astimezone(self._zone).date()
        if local.date() == today:
            return f"{local:%H:%M}"
        if abs((local.date() - today).days) < 7:
            day = WEEKDAYS[local.weekday()]
            return f"{self._words(day.template)} {local:%H:%M}"
        return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d %H:%M}"

    def local(self, at: datetime) -> datetime:
        """On the wall clock of the desk."""
        return at.astimezone(self._zone)

    def read(self, text: str) -> datetime:
        """A time to come, as it was typed; a ``Trouble`` says how it is meant."""
        return read_moment(text, self._clock.now(), self._zone)

    def length(self, time: timedelta) -> str:
        """How long: "under 1 min", "38 min", "2 h 05 min", "3 d 4 h" (of 24 hours)."""
        minutes = int(time.total_seconds() // 60)
        if minutes < 1:
            return self._words("under 1 min")
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self._words("{n} min", n=rest)
        if hours < 48 and rest:
            return self._words("{hours} h {minutes} min", hours=hours, minutes=f"{rest:02}")
        if hours < 48:
            return self._words("{hours} h", hours=hours)
        return self._words("{days} d {hours} h", days=hours // 24, hours=hours % 24)

    def brief(self, time: timedelta) -> str:
        """The largest part alone, for a narrow column."""
        if time >= timedelta(days=2):
            return self._words("{n} d", n=time.days)
        if time >= timedelta(hours=1):
            return self._words("{hours} h", hours=int(time.total_seconds() // 3600))
        return self.length(time)

    def work(self, time: timedelta) -> str:
        """Working time in hours and minutes: a day of work is not always as long."""
        hours, minutes = divmod(int(time.total_seconds() // 60), 60)
        if not hours:
            return self._words("{n} min", n=minutes)
        if not minutes:
            return self._words("{hours} h", hours=hours)
        return self._words("{hours} h {minutes} min", hours=hours, minutes=f"{minutes:02}")

    def exact(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}"

    def hour(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%H:%M}"

    def since(self, at: datetime) -> str:
        """A running clock since then."""
        return counted((self._clock.now() - at).total_seconds())
