"""What people call about: the texts of ``texts``, read, and filled with the same particulars throughout a ticket."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

from console.demo import names
from console.demo.texts import en_desks, en_office, zh_desks, zh_office
from core.customers.model import Customer, CustomerKind
from core.tickets.model import Kind

MODELS = ("M305", "M402", "C560", "MFP 2250", "LP-90", "C315dn", "P620", "MFP 3300")
ERRORS = ("E-21", "E-14", "C6000", "J-03", "0x61", "SC542", "E-09")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MARKS = {"?": "subjects", "|": "descriptions", "-": "notes", ">": "outcomes"}


@dataclass(slots=True)
class Matter:
    """One thing that goes wrong or is wished for, with the sentences in which it is told."""

    category: str
    kind: Kind
    subjects: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)


@cache
def matters(language: str) -> tuple[Matter, ...]:
    """``language``: zh or en."""
    sources = (zh_office, zh_desks) if language == "zh" else (en_office, en_desks)
    found: list[Matter] = []
    text = "\n".join(source.MATTERS for source in sources).replace("\n  ", " ")
    for line in text.splitlines():
        mark, _, words = line.partition(" ")
        if mark == "==":
            category, kind = words.split(" ", 1)
            found.append(Matter(category, Kind(kind)))
        elif mark:
            getattr(found[-1], _MARKS[mark]).append(words)
    return tuple(found)


class Particulars(dict[str, str]):
    """The particulars of one ticket: chosen when a sentence first names them, and the same from then on."""

    def __init__(self, random: Random, language: str, on: date, house: str) -> None:
        super().__init__()
        self._departments = names.DEPARTMENTS[house][0 if language == "zh" else 1]
        self._random = random
        self._on = on
        self._is_chinese = language == "zh"

    def __missing__(self, name: str) -> str:
        value = self[name] = self._chosen(name)
        return value

    def filled(self, text: str) -> str:
        return text.format_map(self)

    def _chosen(self, name: str) -> str:
        if name == "dept":
            return self._random.choice(self._departments)
        if name in _CHOICES:
            return self._random.choice(_CHOICES[name][0 if self._is_chinese else 1])
        if name in ("month", "warranty"):
            return self._near_date(name)
        low, high, form = _NUMBERS[name]
        number = form.format(self._random.randint(low, high))
        return f"£{number}" if name == "amount" and not self._is_chinese else number

    def _near_date(self, name: str) -> str:
        """The month of the matter or the one before; a warranty that ends in the next two years."""
        months_away = self._random.randint(-1, 0) if name == "month" else self._random.randint(1, 22)
        year, month = divmod(self._on.year * 12 + self._on.month - 1 + months_away, 12)
        if name == "month":
            return str(month + 1) if self._is_chinese else _MONTHS[month]
        return f"{year} 年 {month + 1} 月" if self._is_chinese else f"{_MONTHS[month]} {year}"


_CHOICES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "model": (MODELS, MODELS),
    "error": (ERRORS, ERRORS),
    "visit": (
        ("明天上午", "明天下午", "周三上午", "周四下午", "周五上午", "下周一"),
        ("tomorrow morning", "tomorrow afternoon", "on Wednesday", "on Thursday", "on Friday", "next Monday"),
    ),
    "deadline": (
        ("今天下班", "明天中午", "周五", "本周内"),
        ("by tonight", "by noon tomorrow", "by Friday", "this week"),
    ),
    "branch": (
        tuple(f"{road}支行" for road in names.ROADS_ZH),
        (
            "Kingsway branch",
            "High Street branch",
            "Station branch",
            "Quayside branch",
            "Market Square branch",
        ),
    ),
}
_NUMBERS: dict[str, tuple[int, int, str]] = {
    "serial": (100_000, 999_999, "7F{:d}"),
    "percent": (3, 24, "{:d}"),
    "count": (2, 12, "{:d}"),
    "parcel": (10_000_000, 99_999_999, "SD{:d}"),
    "order": (10_000, 99_999, "S-{:d}"),
    "amount": (180, 28_600, "{:,d}"),
    "tail": (1000, 9999, "{:d}"),
    "staff": (10_000, 39_999, "{:d}"),
    "seats": (8, 60, "{:d}"),
    "machine": (1, 6, "{:d}"),
    "number": (23, 180, "{:d}"),
    "hour": (8, 16, "{:d}"),
}


def house_of(customer: Customer) -> str:
    """office, hospital, bank or home."""
    name = customer.company or customer.name
    if name.endswith(("医院", "Hospital")):
        return "hospital"
    if "银行" in name or name.endswith("Bank"):
        return "bank"
    return "office" if customer.company or customer.kind is CustomerKind.COMPANY else "home"


@cache
def matters_of(house: str, language: str) -> tuple[Matter, ...]:
    """What such a house calls about: its own desk most of all, and nobody at home about the office's network."""
    desk = [one for one in matters(language) if one.category.startswith(house)]
    foreign = {"home": ("hospital", "bank", "it.", "subscription.account")}.get(house, ("hospital", "bank"))
    return (*(one for one in matters(language) if not one.category.startswith(foreign)), *(desk * 5))
