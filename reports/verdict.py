"""Is this paper what we printed? The answer in a sentence, and what differs by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.words import Sentence, sentence
from reports.seal import (
    Content,
    SealKey,
    fingerprints,
    is_genuine,
    read_seal,
    same_content,
    same_groups,
)

# The parts of documents, as a person calls them; a part that is not here is named by its field's own name.
NAMES = {
    "number": Sentence("Ticket no."), "subject": Sentence("Subject"), "customer": Sentence("Customer"),
    "asset": Sentence("Asset"), "asked": Sentence("What was asked"), "done": Sentence("What was done"),
    "parts": Sentence("Parts and prices"), "currency": Sentence("Currency"), "tax": Sentence("Tax"),
    "times": Sentence("Times"), "photos": Sentence("Photos"), "terms": Sentence("Terms"),
    "signed_by_customer": Sentence("Customer's signature"), "signed_by_us": Sentence("Our signature"),
    "status": Sentence("Status"), "opened_at": Sentence("Opened"), "kind": Sentence("Kind"),
    "category": Sentence("Category"), "priority": Sentence("Priority"), "description": Sentence("What was asked"),
    "assignee": Sentence("Assignee"), "team": Sentence("Team"), "due": Sentence("Due"),
    "resolved_at": Sentence("Resolved"), "notes": Sentence("Notes"), "calls": Sentence("Calls"),
    "steps": Sentence("What happened"), "name": Sentence("Name"), "contact": Sentence("Contact"),
    "phone": Sentence("Phone"), "mail": Sentence("Mail"), "address": Sentence("Address"),
    "model": Sentence("Model"), "serial": Sentence("Serial no."), "place": Sentence("Place"),
    "quantity": Sentence("Quantity"), "price": Sentence("Price"), "code": Sentence("Code"), "unit": Sentence("Unit"),
    "who": Sentence("Who"), "begin": Sentence("From"), "end": Sentence("To"), "what": Sentence("What"),
    "content": Sentence("Picture"), "caption": Sentence("Caption"), "strokes": Sentence("Drawing"),
    "picture": Sentence("Picture"), "at": Sentence("When"), "by": Sentence("Who"), "text": Sentence("Text"),
    "filter": Sentence("What is in the list"), "rows": Sentence("Lines"), "all": Sentence("Content"),
    "day": Sentence("Day"), "measures": Sentence("Measures"), "hours": Sentence("Hours"),
    "categories": Sentence("Categories"), "agents": Sentence("Agents"), "late": Sentence("Late"),
    "remark": Sentence("Remark"), "agent": Sentence("Agent"), "days": Sentence("Days"),
    "tickets": Sentence("Tickets"), "scope": Sentence("What it covers"), "targets": Sentence("Targets"),
    "weeks": Sentence("Weeks"), "breaches": Sentence("Breaches"), "month": Sentence("Month"),
    "trends": Sentence("Trends"), "comparisons": Sentence("Comparisons"), "heat": Sentence("Load by hour of the week"),
    "summary": Sentence("Summary"), "value": Sentence("Value"), "before": Sentence("Before"),
    "count": Sentence("number of lines"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """``differs`` names what is not as it was printed: fields where the archive knows them, parts otherwise."""

    is_ours: bool
    is_same: bool
    sentence: Sentence
    differs: tuple[Sentence, ...] = ()


def verify(
    scanned: str, content: Content, keys: Iterable[SealKey], kept: Mapping[str, str] | None = None
) -> Verdict:
    """``scanned``: the text of the QR code; ``content``: what the ticket says now, or what was read off the paper.

    ``kept``: the fingerprints of this printing from the archive; with them, the very field is named.
    """
    seal = read_seal(scanned)
    held = [key for key in keys if key.id == seal.key]
    if not held:
        return Verdict(
            is_ours=False,
            is_same=False,
            sentence=sentence("This sheet was sealed with a key that is not ours: {key}.", key=seal.key),
        )
    if not is_genuine(seal, held):
        said = sentence("The code on this sheet was not made here, or was changed since. Do not trust it.")
        return Verdict(is_ours=False, is_same=False, sentence=said)
    key = next(key for key in held if is_genuine(seal, [key]))
    if seal.kind != content.kind:
        said = sentence("This sheet was printed here, but it is another kind of document.")
        return Verdict(is_ours=True, is_same=False, sentence=said)
    if same_content(seal, content, key):
        return Verdict(is_ours=True, is_same=True, sentence=sentence("This paper is what we printed."))
    return _differing([*_named(seal_groups(scanned, content, key), content, key, kept)])


def seal_groups(scanned: str, content: Content, key: SealKey) -> list[str]:
    """The parts of a document that are not as they were printed."""
    return [name for name, is_same in same_groups(read_seal(scanned), content, key) if not is_same]


def _named(
    groups: list[str], content: Content, key: SealKey, kept: Mapping[str, str] | None
) -> Iterable[Sentence]:
    now = fingerprints(content, key)
    for group in groups:
        paths = [path for path in {*now, *(kept or {})} if path.split(".", 1)[0] == group]
        changed = [path for path in paths if kept is not None and kept.get(path) != now.get(path)]
        if changed:
            yield from (named(path) for path in sorted(changed, key=_order))
        else:
            yield named(group)


def _order(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in path.split(".")]


def _differing(differs: list[Sentence]) -> Verdict:
    if not differs:
        said = sentence("This sheet was printed here, but for another ticket or list.")
    elif len(differs) == 1:
        said = sentence("This sheet was printed here, but {what} is not as it was printed.", what=differs[0])
    else:
        said = sentence(
            "This sheet was printed here, but {what} and {n} more are not as they were printed.",
            what=differs[0],
            n=len(differs) - 1,
        )
    return Verdict(is_ours=True, is_same=False, sentence=said, differs=tuple(differs))


def named(path: str) -> Sentence:
    """``parts.3.price`` as a person says it: Parts and prices, line 3: Price."""
    parts = path.split(".")
    names = [NAMES.get(part, Sentence(part)) for part in parts if not part.isdecimal()]
    line = next((part for part in parts if part.isdecimal()), "")
    if line and len(names) > 1:
        return sentence("{part}, line {n}: {field}", part=names[0], n=line, field=names[-1])
    if line:
        return sentence("{part}, line {n}", part=names[0], n=line)
    return sentence("{part}: {field}", part=names[0], field=names[-1]) if len(names) > 1 else names[0]
