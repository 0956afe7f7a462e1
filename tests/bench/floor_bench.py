"""A floor of desks on one server: how soon one sees what another did, and what they cost while nothing happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from core.rights import Role
from tests.bench.report import Figure, percentile
from tests.bench.sync_site import Helper, furnish, helper
from tests.bench.sync_window import SyncWindow
from tests.server.rig import RunningServer, running

DESKS = (1, 50, 200)
PAUSE = 0.25  # seconds between a change that was shown and the next one


def floor_figures(tries: int, idle: int = 60, desks: Sequence[int] = DESKS) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="ringdesk-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        fingerprint, chairs = furnish(folder / "server", max(desks))
        server = stack.enter_context(running(folder / "server", fingerprint))
        server.new_person("watcher", Role.AGENT, "bench")
        alone = Cost(server)
        window = SyncWindow(folder / "desk", "watcher", server)
        stack.callback(window.close)
        alone.watch(window, 10)
        first, *others = (one.at(server.port) for one in chairs)
        pusher = stack.enter_context(
            helper("tests.bench.pusher", folder / "pusher.json", [first], str(folder / "pusher"))
        )
        window.until(partial(_has_heard, pusher))
        pusher.hear()
        for many in desks:
            with ExitStack() as light:
                floor = None
                if many > 1:  # the window is one of them
                    place = folder / "light.json"
                    floor = light.enter_context(helper("tests.bench.light_desks", place, others[: many - 1]))
                    window.until(partial(_has_heard, floor))
                    floor.hear()
                yield from shown(window, pusher, floor, many, tries)
                if many == max(desks):
                    window.let_pass(3)
                    busy = Cost(server)
                    busy.watch(window, idle)
                    yield from idle_figures(alone, busy, many)


def shown(
    window: SyncWindow, pusher: Helper, floor: Helper | None, many: int, tries: int
) -> Iterator[Figure]:
    """From the ticket on one desk's disk to the news of it in another's window, through server and both databases."""
    took, push, began = [], [], {}
    for _ in range(tries):
        pusher.say("push")
        window.until(partial(_has_heard, pusher))
        told = pusher.hear()
        window.until(partial(window.arrived.__contains__, told["ticket"]))
        took.append((window.arrived[told["ticket"]] - told["at"]) * 1_000)
        push.append(told["push"])
        began[told["position"]] = told["at"]
        window.let_pass(PAUSE)
    yield Figure(
        f"ticket saved → told at another of {many} desks (p99 {percentile(took, 99):.0f})",
        took,
        aim=50,
        limit=200,
        judged="p99",
        baseline="its push answered",
        baseline_values=push,
    )
    if floor is not None:
        floor.say("times")
        window.until(partial(_has_heard, floor))
        yield in_hand(floor.hear()["heard"], began, many, push)


def in_hand(heard: dict[str, list[float]], began: dict[int, float], many: int, push: list[float]) -> Figure:
    """Every desk's own time: a desk that pulled a later position has the earlier one in hand as well."""
    times = sorted((int(head), at) for head, several in heard.items() for at in several)
    took = []
    for position, start in began.items():
        took += [(at - start) * 1_000 for head, at in times if head == position]
    return Figure(
        f"… until it is in hand at each of them (p99 {percentile(took, 99):.0f})",
        took,
        limit=200,
        judged="p99",
        baseline="its push answered",
        baseline_values=push,
    )


class Cost:
    """The server's process while nothing is asked of it: per cent of one core, and megabytes."""

    def __init__(self, server: RunningServer) -> None:
        self._process = psutil.Process(server.process.pid)
        self.cpu: list[float] = []
        self.memory: list[float] = []

    def watch(self, window: SyncWindow, seconds: int) -> None:
        self._process.cpu_percent()
        for _ in range(seconds):
            window.let_pass(1)
            self.cpu.append(self._process.cpu_percent())
            self.memory.append(self._process.memory_info().rss / 1e6)


def idle_figures(alone: Cost, busy: Cost, many: int) -> Iterator[Figure]:
    mean = sum(busy.cpu) / len(busy.cpu)
    yield Figure(
        f"server CPU, {many} idle desks (mean {mean:.1f} of a core)",
        busy.cpu,
        unit="%",
        baseline="with 1 desk",
        baseline_values=alone.cpu,
    )
    yield Figure(
        f"server memory (RSS), {many} idle desks",
        busy.memory,
        unit="MB",
        baseline="with 1 desk",
        baseline_values=alone.memory,
    )


def _has_heard(one: Any) -> bool:
    return bool(one.heard)
