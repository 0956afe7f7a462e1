"""The form of a policy: whom it is for, by which calendar, what it promises; its reminders are beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.levels_words import REOPENINGS, read_percent
from console.presenters.policy_steps import PolicySteps, new_target, with_target
from console.presenters.reminder_words import KINDS as TARGETS
from console.presenters.saying import KINDS, WAITS, say
from console.presenters.workplace import Workplace
from console.viewmodels.levels import FieldShown, PolicyShown, TargetLine
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from core.reading import Directory
from core.sla.phrases import read_time
from core.sla.policy import Conditions, Policy, Reopening, Target, TargetKind
from core.sla.problems import policy_key
from core.tickets.model import Kind, Priority, Waiting
from core.words import Sentence

TEXTS = ("levels", "queues", "contracts")
SEVERAL = ("categories", "priorities", "kinds")
NEW_POLICY = Sentence("New policy")
_SEPARATORS = str.maketrans(dict.fromkeys("，、;；", ","))


class PolicyForm:
    """Reads and changes one policy of the draft."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self.steps = PolicySteps(place)

    def shown(self, id_: str, sheet: Sheet) -> PolicyShown:
        draft = sheet.draft
        policy, words = draft.policy(id_), self._place.words
        calendars = tuple(Choice(one.id, one.name) for one in draft.edition.calendars)
        reopenings = tuple(Choice(one.value, say(words, REOPENINGS[one])) for one in Reopening)
        at, warned = draft.edition.policies.index(policy) + 1, sheet.about("order")
        stands = words("{n} of {all}: the first that fits is taken.", n=at, all=len(draft.edition.policies))
        return PolicyShown(
            sheet.item,
            sheet.entry("name", policy.name),
            replace(sheet.entry("calendar", policy.calendar), choices=calendars),
            FieldShown(policy.reopening.value, choices=reopenings),
            f"{stands} {warned[0]}".strip(),
            warned[1] if warned[0] else Tone.DIM,
            self._conditions(policy.conditions, sheet),
            tuple(self._target(kind, policy, sheet) for kind in TargetKind),
            self.steps.tabs(policy, sheet),
            self._pauses(policy),
            self.steps.lines(policy, sheet),
            self.steps.chosen_key(policy),
            self.steps.form(policy, sheet),
        )

    def field(self, name: str) -> str:
        return self.steps.field(name)

    def edit(self, draft: Draft, id_: str, name: str, value: str) -> Draft:
        """Raises a ``Trouble`` when the text cannot be read."""
        policy = draft.policy(id_)
        if name.startswith("step."):
            return draft.with_policy(self.steps.edit(policy, name, value))
        changes: dict[str, Any] = {}
        if name == "name":
            changes = {"name": value.strip()}
        elif name == "calendar":
            changes = {"calendar": value}
        elif name == "reopening":
            changes = {"reopening": Reopening(value)}
        elif name == "pauses":
            waits = tuple(one for one in Waiting if one.value in value.split("\n"))
            return draft.with_policy(with_target(policy, replace(self._current(policy), pauses=waits)))
        elif name in (*SEVERAL, *TEXTS):
            changes = {"conditions": replace(policy.conditions, **{name: _read(name, value)})}
        else:
            return draft.with_policy(self._timed(policy, name, value))
        return draft.with_policy(replace(policy, **changes))

    def act(self, draft: Draft, id_: str, name: str, value: str) -> Draft:
        policy, item = draft.policy(id_), policy_key(id_)
        if name == "take_out":
            gone = policy.target(TargetKind(value))
            fresh = replace(policy, targets=tuple(one for one in policy.targets if one is not gone))
            kept = draft.with_policy(fresh).without_typed(item, f"{value}.")
            for step in gone.steps if gone is not None else ():
                kept = kept.without_typed(item, f"step:{step.id}.")
            return kept
        return self.steps.act(draft, policy, name, value)

    def _current(self, policy: Policy) -> Target:
        return policy.target(self.steps.kind) or new_target(self.steps.kind)

    def _timed(self, policy: Policy, name: str, value: str) -> Policy:
        """One time of a target, or its percentage; a first time makes the target, without any it is gone."""
        kind, _, what = name.rpartition(".")
        target = policy.target(TargetKind(kind)) or new_target(TargetKind(kind))
        if what == "at_risk":
            fresh = replace(target, at_risk_percent=read_percent(value))
        else:
            at = Priority[what].value - 1
            times = (*target.times[:at], read_time(value), *target.times[at + 1 :])
            fresh = replace(target, times=times)
        if not any(fresh.times) and not fresh.steps:
            return replace(policy, targets=tuple(one for one in policy.targets if one is not target))
        return with_target(policy, fresh)

    def _target(self, kind: TargetKind, policy: Policy, sheet: Sheet) -> TargetLine:
        target, key = policy.target(kind), kind.value
        times = target.times if target is not None else (None,) * 4
        fields = tuple(
            sheet.entry(f"{key}.{one.name}", self.time_text(time))
            for one, time in zip(Priority, times, strict=False)
        )
        risk = sheet.entry(f"{key}.at_risk", str(target.at_risk_percent) if target else "")
        problem = next((one.problem for one in (*fields, risk) if one.problem), "")
        return TargetLine(
            key,
            say(self._place.words, TARGETS[kind]),
            fields,
            risk,
            problem or sheet.about(f"{key}.times")[0],
            target is not None,
        )

    def time_text(self, time: timedelta | None) -> str:
        return self._place.times.work(time) if time is not None else ""

    def _pauses(self, policy: Policy) -> FieldShown:
        choices = tuple(Choice(one.value, say(self._place.words, WAITS[one])) for one in Waiting)
        target = policy.target(self.steps.kind)
        held = target.pauses if target is not None else ()
        return FieldShown("1" if target else "", choices=choices, chosen=tuple(one.value for one in held))

    def _conditions(self, held: Conditions, sheet: Sheet) -> dict[str, FieldShown]:
        words, categories = self._place.words, _categories(sheet.draft.people)
        known = {one.key for one in categories}
        lost = tuple(Choice(one, one) for one in held.categories if one not in known)
        kinds = tuple(Choice(one.value, say(words, KINDS[one])) for one in Kind)
        priorities = tuple(Choice(one.name, one.name) for one in Priority)
        separator = words(", ")
        texts = {name: sheet.entry(name, separator.join(getattr(held, name))) for name in TEXTS}
        return {
            "categories": FieldShown(choices=(*categories, *lost), chosen=held.categories),
            "priorities": FieldShown(choices=priorities, chosen=tuple(one.name for one in held.priorities)),
            "kinds": FieldShown(choices=kinds, chosen=tuple(one.value for one in held.kinds)),
            **texts,
        }


def _read(name: str, value: str) -> Any:
    if name in TEXTS:
        parts = (one.strip() for one in value.translate(_SEPARATORS).split(","))
        return tuple(dict.fromkeys(one for one in parts if one))
    keys = [one for one in value.split("\n") if one]
    if name == "priorities":
        return tuple(one for one in Priority if one.name in keys)
    if name == "kinds":
        return tuple(one for one in Kind if one.value in keys)
    return tuple(keys)


def _categories(names: Directory) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, one.path[-1], len(one.path) - 1) for one in names.categories)
