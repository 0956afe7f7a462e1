"""The calls of the demonstration, as its PBX presented them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from console.demo.directory import ME
from console.demo.ids import demo_id
from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.customers.model import Customer
from core.customers.numbers import NumberRules, identify
from core.ids import AgentId, CallId
from core.sync.state import CallRecord

HOTLINE = "4000001200"
_RULES = NumberRules(area="010")


def answered_call(
    random: Random, customer: Customer, ticket_at: datetime, queue: str, now: datetime, agent: AgentId
) -> CallRecord:
    """The call from which a ticket was made: it began to ring a little before. One in five was held for a while."""
    answered = ticket_at - timedelta(seconds=random.randint(12, 70))
    began = answered - timedelta(seconds=random.randint(3, 24))
    ended = ticket_at + timedelta(seconds=random.randint(60, 540))
    facts = CallSnapshot(
        CallId(demo_id(random, began)),
        Direction.INCOMING,
        CallState.ENDED,
        Party(presented(random, customer)),
        began,
        answered,
        min(ended, now),
        dialled=HOTLINE,
        queue=queue,
        end=EndReason.HUNG_UP_BY_THEM if random.random() < 0.7 else EndReason.HUNG_UP_BY_US,
        sip_code=200,
    )
    talked = int((min(ended, now) - answered).total_seconds())
    held = timedelta(seconds=talked // 6 if talked % 5 == 0 else 0)
    return CallRecord(facts, customer.id, "", agent, held, timedelta(seconds=8 + talked % 50))


def missed_calls(
    random: Random, now: datetime, people: tuple[Customer, ...], queues: list[str]
) -> list[CallRecord]:
    """Two that nobody has looked at yet, and some that somebody has."""
    ago = [timedelta(minutes=17), timedelta(minutes=52)]
    ago += [timedelta(days=n, minutes=random.randint(5, 240)) for n in range(1, 30)]
    return [_missed(random, now - one, random.choice(people), random.choice(queues)) for one in ago]


def _missed(random: Random, at: datetime, customer: Customer, queue: str) -> CallRecord:
    is_known = random.random() < 0.7
    number = presented(random, customer) if is_known else f"0164{random.randrange(10**8):08d}"
    facts = CallSnapshot(
        CallId(demo_id(random, at)),
        Direction.INCOMING,
        CallState.ENDED,
        Party(number),
        at,
        None,
        at + timedelta(seconds=random.randint(12, 45)),
        dialled=HOTLINE,
        queue=queue,
        end=EndReason.MISSED,
        sip_code=487,
    )
    return CallRecord(facts, customer.id if is_known else None, "", ME)


def presented(random: Random, customer: Customer) -> str:
    """What the PBX shows: never an extension; local numbers without area code, other cities' with 0, abroad with 00."""
    one = identify(random.choice(customer.numbers).written, _RULES)
    line = one.line or one.whole
    for international, national in (("+8610", ""), ("+86400", "400"), ("+86", "0"), ("+", "00")):
        if line.startswith(international):
            return line.replace(international, national, 1)
    return line
