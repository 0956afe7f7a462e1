"""Reminders in a real window: after a sleep, after kill -9, with the other side down. Counted where they arrive."""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.door import DEMO_PASSPHRASE
from console.profiles import Profile
from core.customers.identity import NumberRules
from core.post import Robot, RobotKind
from core.robots import robots_text
from core.sla.posts import PostList, PostState
from storage.desk import open_desk
from tests.courier.servers import mail_server, web_server
from tests.e2e.reminding import ME, make_profile, outside_edition
from tests.e2e.running_console import RunningConsole, running_console
from tests.e2e.screen import own_screen

KILLS = 12
MISSED = 100  # while the computer slept


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    with own_screen() as environment:
        yield environment


def now() -> datetime:
    return datetime.now(UTC)


def reminded(console: RunningConsole, count: int) -> Counter[str]:
    """So many news of reminders, by ticket."""
    found: Counter[str] = Counter()
    while sum(found.values()) < count:
        found[console.until(lambda line: line["event"] == "reminder")["number"]] += 1
    return found


def test_reminders_come_when_they_are_due_each_once(screen: dict[str, str], tmp_path: Path) -> None:
    profile = make_profile(tmp_path / "demo", [now() + timedelta(seconds=8 + n / 10) for n in range(20)])
    with running_console(profile, screen) as console:
        found = reminded(console, 20)
        assert set(found.values()) == {1}
        assert console.stop() == 0
    desk = open_desk(profile.folder, DEMO_PASSPHRASE, NumberRules())
    assert len(desk.office.posts(PostList.MINE, ME)) == 20
    desk.close()


def test_what_fell_due_while_the_program_stood_still_comes_once_when_it_goes_on(
    screen: dict[str, str], tmp_path: Path
) -> None:
    last = now() + timedelta(seconds=10)
    profile = make_profile(tmp_path / "demo", [last - timedelta(seconds=n / 50) for n in range(MISSED)])
    with running_console(profile, screen) as console:
        with console.standing_still():
            until(last + timedelta(seconds=1))
        assert set(reminded(console, MISSED).values()) == {1}
        assert console.stop() == 0


def until(moment: datetime) -> None:
    waited = threading.Event()
    while (left := (moment - now()).total_seconds()) > 0:
        waited.wait(left)


def test_after_an_hour_of_sleep_all_are_given_once_and_a_clock_set_back_gives_none_again(
    screen: dict[str, str], tmp_path: Path
) -> None:
    """libfaketime moves the wall clock of the running program and leaves the steady one: what a sleep looks like."""
    dues = [now() + timedelta(minutes=30 + n % 25) for n in range(MISSED)]
    profile = make_profile(tmp_path / "demo", dues)
    offset = tmp_path / "offset"
    offset.write_text("+0\n")
    library = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")))
    fake = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
    with running_console(profile, {**screen, **fake}) as console:
        offset.write_text("+3600\n")
        assert set(reminded(console, MISSED).values()) == {1}
        offset.write_text("+0\n")
        console.ask("status")
        assert console.stop() == 0
    desk = open_desk(profile.folder, DEMO_PASSPHRASE, NumberRules())
    assert len(desk.office.posts(PostList.MINE, ME, limit=2 * MISSED)) == MISSED
    desk.close()


def test_killed_between_firing_and_noting_each_goes_once_or_is_marked(
    screen: dict[str, str], tmp_path: Path
) -> None:
    """Consoles are killed at random moments around the due ones; the mail server counts what arrives."""
    dice = random.Random(20261124)
    with mail_server() as box:
        dues = [now() + timedelta(seconds=6 + n * 0.5) for n in range(60)]
        profile = make_profile(
            tmp_path / "demo", dues, outside_edition(), mail_host="127.0.0.1", mail_port=str(box.port),
            mail_security="none", mail_sender="ringdesk@example.invalid",
        )  # fmt: skip
        for _ in range(KILLS):
            with running_console(profile, screen) as console:
                waited = threading.Event()
                waited.wait(dice.uniform(0.2, 2.5))
                console.process.kill()
        doubtful = until_settled(profile, screen)
    repeats = Counter(str(one["X-Ringdesk-Letter"]) for one in box.letters)
    marked = Counter(str(one["X-Ringdesk-Letter"]) for one in box.letters if one["X-Ringdesk-Repeated"])
    assert max(repeats.values()) <= 2
    assert all(marked[letter] >= n - 1 for letter, n in repeats.items())
    bodies = "\n".join(str(one.get_content()) for one in box.letters)
    numbers = {f"2026-{n:06d}" for n in range(60)}
    assert {one for one in numbers if one not in bodies} <= doubtful


def until_settled(profile: Profile, screen: dict[str, str]) -> set[str]:
    """Consoles run on until nothing waits any more; the numbers of those whose two tries a kill may both have eaten."""
    while True:
        with running_console(profile, screen) as console:
            looked = threading.Event()
            while any(console.ask("status")["reminders"][name] for name in ("next_step", "next_post")):
                looked.wait(0.2)
            assert console.stop() == 0
        desk = open_desk(profile.folder, DEMO_PASSPHRASE, NumberRules())
        waiting = desk.office.posts(PostList.WAITING)
        failed = desk.office.posts(PostList.FAILED)
        coming = desk.clocks.next_step()
        desk.close()
        if not waiting and coming is None:
            assert {one.state for one in failed} <= {PostState.DOUBTFUL}
            return {one.number for one in failed}


def test_a_robot_that_is_down_gets_it_later_and_a_restart_loses_nothing(
    screen: dict[str, str], tmp_path: Path
) -> None:
    with web_server(lambda n: (503, "busy") if n == 1 else (200, "{}")) as hook:
        profile = make_profile(
            tmp_path / "demo", [now() + timedelta(seconds=4)], outside_edition(("robot:team",)),
            robots=robots_text((Robot("team", RobotKind.PLAIN, hook.url),)),
        )  # fmt: skip
        with running_console(profile, screen) as console:
            wait_for(lambda: bool(hook.requests), console)
            assert console.stop() == 0
        with running_console(profile, screen) as console:
            wait_for(lambda: len(hook.requests) >= 2, console)
            assert console.stop() == 0
    keys = [headers["Idempotency-Key"] for _, headers, _ in hook.requests]
    assert (len(keys), len(set(keys))) == (2, 1)


def test_a_dead_target_is_shown_as_failed(screen: dict[str, str], tmp_path: Path) -> None:
    with web_server(lambda _: (404, "no such robot")) as hook:
        profile = make_profile(
            tmp_path / "demo", [now() + timedelta(seconds=4)], outside_edition(("robot:team",)),
            robots=robots_text((Robot("team", RobotKind.PLAIN, hook.url),)),
        )  # fmt: skip
        with running_console(profile, screen) as console:
            wait_for(lambda: bool(hook.requests), console)
            assert console.stop() == 0
    desk = open_desk(profile.folder, DEMO_PASSPHRASE, NumberRules())
    [failed] = desk.office.posts(PostList.FAILED)
    assert (failed.state, "no such robot" in failed.why) == (PostState.DEAD, True)
    desk.close()


def test_each_robot_gets_what_names_it_and_one_that_is_not_there_is_shown_as_failed(
    screen: dict[str, str], tmp_path: Path
) -> None:
    with web_server() as hook:
        robots = (
            Robot("team", RobotKind.PLAIN, f"{hook.url}/team"),
            Robot("运维 一组", RobotKind.PLAIN, f"{hook.url}/ops"),
        )
        profile = make_profile(
            tmp_path / "demo", [now() + timedelta(seconds=4)],
            outside_edition(("robot:team", "robot:运维 一组", "robot:gone")), robots=robots_text(robots),
        )  # fmt: skip
        with running_console(profile, screen) as console:
            wait_for(lambda: len(hook.requests) >= 2, console)
            assert console.stop() == 0
    assert sorted(path for path, _, _ in hook.requests) == ["/ops", "/team"]
    desk = open_desk(profile.folder, DEMO_PASSPHRASE, NumberRules())
    [failed] = desk.office.posts(PostList.FAILED)
    template, values = json.loads(failed.why)
    assert (failed.state, failed.to, values) == (PostState.DEAD, "gone", {"name": "gone"})
    assert "Settings, Robots" in template
    desk.close()


def wait_for(condition: Callable[[], bool], console: RunningConsole) -> None:
    looked = threading.Event()
    while not condition():
        assert console.process.poll() is None
        looked.wait(0.1)
