"""What waits to be told of exports: kept whole, bounded, and nothing of it forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core import exports
from core.exports import SEVERAL, Export, ExportNote, put_down, strike, to_tell
from core.ids import AgentId
from core.papers import PaperWay

NOON = datetime(2026, 5, 4, 4, tzinfo=UTC)
MONTH = Export("month-2026-05-01--2026-05-31", "pdf", PaperWay.SAVED, 12)


class Drawer:
    """Remembers texts by name."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def setting(self, key: str) -> str | None:
        return self.texts.get(key)

    def set_setting(self, key: str, value: str) -> None:
        self.texts[key] = value


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    monkeypatch.setattr(exports, "MOST", 4)
    return Drawer()


def note(n: int, export: Export = MONTH, by: str = "wang") -> ExportNote:
    return ExportNote(f"e{n}", NOON + timedelta(hours=n), AgentId(by), export)


def test_what_was_put_down_is_told_as_it_was_until_it_is_struck_out(drawer: Drawer) -> None:
    mailed = note(2, Export("calls", "csv", PaperWay.MAILED, None, "house.example"))
    put_down(drawer, note(1))
    put_down(drawer, mailed)
    assert to_tell(drawer) == (note(1), mailed)
    strike(drawer, {"e1", "unknown"})
    assert to_tell(drawer) == (mailed,)


def test_a_damaged_list_is_an_empty_one(drawer: Drawer) -> None:
    put_down(drawer, note(1))
    drawer.texts = dict.fromkeys(drawer.texts, "[")
    assert to_tell(drawer) == ()


def test_too_many_become_fewer_and_each_is_still_counted(drawer: Drawer) -> None:
    other = Export("calls", "csv", PaperWay.SAVED, 3)
    for n in range(1, 4):
        put_down(drawer, note(n))
    put_down(drawer, note(4, other))
    put_down(drawer, note(5, other))
    first, *rest = to_tell(drawer)
    assert [one.id for one in rest] == ["e3", "e4", "e5"]
    assert (first.at, first.until, first.times, first.export.rows) == (note(1).at, note(2).at, 2, 24)
    assert first.id not in {"e1", "e2"}, "the server may know one of them"
    for n in range(6, 50):
        put_down(drawer, note(n, other))
    assert len(to_tell(drawer)) == 4
    assert sum(one.times for one in to_tell(drawer)) == 49


def test_what_is_not_alike_is_counted_by_who_took_it_out_and_how(drawer: Drawer) -> None:
    for n in range(1, 10):
        put_down(drawer, note(n, Export(f"report {n}", "csv", PaperWay.SAVED), f"person {n % 2}"))
    assert {one.by for one in to_tell(drawer)} == {"person 0", "person 1"}
    assert to_tell(drawer)[0].export.what == SEVERAL
    for n in range(10, 20):
        put_down(drawer, note(n, by=f"another {n}"))
    assert len(to_tell(drawer)) == 4
    assert sum(one.times for one in to_tell(drawer)) == 19
