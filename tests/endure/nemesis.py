"""Whoever wishes the floor ill: two hands, one for the desks and their wires, one for the server room."""

from __future__ import annotations

import signal
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.endure.floor import Disk, Floor
from tests.endure.pair import Pair
from tests.endure.plants import STANDBY
from tests.fakes.cable import BACK, THERE

_COME_BACK = 20.0
Undo = Callable[[], None]
Fault = Callable[[], tuple[str, float, Undo] | None]
Faults = list[tuple[int, Callable[[Random], Fault]]]


def nothing() -> None:
    """It heals by itself."""


@dataclass
class Event:
    """One fault, from its beginning to its end, in seconds of this machine."""

    name: str
    began: float
    ended: float = 0.0


@dataclass
class Nemesis:
    """What it does is told and counted."""

    floor: Floor
    events: list[Event] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        for number, faults in enumerate((self._on_the_floor(), self._in_the_room())):
            random = Random(f"{self.floor.plan.seed}-{number}")
            thread = threading.Thread(target=self._go_on, args=(random, faults), daemon=True)
            self._threads.append(thread)
            thread.start()

    def stay(self, seconds: float) -> None:
        """Until the time is over, or the rig itself cannot go on."""
        end = self.floor.since() + seconds
        while self.floor.since() < end and not self.failures:
            self._over.wait(0.5)

    def end(self) -> None:
        """Everything is healed when it returns."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    @property
    def counts(self) -> Counter[str]:
        return Counter(one.name for one in self.events)

    def _go_on(self, random: Random, faults: Faults) -> None:
        weights = [weight for weight, _ in faults]
        try:
            while not self._over.wait(random.uniform(1.0, 6.0)):
                [(_, make)] = random.choices(faults, weights)
                self._do(make(random))
        except Exception:
            self.failures.append(traceback.format_exc())
            raise

    def _do(self, fault: Fault) -> None:
        began = self.floor.since()
        done = fault()
        if done is None:
            return
        name, seconds, undo = done
        self.floor.tell(f"nemesis: {name}" + (f" for {seconds:.0f} s" if seconds else ""))
        event = Event(name, began)
        self.events.append(event)
        self._over.wait(seconds)
        undo()
        event.ended = self.floor.since()

    def _on_the_floor(self) -> Faults:
        return [
            (5, self._kill_desk),
            (3, self._freeze_desk),
            (4, self._cut),
            (4, self._hold),
            (2, self._slow),
            (2, self._cut_everybody),
            (3, self._fill_desk),
        ]

    def _in_the_room(self) -> Faults:
        if self.floor.plan.plant == STANDBY:
            return [(1, self._fail_over_behind)]  # what it must be found by
        faults: Faults = [(4, self._kill_server), (3, self._freeze_server), (1, self._restart_server)]
        if self.floor.pair is not None:
            faults += [
                (5, self._fail_over), (2, self._fail_over_behind), (2, self._kill_primary), (2, self._kill_standby),
                (2, self._freeze_primary), (2, self._freeze_standby), (2, self._kill_backend), (2, self._fill_primary),
            ]  # fmt: skip
        else:
            faults.append((3, self._fill_server))
        return faults

    # ── the floor ─────────────────────────────────────────────────────────────────────────────────────────────

    def _kill_desk(self, random: Random) -> Fault:
        spot = random.choice(self.floor.spots)

        def fault() -> tuple[str, float, Undo]:
            spot.child.signal(signal.SIGKILL)
            return "kill a desk", 0.0, nothing

        return fault

    def _freeze_desk(self, random: Random) -> Fault:
        spot, seconds = random.choice(self.floor.spots), random.uniform(2, 12)

        def fault() -> tuple[str, float, Undo]:
            spot.child.signal(signal.SIGSTOP)
            return "freeze a desk", seconds, lambda: spot.child.signal(signal.SIGCONT)

        return fault

    def _cut(self, random: Random) -> Fault:
        wire, seconds = random.choice(self.floor.spots).wire, random.uniform(2, 20)

        def fault() -> tuple[str, float, Undo]:
            wire.cut()
            return "cut a desk off", seconds, wire.mend

        return fault

    def _cut_everybody(self, random: Random) -> Fault:
        seconds = random.uniform(5, 20)
        wires = [spot.wire for spot in self.floor.spots]

        def heal() -> None:
            for wire in wires:
                wire.mend()

        def fault() -> tuple[str, float, Undo]:
            for wire in wires:
                wire.cut()
            return "cut the server off", seconds, heal

        return fault

    def _hold(self, random: Random) -> Fault:
        """Longer than a desk waits for an answer, at times: what it sent arrives after it has given up."""
        wire, way = random.choice(self.floor.spots).wire, random.choice((THERE, BACK))
        seconds, breaks = random.choice((random.uniform(2, 12), 36.0)), random.random() < 0.5

        def heal() -> None:
            wire.mend()
            if breaks:
                wire.reset()

        def fault() -> tuple[str, float, Undo]:
            wire.hold(way)
            return f"nothing gets through {way}", seconds, heal

        return fault

    def _slow(self, random: Random) -> Fault:
        wire, delay, seconds = (
            random.choice(self.floor.spots).wire,
            random.uniform(0.05, 0.5),
            random.uniform(5, 15),
        )

        def fault() -> tuple[str, float, Undo]:
            wire.slow(delay)
            return "a slow wire", seconds, wire.mend

        return fault

    def _fill_desk(self, random: Random) -> Fault:
        disk = next((spot.disk for spot in self.floor.spots if spot.disk), None)
        return self._fill(disk, random, "fill a desk's disk")

    # ── the server room ───────────────────────────────────────────────────────────────────────────────────────

    def _gone(self, number: int) -> Undo:
        """Mostly it may come back before the next trouble: a server that never serves has nothing to lose."""
        server, starts = self.floor.server, self.floor.server.starts
        server.signal(number)

        def come_back() -> None:
            left = _COME_BACK
            while server.starts == starts and left > 0 and not self._over.wait(0.2):
                left -= 0.2

        return come_back

    def _kill_server(self, _random: Random) -> Fault:
        def fault() -> tuple[str, float, Undo]:
            return "kill the server", 0.0, self._gone(signal.SIGKILL)

        return fault

    def _restart_server(self, _random: Random) -> Fault:
        def fault() -> tuple[str, float, Undo]:
            return "restart the server", 0.0, self._gone(signal.SIGTERM)

        return fault

    def _freeze_server(self, random: Random) -> Fault:
        server, seconds = self.floor.server, random.choice((2.0, 5.0, 12.0, 12.0, 35.0))

        def fault() -> tuple[str, float, Undo]:
            server.signal(signal.SIGSTOP)
            return "freeze the server", seconds, lambda: server.signal(signal.SIGCONT)

        return fault

    def _fill_server(self, random: Random) -> Fault:
        return self._fill(self.floor.server_disk, random, "fill the server's disk")

    def _fill(self, disk: Disk | None, random: Random, name: str) -> Fault:
        seconds = random.uniform(5, 15)

        def fault() -> tuple[str, float, Undo] | None:
            if disk is None or not disk.is_own:
                return None
            disk.fill()
            return name, seconds, disk.free

        return fault

    # ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _pair(self) -> Pair:
        assert self.floor.pair is not None
        return self.floor.pair

    def _fail_over(self, random: Random) -> Fault:
        """The machine is lost, the standby takes its place; later there is a new standby."""
        pair, seconds = self._pair, random.uniform(5, 15)

        def fault() -> tuple[str, float, Undo] | None:
            if not pair.is_safe:
                return None
            pair.promote()
            return "kill the primary, promote the standby", seconds, pair.attach

        return fault

    def _fail_over_behind(self, random: Random) -> Fault:
        """The standby was away for a while when the primary is lost: what nobody was told may be gone."""
        pair, seconds = self._pair, random.uniform(3, 8)

        def fault() -> tuple[str, float, Undo] | None:
            if not pair.is_safe:
                return None
            pair.standby.kill()
            self._over.wait(4.0)
            pair.primary.kill()
            pair.standby.start()
            pair.standby.until("SELECT 1", 1)
            pair.promote()
            return "promote a standby that was away", seconds, pair.attach

        return fault

    def _kill_primary(self, random: Random) -> Fault:
        return self._down(random, "primary")

    def _kill_standby(self, random: Random) -> Fault:
        return self._down(random, "standby")

    def _down(self, random: Random, which: str) -> Fault:
        pair, seconds = self._pair, random.uniform(1, 8)

        def fault() -> tuple[str, float, Undo]:
            node = pair.primary if which == "primary" else pair.standby
            node.kill()
            return f"kill the {which} and start it again", seconds, pair.mend

        return fault

    def _kill_backend(self, _random: Random) -> Fault:
        pair = self._pair

        def fault() -> tuple[str, float, Undo]:
            pair.primary.kill_a_backend()
            return "kill a process of the primary", 2.0, pair.mend

        return fault

    def _freeze_primary(self, random: Random) -> Fault:
        return self._freeze(random, "primary")

    def _freeze_standby(self, random: Random) -> Fault:
        return self._freeze(random, "standby")

    def _freeze(self, random: Random, which: str) -> Fault:
        pair, seconds = self._pair, random.uniform(2, 12)

        def fault() -> tuple[str, float, Undo]:
            node = pair.primary if which == "primary" else pair.standby
            node.signal(signal.SIGSTOP)

            def thaw() -> None:
                node.signal(signal.SIGCONT)
                pair.mend()

            return f"freeze the {which}", seconds, thaw

        return fault

    def _fill_primary(self, random: Random) -> Fault:
        pair, seconds = self._pair, random.uniform(5, 12)

        def fault() -> tuple[str, float, Undo] | None:
            disk = next(one for one in self.floor.disks if pair.primary.folder.is_relative_to(one.folder))
            if not disk.is_own:
                return None
            disk.fill()

            def heal() -> None:
                disk.free()
                pair.mend()

            return "fill the primary's disk", seconds, heal

        return fault
