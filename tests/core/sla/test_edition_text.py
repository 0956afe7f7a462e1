"""The supervisor's text: written, read back the same, and each mistake said with what to mend."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.starter_levels import shipped_holidays, starter_edition, year_in
from core.errors import Trouble
from core.ids import AgentId, TeamId
from core.reading import Directory, Person, Team
from core.sla.calendar import DayKind
from core.sla.calendar_files import read_year, with_year
from core.sla.edition_text import edition_text, read_edition
from core.sla.people_text import people_text, read_people
from core.sla.phrases import read_hours, read_step, read_time, step_text, time_text
from core.sla.policy import Act, ActKind, Step
from core.sla.problems import edition_problems, missing_years
from tests.core.sla.calendars import office
from tests.core.sla.stories import edition, policy
from tests.make_calendars import files

BEGINS = datetime(2026, 11, 24, tzinfo=UTC)
TODAY = BEGINS.date()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_is_written_is_read_back_the_same(language: str) -> None:
    made = starter_edition(language, "Asia/Shanghai", BEGINS)
    assert read_edition(edition_text(made), made) == made
    assert not [one for one in edition_problems(made, TODAY) if not one.is_only_warning]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[calendar]", "cannot be read"),
        ('[[calendar]]\nname = "A"\nmonday = "9-12"', "9:00-12:00"),
        ('[[calendar]]\nname = "A"\nmonday = "25:00-26:00"', "not on the clock"),
        ('[[calendar]]\nname = "A"\nholiday = []', "choose of"),
        ('[[calendar]]\nname = "A"\nholidays = ["National Day"]', "must begin with a date"),
        ('[[calendar]]\nname = "A"\nmake_up_days = ["2026-10-10 as someday"]', "weekday"),
        ('[[calendar]]\nname = "A"\nopenings = ["2026-10-10 stocktaking"]', "needs its hours"),
        ('[calendar]\nname = "A"', "two pairs of brackets"),
        ('[[policy]]\nname = "A"\npriorities = ["P9"]', "choose of P1"),
        ('[[policy]]\nname = "A"\n[[policy.target]]\nkind = "resolution"\ntimes = ["2 d"]', "1 h 30 min"),
        ('[[policy]]\nname = "A"\n[[policy.target]]\nkind = "solution"', "resolution"),
        (
            '[[policy]]\nname = "A"\n[[policy.target]]\nkind = "resolution"\nsteps = ["late: soon"]',
            "no moment",
        ),
        ('[[policy]]\nname = "A"\n[[policy.target]]\nkind = "resolution"\nsteps = ["late"]', "no step"),
        (
            '[[policy]]\nname = "A"\n[[policy.target]]\nkind = "resolution"\nsteps = ["a: at due; by fax"]',
            "screen",
        ),
        (
            '[[policy]]\nname = "A"\n[[policy.target]]\nkind = "resolution"\nsteps = ["a: at due; dance"]',
            "reassign",
        ),
        ("[[wishes]]", "calendar"),
    ],
)
def test_a_mistake_is_said_with_what_to_mend(text: str, said: str) -> None:
    with pytest.raises(Trouble) as why:
        read_edition(text, edition())
    assert said in str(why.value), str(why.value)


def test_times_and_hours_as_people_write_them() -> None:
    assert read_time("1 h 30 min") == read_time("1小时30分钟") == timedelta(minutes=90)
    assert (read_time("-"), time_text(None), time_text(timedelta(hours=4))) == (None, "-", "4 h")
    assert [(one.start // 3600, one.end // 3600) for one in read_hours("9:00-12:00，22:00-6:00")] == [
        (9, 12),
        (22, 30),
    ]


def test_a_step_says_what_it_does() -> None:
    acts = (Act(ActKind.RAISE_PRIORITY), Act(ActKind.ADD_NOTE, "late again"))
    step = Step(
        "late",
        offset=timedelta(hours=2),
        to=("lead", "robot:team"),
        ways=("mail",),
        is_urgent=True,
        acts=acts,
    )
    assert read_step(step_text(step)) == step
    assert read_step("soon: 30 min before due; tell assignee; by screen").offset == timedelta(minutes=-30)


@pytest.mark.parametrize("note", ["call; then wait", "先打电话；再等", "a\\; b", ": urgent, by mail"])
def test_a_note_may_hold_what_divides_a_step(note: str) -> None:
    step = Step("late", acts=(Act(ActKind.ADD_NOTE, note), Act(ActKind.RAISE_PRIORITY)))
    assert read_step(step_text(step)) == step


def test_a_day_may_be_named_like_a_year_and_hours_with_a_mistake_are_said() -> None:
    named = '[[calendar]]\nid = "a"\nname = "A"\nzone = "UTC"\nclosures = ["2026-12-24 2026-Q4 stocktaking"]'
    read = read_edition(named, edition())
    assert read.calendars[0].days[0].name == "2026-Q4 stocktaking"
    assert read_edition(edition_text(read), edition()).calendars == read.calendars
    with pytest.raises(Trouble, match="9:00-12:00"):
        read_edition(named.replace("2026-Q4", "14-18:00"), edition())


def test_what_cannot_hold_is_a_problem_and_what_looks_wrong_a_warning() -> None:
    plain = policy()
    hard = edition(type(plain)("a", "A", "nowhere", targets=plain.targets))
    assert any("no calendar for it" in str(one.said) for one in edition_problems(hard, TODAY))
    behind = edition(plain, type(plain)("b", "B", "office", targets=plain.targets))
    assert any(
        "never reached" in str(one.said) and one.is_only_warning for one in edition_problems(behind, TODAY)
    )


def test_the_coming_year_is_missed_from_october_on() -> None:
    calendar = with_year(office(), year_in("CN 2026"))
    assert missing_years(calendar, datetime(2026, 9, 30, tzinfo=UTC).date()) == ()
    assert missing_years(calendar, datetime(2026, 10, 1, tzinfo=UTC).date()) == (2027,)


def test_the_shipped_holidays_are_what_the_libraries_say_today() -> None:
    for name, text in files():
        region, _, year = name.removesuffix(".toml").partition("-")
        assert f"{region} {year}" in shipped_holidays()
        assert year_in(f"{region} {year}") == read_year(text), name


def test_a_year_replaces_its_public_holidays_and_leaves_our_own_days() -> None:
    mine = read_edition(
        '[[calendar]]\nid = "a"\nname = "A"\nzone = "Asia/Shanghai"\nclosures = ["2026-12-24 14:00-18:00 party"]\n'
        'holidays = ["2026-12-25 wrong"]',
        edition(),
    ).calendars[0]
    filled = with_year(mine, year_in("CN 2026"), "zh")
    kinds = {one.kind for one in filled.days}
    assert kinds == {DayKind.HOLIDAY, DayKind.MAKE_UP, DayKind.CLOSURE}
    assert not [one for one in filled.days if one.name == "wrong"]
    assert with_year(filled, year_in("CN 2026"), "zh") == filled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year = 2026", "region"),
        ('region = "CN"', "year"),
        ('region = "CN"\nyear = 2026\n[[holiday]]\ndate = 2025-01-01', "not in the year"),
        ('region = "CN"\nyear = 2026\n[[holiday]]\ndate = "soon"', "Entry 1"),
        (
            'region = "CN"\nyear = 2026\n[[holiday]]\ndate = 2026-01-01\n[[make_up]]\ndate = 2026-01-01',
            "twice",
        ),
        ('region = "CN"\nyear = 2026\n[[make_up]]\ndate = 2026-01-04\nworks_as = "Funday"', "Monday"),
        ("x" * 300_000, "too large"),
        ("=", "TOML"),
    ],
)
def test_a_file_of_holidays_that_is_wrong_says_where(text: str, said: str) -> None:
    with pytest.raises(Trouble, match=said):
        read_year(text)


def test_people_get_their_addresses_and_teams_their_leads_in_the_same_text() -> None:
    names = Directory((Person(AgentId("wang"), "Wang"),), (Team(TeamId("t"), "Team"),))
    text = (
        people_text(names)
        .replace('mail = ""', 'mail = "w@example.invalid"')
        .replace('lead = ""', 'lead = "wang"')
    )
    changed = read_people(text, names)
    assert (changed.people[0].mail, changed.teams[0].lead) == ("w@example.invalid", "wang")
    with pytest.raises(Trouble, match="no mail address"):
        read_people(people_text(names).replace('mail = ""', 'mail = "nobody"'), names)
    with pytest.raises(Trouble, match="Nobody here"):
        read_people('[[person]]\nid = "stranger"', names)
