"""From what was typed on the unlock screen to a person at an open desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from console.door import who_works_here
from console.parts import Parts
from console.presenters.signing import Typed
from console.presenters.workplace import Me
from console.sync.entering import Entered
from core.errors import Trouble
from core.reading import Directory
from core.words import Sentence

READING_NUMBERS = Sentence("The rules for numbers were changed: every number is read anew, {done} of {of} …")
Opened = Callable[[Me, Entered | None], None]
Failed = Callable[[Trouble], None]


@dataclass(slots=True)
class Opening:
    """One try. ``opened`` means that the desk stands there with its names read."""

    parts: Parts
    opened: Opened
    failed: Failed
    entered: Entered | None = None

    def begin(self, typed: Typed) -> None:
        parts = self.parts
        if not parts.gate.is_joined:
            parts.door.open(typed.password, self._settings_read, self.failed, self._reads_numbers)
            return
        opener = parts.gate.opener(typed, parts.settings.number_rules, self._came_in)
        parts.door.open_by(opener, self._settings_read, self.failed, self._reads_numbers)

    def _came_in(self, entered: Entered) -> None:
        """On the database lane, before anything is told on the screen's."""
        self.entered = entered

    def _settings_read(self, texts: str | None) -> None:
        self.parts.settings.arrived(texts)
        self.parts.door.ask(lambda desk: desk.read.directory(), self._named, self.failed, urgent=True)

    def _named(self, directory: Directory) -> None:
        try:
            me = me_of(self.entered, directory) or who_works_here(self.parts.settings.options, directory)
        except Trouble as why:
            self.failed(why)
            return
        self.parts.unlock.working(None)
        self.opened(me, self.entered)

    def _reads_numbers(self, done: int, of: int) -> None:
        self.parts.unlock.working(Sentence(READING_NUMBERS.template, {"done": done, "of": of}))


def me_of(entered: Entered | None, directory: Directory) -> Me | None:
    """Who signed in; before the first sync is through, nobody is in the directory yet."""
    if entered is None:
        return None
    seat = entered.seat
    person = next((one for one in directory.people if one.id == seat.person), None)
    name = person.name if person is not None else seat.name or seat.login
    return Me(seat.person, name, entered.credentials.desk, person.teams if person is not None else ())
