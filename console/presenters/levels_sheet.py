"""The draft as its forms read it: each field with its text and what is wrong with it, in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from console.presenters.levels_draft import Draft, Place
from console.presenters.saying import say
from console.viewmodels.levels import FieldShown
from console.viewmodels.words import Tone, Words
from core.sla.problems import Problem, edition_problems


@dataclass(frozen=True, slots=True)
class Sheet:
    """One item of the draft as its form reads it, with the words for what is wrong."""

    item: str
    draft: Draft
    problems: tuple[Problem, ...]
    said: Mapping[int, str]  # by the problem's place in the list, in the language of the screen
    typed_said: Mapping[Place, str]

    def entry(self, name: str, value: str, *more: str) -> FieldShown:
        """``more`` are other names under which something of this field may be wrong."""
        typed = self.draft.typed.get((self.item, name))
        why = self.typed_said.get((self.item, name), "")
        soft = ""
        for n, one in enumerate(self.problems):
            if one.item == self.item and one.field in (name, *more):
                if not one.is_only_warning:
                    why = why or self.said[n]
                else:
                    soft = soft or self.said[n]
        text = typed.text if typed is not None else value
        return FieldShown(text, why or soft, Tone.LATE if why else Tone.SOON)

    def about(self, name: str) -> tuple[str, Tone]:
        """What is wrong with something that is no field of its own."""
        shown = self.entry(name, "")
        return shown.problem, shown.tone

    def held_back(self) -> str:
        """The first thing that must be mended before it can be saved, and where; "" nothing."""
        names = self.draft.names()
        for at, why in self.typed_said.items():
            name = names.get(at[0], "")
            return f"{name}: {why}" if name else why
        for n, one in enumerate(self.problems):
            if not one.is_only_warning:
                return f"{one.where}: {self.said[n]}" if one.where else self.said[n]
        return ""

    @property
    def can_hold(self) -> bool:
        """Whether what could be read would do as an edition."""
        return all(one.is_only_warning for one in self.problems)


def sheet_of(draft: Draft, item: str, words: Words, now: datetime) -> Sheet:
    found = edition_problems(draft.edition, now.date())
    said = {n: say(words, one.said) for n, one in enumerate(found)}
    return Sheet(item, draft, found, said, {at: say(words, why) for at, why in draft.wrong})
