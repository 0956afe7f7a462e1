"""A primary killed under load, its standby promoted: how long nobody got an answer, and whether anything was lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median
from threading import Event as Pause

from tests.endure.floor import POSTGRES, Floor, Plan
from tests.endure.report import Report, acknowledged, told
from tests.endure.running import judge, settle

_WORK = 8.0  # seconds before each loss, and after it


@dataclass(frozen=True, slots=True)
class Loss:
    """In seconds of the run: when the primary was killed, and when the standby took writes."""

    killed: float
    promoted: float


def measure(plan: Plan, say: Callable[[str], None], times: int) -> Report:
    floor = Floor(replace(plan, store=POSTGRES), say)
    try:
        return _measured(floor, times)
    finally:
        floor.close()


def _measured(floor: Floor, times: int) -> Report:
    assert floor.pair is not None
    load, pause, losses = os.getloadavg()[0], Pause(), list[Loss]()
    for spot in floor.spots:
        spot.child.wait_until_ready(180)
    floor.say_to_all("work")
    for _ in range(times):
        pause.wait(_WORK)
        killed = floor.since()
        floor.pair.promote()
        losses.append(Loss(killed, floor.since()))
        floor.tell("the primary was lost, the standby promoted")
        pause.wait(_WORK)
        floor.pair.attach()
    pause.wait(_WORK)
    floor.say_to_all("rest")
    report = Report()
    report.lines.append(f"{times} primaries lost, {len(floor.spots)} desks at work, load {load:.1f}")
    settle(floor, report, nudge=True)
    report.lines += [*told(floor), *_told(floor, losses)]
    judge(floor, report)
    return report


def _told(floor: Floor, losses: list[Loss]) -> Iterator[str]:
    moments, all_seconds = acknowledged(floor), []
    for one in losses:
        before = max((at for at in moments if at <= one.killed), default=one.killed)
        after = min((at for at in moments if at > one.promoted), default=float("inf"))
        all_seconds.append(after - one.killed)
        yield (
            f"killed at {one.killed:.1f} s: standby promoted after {one.promoted - one.killed:.2f} s, first push "
            f"answered after {after - one.killed:.2f} s (the last one before it {one.killed - before:.2f} s earlier)"
        )
    yield f"outage, median {median(all_seconds):.2f} s, longest {max(all_seconds):.2f} s"
