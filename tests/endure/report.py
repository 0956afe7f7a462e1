"""What a long run tells: how much was done, what was done to it, how long nobody got an answer, which promises held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.endure.floor import Floor
from tests.endure.journal import ANSWERED, ASKED, DRAFT, NOT_DONE, OPENED, read_journal
from tests.endure.nemesis import Event

_LONGEST, _MOST_NAMED = 5, 3


@dataclass(frozen=True, slots=True)
class Outage:
    """From one acknowledged push to the next, while people worked."""

    began: float
    seconds: float
    during: tuple[str, ...]


@dataclass
class Report:
    """One run."""

    lines: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(self.lines)


def acknowledged(floor: Floor) -> list[float]:
    """The moments at which any desk heard that something was taken, in seconds of the run."""
    moments = [
        line["at"] - floor.began
        for spot in floor.spots
        for line in read_journal(spot.journal)
        if line["what"] == ANSWERED and any(fate != "put off" for _, fate, _ in line["answers"])
    ]
    return sorted(moments)


def outages(floor: Floor, events: Sequence[Event], until: float) -> list[Outage]:
    """The longest first."""
    moments = [one for one in acknowledged(floor) if one <= until]
    found = [
        Outage(begin, end - begin, tuple(dict.fromkeys(_during(events, begin, end))))
        for begin, end in pairwise(moments)
    ]
    return sorted(found, key=lambda one: one.seconds, reverse=True)[:_LONGEST]


def _during(events: Iterable[Event], begin: float, end: float) -> Iterator[str]:
    for one in events:
        if one.began <= end and (one.ended or end) >= begin:
            yield one.name


def told(floor: Floor) -> Iterator[str]:
    counts: Counter[str] = Counter()
    fates: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for spot in floor.spots:
        for line in read_journal(spot.journal):
            counts[line["what"]] += 1
            kinds.update(op["kind"] for op in line.get("ops", ()))
            fates.update(fate for _, fate, _ in line.get("answers", ()))
    yield (
        f"asked {counts[ASKED]}, called safe {sum(kinds.values())} operations, {counts[NOT_DONE]} not done by a rule, "
        f"{counts[DRAFT]} drafts; desks opened {counts[OPENED]} times"
    )
    yield "operations: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common())
    yield "answers heard: " + ", ".join(f"{n} {fate}" for fate, n in fates.most_common())


def told_of_trouble(floor: Floor, events: Sequence[Event], until: float) -> Iterator[str]:
    counts = Counter(one.name for one in events)
    yield f"nemesis: {sum(counts.values())} events: " + ", ".join(
        f"{name} {n}" for name, n in counts.most_common()
    )
    deaths = {"the server": floor.server, **{spot.login: spot.child for spot in floor.spots}}
    yield "started again: " + ", ".join(f"{name} {len(child.deaths)}" for name, child in deaths.items())
    for one in outages(floor, events, until):
        names = ", ".join(one.during[:_MOST_NAMED]) or "nothing"
        yield f"no push was answered for {one.seconds:.1f} s from {one.began:.1f} s on (meanwhile: {names})"
