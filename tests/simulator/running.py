"""Run seeds: the first story in which a promise was broken, with what happened in it."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from tests.simulator.checks import check
from tests.simulator.watching import Broken
from tests.simulator.world import world

_OUR_BUGS = (
    Broken,
    DBAPIError,
    AssertionError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A seed that does not hold."""

    seed: int
    why: str
    story: tuple[str, ...]
    trace: str = ""


def run_seed(seed: int) -> Failure | None:
    with world(seed) as made:
        try:
            made.run()
            check(made)
        except _OUR_BUGS as why:
            return Failure(
                seed, f"{type(why).__name__}: {why}", tuple(made.story), traceback.format_exc(limit=-4)
            )
    return None


def first_failure(seeds: Iterable[int]) -> Failure | None:
    return next((failure for failure in map(run_seed, seeds) if failure is not None), None)
