"""The sheets of people and teams: where reminders reach them, who leads, and whose hours they work."""

from __future__ import annotations

import re
from dataclasses import replace

from console.presenters.material import Cells, Material, State
from console.viewmodels.shaping import Band, ItemLine, Sheet
from console.viewmodels.tickets import Choice
from core.ids import AgentId
from core.reading import Person, Team
from core.sla.phrases import Unreadable

TAB = "people"
_MAIL = re.compile(r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+$")
_MOBILE = re.compile(r"^\+?[\d\s()-]{5,24}$")


def people_items(material: Material) -> tuple[ItemLine, ...]:
    words, names = material.words, material.state.directory
    leads = {one.id: one.name for one in names.people}
    teams = (
        ItemLine(f"team:{one.id}", one.name, leads.get(one.lead, "") if one.lead else words("no lead"))
        for one in names.teams
    )
    people = (
        ItemLine(
            f"person:{one.id}",
            one.name,
            " · ".join(part for part in (one.mail, one.mobile) if part) or words("no address"),
        )
        for one in names.people
    )
    head, second = ItemLine("", words("Teams"), is_heading=True), ItemLine("-", words("People"), is_heading=True)
    return (head, *teams, second, *people)


def people_sheet(material: Material, item: str) -> Sheet:
    kind, _, id_ = item.partition(":")
    names, words = material.state.directory, material.words
    if kind == "team":
        team = next((one for one in names.teams if one.id == id_), None)
        return _team(material, team, item) if team else Sheet("people")
    person = next((one for one in names.people if one.id == id_), None)
    if person is None:
        return Sheet("people", empty=words("Nobody is here yet."))
    return _person(material, person, item)


def _person(material: Material, person: Person, item: str) -> Sheet:
    words, cells = material.words, Cells(material, TAB, item)
    teams = {one.id: one.name for one in material.state.directory.teams}
    own = words("that of the first team")
    reach = (
        cells.text("mail", words("Mail"), person.mail, "name@example.com"),
        cells.text("mobile", words("Mobile"), person.mobile, "138 1234 5678"),
    )
    calendar = cells.pick("calendar", words("Working hours"), person.calendar, material.calendars(own))
    named = cells.fact("teams", words("Teams"), ", ".join(teams.get(one, one) for one in person.teams) or "—")
    note = words("Reminders wait for these hours, unless their step says any time.")
    return Sheet(item, (Band("reach", person.name, (reach, (calendar, named)), note=note),))


def _team(material: Material, team: Team, item: str) -> Sheet:
    words, cells = material.words, Cells(material, TAB, item)
    people = [one for one in material.state.directory.people if team.id in one.teams or one.id == team.lead]
    leads = (Choice("", words("nobody")), *(Choice(one.id, one.name) for one in people))
    lead = cells.pick("lead", words("Lead"), team.lead or "", leads)
    calendar = cells.pick(
        "calendar", words("Working hours"), team.calendar, material.calendars(words("that of the policy"))
    )
    note = words("The lead is told what nobody has, and what is late.")
    return Sheet(item, (Band("team", team.name, ((lead, calendar),), note=note),))


def edit_people(material: Material, item: str, key: str, value: str) -> State:
    kind, _, id_ = item.partition(":")
    names = material.state.directory
    if kind == "team":
        given: object = (AgentId(value) if value else None) if key == "lead" else value
        teams = tuple(
            replace(one, **{key: given}) if one.id == id_ else one for one in names.teams  # type: ignore[arg-type] # the sheet names the fields
        )
        return replace(material.state, directory=replace(names, teams=teams))
    text = value if key == "calendar" else _address(key, value.strip())
    people = tuple(replace(one, **{key: text}) if one.id == id_ else one for one in names.people)
    return replace(material.state, directory=replace(names, people=people))


def _address(key: str, text: str) -> str:
    if text and key == "mail" and not _MAIL.match(text):
        raise Unreadable('"{mail}" is no mail address: it looks like name@example.com.', mail=text)
    if text and key == "mobile" and not _MOBILE.match(text):
        raise Unreadable('"{mobile}" is no number: please write digits, like 138 1234 5678.', mobile=text)
    return text
