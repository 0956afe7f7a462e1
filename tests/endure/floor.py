"""The floor of the long run: a server, its database, desks with people and wires, each a process of its own."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from tempfile import mkdtemp
from typing import Any, cast

from core.ids import AgentId
from core.rights import Role
from tests.e2e.two_desks import join_profile
from tests.endure.children import Child
from tests.endure.pair import Pair, free_port
from tests.endure.plants import ON_SERVER, STANDBY
from tests.fakes.cable import Cable
from tests.server.rig import PASSWORD, READY, RunningServer, make_server

EMBEDDED, POSTGRES = "embedded", "postgres"
TEAMS = ("售前", "售后")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is run."""

    store: str = EMBEDDED
    seconds: float = 600.0
    seed: int = 0
    desks: int = 5
    rate: float = 3.0  # things done a second, at each desk
    plant: str = ""
    keep: bool = False


class Disk:
    """A small file system of its own where this user may mount one; elsewhere a folder that is never full."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        size = f"size={megabytes}m,mode=0755"
        tried = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], capture_output=True, check=False
        )
        self.is_own = tried.returncode == 0
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """To the last byte."""
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while file.write(bytes(1 << 16)):
                pass

    def free(self) -> None:
        self._ballast.unlink(missing_ok=True)

    def close(self) -> None:
        if self.is_own:
            subprocess.run(["umount", "--lazy", str(self.folder)], capture_output=True, check=False)


@dataclass
class Spot:
    """One desk of the floor."""

    login: str
    person: AgentId
    teams: tuple[str, ...]
    folder: Path
    wire: Cable
    journal: Path
    log: Path
    disk: Disk | None = None
    child: Child = field(init=False)
    status: dict[str, Any] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    @property
    def is_in_step(self) -> bool:
        return self.status.get("stand") == "in step" and self.status.get("waiting") == 0

    def heard(self, line: str) -> bool:
        with suppress(ValueError):
            facts = json.loads(line)
            if "trouble" in facts:
                self.troubles.append(facts["trouble"])
                return False
            self.status = facts
            return True
        return False


class Floor:
    """Everything below one temporary folder; ``close`` leaves nothing, whatever happened."""

    def __init__(self, plan: Plan, say: Callable[[str], None]) -> None:
        self.plan = plan
        self._say = say
        self._stack = ExitStack()
        self.began = time.monotonic()
        self.folder = Path(mkdtemp(prefix="ringdesk-endure-"))
        self.folder.chmod(0o755)  # PostgreSQL runs as another user
        if not plan.keep:
            self._stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.pair: Pair | None = None
        self.spots: list[Spot] = []
        self.disks: list[Disk] = []
        try:
            self._build()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._stack.close()

    def since(self) -> float:
        return time.monotonic() - self.began

    def tell(self, what: str) -> None:
        self._say(f"{self.since():7.1f} s  {what}")

    def say_to_all(self, word: str) -> None:
        for spot in self.spots:
            spot.child.word = word if word in ("work", "rest") else spot.child.word
            spot.child.say(word)

    def is_in_step(self) -> bool:
        """Every desk has sent everything, and has what the newest of them has."""
        heads = {spot.status.get("head") for spot in self.spots}
        return all(spot.is_in_step for spot in self.spots) and len(heads) == 1

    def wait_until_in_step(self, seconds: float, *, nudge: bool) -> float:
        """How long it took; twice in a row, so that what was said before the last poke does not count."""
        pause, began, seen = threading.Event(), time.monotonic(), 0
        for spot in self.spots:
            spot.status = {}
        while seen < 4:
            if time.monotonic() - began > seconds:
                standing = {spot.login: spot.status for spot in self.spots}
                raise TimeoutError(f"not in step after {seconds:.0f} s: {standing}")
            pause.wait(0.5)
            seen = seen + 1 if self.is_in_step() else 0
            if nudge and not seen:
                self.say_to_all("look")
        return time.monotonic() - began

    def stop_desks(self) -> list[int]:
        return [spot.child.stop(lambda child: child.say("stop")) for spot in self.spots]

    def stop_server(self) -> int:
        return self.server.stop(lambda child: child.signal(signal.SIGTERM))

    def _disk(self, name: str, megabytes: int) -> Disk:
        disk = Disk(self.folder / name, megabytes)
        self._stack.callback(disk.close)
        self.disks.append(disk)
        return disk

    def _build(self) -> None:
        plan, settings, port = self.plan, "", free_port()
        if plan.store == POSTGRES:
            folders = [self._disk(name, 700).folder / "pg" for name in ("machine-1", "machine-2")]
            for folder in folders:
                folder.mkdir()
            self.pair = Pair(folders, is_lax=plan.plant == STANDBY)
            self._stack.callback(self.pair.close)
            settings = f'database.url = "{self.pair.url}"\n'
        self.server_disk = self._disk("server-room", 300)
        self.server_folder = self.server_disk.folder / "server"
        fingerprint = make_server(self.server_folder, settings)
        listen_on(self.server_folder / "server.toml", port)
        known = RunningServer(self.server_folder, cast("Popen[str]", None), port, fingerprint)
        self.known = known
        program = ["-m", "tests.endure.plants", plan.plant] if plan.plant in ON_SERVER else ["-m", "server"]
        self.server_log = self.folder / "server.log"
        self.server = Child(
            [*program, "--folder", str(self.server_folder), "run"],
            self.server_log,
            lambda line: bool(READY.search(line)),
            pause=1.0,
        )
        self.server.start()
        self._stack.callback(self.stop_server)
        self.server.wait_until_ready(120)
        for number in range(plan.desks):
            self._add_desk(number, port)

    def _add_desk(self, number: int, port: int) -> None:
        leads = number == self.plan.desks - 1
        login, teams = f"desk{number + 1}", () if leads else (TEAMS[number * 2 // self.plan.desks % 2],)
        person = self.known.new_person(login, Role.SUPERVISOR if leads else Role.AGENT, *teams)
        wire = Cable(port)
        self._stack.callback(wire.close)
        disk = self._disk(f"disk-{login}", 200) if number == 0 else None
        profile = join_profile(disk.folder if disk else self.folder, login, login, self.known, wire.port)
        journal, log = self.folder / f"{login}.journal", self.folder / f"{login}.log"
        spot = Spot(login, person, teams, profile.folder, wire, journal, log, disk)
        words = {
            "folder": profile.folder,
            "journal": journal,
            "login": login,
            "password": PASSWORD,
            "seed": self.plan.seed * 100 + number,
            "rate": self.plan.rate,
            "plant": self.plan.plant,
        }
        given = [f"--{name}={value}" for name, value in words.items()]
        spot.child = Child(["-m", "tests.endure.desk", *given], log, spot.heard, pause=1.0)
        spot.child.word = "rest"
        spot.child.start()
        self._stack.callback(spot.child.stop, lambda child: child.signal(signal.SIGKILL))
        self.spots.append(spot)


def listen_on(file: Path, port: int) -> None:
    """The same one after every start: the wires lead there."""
    file.write_text(file.read_text(encoding="utf-8").replace("port = 0", f"port = {port}"), encoding="utf-8")
