"""The supervisor's forms of service levels: the list, calendars, people, editions, undo and the simulator."""

from __future__ import annotations

import pytest

from console.viewmodels.levels import CalendarShown
from console.viewmodels.words import Tone
from core.events import Event
from core.sla.calendar import Block, DayKind
from core.sla.policy import Edition, TargetKind
from core.tickets.commands import SaveEdition
from tests.console.supervisor import HOUR, Supervisor, calendar, is_text, policy, titles


@pytest.fixture
def desk() -> Supervisor:
    return Supervisor()


def test_everything_stands_in_one_list_policies_in_their_order(desk: Supervisor) -> None:
    assert titles(desk)[:6] == [
        "Office hours",
        "Around the clock",
        "1. P1 around the clock",
        "2. Standard",
        "王敏",
        "张磊",
    ]
    assert isinstance(desk.form, CalendarShown)
    assert "save" not in desk.levels_shown.can


def test_a_new_calendar_is_named_filled_and_saved(desk: Supervisor) -> None:
    desk.editor.act("add_calendar")
    desk.types(
        name="Night shift", zone="Europe/Berlin", week__0="22:00-6:00", week__5="10:00-14:00, 15:00-16:30"
    )
    desk.editor.act("copy_monday")
    made = calendar(desk.saves(), "Night shift")
    assert made.zone == "Europe/Berlin"
    assert made.week[4] == (Block(22 * HOUR, 30 * HOUR),)
    assert made.week[5] == (Block(10 * HOUR, 14 * HOUR), Block(15 * HOUR, int(16.5 * HOUR)))
    desk.editor.act("always")
    assert calendar(desk.saves(), "Night shift").week == ((Block(0, 24 * HOUR),),) * 7


def test_hours_are_painted_open_and_closed_and_a_night_keeps_its_end(desk: Supervisor) -> None:
    desk.types(week__5="22:00-6:00")
    assert desk.form.bars[6] == ((0.0, 6.0, True),)
    desk.editor.act("paint", "5 18 24 1")  # 9:00 to 12:00
    assert desk.form.week[5].value == "9:00-12:00, 22:00-6:00"
    desk.editor.act("paint", "5 44 48 0")  # nothing from 22:00 on: what is left of the night is Sunday's
    assert desk.form.week[5].value == "9:00-12:00"
    assert desk.form.week[6].value == "0:00-6:00"


def test_what_cannot_be_read_stays_says_so_beside_it_and_holds_back_the_save(desk: Supervisor) -> None:
    desk.types(week__1="9:00-12")
    assert desk.form.week[1].value == "9:00-12"
    assert "9:00-12:00" in desk.form.week[1].problem
    assert "Office hours" in desk.levels_shown.said
    assert "save" not in desk.levels_shown.can
    desk.saves()
    assert desk.editions() == 1
    desk.editor.leave()
    desk.editor.open()
    desk.lane.settle()
    assert desk.form.week[1].value == "9:00-12"
    desk.types(week__1="09:00-12:00")
    assert (desk.form.week[1].value, desk.form.week[1].problem) == ("09:00-12:00", "")
    desk.types(name="Office")
    assert desk.form.week[1].value == "9:00-12:00"  # as everybody writes it, once the caret is elsewhere


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "needs a name"),
        ("name", "Around the clock", "used twice"),
        ("week.2", "9:00-12:00, 11:00-13:00", "overlap"),
        ("week.2", "26:00-27:00", "not on the clock"),
    ],
)
def test_each_wrong_field_of_a_calendar_says_so(desk: Supervisor, field: str, value: str, said: str) -> None:
    desk.editor.edit(field, value)
    shown = desk.form.name if field == "name" else desk.form.week[2]
    assert said in shown.problem
    assert shown.tone is Tone.LATE
    assert (
        next(one for one in desk.levels_shown.lines if one.key == desk.levels_shown.chosen).badge == "to mend"
    )
    assert "save" not in desk.levels_shown.can


def test_public_holidays_come_from_the_shelf_and_a_wrong_file_says_why(desk: Supervisor) -> None:
    desk.types(region="CN")
    assert "2026" in desk.form.region.problem  # the rig lives in May 2026
    assert desk.form.region.tone is Tone.SOON
    assert "CN 2026" in [one.key for one in desk.form.holidays.choices]
    desk.editor.act("holidays", "/nowhere/at-all.toml")
    assert "cannot be read" in desk.form.holidays.problem
    desk.editor.act("holidays", "DE 2027")
    assert "Germany" in desk.form.holidays.problem
    desk.editor.act("holidays", "CN 2026")
    assert desk.form.region.problem == ""
    assert any("Spring Festival" in one.title and "9 days" in one.badge for one in desk.form.days)
    assert 2026 in calendar(desk.saves(), "Office hours").years


def test_a_day_that_differs_is_added_changed_and_deleted(desk: Supervisor) -> None:
    desk.editor.act("add_day")
    desk.types(day__first="2024-12-24", day__last="12-26", day__hours="14:00-18:00", day__name="Stocktaking")
    days = calendar(desk.saves(), "Office hours").days
    assert [(str(one.date), one.kind, one.name, one.blocks) for one in days] == [
        (f"2024-12-{n}", DayKind.CLOSURE, "Stocktaking", (Block(14 * HOUR, 18 * HOUR),)) for n in (24, 25, 26)
    ]
    desk.types(day__kind="make-up day", day__works_as="4")
    assert {one.works_as for one in calendar(desk.saves(), "Office hours").days} == {4}
    desk.types(day__kind="opening")
    assert "needs its hours" in desk.form.day.hours.problem
    desk.types(day__hours="soon", day__kind="holiday")  # the field is gone, and what was wrong in it
    assert "save" in desk.levels_shown.can
    desk.types(day__last="2024-12-01")
    assert "before the first" in desk.form.day.last.problem
    desk.editor.act("delete_day")
    assert calendar(desk.saves(), "Office hours").days == ()


def test_two_entries_of_one_day_that_differs_stay_two_while_one_is_written(desk: Supervisor) -> None:
    for _ in range(2):
        desk.editor.act("add_day")
        desk.types(day__name="Move")
    assert len(desk.form.days) == 2
    assert len({one.key for one in desk.form.days}) == 2


def test_copies_have_steps_of_their_own_and_names_that_are_free(desk: Supervisor) -> None:
    desk.editor.choose("policy:standard")
    desk.editor.act("duplicate")
    desk.editor.choose("calendar:office")
    desk.editor.act("duplicate")
    desk.editor.act("duplicate")
    saved = desk.saves()
    names = [one.name for one in saved.calendars]
    assert names[:3] == ["Office hours", "Office hours (copy)", "Office hours (copy) (copy)"]
    ids = [step.id for one in saved.policies for target in one.targets for step in target.steps]
    assert len(set(ids)) == len(ids)


def test_deleting_is_taken_back_and_a_policy_whose_calendar_is_gone_says_so(desk: Supervisor) -> None:
    desk.types(name="Day shift")
    desk.editor.act("delete")
    assert titles(desk)[0] == "Around the clock"
    desk.editor.choose("policy:standard")
    assert "choose one" in desk.form.calendar.problem
    assert "save" not in desk.levels_shown.can
    assert "mended" in desk.trial.problem
    desk.editor.undo()
    assert desk.levels_shown.chosen == "calendar:office"
    assert desk.form.name.value == "Day shift"
    desk.editor.undo()
    assert desk.form.name.value == "Office hours"
    desk.editor.redo()
    desk.editor.redo()
    assert titles(desk)[0] == "Around the clock"


def test_letters_typed_together_are_taken_back_together_and_what_was_wrong_comes_back(
    desk: Supervisor,
) -> None:
    for text in ("9", "9:", "9:0", "9:00-1"):
        desk.types(week__0=text)
    desk.wait(5)
    desk.types(week__0="9:00-17:00")
    desk.editor.undo()
    assert desk.form.week[0].value == "9:00-1"
    assert desk.form.week[0].problem
    desk.editor.undo()
    assert desk.form.week[0].value == "9:00-12:00, 13:00-18:00"
    assert "undo" not in desk.levels_shown.can
    assert "save" not in desk.levels_shown.can


def test_undo_reaches_over_a_save_and_all_changes_can_be_taken_back_at_once(desk: Supervisor) -> None:
    desk.types(name="Day shift")
    desk.saves()
    desk.editor.undo()
    assert desk.form.name.value == "Office hours"
    assert "save" in desk.levels_shown.can
    desk.editor.act("undo_all")
    assert desk.form.name.value == "Day shift"
    assert "save" not in desk.levels_shown.can
    desk.editor.undo()
    assert desk.form.name.value == "Office hours"


def test_nothing_is_written_when_nothing_changed_and_only_what_did(desk: Supervisor) -> None:
    desk.saves()
    assert desk.editions() == 1
    desk.editor.choose("person:lei")
    desk.types(mail="lei@example.invalid", mobile="13900001111", calendar="always")
    desk.saves()
    assert desk.editions() == 1
    person = next(one for one in desk.desk.read.directory().people if one.id == "lei")
    assert (person.mail, person.mobile, person.calendar) == ("lei@example.invalid", "13900001111", "always")
    desk.editor.choose("team:after-sales")
    desk.types(lead="lei")
    desk.saves()
    assert desk.desk.read.directory().teams[0].lead == "lei"
    desk.editor.choose("person:lei")
    assert ("Leads", "售后") in desk.form.facts
    desk.types(mail="lei@")
    assert "no mail address" in desk.form.fields["mail"].problem


def test_forms_and_text_say_the_same_and_wait_for_each_other(desk: Supervisor) -> None:
    desk.types(name="Day shift")
    desk.editor.act("text")
    assert 'name = "Day shift"' in desk.levels_shown.text
    desk.editor.type(desk.levels_shown.text.replace('"30 min"', '"soon"'))
    assert "30 min" in desk.levels_shown.text_problem
    desk.editor.act("forms")
    assert is_text(desk)  # the forms could not show it
    assert "mend this first" in desk.levels_shown.said
    desk.editor.type(desk.levels_shown.text.replace('"soon"', '"45 min"').replace("Day shift", "Office"))
    desk.editor.act("forms")
    assert desk.form.name.value == "Office"
    desk.types(week__0="nine")
    desk.editor.act("text")
    assert not is_text(desk)
    desk.editor.undo()
    saved = desk.saves()
    target = policy(saved, "Standard").target(TargetKind.FIRST_RESPONSE)
    assert target is not None
    assert target.times[0] is not None
    assert target.times[0].total_seconds() == 45 * 60


def test_the_simulator_follows_each_change_in_the_calendars_zone(desk: Supervisor) -> None:
    results = {kind: line.text for kind, line in desk.trial.results}
    assert results["Resolution"] == "due 05-11 17:50"
    assert "2, Standard" in desk.trial.taken
    assert "Asia/Shanghai" in desk.trial.taken  # the rig's computer keeps UTC
    assert ("05-11 17:50", "Resolution: assignee, team lead, watchers") in desk.trial.steps
    desk.editor.choose("policy:standard")
    desk.types(resolution__P2="2 h")
    assert dict(desk.trial.results)["Resolution"].text == "due 05-11 10:50 (now saved: 05-11 17:50)"
    desk.types(levels="gold")
    assert not dict(desk.trial.results)
    assert "No policy" in desk.trial.taken
    assert desk.trial.asked == {"level"}
    desk.editor.try_out("level", "gold")
    assert dict(desk.trial.results)
    desk.editor.choose("calendar:office")
    desk.types(zone="UTC")
    assert "Times are" not in desk.trial.taken


def test_an_earlier_edition_says_what_differs_and_holds_again(desk: Supervisor) -> None:
    heard: list[Event] = []
    desk.hub.listen(heard.append)
    first = desk.desk.clocks.book().newest
    assert first is not None
    desk.types(name="Day shift")
    desk.editor.choose("policy:standard")
    desk.types(resolution__P1="1 h")
    desk.wait(60)
    desk.saves()
    assert any(type(event).__name__ == "ServiceLevelsChanged" for event in heard)
    desk.editor.choose(f"edition:{first.id}")
    assert desk.form.lines == (
        ('Calendar "Day shift"', 'name "Office hours"'),
        ('Policy "Standard"', "Resolution: other times"),
    )
    desk.editor.act("make_hold")
    assert not desk.form.can_hold
    again = desk.saves()
    assert desk.editions() == 3
    assert (again.calendars, again.policies) == (first.calendars, first.policies)


def test_a_new_edition_from_elsewhere_is_shown_unless_something_is_being_changed(desk: Supervisor) -> None:
    newest = desk.desk.clocks.book().newest
    assert newest is not None
    other = Edition("else", desk.clock.at, newest.calendars[:1], newest.policies[1:])

    def comes() -> None:
        events = desk.desk.perform(SaveEdition(desk.place.stamp(), other))
        desk.hub.tell(events)
        desk.lane.settle()

    desk.types(name="Mine")
    comes()
    assert "Mine" in titles(desk)
    desk.editor.act("undo_all")
    assert titles(desk)[1] == "1. Standard"


@pytest.mark.parametrize(
    ("item", "name", "value", "said"),
    [
        ("calendar:office", "week.0", "9:00-12", "时段"),
        ("policy:standard", "resolution.P1", "soon", "4 小时"),
        ("policy:standard", "resolution.at_risk", "half", "百分比"),
        ("person:lei", "mail", "lei", "邮件地址"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_of_the_screen(
    desk: Supervisor, item: str, name: str, value: str, said: str
) -> None:
    desk.words.speak("zh_CN")
    desk.editor.choose(item)
    desk.editor.edit(name, value)
    assert said in desk.levels_shown.said
