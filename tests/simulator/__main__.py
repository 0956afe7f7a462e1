"""``python -m tests.simulator --seeds 10000`` for the night; ``--seed N`` tells one story, ``--bug`` plants one."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from time import perf_counter

from tests.simulator.bugs import BUGS
from tests.simulator.running import Failure, run_seed

_SOME = 100


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--seeds", type=int, default=500, help="how many stories")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="one story, told")
    parser.add_argument("--bug", choices=sorted(BUGS), help="plant this bug")
    asked = parser.parse_args()
    seeds = range(asked.start, asked.start + asked.seeds) if asked.seed is None else [asked.seed]
    began, failures = perf_counter(), list[Failure]()
    with BUGS[asked.bug]() if asked.bug else nullcontext():
        for done, seed in enumerate(seeds, 1):
            failure = run_seed(seed)
            if failure is not None:
                failures.append(failure)
                _tell(failure)
                if asked.bug:
                    break
            if done % _SOME == 0:
                _say(
                    f"{done} stories, {len(failures)} broken, {done / (perf_counter() - began):.1f} a second"
                )
    _say(f"{len(failures)} of {len(seeds)} stories broke a promise")
    return 1 if failures else 0


def _tell(failure: Failure) -> None:
    _say(f"seed {failure.seed}: {failure.why}\n{failure.trace}")
    for line in failure.story:
        _say(f"    {line}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
