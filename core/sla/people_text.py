"""People and teams in the supervisor's text: where reminders reach them, who leads, and whose hours they work."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.ids import AgentId
from core.reading import Directory
from core.sla.phrases import Unreadable

TABLES = ("person", "team")


def people_text(directory: Directory) -> str:
    """They are changed here, never made: a name stands beside its id only to be read."""
    return "\n".join((*_people(directory), *_teams(directory)))


def _people(directory: Directory) -> Iterator[str]:
    for one in directory.people:
        yield f"[[person]]\nid = {_quoted(one.id)}\nname = {_quoted(one.name)}"
        yield f"mail = {_quoted(one.mail)}\nmobile = {_quoted(one.mobile)}\ncalendar = {_quoted(one.calendar)}\n"


def _teams(directory: Directory) -> Iterator[str]:
    for one in directory.teams:
        yield f"[[team]]\nid = {_quoted(one.id)}\nname = {_quoted(one.name)}"
        yield f"lead = {_quoted(one.lead or '')}\ncalendar = {_quoted(one.calendar)}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_people(text: str, directory: Directory) -> Directory:
    """The directory with what the text says; the text has been read as TOML before."""
    data = tomllib.loads(text)
    people = {one.id: one for one in directory.people}
    teams = {one.id: one for one in directory.teams}
    for entry in data.get("person", []):
        id_, mail = _known(entry, people), read_mail(str(entry.get("mail", "")))
        mobile, calendar = str(entry.get("mobile", "")).strip(), str(entry.get("calendar", ""))
        people[id_] = replace(people[id_], mail=mail, mobile=mobile, calendar=calendar)
    for entry in data.get("team", []):
        id_, lead = _known(entry, teams), str(entry.get("lead", ""))
        if lead and lead not in people:
            raise Unreadable(
                'Nobody here has the id "{id}": people and teams are only changed here, not made.', id=lead
            )
        leader = AgentId(lead) if lead else None
        teams[id_] = replace(teams[id_], lead=leader, calendar=str(entry.get("calendar", "")))
    return replace(directory, people=tuple(people.values()), teams=tuple(teams.values()))


def read_mail(text: str) -> str:
    """Such as "wang@example.com", or "" for none."""
    mail = text.strip()
    before, _, after = mail.partition("@")
    if mail and (not before or not after or any(sign.isspace() for sign in mail)):
        raise Unreadable('"{mail}" is no mail address.', mail=mail)
    return mail


def _known(entry: Mapping[str, Any], known: Mapping[Any, Any]) -> Any:
    id_ = entry.get("id", "")
    if id_ not in known:
        raise Unreadable(
            'Nobody here has the id "{id}": people and teams are only changed here, not made.', id=id_
        )
    return id_
