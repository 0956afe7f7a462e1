"""The first start of an ordinary profile, a step at a time: language, passphrase, agent, line, sound."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from console.presenters import join_steps
from console.presenters.join_steps import Joiner, JoinSteps, way_page
from console.presenters.locked import locked
from console.presenters.option_lines import Line, field_of, meters
from console.presenters.option_pages import ACCOUNT_LINES, LANGUAGE, SOUND, SOUND_LINES
from console.presenters.own_steps import agent_page, language_page, passphrase_page
from console.presenters.passphrase import fault
from console.presenters.phone import Phone
from console.presenters.saying import say
from console.presenters.status_strip import line_cell
from console.viewmodels.settings import AssistantForm, AssistantView, Field, FieldKind, Page
from console.viewmodels.words import Tone, Words
from core.calls.line import Levels, LineState
from core.errors import Trouble
from core.words import Sentence

ALONE = ("language", "way", "passphrase", "agent", "line", "sound")
JOINED = ("language", "way", *join_steps.STEPS, "line", "sound")
OWN, SERVER = "own", "server"


class Founder(Protocol):
    """Makes the profile. ``try_line`` uses an account without keeping it; None takes it back."""

    def speak(self, language: str) -> None: ...
    def try_line(self, texts: Mapping[str, str] | None) -> None: ...
    def try_sound(self, texts: Mapping[str, str]) -> None: ...
    def meter(self, on: bool) -> None: ...
    def found(
        self,
        passphrase: str,
        texts: Mapping[str, str],
        done: Callable[[], None],
        failed: Callable[[Trouble], None],
    ) -> None: ...
    def found_joined(
        self, texts: Mapping[str, str], done: Callable[[], None], failed: Callable[[Trouble], None]
    ) -> None:
        """The same for a desk that has joined a server and somebody who has signed in there."""
        ...


class AssistantPresenter:
    """Nothing is on disk before the last step: who stops half-way has made nothing."""

    def __init__(
        self,
        words: Words,
        founder: Founder,
        joiner: Joiner,
        phone: Phone,
        view: AssistantView,
        proposed: Mapping[str, str] | None = None,
        locked: Collection[str] = (),
    ) -> None:
        """``proposed`` is what IT put in, ``locked`` what nobody changes."""
        self._words = words
        self._founder = founder
        self._phone = phone
        self._view = view
        self._step = 0
        self._typed: dict[str, str] = {
            "account_transport": "udp",
            "account_srtp": "off",
            "account_verify_server": "1",
            "way": OWN,
            **(proposed or {}),
        }
        self._locked = locked
        self._join = JoinSteps(words, joiner)
        self._problem: Sentence | None = None
        self._is_busy = False
        self._was_tried = False
        self._done: Callable[[], None] = lambda: None
        phone.on_standing(self._standing)
        phone.on_levels(self._heard)

    def on_done(self, done: Callable[[], None]) -> None:
        self._done = done

    def edit(self, page: str, key: str, value: str) -> None:
        self._typed[key] = value
        self._problem = None
        if key == "way":
            self.show()
        if key == "language":
            self._founder.speak(value)
            self.show()
        elif key == "new":
            for field in self._page().fields:
                if field.key == key:
                    self._view.show_field(page, field)
        elif self._key == "sound":
            self._founder.try_sound(self._typed)

    @property
    def _steps(self) -> tuple[str, ...]:
        return JOINED if self._typed["way"] == SERVER else ALONE

    @property
    def _key(self) -> str:
        return self._steps[self._step]

    def press(self, page: str, key: str) -> None:
        """The button "Test" of the line."""
        if page == "line" and key == "test":
            self._was_tried = True
            self._founder.try_line(self._typed)
            self.show()

    def back(self) -> None:
        if self._step > 0 and not self._is_busy:
            self._turn(self._step - 1)

    def next(self) -> None:
        if self._is_busy:
            return
        self._problem = self._fault()
        if self._problem is not None:
            self.show()
        elif self._key in join_steps.STEPS:
            self._is_busy = True
            self.show()
            self._join.go(self._key, self._typed, self._joined, self._failed)
        elif self._step < len(self._steps) - 1:
            self._turn(self._step + 1)
        else:
            self._found()

    def show(self) -> None:
        words = self._words
        is_last = self._step == len(self._steps) - 1
        self._view.show_step(
            AssistantForm(
                page=self._page(),
                progress=words("Step {n} of {all}", n=self._step + 1, all=len(self._steps)),
                back=words("Back") if self._step else "",
                next=words("Finish") if is_last else words("Next"),
                is_busy=self._is_busy,
            )
        )

    def _turn(self, step: int) -> None:
        self._step = step
        self._founder.meter(self._key == "sound")
        self.show()

    def _joined(self) -> None:
        """This step of the joining is done."""
        self._is_busy = False
        self._turn(self._step + 1)

    def _fault(self) -> Sentence | None:
        typed = self._typed
        if self._key == "passphrase":
            return fault(typed.get("new", ""), typed.get("again", ""))
        if self._key == "agent" and not typed.get("agent_name", "").strip():
            return Sentence("Please type your name: it stands under everything you write.")
        is_half = bool(typed.get("account_user")) != bool(typed.get("account_registrar"))
        if self._key == "line" and is_half:
            return Sentence("The line needs a user name and a PBX; leave both empty to set it up later.")
        return None

    def _found(self) -> None:
        self._is_busy = True
        self.show()
        secrets = {"new", "again", "way", *join_steps.SECRETS}
        texts = {name: text for name, text in self._typed.items() if name not in secrets}
        if self._typed["way"] == SERVER:
            self._founder.found_joined(texts, self._founded, self._failed)
        else:
            self._founder.found(self._typed["new"], texts, self._founded, self._failed)

    def _founded(self) -> None:
        self._founder.meter(False)
        self._done()

    def _failed(self, why: Trouble) -> None:
        self._is_busy, self._problem = False, why.sentence
        self.show()

    def _page(self) -> Page:
        key = self._key
        if key in join_steps.STEPS:
            title, intro, fields = self._join.page(key, self._typed)
            return self._said(key, title, intro, fields)
        title, intro, fields = {
            "language": lambda: language_page(
                self._field(LANGUAGE, {"language": self._words.language}), self._words
            ),
            "way": lambda: way_page(self._typed["way"], OWN, SERVER, self._words),
            "passphrase": lambda: passphrase_page(self._typed, self._words),
            "agent": lambda: agent_page(self._typed, self._words),
            "line": self._line,
            "sound": self._sound,
        }[key]()
        return self._said(key, title, intro, fields)

    def _said(self, key: str, title: str, intro: str, fields: tuple[Field, ...]) -> Page:
        said = say(self._words, self._problem) if self._problem is not None else ""
        return Page(key, title, intro, fields, said, Tone.LATE if said else Tone.DIM)

    def _line(self) -> tuple[str, str, tuple[Field, ...]]:
        words = self._words
        fields = [self._field(line, self._typed) for line in ACCOUNT_LINES]
        fields.append(Field("test", "", FieldKind.BUTTON, words("Test the line")))
        if self._was_tried:
            cell = line_cell(self._phone.status, words)
            fields.append(Field("line_state", words("Now"), FieldKind.FACT, cell.explanation))
        intro = words(
            "The account of this desk at the PBX, as your IT gave it to you. It can be left for later."
        )
        return words("Your line"), intro, tuple(fields)

    def _field(self, line: Line, values: Mapping[str, str]) -> Field:
        shown = field_of(line, values, self._phone.sound, self._words)
        return locked(shown, self._words) if line.option in self._locked else shown

    def _sound(self) -> tuple[str, str, tuple[Field, ...]]:
        words, sound = self._words, self._phone.sound
        fields = [field_of(line, self._typed, sound, words) for line in SOUND_LINES]
        return words("Your sound"), say(words, SOUND.intro), (*fields[:1], *meters(words), *fields[1:])

    def _standing(self) -> None:
        """The line or the sound says something while its step is on screen."""
        is_line = self._key == "line" and self._was_tried
        if is_line and self._phone.status.state is not LineState.STARTING:
            for field in self._line()[2]:
                if field.key == "line_state":
                    self._view.show_field("line", field)
        elif self._key == "sound":
            for field in self._sound()[2]:
                if field.kind is FieldKind.CHOICE:
                    self._view.show_field("sound", field)

    def _heard(self, levels: Levels) -> None:
        if self._key == "sound":
            level = meters(self._words)[0]
            value = str(round(levels.microphone * 100))
            self._view.show_field("sound", Field(level.key, level.label, level.kind, value))
