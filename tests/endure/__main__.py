"""``./run endure``: real desks and a real server under a nemesis; ``--only failover``: a primary that is lost."""

from __future__ import annotations

import argparse
import signal
import sys
from types import FrameType

from tests.endure.failover import measure
from tests.endure.floor import EMBEDDED, POSTGRES, Plan
from tests.endure.plants import PLANTS
from tests.endure.running import run


def main() -> int:
    asked = arguments()
    signal.signal(signal.SIGTERM, _end)
    plan = Plan(
        asked.store,
        asked.minutes * 60,
        asked.seed,
        asked.desks,
        asked.rate,
        asked.plant,
        asked.keep,
    )
    report = measure(plan, say, asked.times) if asked.only else run(plan, say)
    say(report.text())
    return 1 if report.broken else 0


def arguments() -> argparse.Namespace:
    made = argparse.ArgumentParser(prog="./run endure", description=__doc__)
    made.add_argument("--minutes", type=float, default=10.0)
    made.add_argument("--store", choices=(EMBEDDED, POSTGRES), default=POSTGRES)
    made.add_argument("--seed", type=int, default=0, help="another story")
    made.add_argument("--desks", type=int, default=5)
    made.add_argument("--rate", type=float, default=3.0, help="things done a second, at each desk")
    made.add_argument("--only", choices=("failover",), help="lose the primary, measure, and check")
    made.add_argument("--times", type=int, default=5, help="how often the primary is lost")
    made.add_argument("--plant", choices=PLANTS, default="", help="a fault that must be found")
    made.add_argument("--keep", action="store_true", help="leave the folder for a look")
    return made.parse_args()


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
