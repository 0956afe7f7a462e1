"""Which steps of a ticket's clocks are due, whom they tell, and what an escalation does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from core.ids import AgentId, NoteId, TeamId
from core.reading import Directory, Person
from core.sla.clock import moment_of, terms_at
from core.sla.levels import ServiceLevels
from core.sla.moments import Running, key_of, running
from core.sla.policy import Act, ActKind, Step
from core.sla.posts import Post, PostState
from core.sla.reminders import DueStep, Service
from core.sla.sketch import key_again
from core.sla.timeline import timeline_of
from core.sla.zones import from_us, to_us
from core.tickets.commands import AddNote, AssignTicket, Command, EditTicket, Stamp
from core.tickets.model import Impact, Priority, Urgency, priority_of
from core.words import Sentence

NO_MAIL = Sentence("There is no mail address for this person: please enter one under Service levels.")
NO_MOBILE = Sentence("There is no mobile number for this person: please enter one under Service levels.")


def steps_due(service: Service, levels: ServiceLevels, now: datetime) -> tuple[DueStep, ...]:
    """Steps that were not fired and whose moment has come, of clocks that run; and snoozes that are over."""
    line = timeline_of(service.history)
    edition = levels.newest
    if line.solved_at is not None:
        return ()
    fired, end = {one.key for one in service.reminded}, to_us(now)
    found = []
    by_key: dict[str, DueStep] = {}
    for clock in running(service, line, levels, edition):
        for step in _of_clock(clock):
            by_key[step.key] = step
            if step.key not in fired and to_us(step.moment) <= end and not clock.is_paused:
                found.append(step)
    for snooze in service.snoozes:
        again, first = key_again(snooze), by_key.get(snooze.key)
        if again not in fired and snooze.until <= now and first is not None:
            found.append(DueStep(again, first.kind, first.step, snooze.until, first.due, is_again=True))
    return tuple(sorted(found, key=lambda one: (one.moment, one.key)))


def idle_keys(service: Service, levels: ServiceLevels, now: datetime) -> tuple[str, ...]:
    """Snoozes that are over and whose clock has stopped meanwhile: nothing to say, but nothing to wake for either."""
    given = {one.key for one in steps_due(service, levels, now)} | {one.key for one in service.reminded}
    over = (key_again(one) for one in service.snoozes if one.until <= now)
    return tuple(key for key in over if key not in given)


def is_wanted(key: str, service: Service, levels: ServiceLevels) -> bool:
    """Whether the clock of a step still runs or waits: of one that has stopped nobody needs to be reminded."""
    line = timeline_of(service.history)
    if line.solved_at is not None:
        return False
    clocks = running(service, line, levels, levels.newest)
    return any(key.startswith(f"{one.run.kind.value}:{one.run.ref}:") for one in clocks)


def coming_steps(service: Service, levels: ServiceLevels) -> tuple[DueStep, ...]:
    """Every step of every running clock with its moment, fired or not: what a simulation shows."""
    line = timeline_of(service.history)
    found = [one for clock in running(service, line, levels, levels.newest) for one in _of_clock(clock)]
    return tuple(sorted(found, key=lambda one: one.moment))


def _of_clock(clock: Running) -> Iterator[DueStep]:
    due = clock.due
    for amount, step in clock.plan.steps:
        at = moment_of(amount, clock.stretches, clock.hours)
        if at is not None:
            key = key_of(clock.run.kind, clock.run.ref, step)
            yield DueStep(key, clock.run.kind, step, from_us(at), None if due is None else from_us(due))


def receivers(service: Service, step: Step, directory: Directory) -> tuple[str, ...]:
    """Agents by id and robots as "robot:<name>", each once. A ticket that nobody has is told to the team's lead."""
    lead = next((team.lead for team in directory.teams if team.id == service.team), None)
    found: dict[str, None] = {}
    for name in step.to:
        if name == "assignee":
            names = [service.assignee or lead]
        elif name == "lead":
            names = [lead]
        elif name == "watchers":
            names = list(service.watchers)
        else:
            names = [AgentId(name.removeprefix("agent:"))]
        found |= dict.fromkeys(one for one in names if one)
    return tuple(found)


def posts_for(
    service: Service, due: DueStep, directory: Directory, levels: ServiceLevels, now: datetime
) -> tuple[Post, ...]:
    """One post for each receiver and way; each may go when the receiver's working hours allow."""
    posts = []
    people = {person.id: person for person in directory.people}
    for to in receivers(service, due.step, directory):
        is_robot = to.startswith("robot:")
        ways = ("robot",) if is_robot else _ways(due.step)
        begin = now if due.step.any_time else _opening(to, service, directory, levels, now)
        for way in ways:
            post = _post(service, due, way, to.removeprefix("robot:"), begin)
            posts.append(post if is_robot else _reachable(post, people.get(AgentId(to)), now))
    return tuple(posts)


def _ways(step: Step) -> tuple[str, ...]:
    """Sound and tray come with the screen."""
    screen = any(way in step.ways for way in ("screen", "sound", "tray"))
    return (*(("screen",) if screen else ()), *(way for way in ("mail", "sms") if way in step.ways))


def _post(service: Service, due: DueStep, way: str, to: str, begin: datetime) -> Post:
    id_ = sha256(f"{service.ticket}|{due.key}|{way}|{to}".encode()).hexdigest()[:32]
    on_screen = way == "screen"
    return Post(
        id_, service.ticket, service.number, service.subject, due.key, due.kind, way, to, due.moment, due.due,
        begin, begin, is_urgent=due.step.is_urgent, sound=on_screen and "sound" in due.step.ways,
        tray=on_screen and "tray" in due.step.ways,
    )  # fmt: skip


def _reachable(post: Post, person: Person | None, now: datetime) -> Post:
    """Without an address it is on the list as failed, so that somebody sees it."""
    missing = None
    if post.way == "mail" and not (person and person.mail):
        missing = NO_MAIL
    elif post.way == "sms" and not (person and person.mobile):
        missing = NO_MOBILE
    if missing is None:
        return post
    return Post(
        **{name: getattr(post, name) for name in Post.__slots__}
        | {"state": PostState.DEAD, "done_at": now, "why": json.dumps([missing.template, {}])}
    )


def _opening(
    to: str, service: Service, directory: Directory, levels: ServiceLevels, now: datetime
) -> datetime:
    """The receiver's next working moment: by their own calendar, their first team's, or the policy's."""
    edition = levels.newest
    if edition is None:
        return now
    names = [*_calendars(to, directory)]
    chosen = levels.chosen(edition, terms_at(timeline_of(service.history), 1 << 62))
    if chosen is not None:
        names.append(chosen.policy.calendar)
    for name in names:
        hours = levels.working(edition, name)
        if hours is not None:
            return hours.next_opening(now) or now
    return now


def _calendars(to: str, directory: Directory) -> Iterator[str]:
    person = next((one for one in directory.people if one.id == to), None)
    if person is None:
        return
    if person.calendar:
        yield person.calendar
    first = person.teams[0] if person.teams else None
    yield from (team.calendar for team in directory.teams if team.id == first and team.calendar)


def acts_for(service: Service, due: DueStep, directory: Directory, stamp: Stamp) -> tuple[Command, ...]:
    """What the escalation does: done again after a crash, each of them changes nothing more."""
    return tuple(
        command for act in due.step.acts for command in _command(act, service, due, directory, stamp)
    )


def _command(
    act: Act, service: Service, due: DueStep, directory: Directory, stamp: Stamp
) -> Iterator[Command]:
    ticket = service.ticket
    if act.kind is ActKind.ADD_NOTE:
        note = NoteId(sha256(f"{ticket}|{due.key}|{act.value}".encode()).hexdigest()[:32])
        yield AddNote(stamp, ticket, note, act.value)
    elif act.kind is ActKind.RAISE_PRIORITY:
        yield from _raised(service, due, stamp)
    elif act.value.startswith("team:"):
        yield AssignTicket(stamp, ticket, None, TeamId(act.value.removeprefix("team:")))
    else:
        lead = next((team.lead for team in directory.teams if team.id == service.team), None)
        agent = lead if act.value == "lead" else AgentId(act.value.removeprefix("agent:"))
        if agent is not None:
            yield AssignTicket(stamp, ticket, agent, service.team)


def _raised(service: Service, due: DueStep, stamp: Stamp) -> Iterator[Command]:
    """One priority up from what it was when the step fell due: done twice, it is done once."""
    was = terms_at(timeline_of(service.history), to_us(due.moment)).priority
    impact, urgency = service.impact, service.urgency
    if was is Priority.P1 or priority_of(impact, urgency).value < was.value:
        return
    while priority_of(impact, urgency).value >= was.value:
        if urgency is not Urgency.HIGH:
            urgency = Urgency(urgency.value + 1)
        else:
            impact = Impact(impact.value + 1)
    yield EditTicket(stamp, service.ticket, {"impact": impact, "urgency": urgency})
