"""A supervisor who tries everything in any order: nothing breaks, nothing wrong is saved, both sides stay in step."""

from __future__ import annotations

from random import Random

import pytest

from console.viewmodels.levels import CalendarShown, EditionShown, FieldShown, PersonShown, PolicyShown
from core.sla.edition_text import edition_text, read_edition
from core.sla.problems import edition_problems
from tests.console.supervisor import Supervisor

TYPED = (
    "", "9:00-12:00", "22:00-6:00", "9", "soon", "4 h", "2 小时", "75", "101", "2026-10-01", "10-05", "2027-01-01",
    "a@b", "a; b", "gold, vip", "名字", "2026-Q1 review", "9:00-12:00 x", "0 min", "24:00-24:00",
)  # fmt: skip
LIST = ("add_calendar", "add_policy", "duplicate", "delete", "up", "down", "undo_all", "text", "forms")
CALENDAR = ("copy_monday", "always", "add_day", "delete_day", "holidays", "year", "paint", "choose_day")
POLICY = ("add_step", "delete_step", "take_out", "choose_target", "choose_step")
TARGETS = ("first response", "next update", "resolution", "call-back")


class Walk(Supervisor):
    """One step after the other, each by chance."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.chance = Random(seed)

    def step(self) -> None:
        chance, editor, shown = self.chance, self.editor, self.levels_shown
        way = chance.random()
        if way < 0.15:
            editor.choose(chance.choice([one.key for one in shown.lines if not one.is_heading]))
        elif way < 0.3:
            chance.choice([editor.undo, editor.undo, editor.redo, self.saves])()
        elif way < 0.45:
            name = chance.choice(LIST)
            if name in shown.can or name in LIST[:2] or name in LIST[-2:]:
                editor.act(name)
        elif shown.is_text:
            at = chance.randrange(len(shown.text) + 1)
            editor.type(
                shown.text[:at] + chance.choice(("", "x", '"')) + shown.text[at + chance.randrange(2) :]
            )
        elif chance.random() < 0.35:
            self.presses()
        else:
            self.writes()

    def presses(self) -> None:
        form, chance = self.form, self.chance
        if isinstance(form, CalendarShown):
            begin = chance.randrange(48)
            values = {
                "holidays": chance.choice(("CN 2026", "DE 2027", "/nowhere")),
                "year": chance.choice(("2026", "2027")),
                "paint": f"{chance.randrange(7)} {begin} {chance.randrange(begin, 48) + 1} {chance.randrange(2)}",
                "choose_day": chance.choice([one.key for one in form.days] or [""]),
            }
            name = chance.choice(CALENDAR)
            self.editor.act(name, values.get(name, ""))
        elif isinstance(form, PolicyShown):
            name, steps = chance.choice(POLICY), [one.key for one in form.steps] or [""]
            is_target = name in ("take_out", "choose_target")
            self.editor.act(name, chance.choice(TARGETS if is_target else steps))
        elif isinstance(form, EditionShown):
            self.editor.act("make_hold")

    def writes(self) -> None:
        fields = self.fields()
        if not fields:
            return
        name = self.chance.choice(sorted(fields))
        keys = [one.key for one in fields[name].choices]
        is_several = name in ("categories", "priorities", "kinds", "pauses", "step.to", "step.ways")
        if is_several:
            keys = ["\n".join(self.chance.sample(keys, self.chance.randrange(len(keys) + 1)))]
        self.editor.edit(name, self.chance.choice(keys or TYPED))

    def fields(self) -> dict[str, FieldShown]:
        """Every field that is on the screen now, by its name."""
        form = self.form
        found: dict[str, FieldShown | None] = {}
        if isinstance(form, PersonShown):
            found.update(form.fields)
        elif isinstance(form, CalendarShown):
            found = {"name": form.name, "zone": form.zone, "region": form.region}
            found |= {f"week.{n}": one for n, one in enumerate(form.week)}
            names = ("kind", "first", "last", "name", "hours", "works_as") if form.day else ()
            found |= {f"day.{name}": getattr(form.day, name) for name in names}
        elif isinstance(form, PolicyShown):
            found = {
                "name": form.name,
                "calendar": form.calendar,
                "reopening": form.reopening,
                **form.conditions,
            }
            for line in form.targets:
                found |= {f"{line.key}.P{n}": one for n, one in enumerate(line.times, 1)}
                found[f"{line.key}.at_risk"] = line.at_risk if line.is_there else None
            found["pauses"] = form.pauses if form.pauses.value else None
            parts = ("when", "amount", "to", "ways", "any_time", "is_urgent", "raises", "reassign", "note")
            found |= {f"step.{part}": getattr(form.step, part) for part in parts if form.step}
        return {name: one for name, one in found.items() if one is not None}

    def holds_together(self) -> None:
        draft, shown = self.editor._history.now, self.levels_shown
        hard = [
            one for one in edition_problems(draft.edition, self.clock.at.date()) if not one.is_only_warning
        ]
        if hard or draft.wrong:
            assert "save" not in shown.can
        else:
            assert read_edition(edition_text(draft.edition), draft.edition) == draft.edition
        items = {*draft.names(), "text"}
        assert [at for at, _ in draft.wrong if at[0] not in items] == []  # nothing wrong where nobody sees it


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_in_whatever_order_holds_together(seed: int) -> None:
    walk = Walk(seed)
    for _ in range(60):
        walk.step()
        walk.wait(walk.chance.choice((0.1, 0.5, 4)))
        walk.holds_together()
    for saved in walk.desk.clocks.book().editions:
        assert [one for one in edition_problems(saved, walk.clock.at.date()) if not one.is_only_warning] == []
