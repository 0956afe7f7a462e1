"""Sentences in the strip above the columns, with what can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from console.viewmodels.frame import Notice
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone, Words
from core.words import Sentence

Job = Callable[[], None]
OTHER = "#"  # between a subject and the number of its other button


class NoticeView(Protocol):
    """Signals: notice_action(key) notice_closed(key)."""

    def show_notices(self, notices: tuple[Notice, ...]) -> None: ...


@dataclass(slots=True)
class _Said:
    text: Sentence
    tone: Tone
    action: Sentence | None
    act: Job
    others: list[tuple[Sentence, Job]] = field(default_factory=list)
    closed: Job = lambda: None


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

    def add(self, subject: str, action: Sentence, act: Job) -> None:
        """Another button of it."""
        self._said[subject].others.append((action, act))
        self.show()

    def on_close(self, subject: str, closed: Job) -> None:
        """The person closes it: more than taking it from the screen."""
        self._said[subject].closed = closed

    def close(self, subject: str) -> None:
        said = self._said.pop(subject, None)
        if said is not None:
            self.show()
            said.closed()

    def take_back(self, subject: str) -> None:
        if self._said.pop(subject, None) is not None:
            self.show()

    def clear(self) -> None:
        """Another person sits here now: none of it is theirs."""
        self._said = {}
        self.show()

    def act(self, key: str) -> None:
        subject, _, n = key.partition(OTHER)
        said = self._said.pop(subject, None)
        if said is not None:
            self.show()
            (said.others[int(n)][1] if n else said.act)()

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
                    tuple(
                        Choice(f"{subject}{OTHER}{n}", self._said_in_words(text))
                        for n, (text, _) in enumerate(said.others)
                    ),
                )
                for subject, said in self._said.items()
            )
        )

    def _said_in_words(self, sentence: Sentence) -> str:
        return self._words(sentence.template, **sentence.values)
