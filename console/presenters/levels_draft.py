"""What the supervisor is shaping, as a value; every change can be taken back, over all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.reading import Directory
from core.sla.calendar import Calendar
from core.sla.policy import Edition, Policy
from core.sla.problems import calendar_key, policy_key
from core.words import Sentence

Place = tuple[str, str]  # an item's key and a field of it
MOST = 500  # changes that can be taken back
TOGETHER = timedelta(seconds=3)  # letters typed closer than this into one field are taken back together


@dataclass(frozen=True, slots=True)
class Typed:
    """A field's text as it was typed, and why it cannot be read (None: it can)."""

    text: str
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Calendars, policies and people; and what stands in fields whose text is not, or not yet, a value."""

    edition: Edition
    people: Directory
    typed: Mapping[Place, Typed] = field(default_factory=dict)

    def with_calendar(self, calendar: Calendar) -> Draft:
        found = tuple(calendar if one.id == calendar.id else one for one in self.edition.calendars)
        return replace(self, edition=replace(self.edition, calendars=found))

    def with_policy(self, policy: Policy) -> Draft:
        found = tuple(policy if one.id == policy.id else one for one in self.edition.policies)
        return replace(self, edition=replace(self.edition, policies=found))

    def policy(self, id_: str) -> Policy:
        return next(one for one in self.edition.policies if one.id == id_)

    def calendar(self, id_: str) -> Calendar:
        return next(one for one in self.edition.calendars if one.id == id_)

    def with_typed(self, place: Place, typed: Typed) -> Draft:
        """What was typed elsewhere and could be read needs no keeping any more: its value is shown."""
        kept = {at: one for at, one in self.typed.items() if one.why is not None}
        return replace(self, typed={**kept, place: typed})

    def without_typed(self, item: str, start: str = "") -> Draft:
        """The item, or the part of it whose fields begin so, is gone."""
        kept = {at: one for at, one in self.typed.items() if at[0] != item or not at[1].startswith(start)}
        return replace(self, typed=kept)

    def renamed(self, item: str, old: str, new: str) -> Draft:
        """The fields that ended on ``old`` now end on ``new``."""
        return replace(
            self,
            typed={
                (at[0], at[1].removesuffix(old) + new) if at[0] == item and at[1].endswith(old) else at: one
                for at, one in self.typed.items()
            },
        )

    @property
    def wrong(self) -> tuple[tuple[Place, Sentence], ...]:
        return tuple((at, one.why) for at, one in self.typed.items() if one.why is not None)

    def is_like(self, other: Draft) -> bool:
        return self.holds_like(other.edition) and self.people == other.people and not self.wrong

    def holds_like(self, edition: Edition) -> bool:
        return (self.edition.calendars, self.edition.policies) == (edition.calendars, edition.policies)

    def names(self) -> dict[str, str]:
        """The name of every item by its key."""
        return {
            **{calendar_key(one.id): one.name for one in self.edition.calendars},
            **{policy_key(one.id): one.name for one in self.edition.policies},
            **{f"person:{one.id}": one.name for one in self.people.people},
            **{f"team:{one.id}": one.name for one in self.people.teams},
        }


@dataclass(frozen=True, slots=True)
class _Change:
    draft: Draft
    at: Place
    when: datetime


class DraftHistory:
    """The draft of now, those before it and those that were taken back."""

    def __init__(self, draft: Draft) -> None:
        self.now = draft
        self._before: list[_Change] = []
        self._after: list[_Change] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    def change(self, draft: Draft, at: Place, when: datetime, *, is_typing: bool = False) -> None:
        """Typing on in the same field is one change."""
        if draft == self.now:
            return
        last = self._before[-1] if self._before else None
        goes_on = is_typing and last is not None and last.at == at and when - last.when < TOGETHER
        if last is not None and goes_on:
            self._before[-1] = replace(last, when=when)
        else:
            self._before = [*self._before[1 - MOST :], _Change(self.now, at, when)]
        self._after.clear()
        self.now = draft

    def undo(self) -> str:
        """The item that was changed; "" when there is nothing to take back."""
        return self._step(self._before, self._after)

    def redo(self) -> str:
        return self._step(self._after, self._before)

    def _step(self, source: list[_Change], target: list[_Change]) -> str:
        if not source:
            return ""
        change = source.pop()
        target.append(replace(change, draft=self.now))
        self.now = change.draft
        return change.at[0]
