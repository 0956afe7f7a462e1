"""The sheet of one policy: whom it is for, what it promises, what stops its clocks, and who is told on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from console.presenters.material import Cells, Material, State
from console.presenters.reminder_words import KINDS as TARGETS
from console.presenters.saying import KINDS
from console.presenters.step_editor import edit_steps, step_band
from console.presenters.typed import read_percent, read_span, span_text
from console.viewmodels.shaping import Band, Cell, Sheet
from console.viewmodels.tickets import Choice
from core.ids import new_id
from core.sla.phrases import Unreadable
from core.sla.policy import Conditions, Edition, Policy, Reopening, Target, TargetKind
from core.tickets.model import Kind, Priority, Waiting
from core.words import Sentence

TAB = "policies"
WAITS = {Waiting.CUSTOMER.value: Sentence("customer"), Waiting.THIRD_PARTY.value: Sentence("third party")}
REOPENINGS = {
    Reopening.CONTINUE.value: Sentence("goes on; the time it lay resolved is not counted"),
    Reopening.RESTART.value: Sentence("begins anew with the whole time"),
    Reopening.RUN_ON.value: Sentence("has run on as if it had never been resolved"),
}
NO_TIMES: tuple[timedelta | None, ...] = (None, None, None, None)
TYPED = ("levels", "queues", "contracts")


def policy_sheet(material: Material, id_: str) -> Sheet:
    words = material.words
    policy = next((one for one in material.state.edition.policies if one.id == id_), None)
    if policy is None:
        return Sheet("policies", empty=words("No policy yet. Add one: without it nothing is promised."))
    cells = Cells(material, TAB, id_)
    name = cells.text("name", words("Name"), policy.name)
    calendar = cells.pick("calendar", words("Calendar"), policy.calendar, material.calendars())
    head = Band("head", "", ((name, calendar),))
    reopening = cells.pick(
        "reopening",
        words("When a resolved ticket comes back, its clock"),
        policy.reopening.value,
        material.choices(REOPENINGS),
    )
    steps = (step_band(cells, one) for one in _targets(policy) if any(one.times) or one.steps)
    bands = (head, _for_whom(cells, policy), _promises(cells, policy))
    return Sheet(f"policy:{id_}", (*bands, Band("back", "", ((reopening,),)), *steps))


def _for_whom(cells: Cells, policy: Policy) -> Band:
    words, material, held = cells.material.words, cells.material, policy.conditions
    tree = tuple(
        Choice(one.id, one.path[-1], len(one.path) - 1) for one in material.state.directory.categories
    )
    names = {"levels": words("Levels"), "queues": words("Queues"), "contracts": words("Contracts")}
    every = words("all")
    first = (
        cells.many("categories", words("Categories"), held.categories, tree, hint=every),
        cells.many(
            "priorities",
            words("Priorities"),
            (one.name for one in held.priorities),
            tuple(Choice(one.name, one.name) for one in Priority),
            hint=every,
        ),
        cells.many(
            "kinds",
            words("Kinds"),
            (one.value for one in held.kinds),
            material.choices({one.value: KINDS[one] for one in Kind}),
            hint=every,
        ),
    )
    second = tuple(
        cells.many(name, names[name], getattr(held, name), _tags(material, name, held), hint=every, can_add=True)
        for name in TYPED
    )
    note = words("The first policy in the list whose conditions hold is taken.")
    return Band("for", words("For which tickets"), (first, second), note=note)


def _tags(material: Material, name: str, held: Conditions) -> tuple[Choice, ...]:
    known = dict.fromkeys((*material.known.get(name, ()), *getattr(held, name)))
    return tuple(Choice(one, one) for one in known)


def _promises(cells: Cells, policy: Policy) -> Band:
    words = cells.material.words
    heads = ("", *(one.name for one in Priority), words("Not counted while waiting for"), words("At risk"))
    lines = tuple(_promise(cells, target) for target in _targets(policy))
    note = words(
        "Working time, typed as 30 min, 4 h or 4:30; empty promises nothing. Call-backs: what is proposed."
    )
    return Band("times", words("What is promised"), lines, heads, note)


def _promise(cells: Cells, target: Target) -> tuple[Cell, ...]:
    words = cells.material.words
    kind, name = target.kind.value, words(TARGETS[target.kind].template)
    times = (
        cells.text(
            f"time:{kind}:{n}",
            words("{target}, {priority}", target=name, priority=one.name),
            span_text(target.times[n], words),
            "—",
            76,
        )
        for n, one in enumerate(Priority)
    )
    pauses = cells.many(
        f"pauses:{kind}",
        words("{target}: not counted while waiting for", target=name),
        (one.value for one in target.pauses),
        cells.material.choices(WAITS),
        hint="—",
    )
    risk = cells.text(
        f"risk:{kind}", words("{target}: at risk", target=name), f"{target.at_risk_percent} %", width=60
    )
    return (cells.fact(f"target:{kind}", "", name, 104), *times, pauses, risk)


def _targets(policy: Policy) -> tuple[Target, ...]:
    """All four, promised or not."""
    return tuple(policy.target(kind) or Target(kind, NO_TIMES) for kind in TargetKind)


def edit_policy(material: Material, id_: str, key: str, value: str) -> State:
    """What cannot be read raises ``Unreadable``."""
    edition = material.state.edition
    policy = next((one for one in edition.policies if one.id == id_), None)
    if policy is None:
        return material.state
    after = _edited(policy, key, value)
    policies = tuple(after if one.id == id_ else one for one in edition.policies)
    return replace(material.state, edition=replace(edition, policies=policies))


def _edited(policy: Policy, key: str, value: str) -> Policy:
    first, _, rest = key.partition(":")
    if first in {"step", "step+"}:
        return edit_steps(replace(policy, targets=_targets(policy)), key, value)
    if first in {"time", "pauses", "risk"}:
        return _retargeted(policy, first, rest, value)
    if key == "name":
        if not value.strip():
            raise Unreadable("Each policy and each calendar needs a name.")
        return replace(policy, name=value.strip())
    if key == "calendar":
        return replace(policy, calendar=value)
    if key == "reopening":
        return replace(policy, reopening=Reopening(value))
    return replace(policy, conditions=_conditions(policy.conditions, key, value))


def _conditions(held: Conditions, key: str, value: str) -> Conditions:
    picked = tuple(filter(None, value.split("\n")))
    if key == "priorities":
        return replace(held, priorities=tuple(one for one in Priority if one.name in picked))
    if key == "kinds":
        return replace(held, kinds=tuple(map(Kind, picked)))
    if key == "categories":
        return replace(held, categories=picked)
    return replace(held, **{key: picked})


def _retargeted(policy: Policy, what: str, rest: str, value: str) -> Policy:
    kind, _, place = rest.partition(":")
    target = next(one for one in _targets(policy) if one.kind.value == kind)
    if what == "time":
        times = list(target.times)
        times[int(place)] = read_span(value)
        target = replace(target, times=tuple(times))
    elif what == "pauses":
        target = replace(target, pauses=tuple(map(Waiting, filter(None, value.split("\n")))))
    else:
        target = replace(target, at_risk_percent=read_percent(value))
    others = {one.kind: one for one in _targets(policy)}
    return replace(policy, targets=tuple((others | {target.kind: target}).values()))


def tidied(edition: Edition) -> Edition:
    """As it is read and saved: targets that promise nothing are left out."""
    return replace(edition, policies=tuple(_tidy(one) for one in edition.policies))


def _tidy(policy: Policy) -> Policy:
    held = (
        one
        for one in policy.targets
        if any(one.times) or (one.kind is TargetKind.CALL_BACK and one.steps)
    )
    return replace(policy, targets=tuple(held))


def new_policy(material: Material) -> Policy:
    edition = material.state.edition
    name = unused(material.words("New policy"), [one.name for one in edition.policies])
    calendar = edition.calendars[0].id if edition.calendars else ""
    return Policy(new_id(), name, calendar)


def copied(policy: Policy, material: Material) -> Policy:
    """With steps of its own: what was fired by the other's is not fired by its."""
    names = [one.name for one in material.state.edition.policies]
    name = unused(material.words("{name}, copy", name=policy.name), names)
    targets = tuple(
        replace(one, steps=tuple(replace(step, id=new_id()) for step in one.steps)) for one in policy.targets
    )
    return replace(policy, id=new_id(), name=name, targets=targets)


def unused(name: str, names: Iterable[str]) -> str:
    taken = set(names)
    return next(one for one in (name, *(f"{name} {n}" for n in range(2, 10_000))) if one not in taken)


def summary(policy: Policy, material: Material) -> str:
    """For the list: whom it is for."""
    words, held = material.words, policy.conditions
    paths = {one.id: one.path[-1] for one in material.state.directory.categories}
    parts = [one.name for one in held.priorities]
    parts += [words(KINDS[one].template) for one in held.kinds]
    parts += [paths.get(one, one) for one in held.categories]
    parts += [*held.levels, *held.queues, *held.contracts]
    return ", ".join(parts) or words("everything else")
