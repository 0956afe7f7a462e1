"""The list at the left of the editor: what there is, what of it must be mended, and what can be done with the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from console.presenters.calendar_form import NEW_CALENDAR
from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.policy_form import NEW_POLICY
from console.presenters.policy_steps import new_step_id
from console.presenters.workplace import Workplace
from console.viewmodels.levels import LineShown
from console.viewmodels.words import Tone
from core.ids import new_id
from core.sla.calendar import Block, Calendar
from core.sla.policy import Book, Conditions, Edition, Policy
from core.sla.problems import calendar_key, policy_key
from core.words import Sentence

OFFICE = (Block(9 * 3600, 18 * 3600),)
Changed = tuple[Draft, str]  # and what is chosen then


def lines(sheet: Sheet, book: Book, place: Workplace) -> tuple[LineShown, ...]:
    words, draft = place.words, sheet.draft
    found = [LineShown("head:calendars", words("Calendars"), is_heading=True)]
    found += [_line(calendar_key(one.id), one.name, sheet, place) for one in draft.edition.calendars]
    found.append(LineShown("head:policies", words("Policies, the first that fits"), is_heading=True))
    found += [
        _line(policy_key(one.id), f"{n}. {one.name}", sheet, place)
        for n, one in enumerate(draft.edition.policies, 1)
    ]
    found.append(LineShown("head:people", words("People"), is_heading=True))
    found += [_line(f"person:{one.id}", one.name, sheet, place) for one in draft.people.people]
    found.append(LineShown("head:teams", words("Teams"), is_heading=True))
    found += [_line(f"team:{one.id}", one.name, sheet, place) for one in draft.people.teams]
    found.append(LineShown("head:editions", words("Editions"), is_heading=True))
    newest = book.newest
    for one in reversed(book.editions):
        when = f"{place.times.local(one.valid_from):%Y-%m-%d %H:%M}"
        badge = words("now") if newest is not None and one.id == newest.id else ""
        found.append(LineShown(f"edition:{one.id}", when, badge=badge))
    return tuple(found)


def _line(key: str, title: str, sheet: Sheet, place: Workplace) -> LineShown:
    hard = any(at[0] == key for at, _ in sheet.draft.wrong)
    soft = False
    for one in sheet.problems:
        if one.item == key:
            hard, soft = hard or not one.is_only_warning, soft or one.is_only_warning
    if hard:
        return LineShown(key, title, badge=place.words("to mend"), tone=Tone.LATE)
    return LineShown(key, title, badge=place.words("to note") if soft else "", tone=Tone.SOON)


def can_be_done(draft: Draft, chosen: str) -> Iterator[str]:
    what, _, id_ = chosen.partition(":")
    if what in ("calendar", "policy"):
        yield from ("duplicate", "delete")
    if what == "policy":
        at = draft.edition.policies.index(draft.policy(id_))
        if at:
            yield "up"
        if at + 1 < len(draft.edition.policies):
            yield "down"


class LevelsItems:
    """Adds, copies, deletes and moves; each answer is another draft."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self.doers: dict[str, Callable[[Draft, str], Changed]] = {
            "add_calendar": self._add_calendar,
            "add_policy": self._add_policy,
            "duplicate": self._duplicate,
            "delete": self._delete,
            "up": lambda draft, chosen: (_moved(draft, chosen, -1), chosen),
            "down": lambda draft, chosen: (_moved(draft, chosen, 1), chosen),
        }

    def _add_calendar(self, draft: Draft, _chosen: str) -> Changed:
        """Where the first one is, from Monday to Friday."""
        held = draft.edition.calendars
        zone = held[0].zone if held else "UTC"
        name = self._free(NEW_CALENDAR, [one.name for one in held])
        fresh = Calendar(new_id(), name, zone, (OFFICE,) * 5 + ((), ()))
        edition = replace(draft.edition, calendars=(*held, fresh))
        return replace(draft, edition=edition), calendar_key(fresh.id)

    def _add_policy(self, draft: Draft, _chosen: str) -> Changed:
        """Before the one that takes everything: behind it nothing would be reached."""
        held, calendars = draft.edition.policies, draft.edition.calendars
        name = self._free(NEW_POLICY, [one.name for one in held])
        fresh = Policy(new_id(), name, calendars[0].id if calendars else "")
        at = next((n for n, one in enumerate(held) if one.conditions == Conditions()), len(held))
        edition = replace(draft.edition, policies=(*held[:at], fresh, *held[at:]))
        return replace(draft, edition=edition), policy_key(fresh.id)

    def _duplicate(self, draft: Draft, chosen: str) -> Changed:
        """What cannot be read in a field is not copied."""
        what, _, id_ = chosen.partition(":")
        edition = draft.edition
        if what == "calendar":
            old = draft.calendar(id_)
            fresh = replace(
                old, id=new_id(), name=self._copy(old.name, [one.name for one in edition.calendars])
            )
            at = edition.calendars.index(old) + 1
            calendars = (*edition.calendars[:at], fresh, *edition.calendars[at:])
            return replace(draft, edition=replace(edition, calendars=calendars)), calendar_key(fresh.id)
        policy = draft.policy(id_)
        name = self._copy(policy.name, [one.name for one in edition.policies])
        targets = tuple(
            replace(one, steps=tuple(replace(step, id=new_step_id()) for step in one.steps))
            for one in policy.targets
        )
        copy = replace(policy, id=new_id(), name=name, targets=targets)
        at = edition.policies.index(policy) + 1
        policies = (*edition.policies[:at], copy, *edition.policies[at:])
        return replace(draft, edition=replace(edition, policies=policies)), policy_key(copy.id)

    def _delete(self, draft: Draft, chosen: str) -> Changed:
        """What stood beside it is chosen then."""
        edition = draft.edition
        keys = [calendar_key(one.id) for one in edition.calendars]
        keys += [policy_key(one.id) for one in edition.policies]
        at = keys.index(chosen)
        rest = [one for one in keys if one != chosen]
        fresh = _without(edition, chosen)
        then = rest[min(at, len(rest) - 1)] if rest else ""
        return replace(draft, edition=fresh).without_typed(chosen), then

    def _free(self, name: Sentence, taken: list[str]) -> str:
        return _numbered(self._place.words(name.template), taken)

    def _copy(self, name: str, taken: list[str]) -> str:
        return _numbered(self._place.words("{name} (copy)", name=name), taken)


def _numbered(name: str, taken: list[str]) -> str:
    found, n = name, 2
    while found in taken:
        found, n = f"{name} {n}", n + 1
    return found


def _without(edition: Edition, chosen: str) -> Edition:
    calendars = tuple(one for one in edition.calendars if calendar_key(one.id) != chosen)
    policies = tuple(one for one in edition.policies if policy_key(one.id) != chosen)
    return replace(edition, calendars=calendars, policies=policies)


def _moved(draft: Draft, chosen: str, by: int) -> Draft:
    policies = list(draft.edition.policies)
    at = next((n for n, one in enumerate(policies) if policy_key(one.id) == chosen), -1)
    if at < 0 or not 0 <= at + by < len(policies):
        return draft
    policies[at], policies[at + by] = policies[at + by], policies[at]
    return replace(draft, edition=replace(draft.edition, policies=tuple(policies)))
