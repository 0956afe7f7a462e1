"""Installed console and installed server: codes printed for many, two desks join by keyboard, a ticket travels."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.packages.desk import Desk, desk_open
from tests.packages.hands import Hands, hands
from tests.packages.machine import Machine
from tests.packages.test_server import running, word

OWN = "a password of one's own"
PEOPLE = {"wang": ("wang.min", "supervisor"), "zhang": ("zhang.lei", "agent")}
PROFILE = ("--profile", "work")
CODE = re.compile(r"Code for (\S+): (\S+)")
GIVEN = re.compile(r"First password, shown only now: (\S+)")


@dataclass(frozen=True, slots=True)
class Room:
    """A server that runs beside desks nobody has joined yet."""

    machine: Machine
    server: subprocess.Popen[str]
    codes: dict[str, str]
    passwords: dict[str, str]


@pytest.fixture(scope="module")
def room(machine: Machine) -> Iterator[Room]:
    machine.add_stick()
    machine.run("apt-get", "-q", "update").good()
    ours = ("ringdesk-console", "ringdesk-server")
    machine.run("apt-get", "-q", "-y", "install", "--no-install-recommends", *ours).good()
    word(machine, "init", "--name", "localhost").good()
    passwords = {}
    for user, (login, role) in PEOPLE.items():
        machine.run("useradd", "--create-home", user).good()
        said = word(machine, "user", "add", login, "--team", "Service", "--role", role).good()
        passwords[user] = GIVEN.findall(said)[0]
    # The very line of docs/rollout.md, for fewer desks.
    many = "ringdesk-server enrol $(seq -f desk-%g 3) > /run/codes.txt"
    machine.run("sh", "-ec", many).good()
    listed = machine.run("cat", "/run/codes.txt").good()
    with running(machine) as server:
        yield Room(machine, server, dict(CODE.findall(listed)), passwords)


def join(on: Hands, code: str, login: str, given: str) -> None:
    """What rollout.md asks of an agent: address, code, name and a password of one's own. No mouse."""
    on.until_there_is_a_window()
    on.to_the_next_page("Return")  # the language
    on.press("Down", "Down", "Return")  # with a server
    on.to_the_next_page("Return")
    on.type("localhost")
    on.to_the_next_page("Return")  # the server shows its fingerprint
    on.type(code)
    on.to_the_next_page("Return")  # the desk is enrolled
    on.type(login)
    on.press("Return")
    on.type(given)
    on.go_on("Return")  # IT's password opens nothing but the choice of another, where the caret stands then
    on.type(OWN)
    on.press("Return")
    on.type(OWN)
    on.to_the_next_page("Return")
    for _ in ("the line is left for later", "so is the sound"):
        on.to_the_next_page("shift+Tab", "shift+Tab", "space")


def is_in_step(status: dict) -> bool:  # type: ignore[type-arg] # a line of the handle
    sync = status.get("sync", {})
    return not status["locked"] and (sync.get("stand"), sync.get("waiting")) == ("in step", 0)


@pytest.fixture(scope="module")
def desks(room: Room) -> Iterator[dict[str, tuple[Desk, Hands]]]:
    with ExitStack() as stack:
        opened = {}
        for n, (user, (login, _)) in enumerate(PEOPLE.items(), 1):
            on = stack.enter_context(hands(room.machine))
            desk = stack.enter_context(desk_open(room.machine, on.display, user, PROFILE))
            join(on, room.codes[f"desk-{n}"], login, room.passwords[user])
            desk.until(is_in_step)
            opened[user] = desk, on
        yield opened


def test_codes_for_many_desks_are_printed_at_once(room: Room) -> None:
    assert list(room.codes) == ["desk-1", "desk-2", "desk-3"]
    assert len(set(room.codes.values())) == 3


def test_two_installed_desks_join_and_a_ticket_travels(
    room: Room, desks: dict[str, tuple[Desk, Hands]]
) -> None:
    (one, _), (other, _) = desks.values()
    number, _, _ = one.ctl("ticket").good().partition(" ")
    one.until(is_in_step)
    other.until(lambda _: other.ctl("show", number).status == 0)
    enrolled = word(room.machine, "desk", "list").good()
    assert "desk-1" in enrolled
    assert "desk-2" in enrolled
    assert "desk-3" not in enrolled, "its code was not used"


def test_reports_and_the_preview_of_paper_open(desks: dict[str, tuple[Desk, Hands]]) -> None:
    """Each changes the picture, and nothing is missing that is named at run time only: the log would say so."""
    desk, on = desks["wang"]
    on.go_on("alt+5")
    on.go_on("Escape")
    on.go_on("alt+p")  # a menu: this list
    on.go_on("Return")
    assert "libpdfium" in desk.loaded()
    log = desk.machine.run("cat", f"/home/{desk.user}/.local/share/ringdesk/work/log/ringdesk.log").good()
    assert "ERROR" not in log
    assert "Traceback" not in log


def test_a_desk_works_on_without_the_server_and_brings_it_later(
    room: Room, desks: dict[str, tuple[Desk, Hands]]
) -> None:
    (one, _), (other, _) = desks.values()
    stopped = "kill -STOP $(pidof ringdesk-server)"
    room.machine.run("sh", "-c", stopped).good()
    try:
        number, _, _ = other.ctl("ticket").good().partition(" ")
        assert other.status()["waiting"]["to_sync"] > 0
    finally:
        room.machine.run("sh", "-c", stopped.replace("STOP", "CONT")).good()
        room.server.send_signal(signal.SIGCONT)  # nsenter, which stopped with its child
    one.until(lambda _: one.ctl("show", number).status == 0)
