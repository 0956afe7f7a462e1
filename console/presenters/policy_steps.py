"""The reminders of a policy: those of one target in a list, and the one that is being changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.levels_words import RECEIVERS, WAYS, read_percent, receiver, step_detail, when_text
from console.presenters.reminder_words import KINDS as TARGETS
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.levels import FieldShown, LineShown, StepForm
from console.viewmodels.tickets import Choice, ScopeTab
from console.viewmodels.words import Tone
from core.ids import new_id
from core.reading import Directory
from core.sla.phrases import Unreadable, read_time
from core.sla.policy import Act, ActKind, Policy, Step, Target, TargetKind
from core.sla.problems import policy_key
from core.tickets.model import Waiting
from core.words import Sentence

WHEN = {
    "percent": Sentence("at a share of the time"),
    "before": Sentence("before it is due"),
    "due": Sentence("when it is due"),
    "after": Sentence("after it was due"),
}
PAUSING = (
    TargetKind.NEXT_UPDATE,
    TargetKind.RESOLUTION,
)  # their clocks wait, unless the supervisor says otherwise
_HALF, _HOUR = timedelta(minutes=30), timedelta(hours=1)
_ACTS = {"raises": ActKind.RAISE_PRIORITY, "reassign": ActKind.REASSIGN, "note": ActKind.ADD_NOTE}


def new_step_id() -> str:
    """Never that of another step: what was fired under it stays fired."""
    return f"step-{new_id()[-12:]}"


class PolicySteps:
    """Knows which target is looked at, and which of its steps is chosen."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._step = ""
        self.kind = TargetKind.RESOLUTION

    def field(self, name: str) -> str:
        return f"step:{self._step}.{name.removeprefix('step.')}" if name.startswith("step.") else name

    def tabs(self, policy: Policy, sheet: Sheet) -> tuple[ScopeTab, ...]:
        found = []
        for kind in TargetKind:
            target = policy.target(kind)
            count = str(len(target.steps)) if target and target.steps else ""
            wrong = target is not None and any(self._wrong(one, sheet) for one in target.steps)
            name = say(self._place.words, TARGETS[kind])
            found.append(ScopeTab(kind.value, f"{name} ◆" if wrong else name, count, kind is self.kind))
        return tuple(found)

    def lines(self, policy: Policy, sheet: Sheet) -> tuple[LineShown, ...]:
        return tuple(self._line(one, sheet) for one in self._steps(policy))

    def chosen_key(self, policy: Policy) -> str:
        step = self._chosen(policy)
        return step.id if step else ""

    def form(self, policy: Policy, sheet: Sheet) -> StepForm | None:
        step = self._chosen(policy)
        if step is None:
            return None
        words, names = self._place.words, sheet.draft.people
        whens = tuple(Choice(key, say(words, said)) for key, said in WHEN.items())
        when = _when(step)
        ways = tuple(Choice(key, say(words, said)) for key, said in WAYS.items())
        tellable = _receivers(self._place, names, step)
        handed = next((one.value for one in step.acts if one.kind is ActKind.REASSIGN), "")
        return StepForm(
            FieldShown(when, choices=whens),
            None if when == "due" else sheet.entry(self.field("step.amount"), self._amount(step)),
            FieldShown(choices=tellable, chosen=step.to),
            FieldShown(choices=ways, chosen=step.ways),
            FieldShown("1" if step.any_time else ""),
            FieldShown("1" if step.is_urgent else ""),
            FieldShown("1" if any(one.kind is ActKind.RAISE_PRIORITY for one in step.acts) else ""),
            FieldShown(handed, choices=_takers(self._place, names, handed)),
            sheet.entry(
                self.field("step.note"),
                next((one.value for one in step.acts if one.kind is ActKind.ADD_NOTE), ""),
            ),
            sheet.about(f"step:{step.id}")[0],
        )

    def edit(self, policy: Policy, name: str, value: str) -> Policy:
        step = self._chosen(policy)
        if step is None:
            return policy
        fresh = self._changed(step, name.removeprefix("step."), value)
        target = policy.target(self.kind)
        steps = tuple(fresh if one.id == step.id else one for one in self._steps(policy))
        return with_target(policy, replace(target, steps=steps)) if target is not None else policy

    def act(self, draft: Draft, policy: Policy, name: str, value: str) -> Draft:
        if name == "choose_target":
            self.kind, self._step = TargetKind(value), ""
        elif name == "choose_step":
            self._step = value
        elif name == "add_step":
            target = policy.target(self.kind) or new_target(self.kind)
            fresh = Step(new_step_id(), percent=75, ways=("screen", "sound"))
            self._step = fresh.id
            return draft.with_policy(with_target(policy, replace(target, steps=(*target.steps, fresh))))
        elif name == "delete_step" and (step := self._chosen(policy)) is not None:
            return self._without(draft, policy, step)
        return draft

    def _without(self, draft: Draft, policy: Policy, step: Step) -> Draft:
        """A target of which nothing is left goes with its last step."""
        steps = self._steps(policy)
        at, rest = steps.index(step), tuple(one for one in steps if one is not step)
        self._step = rest[min(at, len(rest) - 1)].id if rest else ""
        target = policy.target(self.kind)
        fresh = with_target(policy, replace(target, steps=rest)) if target is not None else policy
        if not rest and target is not None and not any(target.times):
            fresh = replace(fresh, targets=tuple(one for one in fresh.targets if one.kind is not self.kind))
        return draft.with_policy(fresh).without_typed(policy_key(policy.id), f"step:{step.id}.")

    def _changed(self, step: Step, what: str, value: str) -> Step:
        if what == "when":
            return _at(step, value)
        if what == "amount":
            return self._timed(step, value)
        if what in ("to", "ways"):
            keys = tuple(one for one in value.split("\n") if one)
            return replace(step, to=keys) if what == "to" else replace(step, ways=keys)
        if what in ("any_time", "is_urgent"):
            on = value == "1"
            return replace(step, any_time=on) if what == "any_time" else replace(step, is_urgent=on)
        return replace(step, acts=_with_act(step.acts, _ACTS[what], value.strip()))

    def _timed(self, step: Step, value: str) -> Step:
        if step.percent is not None:
            return replace(step, percent=read_percent(value))
        time = read_time(value)
        if not time:
            raise Unreadable("Please write how long before or after, like 30 min or 2 h.")
        return replace(step, offset=time if step.offset > timedelta() else -time)

    def _amount(self, step: Step) -> str:
        if step.percent is not None:
            return f"{step.percent} %"
        return self._place.times.work(abs(step.offset))

    def _steps(self, policy: Policy) -> tuple[Step, ...]:
        target = policy.target(self.kind)
        return target.steps if target is not None else ()

    def _chosen(self, policy: Policy) -> Step | None:
        return next((one for one in self._steps(policy) if one.id == self._step), None)

    def _wrong(self, step: Step, sheet: Sheet) -> bool:
        typed = any(
            at == sheet.item and name.startswith(f"step:{step.id}.") for (at, name), _ in sheet.draft.wrong
        )
        return typed or bool(sheet.about(f"step:{step.id}")[0])

    def _line(self, step: Step, sheet: Sheet) -> LineShown:
        words, wrong = self._place.words, self._wrong(step, sheet)
        detail = step_detail(step, self._place, sheet.draft.people)
        badge, tone = (words("to mend"), Tone.LATE) if wrong else ("", Tone.DIM)
        return LineShown(step.id, when_text(step, self._place), detail, badge, tone)


def _when(step: Step) -> str:
    if step.percent is not None:
        return "percent"
    if not step.offset:
        return "due"
    return "after" if step.offset > timedelta() else "before"


def _at(step: Step, when: str) -> Step:
    """Another sort of moment keeps the length that was written, where there was one."""
    length = abs(step.offset)
    if when == "percent":
        return replace(step, percent=75, offset=timedelta())
    offsets = {"before": -(length or _HALF), "after": length or _HOUR, "due": timedelta()}
    return replace(step, percent=None, offset=offsets[when])


def _with_act(acts: tuple[Act, ...], kind: ActKind, value: str) -> tuple[Act, ...]:
    """The first of its kind says it; "" takes it out, others stay as they are."""
    at = next((n for n, one in enumerate(acts) if one.kind is kind), len(acts))
    fresh = (Act(kind, "" if kind is ActKind.RAISE_PRIORITY else value),) if value else ()
    return (*acts[:at], *fresh, *acts[at + 1 :])


def new_target(kind: TargetKind) -> Target:
    return Target(kind, (None,) * 4, tuple(Waiting) if kind in PAUSING else ())


def with_target(policy: Policy, target: Target) -> Policy:
    """In the order of the kinds."""
    others = [one for one in policy.targets if one.kind is not target.kind]
    order = list(TargetKind)
    return replace(policy, targets=tuple(sorted((*others, target), key=lambda one: order.index(one.kind))))


def _receivers(place: Workplace, names: Directory, step: Step) -> tuple[Choice, ...]:
    """Roles, everybody by name, robots; and who is told now although nobody knows them any more."""
    robots = tuple(f"robot:{one.name}" for one in place.preferences.channels.robots)
    keys = dict.fromkeys((*RECEIVERS, *(f"agent:{one.id}" for one in names.people), *robots, *step.to))
    return tuple(Choice(key, receiver(key, place, names)) for key in keys)


def _takers(place: Workplace, names: Directory, held: str) -> tuple[Choice, ...]:
    people = (f"agent:{one.id}" for one in names.people)
    keys = dict.fromkeys(
        ("lead", *people, *(f"team:{one.id}" for one in names.teams), *([held] if held else []))
    )
    return (
        Choice("", place.words("nobody: it stays where it is")),
        *(Choice(key, receiver(key, place, names)) for key in keys),
    )
