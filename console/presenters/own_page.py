"""Pages of the settings that are no list of options: each knows its own fields, and what saving means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.presenters.passphrase import fault, passphrase_fields
from console.presenters.saying import say
from console.viewmodels.settings import Page
from console.viewmodels.words import Tone, Words
from core.errors import Trouble
from core.words import Sentence

Done = Callable[[], None]
Failed = Callable[[Trouble], None]
SAVED = Sentence("Saved.")


class OwnPage(Protocol):
    """``changed`` is called when it wants to be shown again."""

    key: str
    changed: Callable[[], None]

    @property
    def is_offered(self) -> bool: ...
    def page(self) -> Page: ...
    def edit(self, key: str, value: str) -> None: ...
    def press(self, key: str) -> None: ...
    def save(self) -> None: ...
    def leave(self) -> None:
        """What was typed and not saved goes."""
        ...


class Passphrases(Protocol):
    """Changes the passphrase of the desk; the database is not rewritten."""

    def change_passphrase(self, old: str, new: str, done: Done, failed: Failed) -> None: ...


class PassphrasePage:
    """Of a desk of its own; where people sign in by name there is none."""

    key = "passphrase"

    def __init__(self, words: Words, passphrases: Passphrases, is_joined: Callable[[], bool]) -> None:
        self._words = words
        self._passphrases = passphrases
        self._is_joined = is_joined
        self._typed: dict[str, str] = {}
        self._said: tuple[Sentence | None, Tone] = (None, Tone.DIM)
        self.changed: Callable[[], None] = lambda: None

    @property
    def is_offered(self) -> bool:
        return not self._is_joined()

    def page(self) -> Page:
        words, (said, tone) = self._words, self._said
        intro = words("Nobody can open the desk without it: there is no way around a forgotten passphrase.")
        fields = passphrase_fields(self._typed, words)
        return Page(self.key, words("Passphrase"), intro, fields, say(words, said) if said else "", tone)

    def edit(self, key: str, value: str) -> None:
        self._typed[key] = value
        self._said = (None, Tone.DIM)
        self.changed()

    def press(self, key: str) -> None:
        """It has no buttons."""

    def save(self) -> None:
        typed = self._typed
        wrong = fault(typed.get("new", ""), typed.get("again", ""))
        if wrong is not None:
            self._say(wrong, Tone.LATE)
            return
        self._passphrases.change_passphrase(
            typed.get("old", ""), typed["new"], self._saved, lambda why: self._say(why.sentence, Tone.LATE)
        )

    def leave(self) -> None:
        self._typed, self._said = {}, (None, Tone.DIM)

    def _saved(self) -> None:
        self._typed = {}
        self._say(SAVED, Tone.DIM)

    def _say(self, sentence: Sentence, tone: Tone) -> None:
        self._said = (sentence, tone)
        self.changed()
