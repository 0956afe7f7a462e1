"""What documents about one ticket say: plain data, joined by whoever prints. All texts are as people typed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from core.sla.reading import Why
from core.words import Sentence

Said = Sentence | str


@dataclass(frozen=True, slots=True)
class Party:
    """A customer, as a sheet names them."""

    name: str
    contact: str = ""
    phone: str = ""
    mail: str = ""
    address: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """The thing that was worked on."""

    name: str = ""
    model: str = ""
    serial: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was used, or work that is charged."""

    name: str
    quantity: Decimal
    price: Decimal
    code: str = ""
    unit: str = ""

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.price


@dataclass(frozen=True, slots=True)
class Stint:
    """Somebody worked from when to when, on what."""

    who: str
    begin: datetime
    end: datetime
    what: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it lies in a file."""

    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Drawn with a pen (strokes within a box of 1 × 1, y downwards), or scanned; without both there is room to sign."""

    name: str = ""
    at: datetime | None = None
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()
    picture: bytes = b""

    @property
    def is_given(self) -> bool:
        return bool(self.strokes or self.picture)


@dataclass(frozen=True, slots=True)
class ServiceReport:
    """What a customer signs. ``tax`` is a percentage that is added; None: prices are not taxed here."""

    number: str
    subject: str
    customer: Party
    asset: Asset
    asked: str
    done: str
    parts: tuple[Part, ...] = ()
    currency: str = "CNY"
    tax: Decimal | None = None
    times: tuple[Stint, ...] = ()
    photos: tuple[Photo, ...] = ()
    terms: str = ""
    signed_by_customer: Signature = Signature()
    signed_by_us: Signature = Signature()

    @property
    def net(self) -> Decimal:
        return sum((one.amount for one in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note of a ticket. It is ours alone unless it says otherwise."""

    at: datetime
    by: str
    text: str
    is_for_customer: bool = False
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call that belongs to a ticket."""

    at: datetime
    number: str
    agent: str
    talked: timedelta | None = None
    is_incoming: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a ticket."""

    at: datetime
    by: str
    what: Said


@dataclass(frozen=True, slots=True)
class TicketPrint:
    """A ticket whole, for us; for the customer, ``ticket_print.for_customer`` makes another of it."""

    number: str
    subject: str
    status: Said
    opened_at: datetime
    customer: Party
    kind: Said = ""
    category: str = ""
    priority: str = ""
    description: str = ""
    assignee: str = ""
    team: str = ""
    due: datetime | None = None
    resolved_at: datetime | None = None
    notes: tuple[NoteLine, ...] = ()
    calls: tuple[CallLine, ...] = ()
    steps: tuple[Step, ...] = ()
    whys: tuple[Why, ...] = field(
        default=(), metadata={"sealed": False}
    )  # a clock that runs says more each minute
    files: tuple[str, ...] = field(default=(), metadata={"sealed": False})  # older papers have none


@dataclass(frozen=True, slots=True)
class ListRow:
    """A ticket in a list."""

    number: str
    subject: str
    customer: str
    status: Said
    priority: str = ""
    assignee: str = ""
    opened_at: datetime | None = None
    due: datetime | None = None
    is_late: bool = False
