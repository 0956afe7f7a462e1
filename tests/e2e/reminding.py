"""Profiles full of promises that fall due, for consoles that must remind of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.door import DEMO_PASSPHRASE, MADE, desk_texts
from console.profiles import Profile
from console.settings.options import read_options
from console.settings.store import DESK_KEY
from core.customers.identity import NumberRules
from core.ids import AgentId, PromiseId, TeamId, TicketId, new_id
from core.reading import Directory, Person, Team
from core.sla.calendar import Block, Calendar
from core.sla.levels import PROMISE_STEPS
from core.sla.policy import Edition, Policy, Step, Target, TargetKind
from core.tickets.marks import Promise, Reminded
from core.tickets.model import Status, StatusChange
from core.tickets.ticket import Ticket
from storage.bulk import bulk_load
from storage.desk import create_desk
from storage.keys import TEST_COST

ME, TEAM = AgentId("me"), TeamId("team")
ALWAYS = Calendar("always", "Always", "UTC", ((Block(0, 86400),),) * 7)


def promised(n: int, due: datetime, steps: Sequence[Step]) -> Ticket:
    """Opened an hour before; what falls due before due has been given."""
    begun = due - timedelta(hours=2)
    history = (StatusChange(Status.NEW, begun, ME), StatusChange(Status.ASSIGNED, begun, ME))
    promise = Promise(PromiseId(f"p{n}"), due, begun, ME)
    given = (
        Reminded(f"call-back:p{n}:{one.id}", begun) for one in steps if one.offset or one.percent is not None
    )
    plain = Ticket(
        TicketId(new_id()), f"2026-{n:06d}", history, begun, f"Call back {n}", assignee=ME, team=TEAM
    )
    return replace(plain, promises=(promise,), reminded=tuple(given), version=1)


def outside_edition(to: tuple[str, ...] = ("assignee",), ways: tuple[str, ...] = ("mail",)) -> Edition:
    """A call-back that is due is told outside."""
    step = Step("due", to=to, ways=ways, any_time=True)
    target = Target(TargetKind.CALL_BACK, (None,) * 4, steps=(step,))
    policy = Policy("p", "P", ALWAYS.id, targets=(target,))
    return Edition("e", datetime(2020, 1, 1, tzinfo=UTC), (ALWAYS,), (policy,))


def make_profile(
    folder: Path, dues: Sequence[datetime], edition: Edition | None = None, **options: str
) -> Profile:
    """Opens by itself like the demonstration."""
    steps: tuple[Step, ...] = PROMISE_STEPS
    if edition is not None:
        target = edition.policies[0].target(TargetKind.CALL_BACK)
        steps = target.steps if target is not None else PROMISE_STEPS
    rules = NumberRules()
    desk = create_desk(folder, DEMO_PASSPHRASE, rules, TEST_COST)
    with bulk_load(desk.database, rules) as load:
        load.editions((edition,) if edition else ())
        load.tickets(promised(n, due, steps) for n, due in enumerate(dues))
    me = Person(ME, "Me", (TEAM,), "me@example.invalid", "13800000000")
    desk.save_directory(Directory((me,), (Team(TEAM, "Team", ME),)))
    texts = {
        "agent_id": ME,
        "agent_name": "Me",
        "desk_id": new_id(),
        "account_user": "8001",
        "account_register": "",
        "account_bound_address": "127.0.0.1",
        **options,
    }
    desk.set_setting(DESK_KEY, desk_texts(read_options(texts)))
    desk.close()
    (folder / MADE).touch()
    return Profile("demo", folder)
