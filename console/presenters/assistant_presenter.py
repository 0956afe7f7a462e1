"""The first start of an ordinary profile, a step at a time: language, passphrase, agent, line, sound."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from console.presenters.locked import locked
from console.presenters.option_lines import Line, field_of, meters
from console.presenters.option_pages import ACCOUNT_LINES, LANGUAGE, SOUND, SOUND_LINES
from console.presenters.passphrase import fault, strength
from console.presenters.phone import Phone
from console.presenters.saying import say
from console.presenters.status_strip import line_cell
from console.viewmodels.settings import AssistantForm, AssistantView, Field, FieldKind, Page
from console.viewmodels.words import Tone, Words
from core.calls.line import Levels, LineState
from core.errors import Trouble
from core.words import Sentence

STEPS = ("language", "passphrase", "agent", "line", "sound")
MEANT = Sentence("Write it down and keep it safe: nobody can recover it, not even we.")


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


class AssistantPresenter:
    """Nothing is on disk before the last step: who stops half-way has made nothing."""

    def __init__(
        self,
        words: Words,
        founder: Founder,
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
            **(proposed or {}),
        }
        self._locked = locked
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
        if key == "language":
            self._founder.speak(value)
            self.show()
        elif key == "new":
            for field in self._page().fields:
                if field.key == key:
                    self._view.show_field(page, field)
        elif STEPS[self._step] == "sound":
            self._founder.try_sound(self._typed)

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
        elif self._step < len(STEPS) - 1:
            self._turn(self._step + 1)
        else:
            self._found()

    def show(self) -> None:
        words = self._words
        is_last = self._step == len(STEPS) - 1
        self._view.show_step(
            AssistantForm(
                page=self._page(),
                progress=words("Step {n} of {all}", n=self._step + 1, all=len(STEPS)),
                back=words("Back") if self._step else "",
                next=words("Finish") if is_last else words("Next"),
                is_busy=self._is_busy,
            )
        )

    def _turn(self, step: int) -> None:
        self._step = step
        self._founder.meter(STEPS[step] == "sound")
        self.show()

    def _fault(self) -> Sentence | None:
        typed = self._typed
        if STEPS[self._step] == "passphrase":
            return fault(typed.get("new", ""), typed.get("again", ""))
        if STEPS[self._step] == "agent" and not typed.get("agent_name", "").strip():
            return Sentence("Please type your name: it stands under everything you write.")
        is_half = bool(typed.get("account_user")) != bool(typed.get("account_registrar"))
        if STEPS[self._step] == "line" and is_half:
            return Sentence("The line needs a user name and a PBX; leave both empty to set it up later.")
        return None

    def _found(self) -> None:
        self._is_busy = True
        self.show()
        texts = {name: text for name, text in self._typed.items() if name not in ("new", "again")}
        self._founder.found(self._typed["new"], texts, self._founded, self._failed)

    def _founded(self) -> None:
        self._founder.meter(False)
        self._done()

    def _failed(self, why: Trouble) -> None:
        self._is_busy, self._problem = False, why.sentence
        self.show()

    def _page(self) -> Page:
        key = STEPS[self._step]
        title, intro, fields = {
            "language": self._language,
            "passphrase": self._passphrase,
            "agent": self._agent,
            "line": self._line,
            "sound": self._sound,
        }[key]()
        said = say(self._words, self._problem) if self._problem is not None else ""
        return Page(key, title, intro, fields, said, Tone.LATE if said else Tone.DIM)

    def _language(self) -> tuple[str, str, tuple[Field, ...]]:
        words = self._words
        values = {"language": words.language}
        return (
            words("Welcome to Ringdesk"),
            words("In which language do you work? It can be changed at any time."),
            (self._field(LANGUAGE, values),),
        )

    def _passphrase(self) -> tuple[str, str, tuple[Field, ...]]:
        words, new = self._words, self._typed.get("new", "")
        hint = words("Strength: {strength}", strength=strength(new)) if new else ""
        return (
            words("Your passphrase"),
            words(
                "It encrypts everything on this desk and opens it every morning. Several words are better than signs."
            ),
            (
                Field("new", words("Passphrase"), FieldKind.PASSWORD, new, hint),
                Field("again", words("Passphrase again"), FieldKind.PASSWORD, self._typed.get("again", "")),
                Field("warning", words("Important"), FieldKind.FACT, say(words, MEANT)),
            ),
        )

    def _agent(self) -> tuple[str, str, tuple[Field, ...]]:
        words, typed = self._words, self._typed
        return (
            words("Who works here?"),
            words("Your name stands under tickets and notes; the team is where your tickets belong."),
            (
                Field("agent_name", words("Your name"), FieldKind.TEXT, typed.get("agent_name", "")),
                Field("team_name", words("Your team"), FieldKind.TEXT, typed.get("team_name", "")),
            ),
        )

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
        is_line = STEPS[self._step] == "line" and self._was_tried
        if is_line and self._phone.status.state is not LineState.STARTING:
            for field in self._line()[2]:
                if field.key == "line_state":
                    self._view.show_field("line", field)
        elif STEPS[self._step] == "sound":
            for field in self._sound()[2]:
                if field.kind is FieldKind.CHOICE:
                    self._view.show_field("sound", field)

    def _heard(self, levels: Levels) -> None:
        if STEPS[self._step] == "sound":
            level = meters(self._words)[0]
            value = str(round(levels.microphone * 100))
            self._view.show_field("sound", Field(level.key, level.label, level.kind, value))
