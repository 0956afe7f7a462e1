"""The supervisor's editor of calendars and policies: nothing holds before it is saved, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from console.presenters.levels import Levels
from console.presenters.saying import KINDS, say
from console.presenters.trial import FIRST_TRIAL, results
from console.presenters.workplace import Workplace
from console.viewmodels.service import DayBar, DueLine, LevelsShown, LevelsView
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.events import Event
from core.ids import new_id
from core.ports import Desk
from core.reading import Directory
from core.sla.calendar_files import HolidayYear, with_year
from core.sla.edition_text import edition_text, read_edition
from core.sla.people_text import people_text, read_people
from core.sla.policy import Edition
from core.sla.problems import edition_problems
from core.tickets.commands import SaveEdition
from core.tickets.model import Kind, Priority
from core.words import Sentence

NOTHING = Edition("", datetime(1970, 1, 1, tzinfo=UTC))


class LevelsEditor:
    """Reads the text at every pause of typing; the simulator follows."""

    def __init__(
        self,
        place: Workplace,
        levels: Levels,
        view: LevelsView,
        shipped: tuple[str, ...],
        year_in: Callable[[str], HolidayYear],
    ) -> None:
        """``shipped`` are the names of the holiday files that came with the program, "CN 2026"."""
        self._place = place
        self._levels = levels
        self._view = view
        self._shipped = shipped
        self._year_in = year_in
        self._directory = self._people = Directory()
        self._text: str | None = None
        self._edition: Edition | None = None
        self._wrong: Trouble | None = None
        self._said = ""
        self._trial = FIRST_TRIAL
        self._is_shown = False
        self._end_wait: Callable[[], None] = lambda: None
        levels.listen(self._levels_changed)

    @property
    def saved(self) -> Edition | None:
        return self._levels.book.newest

    def open(self) -> None:
        self._is_shown = True
        self._place.lane.ask(lambda desk: desk.read.directory(), self._named, lambda _: None)

    def leave(self) -> None:
        """What was typed stays for the next time."""
        self._is_shown = False

    def type(self, text: str) -> None:
        self._text, self._said = text, ""
        self._end_wait()
        self._end_wait = self._place.timers.after(0.25, self._typed)

    def try_out(self, name: str, value: str) -> None:
        given: object = value == "1" if name == "by_phone" else value
        self._trial = replace(self._trial, **{name: given})  # type: ignore[arg-type] # the view names the fields
        self.show()

    def undo(self) -> None:
        self._text, self._said = None, ""
        self._show_text()

    def choose_edition(self, id_: str) -> None:
        """An earlier one into the editor: saving it makes it hold again."""
        found = next((one for one in self._levels.book.editions if one.id == id_), None)
        if found is not None:
            self._text = self._as_text(found)
            self._show_text()

    def add_holidays(self, name: str) -> None:
        """Of the region, into every calendar of that region; into the first one where none has it."""
        self._read()
        if self._edition is None:
            return
        try:
            year = self._year_in(name)
        except Trouble as why:
            self._say(why.sentence)
            return
        calendars = self._edition.calendars
        if not any(one.region == year.region for one in calendars):
            calendars = (replace(calendars[0], region=year.region), *calendars[1:]) if calendars else ()
        language = self._place.words.language
        filled = tuple(
            with_year(one, year, language) if one.region == year.region else one for one in calendars
        )
        self._text = self._as_text(replace(self._edition, calendars=filled))
        self._show_text()

    def save(self) -> None:
        self._read()
        if self._edition is None or not self._can_save():
            self.show()
            return
        stamp = self._place.stamp()
        edition, people = replace(self._edition, id=new_id(), valid_from=stamp.at), self._people
        is_same = self.saved is not None and _held(self.saved) == _held(edition)

        def act(desk: Desk) -> list[Event]:
            """People are base data; calendars and policies are an operation, when anything about them changed."""
            desk.save_directory(people)
            return [] if is_same else desk.perform(SaveEdition(stamp, edition))

        self._directory = people
        self._place.writer.write(act, self._was_saved, lambda why: self._say(why.sentence))

    def show(self) -> None:
        if not self._is_shown:
            return
        self._read()
        words = self._place.words
        lines: tuple[tuple[str, DueLine], ...] = ()
        days: tuple[DayBar, ...] = ()
        steps: tuple[tuple[str, str], ...] = ()
        problem = ""
        if self._edition is not None and not self._hard_problems():
            try:
                lines, days, steps = results(self._trial, self._edition, self.saved, self._place)
            except Trouble as why:
                problem = say(words, why.sentence)
        editions = tuple(
            Choice(one.id, self._place.times.exact(one.valid_from))
            for one in reversed(self._levels.book.editions)
        )
        self._view.show_levels(
            LevelsShown(
                self._shown_text(),
                self._problems(),
                self._can_save(),
                self._said,
                self._trial,
                tuple(Choice(one.name, one.name) for one in Priority),
                tuple(Choice(one.value, say(words, KINDS[one])) for one in Kind),
                self._categories(),
                lines,
                days,
                steps,
                editions,
                self.saved.id if self.saved else "",
                tuple(Choice(one, one) for one in self._shipped),
                problem,
            )
        )

    def _categories(self) -> tuple[Choice, ...]:
        none = Choice("", self._place.words("No category"))
        return (
            none,
            *(Choice(one.id, one.path[-1], len(one.path) - 1) for one in self._directory.categories),
        )

    def _shown_text(self) -> str:
        return self._text if self._text is not None else self._as_text(self.saved or NOTHING)

    def _as_text(self, edition: Edition) -> str:
        return f"{edition_text(edition)}\n{people_text(self._directory)}"

    def _read(self) -> None:
        self._wrong = None
        try:
            self._edition = read_edition(self._shown_text(), self.saved or NOTHING)
            self._people = read_people(self._shown_text(), self._directory)
        except Trouble as why:
            self._edition, self._wrong = None, why

    def _hard_problems(self) -> bool:
        if self._edition is None:
            return True
        today = self._place.clock.now().date()
        return any(not one.is_only_warning for one in edition_problems(self._edition, today))

    def _can_save(self) -> bool:
        return self._text is not None and not self._hard_problems()

    def _problems(self) -> tuple[tuple[str, Tone], ...]:
        words = self._place.words
        if self._wrong is not None or self._edition is None:
            return ((say(words, self._wrong.sentence), Tone.LATE),) if self._wrong else ()
        found = edition_problems(self._edition, self._place.clock.now().date())
        return tuple(
            (
                f"{one.where}: {say(words, one.said)}" if one.where else say(words, one.said),
                Tone.SOON if one.is_only_warning else Tone.LATE,
            )
            for one in found
        )

    def _typed(self) -> None:
        self.show()

    def _named(self, directory: Directory) -> None:
        self._directory = directory
        self._show_text()

    def _show_text(self) -> None:
        self._view.show_text(self._shown_text())
        self.show()

    def _was_saved(self, _: list[Event]) -> None:
        self._text = None
        self._say(Sentence("Saved. It holds from now on; open tickets are being read anew."))

    def _say(self, sentence: Sentence) -> None:
        self._said = say(self._place.words, sentence)
        self.show()

    def _levels_changed(self) -> None:
        if self._is_shown and self._text is None:
            self._show_text()


def _held(edition: Edition) -> tuple[object, ...]:
    return edition.calendars, edition.policies
