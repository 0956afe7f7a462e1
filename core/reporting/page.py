"""The page of definitions, made from the definitions themselves: docs/measures.md is what this says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from core.reporting.catalogue import NOT_RECORDED, REPORTS, measures_of
from core.reporting.measures import Measure, Unit, Wish
from core.reporting.of_calls import CALL_MEASURES
from core.reporting.of_tickets import TICKET_MEASURES
from core.words import Sentence

UNITS = {
    Unit.COUNT: Sentence("how many"),
    Unit.PERCENT: Sentence("percent"),
    Unit.SECONDS: Sentence("time"),
    Unit.DAYS: Sentence("days"),
    Unit.RATIO: Sentence("ratio"),
}
WISHES = {Wish.UP: Sentence("more"), Wish.DOWN: Sentence("less"), Wish.NEITHER: Sentence("neither")}
RULES = (
    Sentence("Counts belong to a day in the time zone of the first calendar under Service levels."),
    Sentence("A ticket's counts stand with the agent, team, category and queue that it has now."),
    Sentence("A call's counts stand with the agent at whose desk it rang, and with that agent's first team."),
    Sentence("A category has no calls: where categories are asked for, call measures are left empty."),
    Sentence("A measure is empty, not zero, where there is nothing to work it out from."),
    Sentence("Service levels are judged when a clock stops, by the edition that held then."),
)


class Words(Protocol):
    """One language."""

    def __call__(self, template: str, /, **values: object) -> str: ...


def measure_page(words: Words) -> str:
    """Markdown."""
    return "\n".join(_page(words)) + "\n"


def _page(words: Words) -> Iterator[str]:
    yield f"# {words('Measures')}"
    yield ""
    yield words("This page is made from the program: what is written here is what is counted.")
    yield from _list(words, words("Rules for all of them"), RULES)
    yield from _table(words, words("Calls"), CALL_MEASURES)
    yield from _table(words, words("Tickets"), TICKET_MEASURES)
    yield from ("", f"## {words('Reports')}", "")
    for report in REPORTS:
        names = ", ".join(_said(words, one.name) for one in measures_of(report))
        yield f"- **{_said(words, report.name)}**: {names}"
    yield from _list(words, words("Not recorded, and so not measured"), NOT_RECORDED)


def _list(words: Words, title: str, sentences: Sequence[Sentence]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    yield from (f"- {_said(words, one)}" for one in sentences)


def _table(words: Words, title: str, measures: Sequence[Measure]) -> Iterator[str]:
    heads = (
        words("Measure"), words("What it says"), words("Formula"), words("Unit"), words("Better"), words("Usage"),
    )  # fmt: skip
    yield from ("", f"## {title}", "", f"| {' | '.join(heads)} |", f"| {' | '.join(['---'] * len(heads))} |")
    for one in measures:
        cells = (one.name, one.means, one.formula, UNITS[one.unit], WISHES[one.wish], one.source)
        yield f"| {' | '.join(_said(words, cell) for cell in cells)} |"


def _said(words: Words, sentence: Sentence) -> str:
    return words(sentence.template, **sentence.values)
