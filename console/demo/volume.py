"""Very many customers, numbers and tickets for the bench: plain, quick to make, and the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from console.demo import names
from console.demo.directory import agents_of, team_of
from console.demo.ids import uuid_shaped
from console.demo.matters import MODELS
from core.customers.model import Customer, CustomerNumber
from core.ids import AgentId, CustomerId, TeamId, TicketId
from core.tickets.model import Impact, Kind, Status, StatusChange, Urgency
from core.tickets.ticket import Ticket

EPOCH = datetime(2023, 1, 2, tzinfo=UTC)
NUMBERS_EACH = 10

_AREAS = ("010", "021", "020", "0755", "0571", "025", "028", "027", "029")
_MATTERS = (
    ("sales.printer.paper", Kind.INCIDENT, "{} 打印机卡纸，重启无效"),
    ("sales.supplies", Kind.SERVICE_REQUEST, "订购 {} 硒鼓"),
    ("billing.invoice", Kind.SERVICE_REQUEST, "{} 的发票抬头要改"),
    ("orders.delivery", Kind.INCIDENT, "{} parcel has not moved for three days"),
    ("it.network", Kind.INCIDENT, "{} will not join the wireless network"),
    ("other.inquiry", Kind.SERVICE_REQUEST, "Price for ten {}"),
)
_SCATTER = 2_654_435_761  # Knuth's multiplier: neighbours in order are strangers in the index


def volume_customers(count: int = 100_000, numbers_each: int = NUMBERS_EACH) -> Iterator[Customer]:
    """Half of the numbers are mobiles, the other half landlines, a third of those with an extension."""
    surnames, given = names.SURNAMES, names.GIVEN_ZH
    for n in range(count):
        name = surnames[n % len(surnames)] + given[n // len(surnames) % len(given)]
        first = n * numbers_each
        written = tuple(CustomerNumber(volume_number(first + k)) for k in range(numbers_each))
        yield Customer(volume_customer_id(n), name, company=f"远山 {n // 50} 公司", numbers=written)


def volume_number(n: int) -> str:
    """The nth number; no two are the same number."""
    half = n // 2
    if n % 2 == 0:
        return f"154{half * _SCATTER % 99_999_989:08d}"
    local = f"40{half * _SCATTER % 999_983:06d}"
    line = f"{_AREAS[half // 999_983 % len(_AREAS)]}-{local}"
    return f"{line}转{801 + half % 97}" if half % 3 == 0 else line


def volume_customer_id(n: int) -> CustomerId:
    return CustomerId(uuid_shaped(1_600_000_000_000 + n, n * _SCATTER))


def volume_tickets(count: int = 1_000_000, customers: int = 100_000) -> Iterator[Ticket]:
    """Oldest first, a minute and a half apart; the last two in a hundred are open."""
    makers = [_Maker(place, count, customers) for place in range(len(_MATTERS))]
    for n in range(count):
        yield makers[n % len(makers)].ticket(n)


def chunks(tickets: Iterator[Ticket], size: int) -> Iterator[list[Ticket]]:
    while batch := list(islice(tickets, size)):
        yield batch


class _Maker:
    """Tickets of one matter; what they share is made once."""

    def __init__(self, place: int, count: int, customers: int) -> None:
        self._category, self._kind, subject = _MATTERS[place]
        self._subjects = [subject.format(model) for model in MODELS]
        self._team: TeamId = team_of(self._category)
        self._agents: tuple[AgentId, ...] = agents_of(self._team)
        self._open_from = count - count // 50
        self._customers = customers
        self._step = timedelta(seconds=90)
        self._hour = timedelta(hours=1)

    def ticket(self, n: int) -> Ticket:
        at = EPOCH + n * self._step
        agent = self._agents[n % len(self._agents)]
        history = [StatusChange(Status.NEW, at, agent), StatusChange(Status.ASSIGNED, at, agent)]
        if n < self._open_from:
            at += self._hour
            history.append(StatusChange(Status.RESOLVED, at, agent))
        subject = self._subjects[n // len(_MATTERS) % len(self._subjects)]
        year = history[0].at.year
        return Ticket(
            TicketId(uuid_shaped(1_672_617_600_000 + n * 90_000, n * _SCATTER)),
            f"{year}-{n + 1:06d}",
            tuple(history),
            at,
            f"{subject} {n}",
            f"{subject}。序列号 7F{n:07d}，设备在保，同意明天上午上门。",
            self._kind,
            self._category,
            Impact.ONE,
            Urgency.MEDIUM,
            volume_customer_id(n * _SCATTER % self._customers),
            agent,
            self._team,
            version=1,
        )
