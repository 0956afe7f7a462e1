"""Samples about single tickets, and a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from reports.demo.clocks import late_resolution
from reports.demo.pictures import signature, test_page
from reports.demo.texts import Texts
from reports.facts import (
    Asset,
    CallLine,
    ListRow,
    NoteLine,
    Part,
    Party,
    Photo,
    ServiceReport,
    Signature,
    Step,
    Stint,
    TicketPrint,
)

NOW = datetime(2026, 11, 25, 8, 20, tzinfo=UTC)
NUMBER = "R-2026-001234"


def customer(texts: Texts) -> Party:
    name, contact, phone, mail, address = texts.customer
    return Party(name, contact, phone, mail, address, "K-10432")


def service_report(texts: Texts, *, signed: bool = True) -> ServiceReport:
    travel, work = texts.works
    begin = NOW - timedelta(hours=2, minutes=40)
    return ServiceReport(
        number=NUMBER,
        subject=texts.subject,
        customer=customer(texts),
        asset=Asset(*texts.asset),
        asked=texts.asked,
        done=texts.done,
        parts=tuple(
            Part(name, Decimal(quantity), Decimal(price), code, unit)
            for code, name, unit, quantity, price in texts.parts
        ),
        tax=Decimal(13),
        times=(
            Stint(travel[0], begin, begin + timedelta(minutes=35), travel[1]),
            Stint(work[0], begin + timedelta(minutes=35), begin + timedelta(minutes=125), work[1]),
        ),
        photos=(
            Photo(test_page(striped=True), texts.captions[0]),
            Photo(test_page(striped=False), texts.captions[1]),
        ),
        signed_by_customer=Signature(texts.signers[0], NOW, signature(1)) if signed else Signature(),
        signed_by_us=Signature(texts.signers[1], NOW, signature(3)) if signed else Signature(),
    )


def ticket(texts: Texts) -> TicketPrint:
    opened = NOW - timedelta(hours=7)
    agent = texts.agents[0]
    return TicketPrint(
        number=NUMBER,
        subject=texts.subject,
        status=texts.states[3],
        opened_at=opened,
        customer=customer(texts),
        category=texts.categories[0],
        priority="P2",
        description=texts.asked,
        assignee=texts.agents[2],
        team=texts.team,
        due=NOW + timedelta(hours=1, minutes=40),
        resolved_at=NOW,
        notes=(
            NoteLine(opened + timedelta(minutes=1), agent, texts.notes[0], offset=timedelta(seconds=42)),
            NoteLine(opened + timedelta(minutes=4), agent, texts.notes[1]),
            NoteLine(opened + timedelta(minutes=50), texts.agents[2], texts.notes[2], is_for_customer=True),
        ),
        calls=(
            CallLine(opened - timedelta(minutes=1), "+86 10 8526 1188", agent, timedelta(seconds=204)),
            CallLine(opened + timedelta(minutes=48), "+86 10 8526 1188", texts.agents[2], timedelta(seconds=65),
                     is_incoming=False),
        ),
        steps=(
            Step(opened, agent, texts.states[0]),
            Step(opened + timedelta(minutes=5), agent, texts.states[1]),
            Step(NOW, texts.agents[2], texts.states[3]),
        ),
        whys=(late_resolution(texts.policy, "", opened=opened),),
    )  # fmt: skip


def list_rows(texts: Texts, count: int) -> Iterator[ListRow]:
    for number in range(count):
        opened = NOW - timedelta(hours=3 + number * 7 % 90)
        due = NOW + timedelta(minutes=37 * (number * 5 % 60 - 9))
        yield ListRow(
            f"R-2026-{1300 - number if count < 1300 else number:06}",
            texts.subjects[number % len(texts.subjects)],
            texts.customers[number * 3 % len(texts.customers)],
            texts.states[number % 3],
            f"P{1 + number * 7 % 4}",
            texts.agents[number * 2 % len(texts.agents)] if number % 3 else "",
            opened,
            due,
            is_late=due < NOW,
        )
