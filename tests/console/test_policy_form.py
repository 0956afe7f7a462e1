"""The form of a policy: whom it is for, what it promises, whom it reminds."""

from __future__ import annotations

import pytest

from console.viewmodels.levels import PolicyShown
from console.viewmodels.words import Tone
from core.sla.policy import ActKind, Reopening, TargetKind
from core.tickets.model import Kind, Priority, Waiting
from tests.console.supervisor import HOUR, Supervisor, policy, titles


@pytest.fixture
def desk() -> Supervisor:
    return Supervisor()


def test_a_new_policy_stands_before_the_one_that_takes_everything(desk: Supervisor) -> None:
    desk.editor.act("add_policy")
    assert titles(desk)[2:5] == ["1. P1 around the clock", "2. New policy", "3. Standard"]
    assert (
        next(one for one in desk.levels_shown.lines if one.title == "3. Standard").badge == "to note"
    )  # never reached
    desk.types(name="VIP", levels="gold， platinum", priorities="P1\nP2", kinds="incident", queues="sales")
    desk.types(calendar="always", reopening="restart", categories="1", contracts="c-7")
    made = policy(desk.saves(), "VIP")
    held = made.conditions
    assert (held.levels, held.priorities) == (("gold", "platinum"), (Priority.P1, Priority.P2))
    assert (held.kinds, held.queues, held.categories, held.contracts) == (
        (Kind.INCIDENT,),
        ("sales",),
        ("1",),
        ("c-7",),
    )
    assert (made.calendar, made.reopening) == ("always", Reopening.RESTART)


def test_policies_move_up_and_down_and_say_where_they_stand(desk: Supervisor) -> None:
    desk.editor.choose("policy:standard")
    assert "down" not in desk.levels_shown.can
    desk.editor.act("up")
    assert [one.id for one in desk.saves().policies] == ["standard", "urgent"]
    assert desk.form.place.startswith("1 of 2")
    desk.editor.choose("policy:urgent")
    assert "never reached" in desk.form.place
    assert desk.form.place_tone is Tone.SOON


def test_times_are_typed_and_an_empty_one_promises_nothing(desk: Supervisor) -> None:
    desk.editor.choose("policy:standard")
    desk.types(resolution__P2="1 h 30 min", resolution__P4="", resolution__at_risk="60 %")
    target = policy(desk.saves(), "Standard").target(TargetKind.RESOLUTION)
    assert target is not None
    assert [time and time.total_seconds() / 60 for time in target.times] == [240, 90, 1440, None]
    assert target.at_risk_percent == 60
    desk.types(resolution__P1="at once")
    line = next(one for one in desk.form.targets if one.key == "resolution")
    assert "1 h 30 min" in line.problem
    desk.editor.act("take_out", "resolution")
    assert "save" in desk.levels_shown.can
    assert policy(desk.saves(), "Standard").target(TargetKind.RESOLUTION) is None


def test_a_first_time_makes_the_promise_and_the_last_takes_it_away(desk: Supervisor) -> None:
    desk.editor.act("add_policy")
    desk.editor.edit("next update.P3", "4 h")
    made = policy(desk.saves(), "New policy").target(TargetKind.NEXT_UPDATE)
    assert made is not None
    assert made.pauses == tuple(Waiting)
    desk.editor.edit("next update.P3", "")
    assert policy(desk.saves(), "New policy").targets == ()


def test_a_reminder_holds_everything_that_a_step_can(desk: Supervisor) -> None:
    desk.editor.choose("policy:standard")
    desk.types(pauses="third party")
    desk.editor.act("add_step")
    desk.types(
        step__when="after", step__amount="45 min", step__to="lead\nagent:lei", step__ways="screen\nmail\nsms"
    )
    desk.types(
        step__any_time="1",
        step__is_urgent="1",
        step__raises="1",
        step__reassign="agent:lei",
        step__note="call them; then wait",
    )
    target = policy(desk.saves(), "Standard").target(TargetKind.RESOLUTION)
    assert target is not None
    step = target.steps[-1]
    assert target.pauses == (Waiting.THIRD_PARTY,)
    assert (step.percent, step.offset.total_seconds()) == (None, 45 * 60)
    assert (step.to, step.ways) == (("lead", "agent:lei"), ("screen", "mail", "sms"))
    assert (step.any_time, step.is_urgent) == (True, True)
    assert {(one.kind, one.value) for one in step.acts} == {
        (ActKind.RAISE_PRIORITY, ""), (ActKind.REASSIGN, "agent:lei"), (ActKind.ADD_NOTE, "call them; then wait"),
    }  # fmt: skip
    assert desk.form.steps[-1].title == "45 min after it was due"
    assert desk.form.steps[-1].detail.startswith("team lead, 张磊 · on screen, by mail, by SMS · urgent")
    desk.types(step__when="before")
    assert desk.form.steps[-1].title == "45 min before it is due"
    desk.types(step__raises="", step__reassign="", step__note="")
    desk.editor.act("delete_step")
    fresh = policy(desk.saves(), "Standard").target(TargetKind.RESOLUTION)
    assert fresh is not None
    assert fresh.steps == target.steps[:-1]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("amount", "half", "percentage"), ("to", "", "somebody"), ("amount", "1001", "0 to 1000")],
)
def test_each_wrong_part_of_a_reminder_says_so(desk: Supervisor, field: str, value: str, said: str) -> None:
    desk.editor.choose("policy:standard")
    desk.editor.act("add_step")
    desk.editor.edit(f"step.{field}", value)
    step = desk.form.step
    assert said in step.amount.problem + step.problem
    assert desk.form.steps[-1].badge == "to mend"
    assert "save" not in desk.levels_shown.can
    desk.editor.act("delete_step")
    assert "save" not in desk.levels_shown.can  # nothing is left to save either
    assert desk.levels_shown.said == ""


def test_times_are_read_in_the_language_in_which_they_are_shown() -> None:
    rig = Supervisor()
    rig.words.speak("zh_CN")
    rig.editor.choose("policy:standard")
    assert isinstance(rig.form, PolicyShown)
    assert rig.form.steps[0].detail == "负责人 · 屏幕"
    assert rig.form.targets[0].times[0].value == "30 分钟"
    rig.types(resolution__P1="2 小时 30 分")
    assert rig.form.targets[2].problem == ""
    saved = policy(rig.saves(), "Standard").target(TargetKind.RESOLUTION)
    assert saved is not None
    assert saved.times[0] is not None
    assert saved.times[0].total_seconds() == 2.5 * HOUR
