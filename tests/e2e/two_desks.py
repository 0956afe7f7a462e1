"""Two real windows on one machine, a real server between them, and a cable of each that can be cut."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from console.profiles import Profile
from console.settings.store import DESK_KEY
from console.sync.joining import Joining
from console.sync.real_ways import RealWays
from core.clock import Clock
from core.customers.identity import NumberRules
from core.rights import Role
from core.trust import as_login
from storage.desk import SqlDesk, open_with
from tests.e2e.running_console import ROOT, RunningConsole, wait_for_handle
from tests.fakes.cable import Cable
from tests.server.rig import PASSWORD, RunningServer, make_server, running

LINE = {"account_user": "8001", "account_register": "", "account_bound_address": "127.0.0.1"}


class RealClock:
    """The machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        raise AssertionError("nobody asks")


@dataclass
class JoinedDesk:
    """A profile that is one of the server's, with its own cable."""

    profile: Profile
    login: str
    cable: Cable

    def opened(self) -> SqlDesk:
        """While no console has it."""
        return open_with(self.profile.folder, lambda one: one.people.open(self.login, PASSWORD))


def join(folder: Path, name: str, login: str, server: RunningServer) -> JoinedDesk:
    """Behind a cable of its own."""
    cable = Cable(server.port)
    return JoinedDesk(join_profile(folder, name, login, server, cable.port), login, cable)


def join_profile(folder: Path, name: str, login: str, server: RunningServer, port: int) -> Profile:
    """As the assistant does it, without its screens."""
    profile = Profile(name, folder / name)
    code = next(
        word
        for word in server.words("enrol", f"desk {name}").split()
        if word.count("-") == 3 and len(word) == 19
    )
    clock: Clock = RealClock()
    joining = Joining(Here(), RealWays(), clock)
    problems: list[object] = []
    joining.look(f"localhost:{port}", lambda _: None, problems.append)
    joining.enrol(code, lambda: None, problems.append)
    from console.presenters.signing import Typed  # noqa: PLC0415 - one use

    joining.sign_in(Typed(as_login(login), PASSWORD), lambda: None, problems.append)
    assert not problems, problems
    profile.make_folders()
    joining.make_profile(
        profile.folder,
        NumberRules(),
        DESK_KEY,
        lambda who: json.dumps({**LINE, **who}, ensure_ascii=False),
    )
    return profile


class Here:
    """A lane that is no lane: at once, on this thread."""

    def aside(self, job, done, failed) -> None:  # type: ignore[no-untyped-def] # as Lanes has it
        done(job())


@contextmanager
def two_desks(place: Path, settings: str = "") -> Iterator[tuple[RunningServer, JoinedDesk, JoinedDesk]]:
    """A server with one team, a colleague at each of two desks, and a small tree of categories."""
    folder = place / "server"
    fingerprint = make_server(folder, settings)
    with ExitStack() as stack:
        server = stack.enter_context(running(folder, fingerprint))
        people = (("wang.min", "王敏"), ("zhang.lei", "张磊"))
        for login, name in people:
            server.new_person(login, Role.SUPERVISOR if login == "wang.min" else Role.AGENT, "售后")
            rename(server, login, name)
        desks = [join(place, name, login, server) for name, (login, _) in zip("AB", people, strict=True)]
        for one in desks:
            stack.callback(one.cable.close)
        yield server, desks[0], desks[1]


def rename(server: RunningServer, login: str, name: str) -> None:
    """What people are called on screen; IT types it when it adds them."""
    from server.compose import opened  # noqa: PLC0415 - the server's own room, as its command line
    from server.people import account_of, put_person  # noqa: PLC0415 - as above
    from storage.ledger.glance import Glance  # noqa: PLC0415 - as above

    with opened(server.folder) as one:
        account = account_of(one, login)
        directory = Glance(one.store).directory()
        teams = {team.id: team.name for team in directory.teams}
        known = next(person for person in directory.people if person.id == account.person)
        put_person(one, account.person, name, [teams[team] for team in known.teams])


@contextmanager
def open_console(
    desk: JoinedDesk,
    environment: dict[str, str],
    language: str = "en",
    theme: str = "light",
    signs: Callable[[RunningConsole, str], None] | None = None,
) -> Iterator[RunningConsole]:
    """Signed in by keys when it is handed over; ``signs`` types them."""
    environment = {**environment, "RINGDESK_HOME": str(desk.profile.folder.parent)}
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "console",
            "--profile",
            desk.profile.name,
            "--language",
            language,
            "--theme",
            theme,
        ],
        cwd=ROOT,
        env=environment,
    )
    try:
        wait_for_handle(desk.profile, process)
        console = RunningConsole(process, desk.profile, environment)
        if signs is None:
            console.activate()
        (signs or sign_in)(console, desk.login)
        yield console
    finally:
        process.kill()
        process.wait()


def sign_in(console: RunningConsole, login: str, password: str = PASSWORD) -> None:
    console.type(login)
    console.key("Tab")
    console.type(password)
    console.key("Return")
    console.until(lambda line: line["event"] == "unlocked")
