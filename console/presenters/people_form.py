"""The forms of people and teams: where reminders reach them, who leads, whose hours they work."""

from __future__ import annotations

from dataclasses import replace

from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.workplace import Workplace
from console.viewmodels.levels import FieldShown, PersonShown
from console.viewmodels.tickets import Choice
from core.ids import AgentId
from core.reading import Directory, Person, Team
from core.sla.people_text import read_mail


class PeopleForm:
    """They are changed here, never made: names and who is in which team are only read."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def shown(self, id_: str, sheet: Sheet) -> PersonShown:
        names, words = sheet.draft.people, self._place.words
        person = _person(names, id_)
        teams = {one.id: one.name for one in names.teams}
        joined = words(", ").join(teams.get(one, one) for one in person.teams) or "—"
        led = words(", ").join(one.name for one in names.teams if one.lead == person.id)
        facts = [(words("Teams"), joined)] + ([(words("Leads"), led)] if led else [])
        own = Choice("", words("that of the first team"))
        calendar = FieldShown(person.calendar, choices=_calendars(own, sheet, person.calendar))
        fields = {
            "mail": sheet.entry("mail", person.mail),
            "mobile": sheet.entry("mobile", person.mobile),
            "calendar": calendar,
        }
        return PersonShown(sheet.item, person.name, tuple(facts), fields)

    def field(self, name: str) -> str:
        return name

    def edit(self, draft: Draft, id_: str, name: str, value: str) -> Draft:
        """Raises a ``Trouble`` when the text cannot be read."""
        person = _person(draft.people, id_)
        if name == "mail":
            fresh = replace(person, mail=read_mail(value))
        elif name == "mobile":
            fresh = replace(person, mobile=value.strip())
        else:
            fresh = replace(person, calendar=value)
        people = tuple(fresh if one.id == person.id else one for one in draft.people.people)
        return replace(draft, people=replace(draft.people, people=people))

    def act(self, draft: Draft, _id: str, _name: str, _value: str) -> Draft:
        return draft


class TeamForm:
    """Who leads a team, and the hours its people work."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def shown(self, id_: str, sheet: Sheet) -> PersonShown:
        names, words = sheet.draft.people, self._place.words
        team = _team(names, id_)
        members = words(", ").join(one.name for one in names.people if team.id in one.teams) or "—"
        leads = (Choice("", words("nobody")), *(Choice(one.id, one.name) for one in names.people))
        always = Choice("", words("always there"))
        fields = {
            "lead": FieldShown(team.lead or "", choices=leads),
            "calendar": FieldShown(team.calendar, choices=_calendars(always, sheet, team.calendar)),
        }
        return PersonShown(sheet.item, team.name, ((words("People"), members),), fields)

    def field(self, name: str) -> str:
        return name

    def edit(self, draft: Draft, id_: str, name: str, value: str) -> Draft:
        team = _team(draft.people, id_)
        if name == "lead":
            fresh = replace(team, lead=AgentId(value) if value else None)
        else:
            fresh = replace(team, calendar=value)
        teams = tuple(fresh if one.id == team.id else one for one in draft.people.teams)
        return replace(draft, people=replace(draft.people, teams=teams))

    def act(self, draft: Draft, _id: str, _name: str, _value: str) -> Draft:
        return draft


def _person(names: Directory, id_: str) -> Person:
    return next(one for one in names.people if one.id == id_)


def _team(names: Directory, id_: str) -> Team:
    return next(one for one in names.teams if one.id == id_)


def _calendars(first: Choice, sheet: Sheet, held: str) -> tuple[Choice, ...]:
    """A calendar that is gone stays in sight until another is chosen."""
    known = tuple(Choice(one.id, one.name) for one in sheet.draft.edition.calendars)
    gone = (Choice(held, held),) if held and all(one.key != held for one in known) else ()
    return (first, *known, *gone)
