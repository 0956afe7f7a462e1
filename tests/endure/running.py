"""A run from its beginning to its end: work under trouble, calm, everything put down, and every promise looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from tests.endure.floor import Floor, Plan
from tests.endure.nemesis import Event, Nemesis
from tests.endure.promises import EndedWorld, broken, ended
from tests.endure.report import Report, told, told_of_trouble

_CALM = 480.0  # seconds: the longest pause of a desk is a minute, the longest wait for an answer half of one
Trouble = Callable[[Floor, Report], Sequence[Event]]


def by_nemesis(floor: Floor, report: Report) -> Sequence[Event]:
    """Anything, as long as the plan says."""
    nemesis = Nemesis(floor)
    nemesis.begin()
    nemesis.stay(floor.plan.seconds)
    nemesis.end()
    report.broken += [f"the rig could not go on: {one}" for one in nemesis.failures]
    return nemesis.events


def run(
    plan: Plan,
    say: Callable[[str], None],
    trouble: Trouble = by_nemesis,
    *,
    nudge: bool = False,
    afterwards: Callable[[EndedWorld], None] = lambda _: None,
) -> Report:
    """Every process is gone when it returns. ``nudge``: nobody waits for the pauses of the desks at the end.

    ``afterwards`` is given the files once they were judged, and found good.
    """
    floor = Floor(plan, say)
    try:
        report = endured(floor, trouble, nudge=nudge)
        if not report.broken:
            with ended(floor) as world:
                afterwards(world)
        return report
    finally:
        floor.close()


def endured(floor: Floor, trouble: Trouble, *, nudge: bool) -> Report:
    load, report, plan = os.getloadavg()[0], Report(), floor.plan
    for spot in floor.spots:
        spot.child.wait_until_ready(180)
    floor.tell(f"{len(floor.spots)} desks are open; people begin to work")
    floor.say_to_all("work")
    began = floor.since()
    events = trouble(floor, report)
    until = floor.since()
    floor.say_to_all("rest")
    floor.tell("everything is mended; people rest")
    report.lines.append(
        f"store {plan.store}, seed {plan.seed}, {plan.desks} desks, {plan.rate:g} things a second each, "
        f"{until - began:.0f} s, load {load:.1f} before and {os.getloadavg()[0]:.1f} at the end"
    )
    settle(floor, report, nudge=nudge)
    report.lines += [*told(floor), *told_of_trouble(floor, events, until)]
    judge(floor, report)
    return report


def settle(floor: Floor, report: Report, *, nudge: bool) -> None:
    try:
        seconds = floor.wait_until_in_step(_CALM, nudge=nudge)
        report.lines.append(f"all desks were in step {seconds:.1f} s after the last trouble was mended")
        floor.tell("all desks are in step")
    except TimeoutError as why:
        report.broken.append(str(why))
    statuses = [*floor.stop_desks(), floor.stop_server()]
    if any(statuses):
        report.broken.append(f"not everybody ended with a good word: {statuses}")


def judge(floor: Floor, report: Report) -> None:
    """In the files, once every process has ended."""
    with ended(floor) as world:
        count, found = broken(world)
    report.broken += found
    report.lines.append(
        f"{count} promises looked at; " + (f"{len(report.broken)} BROKEN" if report.broken else "all hold")
    )
    report.lines += [f"  BROKEN: {one}" for one in report.broken]
