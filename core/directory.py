"""People, teams and categories as entries that each keep the later intent: how a directory joins sync."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.errors import RuleViolation
from core.reading import Directory, Person, Team
from core.sync.plain import MISSHAPEN, Json, from_plain, to_plain
from core.tickets.model import Category
from core.tickets.text import NAME, clean_line

_KINDS: Mapping[str, type[Any]] = {"person": Person, "team": Team, "category": Category}
_PARTS = {"person": "people", "team": "teams", "category": "categories"}


class NameMisshapen(RuleViolation):
    """An entry of the directory that is of no kind we know, or has no name."""

    def __init__(self, ref: str) -> None:
        super().__init__('The entry "{ref}" of the directory cannot be read. Please enter it again.', ref=ref)


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One person, team or category: ``ref`` is "person:<id>" and so on; ``value`` None: it is gone.

    ``place`` is where lists show it. ``stamp`` is that of the operation which last set it ("" for base data).
    """

    ref: str
    place: int
    value: Mapping[str, Json] | None
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The directory with its past: every entry there ever was, sorted by ``ref``."""

    entries: tuple[NameEntry, ...] = ()

    def with_entries(self, many: Iterable[NameEntry], stamp: str) -> Names:
        """The later intent of each entry holds, in whatever order they come."""
        kept = {one.ref: one for one in self.entries}
        for entry in many:
            _check(entry)
            before = kept.get(entry.ref)
            if before is None or stamp >= before.stamp:
                kept[entry.ref] = replace(entry, stamp=stamp)
        return Names(tuple(kept[ref] for ref in sorted(kept)))


def names_of(directory: Directory) -> Names:
    """Base data: entries without a stamp, which any later intent replaces."""
    return Names(tuple(sorted(_entries(directory), key=lambda one: one.ref)))


def directory_of(names: Names) -> Directory:
    found: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for entry in sorted(names.entries, key=lambda one: (one.place, one.ref)):
        kind = entry.ref.partition(":")[0]
        if entry.value is not None:
            found[kind].append(from_plain(_KINDS[kind], dict(entry.value)))
    return Directory(tuple(found["person"]), tuple(found["team"]), tuple(found["category"]))


def changes_between(before: Names, after: Directory) -> tuple[NameEntry, ...]:
    """What somebody changed who had ``before`` and wants ``after``: only that is their intent."""
    kept = {one.ref: one for one in before.entries}
    wanted = {one.ref: one for one in _entries(after)}
    gone = [
        replace(one, value=None) for one in kept.values() if one.value is not None and one.ref not in wanted
    ]
    new = [one for one in wanted.values() if one.ref not in kept or not _same(kept[one.ref], one)]
    return (*new, *gone)


def _entries(directory: Directory) -> Iterable[NameEntry]:
    for kind, part in _PARTS.items():
        for place, one in enumerate(getattr(directory, part)):
            value = to_plain(one)
            if isinstance(value, dict):
                yield NameEntry(f"{kind}:{one.id}", place, value)


def _same(one: NameEntry, other: NameEntry) -> bool:
    return (one.place, one.value) == (other.place, other.value)


def _check(entry: NameEntry) -> None:
    kind, _, id_ = entry.ref.partition(":")
    if kind not in _KINDS or not id_ or not id_.isprintable():
        raise NameMisshapen(entry.ref)
    if entry.value is None:
        return
    try:
        one = from_plain(_KINDS[kind], dict(entry.value))
    except MISSHAPEN as why:
        raise NameMisshapen(entry.ref) from why
    if one.id != id_:
        raise NameMisshapen(entry.ref)
    for name in one.path if kind == "category" else (one.name,):
        if not clean_line(name, "name", NAME):
            raise NameMisshapen(entry.ref)
