"""Hundreds of stories in which everything goes wrong that can: every promise holds, and every planted bug is found."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from core.sync.exchange import Ending
from core.sync.messages import PROTOCOL
from tests.simulator.bugs import BUGS
from tests.simulator.found_at import SEEDS
from tests.simulator.running import Failure, first_failure, run_seed
from tests.simulator.world import world

IN_CI = 500
_GROUP = 50


Told = dict[int | str, Future[Failure | None]]


@pytest.fixture(scope="module")
def told() -> Iterator[Told]:
    """All stories, one after another on each core: a story keeps to one."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        stories: Told = {
            start: pool.submit(first_failure, range(start, start + _GROUP))
            for start in range(0, IN_CI, _GROUP)
        }
        yield stories | {name: pool.submit(_with_bug, name) for name in BUGS}


def _with_bug(name: str) -> Failure | None:
    """In a seed that is known to find it; when stories change, in one of the next."""
    with BUGS[name]():
        return first_failure((SEEDS.get(name, 0), *range(150)))


@pytest.mark.parametrize("start", range(0, IN_CI, _GROUP))
def test_every_promise_holds(told: Told, start: int) -> None:
    failure = told[start].result()
    assert failure is None, f"seed {failure.seed}: {failure.why}\n{failure.trace}"


@pytest.mark.parametrize("name", sorted(BUGS))
def test_every_planted_bug_is_found(told: Told, name: str) -> None:
    assert told[name].result() is not None


def test_the_same_seed_is_the_same_story() -> None:
    stories = []
    for _ in range(2):
        with world(7) as made:
            made.run()
            stories.append((made.story, made.server.ledger.head()))
    assert stories[0] == stories[1]


def test_the_stories_hold_what_they_are_about() -> None:
    """Refusals, restores, crashes, moves between teams: each happens, or the promises would hold for nothing."""
    seen: Counter[str] = Counter()
    for seed in range(12):
        with world(seed) as made:
            made.run()
            seen.update(word for line in made.story for word in line.split()[1:2])
            seen["restores"] += made.server.restores
            seen["refused"] += sum(
                state == "refused" for desk in made.desks for state, _ in desk.log().values()
            )
            seen["news without a question"] += sum(desk.fed for desk in made.desks)
            seen["broke off"] += sum(line.endswith("broke off") for line in made.story)
    wanted = {
        "restores",
        "news without a question",
        "refused",
        "broke off",
        "crash",
        "moves",
        "DeleteRecord",
        "SaveDirectory",
        "AttachCall",
    }
    assert all(seen[one] for one in wanted), seen


def test_a_desk_that_is_too_old_waits_and_loses_nothing() -> None:
    with world(3) as made:
        made.run()
        desk = made.desks[0]
        made.server.oldest = PROTOCOL + 1
        for _ in range(20):
            command = made.people.act(desk)
            if command is not None:
                desk.do(command)
        desk.exchange()
        waiting = [op for op, (state, _why) in desk.log().items() if state == "pending"]
        assert waiting
        made.server.oldest = PROTOCOL
        desk.exchange()
        assert desk.endings[-2:] == [Ending.MUST_UPDATE, Ending.IN_STEP]
        assert not [op for op, (state, _why) in desk.log().items() if state == "pending"]


def test_a_seed_that_is_run_alone_tells_nothing_when_all_is_well() -> None:
    assert run_seed(11) is None
