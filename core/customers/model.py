"""A customer, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.ids import CustomerId


class CustomerKind(Enum):
    """A person, or a company whose people share its lines."""

    PERSON = "person"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class CustomerNumber:
    """A number as a person wrote it, and what it is for ("mobile", "办公")."""

    written: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """Who calls. ``company`` names the company in words; ``level`` and ``contract`` are the house's own ("gold")."""

    id: CustomerId
    name: str
    kind: CustomerKind = CustomerKind.PERSON
    company: str = ""
    level: str = ""
    numbers: tuple[CustomerNumber, ...] = ()
    note: str = ""
    version: int = 0
    contract: str = ""
