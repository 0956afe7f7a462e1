"""The reminder steps of a target, a line each: when, to whom, by which way, and what is done beside telling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.presenters.material import Cells, Material
from console.presenters.reminder_words import KINDS
from console.presenters.typed import read_when, when_text
from console.viewmodels.shaping import Band, Cell
from console.viewmodels.tickets import Choice
from core.ids import new_id
from core.sla.phrases import Unreadable
from core.sla.policy import Act, ActKind, Policy, Step, Target, TargetKind
from core.words import Sentence

Steps = tuple[Step, ...]
RECEIVERS = {
    "assignee": Sentence("assignee"),
    "lead": Sentence("team lead"),
    "watchers": Sentence("watchers"),
}
WAYS = {
    "screen": Sentence("screen"),
    "sound": Sentence("sound"),
    "tray": Sentence("tray"),
    "mail": Sentence("mail"),
    "sms": Sentence("SMS"),
}
ALSO = {"urgent": Sentence("urgent"), "any_time": Sentence("any time")}
RAISE, REASSIGN, NOTE = "raise", "reassign:", "note:"


def step_band(cells: Cells, target: Target) -> Band:
    words = cells.material.words
    kind = words(KINDS[target.kind].template)
    heads = (words("When"), words("To whom"), words("By"), words("Also"), words("Does"), "")
    note = "" if target.steps else words("Nobody is reminded.")
    lines = [_line(cells, target.kind, step) for step in target.steps]
    add = cells.button(f"step+:{target.kind.value}", words("Add a step"))
    title = words("Reminders on the way: {target}", target=kind)
    return Band(f"steps:{target.kind.value}", title, (*lines, (add,)), heads if lines else (), note)


def _line(cells: Cells, kind: TargetKind, step: Step) -> tuple[Cell, ...]:
    material, words = cells.material, cells.material.words
    key = f"step:{kind.value}:{step.id}"
    also = [name for name, on in (("urgent", step.is_urgent), ("any_time", step.any_time)) if on]
    return (
        cells.text(f"{key}:when", words("When"), when_text(step, words), words("75 %"), width=104),
        cells.many(f"{key}:to", words("To whom"), step.to, receivers(material, step)),
        cells.many(f"{key}:ways", words("By"), step.ways, material.choices(WAYS)),
        cells.many(f"{key}:also", words("Also"), also, material.choices(ALSO), 88, hint="—"),
        cells.many(
            f"{key}:acts",
            words("Does"),
            map(act_key, step.acts),
            acts(material, step),
            96,
            hint="—",
            can_add=True,
        ),
        cells.button(f"{key}:remove", "✕", words("Remove this step"), 32),
    )


def receivers(material: Material, step: Step) -> tuple[Choice, ...]:
    words = material.words
    found = [*material.choices(RECEIVERS)]
    found += [Choice(f"robot:{key}", words("robot {name}", name=name)) for key, name in material.robots]
    found += [Choice(f"agent:{one.id}", one.name) for one in material.state.directory.people]
    here = {one.key for one in found}
    return (*found, *(Choice(key, key.partition(":")[2] or key) for key in step.to if key not in here))


def acts(material: Material, step: Step) -> tuple[Choice, ...]:
    """A note is typed: what is not in the list becomes one."""
    words, names = material.words, material.state.directory
    found = [Choice(RAISE, words("raise priority")), Choice("reassign:lead", words("reassign to the lead"))]
    found += [Choice(f"note:{act.value}", act.value) for act in step.acts if act.kind is ActKind.ADD_NOTE]
    found += [
        Choice(f"reassign:team:{one.id}", words("reassign to {name}", name=one.name)) for one in names.teams
    ]
    found += [
        Choice(f"reassign:agent:{one.id}", words("reassign to {name}", name=one.name)) for one in names.people
    ]
    return tuple(found)


def act_key(act: Act) -> str:
    if act.kind is ActKind.RAISE_PRIORITY:
        return RAISE
    return f"{REASSIGN if act.kind is ActKind.REASSIGN else NOTE}{act.value}"


def read_act(key: str) -> Act:
    if key == RAISE:
        return Act(ActKind.RAISE_PRIORITY)
    if key.startswith(REASSIGN):
        return Act(ActKind.REASSIGN, key.removeprefix(REASSIGN))
    return Act(ActKind.ADD_NOTE, key.removeprefix(NOTE).strip())


def edit_steps(policy: Policy, key: str, value: str) -> Policy:
    """``key`` is that of a cell: "step+:<target>" or "step:<target>:<id>:<what>"."""
    if key.startswith("step+:"):
        kind = TargetKind(key.partition(":")[2])
        added = Step(new_id(), percent=75, ways=("screen", "sound"))
        return with_steps(policy, kind, lambda steps: (*steps, added))
    _, name, rest = key.split(":", 2)
    id_, _, what = rest.rpartition(":")
    if what == "remove":
        return with_steps(policy, TargetKind(name), lambda steps: tuple(s for s in steps if s.id != id_))
    return with_steps(
        policy,
        TargetKind(name),
        lambda steps: tuple(_edited(one, what, value) if one.id == id_ else one for one in steps),
    )


def _edited(step: Step, what: str, value: str) -> Step:
    picked = tuple(filter(None, value.split("\n")))
    if what == "when":
        percent, offset = read_when(value)
        return replace(step, percent=percent, offset=offset)
    if what == "to":
        if not picked:
            raise Unreadable("A step needs somebody whom it tells.")
        return replace(step, to=picked)
    if what == "ways":
        if not picked and not all(one.startswith("robot:") for one in step.to):
            raise Unreadable("A step needs a way to tell: at least the screen.")
        return replace(step, ways=picked)
    if what == "also":
        return replace(step, is_urgent="urgent" in picked, any_time="any_time" in picked)
    return replace(step, acts=tuple(map(read_act, picked)))


def with_steps(policy: Policy, kind: TargetKind, change: Callable[[Steps], Steps]) -> Policy:
    return replace(
        policy,
        targets=tuple(
            replace(one, steps=change(one.steps)) if one.kind is kind else one for one in policy.targets
        ),
    )
