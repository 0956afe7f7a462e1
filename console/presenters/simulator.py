"""The simulator: a ticket that nobody made, told in a few words, and what the draft would mean for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from console.presenters.due_words import due_line
from console.presenters.material import Cells, Material
from console.presenters.moments import read_moment
from console.presenters.policy_editor import WAITS, tidied
from console.presenters.reminder_words import KINDS as TARGETS
from console.presenters.saying import KINDS
from console.presenters.step_editor import RECEIVERS, WAYS
from console.presenters.why import day_bars, key_of
from console.presenters.workplace import Workplace
from console.viewmodels.service import DueLine
from console.viewmodels.shaping import Band, Cell, Sheet, TrialShown
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.sla.history import Terms
from core.sla.phrases import Unreadable
from core.sla.policy import Edition, Step, TargetKind
from core.sla.reading import Reading, SlaState, Why
from core.sla.reminders import DueStep
from core.sla.simulate import Pause, Scenario, Simulation, simulate
from core.tickets.model import Kind, Priority, Waiting

Story = Mapping[str, str]
TAB = "trial"
MOST_PAUSES = 3
FIRST: Story = {
    "priority": "P2", "kind": Kind.INCIDENT.value, "category": "", "level": "", "opened": "", "by_phone": "1",
    "pauses": "1", "raised_to": "", "raised_at": "", "resolved": "", "reopened": "",
}  # fmt: skip
ORDER = (TargetKind.RESOLUTION, TargetKind.NEXT_UPDATE, TargetKind.FIRST_RESPONSE, TargetKind.CALL_BACK)


def first_story(material: Material) -> Story:
    """Friday evening, as the office closes."""
    return {**FIRST, "opened": material.words("Fri 17:50")}


def trial_sheet(material: Material, story: Story) -> Sheet:
    words = material.words
    cells = Cells(replace(material, is_open=True), TAB, "")
    tree = tuple(
        Choice(one.id, one.path[-1], len(one.path) - 1) for one in material.state.directory.categories
    )
    levels = tuple(Choice(one, one) for one in material.known.get("levels", ()))
    priorities = tuple(Choice(one.name, one.name) for one in Priority)
    none = (Choice("", words("none")),)
    ticket = (
        cells.pick("priority", words("Priority"), story["priority"], priorities, 76),
        cells.pick(
            "kind", words("Kind"), story["kind"], material.choices({one.value: KINDS[one] for one in Kind})
        ),
        cells.pick("category", words("Category"), story["category"], (*none, *tree)),
        replace(cells.pick("level", words("Level"), story["level"], (*none, *levels), 84), can_add=True),
    )
    birth = (
        cells.text("opened", words("Opened"), story["opened"], words("Fri 17:50")),
        cells.check("by_phone", words("Made on the phone"), on=bool(story["by_phone"])),
    )
    hint = words("never")
    later = (
        cells.pick("raised_to", words("Raised to"), story["raised_to"], (*none, *priorities), 76),
        cells.text("raised_at", words("at"), story["raised_at"], hint),
        cells.text("resolved", words("Resolved"), story["resolved"], hint),
        cells.text("reopened", words("Re-opened"), story["reopened"], hint),
    )
    pauses = tuple(_pause(cells, story, n) for n in range(int(story["pauses"])))
    if len(pauses) < MOST_PAUSES:
        pauses = (*pauses, (cells.button("pause+", words("Add a pause")),))
    return Sheet(TAB, (Band("ticket", "", (ticket, birth)), Band("pauses", "", pauses), Band("later", "", (later,))))


def _pause(cells: Cells, story: Story, n: int) -> tuple[Cell, ...]:
    words = cells.material.words
    waits = cells.material.choices(WAITS)
    return (
        cells.text(f"from{n}", words("Waits from"), story.get(f"from{n}", ""), words("never")),
        cells.text(f"to{n}", words("until"), story.get(f"to{n}", ""), words("Mon 10:00")),
        cells.pick(f"for{n}", words("for"), story.get(f"for{n}", Waiting.CUSTOMER.value), waits),
    )


def with_told(story: Story, key: str, value: str) -> Story:
    if key == "pause+":
        return {**story, "pauses": str(min(int(story["pauses"]) + 1, MOST_PAUSES))}
    return {**story, key: value}


def scenario_of(story: Story, edition: Edition, now: datetime) -> tuple[Scenario, datetime]:
    """The story, and the moment from which one looks at it: its last."""
    zone = ZoneInfo(edition.calendars[0].zone) if edition.calendars else ZoneInfo("UTC")
    opened = read_moment(story["opened"], now, zone)
    pauses = tuple(_pauses(story, opened, zone))
    last = max((opened, *(one.end for one in pauses)))
    raised = None
    if story["raised_to"] and story["raised_at"].strip():
        at = read_moment(story["raised_at"], opened, zone)
        raised, last = (at, Priority[story["raised_to"]]), max(last, at)
    resolved = reopened = None
    if story["resolved"].strip():
        resolved = last = read_moment(story["resolved"], last, zone)
    if story["reopened"].strip():
        if resolved is None:
            raise Unreadable("Only a ticket that was resolved can be re-opened: please say when it was.")
        reopened = last = read_moment(story["reopened"], resolved, zone)
    terms = Terms(Priority[story["priority"]], story["category"], Kind(story["kind"]), level=story["level"])
    return Scenario(opened, terms, bool(story["by_phone"]), pauses, raised, resolved, reopened), last


def _pauses(story: Story, opened: datetime, zone: ZoneInfo) -> Iterator[Pause]:
    after = opened
    for n in range(int(story["pauses"])):
        begin, end = story.get(f"from{n}", "").strip(), story.get(f"to{n}", "").strip()
        if not begin and not end:
            continue
        if not begin or not end:
            raise Unreadable("A pause needs both: from when, and until when.")
        start = read_moment(begin, after, zone)
        after = read_moment(end, start, zone)
        waits = Waiting(story.get(f"for{n}") or Waiting.CUSTOMER.value)
        yield Pause(start, after, waits)


def trial(material: Material, story: Story, saved: Edition | None, place: Workplace) -> TrialShown:
    """By the draft and by what is saved: in sentences, day by day, and the reminders on the way."""
    sheet, words = trial_sheet(material, story), material.words
    edition = tidied(material.state.edition)
    try:
        scenario, look = scenario_of(story, edition, place.clock.now())
        found = simulate(scenario, replace(edition, valid_from=scenario.opened_at), look)
        before = simulate(scenario, replace(saved, valid_from=scenario.opened_at), look) if saved else None
    except Trouble as why:
        said = words(why.sentence.template, **why.sentence.values)
        return TrialShown(sheet, said, (), (), (), "", ())
    teller = Teller(material, place)
    why_shown = _most_telling(found.whys)
    return TrialShown(
        sheet,
        "" if found.readings else words("No policy takes this ticket: nothing is promised."),
        tuple(teller.result(one, before) for one in found.readings) + teller.dropped(found, before),
        tuple(teller.rules(why_shown)) if why_shown else (),
        day_bars(why_shown, place) if why_shown else (),
        words("{n} days in between are left out.", n=why_shown.left_out)
        if why_shown and why_shown.left_out
        else "",
        tuple(teller.step(one) for one in found.steps),
    )


def _most_telling(whys: tuple[Why, ...]) -> Why | None:
    return min(whys, key=lambda one: ORDER.index(one.reading.kind), default=None)


class Teller:
    """Says what was found."""

    def __init__(self, material: Material, place: Workplace) -> None:
        self._material = material
        self._words = material.words
        self._place = place

    def result(self, reading: Reading, before: Simulation | None) -> tuple[str, DueLine]:
        words = self._words
        kind = words(TARGETS[reading.kind].template)
        was = self._was(reading, before)
        text, line = self._text(reading), due_line(reading, self._place)
        tone = Tone.LATE if reading.state in {SlaState.BREACHED, SlaState.MISSED} else Tone.PLAIN
        if before is not None and was is None:
            text = words("{now} (new)", now=text)
        elif was is not None and self._text(was) != text:
            text = words("now {now}, was {before}", now=text, before=self._text(was))
        return kind, DueLine(text, line.hover, tone)

    def dropped(self, found: Simulation, before: Simulation | None) -> tuple[tuple[str, DueLine], ...]:
        """What is promised now and would be no more."""
        here = {key_of(one) for one in found.readings}
        gone = [one for one in before.readings if key_of(one) not in here] if before else []
        return tuple(
            (
                self._words(TARGETS[one.kind].template),
                DueLine(
                    self._words("no longer promised, was {before}", before=self._text(one)), "", Tone.SOON
                ),
            )
            for one in gone
        )

    def rules(self, why: Why) -> Iterator[str]:
        words = self._words
        for n, rule in enumerate(why.rules, 1):
            if rule.why_not is None:
                yield words("{n}. {name}: taken", n=n, name=rule.name)
            else:
                yield words("{n}. {name}: {why}", n=n, name=rule.name, why=rule.why_not)

    def step(self, due: DueStep) -> tuple[str, str]:
        words, step = self._words, due.step
        kind = words(TARGETS[due.kind].template)
        to = ", ".join(self._receiver(one) for one in step.to)
        ways = ", ".join(words(WAYS[one].template) if one in WAYS else one for one in step.ways)
        urgent = words(" (urgent)") if step.is_urgent else ""
        text = words("{kind}: to {people} by {ways}", kind=kind, people=to, ways=ways)
        return self._place.times.day_hour(due.moment), f"{text}{urgent}{self._does(step)}"

    def _receiver(self, name: str) -> str:
        if name in RECEIVERS:
            return self._words(RECEIVERS[name].template)
        kind, _, id_ = name.partition(":")
        if kind == "robot":
            return self._words("robot {name}", name=id_)
        return next((one.name for one in self._material.state.directory.people if one.id == id_), id_)

    def _does(self, step: Step) -> str:
        return self._words("; and acts") if step.acts else ""

    def _was(self, reading: Reading, before: Simulation | None) -> Reading | None:
        if before is None:
            return None
        return next((one for one in before.readings if key_of(one) == key_of(reading)), None)

    def _text(self, reading: Reading) -> str:
        words, times = self._words, self._place.times
        if reading.state is SlaState.MET:
            return words("met")
        if reading.state is SlaState.MISSED:
            return words("missed by {time}", time=times.work(abs(reading.left)))
        if reading.state is SlaState.DROPPED:
            return words("dropped")
        return words("due {when}", when=times.day_hour(reading.due)) if reading.due else words("never due")
