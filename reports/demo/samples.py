"""Every document once, as files: for people who want to see what paper looks like, and for the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from reports.agent_report import agent_report
from reports.daily_report import daily_report
from reports.demo import numbers, tickets
from reports.demo.clocks import ZONE
from reports.demo.pictures import logo, seal
from reports.demo.texts import CHINESE as CHINESE_TEXTS
from reports.demo.texts import ENGLISH as ENGLISH_TEXTS
from reports.demo.texts import Texts
from reports.layout import CompanyLayout, Paper
from reports.monthly_report import monthly_report
from reports.seal import SealKey
from reports.service_sheet import service_sheet
from reports.setup import Printing, Setup
from reports.sla_report import sla_report
from reports.ticket_list import ticket_list
from reports.ticket_print import ticket_print
from reports.words import CHINESE, ENGLISH, SheetWords

KEY = SealKey(b"only for samples, never for paper")
AT = datetime(2026, 11, 25, 16, 45, tzinfo=ZONE)


def texts_of(language: str) -> Texts:
    return {ENGLISH: ENGLISH_TEXTS, CHINESE: CHINESE_TEXTS}[language]


def sample_setup(language: str, paper: Paper = Paper.A4) -> Setup:
    texts = texts_of(language)
    layout = CompanyLayout(
        texts.company, texts.head, texts.foot, texts.terms, logo(), seal(texts.seal), paper=paper
    )
    return Setup(SheetWords(language), layout, ZONE, Printing(1047, AT, texts.agents[0]), KEY)


def documents(language: str, setup: Setup) -> Mapping[str, Callable[[], bytes]]:
    """Each by its name, made when it is called."""
    texts = texts_of(language)
    holiday = "国庆节" if language == CHINESE else "National Day"
    return {
        "service-report": lambda: service_sheet(tickets.service_report(texts), setup),
        "service-report-to-sign": lambda: service_sheet(tickets.service_report(texts, signed=False), setup),
        "ticket-internal": lambda: ticket_print(tickets.ticket(texts), setup, internal=True),
        "ticket-customer": lambda: ticket_print(tickets.ticket(texts), setup, internal=False),
        "ticket-list": lambda: ticket_list(
            texts.list_name, texts.list_shown, tickets.list_rows(texts, 60), setup
        ),
        "daily-report": lambda: daily_report(numbers.daily(texts), setup),
        "agent-report": lambda: agent_report(numbers.agent(texts), setup),
        "sla-report": lambda: sla_report(numbers.sla(texts, holiday), setup),
        "monthly-report": lambda: monthly_report(numbers.monthly(texts), setup),
    }


def samples(language: str) -> Iterator[tuple[str, bytes]]:
    """Every document on A4, and the service report on every other paper: names of files and their content."""
    setup = sample_setup(language)
    for name, make in documents(language, setup).items():
        yield f"{name}.{language}.pdf", make()
    for paper in Paper:
        if paper is not Paper.A4:
            other = replace(setup, layout=replace(setup.layout, paper=paper))
            made = service_sheet(tickets.service_report(texts_of(language)), other)
            yield f"service-report-{paper.name.lower()}.{language}.pdf", made
