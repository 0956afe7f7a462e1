"""A few seconds of what ``python -m tests.fuzz`` does for minutes; the seeds are fixed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.at_the_desk import DeskFuzz
from tests.fuzz.at_the_server import ServerFuzz
from tests.server.conftest import own_server
from tests.server.rig import RunningServer

__all__ = ["own_server"]  # the fixture


def test_whatever_a_desk_says_the_server_stands_and_the_others_are_served(
    own_server: Callable[[], RunningServer], tmp_path: Path
) -> None:
    fuzz = ServerFuzz(own_server(), tmp_path, Random(2026))
    for _ in range(3):
        for _ in range(80):
            fuzz.step()
        fuzz.look()
    fuzz.end()
    assert fuzz.seen["taken"] > 20
    assert fuzz.seen["refused"] > 20
    assert fuzz.seen["line"] > 3


@pytest.mark.parametrize("seed", [1, 4])
def test_whatever_a_server_says_the_desk_works_on_and_is_well_again_with_an_honest_one(
    tmp_path: Path, seed: int
) -> None:
    fuzz = DeskFuzz(tmp_path / "desk", Random(seed))
    for _ in range(12):
        fuzz.step()
    fuzz.end()
    assert fuzz.seen["Misshapen"]
    assert fuzz.seen["well"]
