"""The way into a profile: what a new one begins with, and what is told while it opens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from console.bridge.background import Background
from console.door import Door
from console.starter import starter_categories
from core.customers.identity import NumberRules
from core.errors import Trouble
from core.reading import Directory

PASSPHRASE = "three quiet words"
AGENT = {"agent_name": "王敏", "team_name": "售后"}


class AtOnce:
    """Every job at once and in order, as a lane of its own would do it."""

    def __init__(self) -> None:
        self.aside_jobs = 0

    def with_database(self, job: Callable[[], Any], done: Any, failed: Any, *, urgent: bool = False) -> None:
        try:
            answer = job()
        except Trouble as why:
            failed(why)
        else:
            done(answer)

    def aside(self, job: Callable[[], Any], done: Any, failed: Any) -> None:
        self.aside_jobs += 1
        done(job())

    def tell(self, news: Callable[[], None]) -> None:
        news()


def refused(why: Trouble) -> None:
    raise AssertionError(str(why.sentence))


def nothing(*_: object) -> None:
    """Nobody is told."""


def a_door(folder: Path, rules: NumberRules) -> tuple[Door, AtOnce]:
    lane = AtOnce()
    return Door(folder, cast("Background", lane), lambda: rules), lane


@pytest.mark.parametrize(("language", "root"), [("en", "Faults"), ("zh_CN", "故障")])
def test_a_new_profile_begins_with_a_small_category_tree(tmp_path: Path, language: str, root: str) -> None:
    door, lane = a_door(tmp_path / "desk", NumberRules())
    door.found(PASSPHRASE, {**AGENT, "language": language}, nothing, refused)
    door.open(PASSPHRASE, nothing, refused, nothing)
    read: list[Directory] = []
    door.ask(lambda desk: desk.read.directory(), read.append, refused)
    door.close(nothing)
    assert read[0].categories == starter_categories(language)
    assert read[0].categories[0].path == (root,)
    assert [person.name for person in read[0].people] == ["王敏"]
    assert lane.aside_jobs == 0


def test_the_numbers_of_other_countries_are_loaded_before_the_first_of_them_rings(tmp_path: Path) -> None:
    door, lane = a_door(tmp_path / "desk", NumberRules())
    door.warm_up()
    assert lane.aside_jobs == 2, "and after them what writes paper"
    assert "console.paper.counter" in sys.modules


def test_no_category_of_the_starter_tree_is_without_its_parent() -> None:
    for one in starter_categories("en"):
        assert one.is_leaf is not any(other.id.startswith(one.id + ".") for other in starter_categories("en"))
        assert len(one.path) == one.id.count(".") + 1
