"""Sentences in the strip above the columns, with what can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.frame import Notice
from console.viewmodels.words import Tone, Words
from core.words import Sentence

Job = Callable[[], None]


class NoticeView(Protocol):
    """Signals: notice_action(key) notice_closed(key)."""

    def show_notices(self, notices: tuple[Notice, ...]) -> None: ...


@dataclass(frozen=True, slots=True)
class _Said:
    text: Sentence
    tone: Tone
    action: Sentence | None
    act: Job


class Notices:
    """One sentence per subject, newest last; it stays until closed, taken back, or its button is pressed."""

    def __init__(self, words: Words, view: NoticeView) -> None:
        self._words = words
        self._view = view
        self._said: dict[str, _Said] = {}

    def say(
        self,
        subject: str,
        text: Sentence,
        tone: Tone = Tone.PLAIN,
        action: Sentence | None = None,
        act: Job = lambda: None,
    ) -> None:
        self._said.pop(subject, None)
        self._said[subject] = _Said(text, tone, action, act)
        self.show()

    def take_back(self, subject: str) -> None:
        if self._said.pop(subject, None) is not None:
            self.show()

    def act(self, key: str) -> None:
        said = self._said.pop(key, None)
        if said is not None:
            self.show()
            said.act()

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self._said_in_words(said.text) for said in self._said.values())

    def show(self) -> None:
        self._view.show_notices(
            tuple(
                Notice(
                    subject,
                    self._said_in_words(said.text),
                    said.tone,
                    self._said_in_words(said.action) if said.action else "",
                    subject,
                )
                for subject, said in self._said.items()
            )
        )

    def _said_in_words(self, sentence: Sentence) -> str:
        return self._words(sentence.template, **sentence.values)
