"""The log of calls: newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.recogniser import shown_number
from console.presenters.saying import ENDS, NAMELESS, say
from console.presenters.times import counted
from console.presenters.workplace import Workplace
from console.viewmodels.calls import CallLogLine
from console.viewmodels.words import Tone
from core.calls.model import Direction
from core.errors import Trouble
from core.events import Arrived, CallRecorded, Event
from core.reading import CallRow

PAGE = 50
MOST = 500


def log_line(row: CallRow, place: Workplace, *, is_up: bool = False) -> CallLogLine:
    """A call without an end is going on, or was left so by a program that died."""
    words = place.words
    number = words("number withheld") if row.withheld else shown_number(row.number, place)
    if row.end is None:
        detail = words("going on now") if is_up else words("not ended properly")
    else:
        detail = counted(row.talk_seconds) if row.talk_seconds else say(words, ENDS[row.end])
    return CallLogLine(
        id=row.id,
        name=row.customer_name or row.name or say(words, NAMELESS[row.direction]),
        number=number,
        when=place.times.ago(row.began_at),
        when_exact=place.times.exact(row.began_at),
        detail=detail,
        is_incoming=row.direction is Direction.INCOMING,
        tone=Tone.LATE if row.was_missed else Tone.PLAIN,
    )


class CallLog:
    """Keeps the rows that the column shows; read again when a call was recorded, one reading at a time."""

    def __init__(self, place: Workplace, changed: Callable[[], None]) -> None:
        self._place = place
        self._changed = changed
        self._wanted = PAGE
        self._is_reading = False
        self._is_stale = False
        self.rows: tuple[CallRow, ...] = ()
        self.problem = ""
        self._said: dict[str, tuple[CallRow, CallLogLine]] = {}
        self._said_when: tuple[object, ...] = ()
        place.hub.listen(self._happened)

    def read(self) -> None:
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        wanted = self._wanted
        self._place.lane.ask(lambda desk: desk.read.calls(limit=wanted), self._read, self._failed)

    def more(self) -> None:
        if len(self.rows) >= self._wanted and self._wanted < MOST:
            self._wanted += PAGE
            self.read()

    def lines(self) -> tuple[CallLogLine, ...]:
        """A row is put into words once a minute at most: this is asked for at every change of a call."""
        place = self._place
        when = (
            place.words.language,
            place.clock.now().replace(second=0, microsecond=0),
            place.preferences.number_rules,
        )
        kept = self._said if when == self._said_when else {}
        self._said = {row.id: self._line(row, kept.get(row.id)) for row in self.rows}
        self._said_when = when
        return tuple(line for _, line in self._said.values())

    def _line(self, row: CallRow, said: tuple[CallRow, CallLogLine] | None) -> tuple[CallRow, CallLogLine]:
        return said if said and said[0] == row else (row, log_line(row, self._place))

    def find(self, call: str) -> CallRow | None:
        return next((row for row in self.rows if row.id == call), None)

    def _read(self, rows: tuple[CallRow, ...]) -> None:
        self.rows, self.problem, self._is_reading = rows, "", False
        self._changed()
        if self._is_stale:
            self.read()

    def _failed(self, trouble: Trouble) -> None:
        self._is_reading = False
        self.problem = say(self._place.words, trouble.sentence)
        self._changed()

    def _happened(self, event: Event) -> None:
        if isinstance(event, CallRecorded) or (isinstance(event, Arrived) and event.calls):
            self.read()
