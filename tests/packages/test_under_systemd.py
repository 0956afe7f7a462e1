"""The server under its unit as systemd runs it: shut in, started again, updated while it runs, by the timer too."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages.booted import Booted, booted
from tests.packages.stick import Stick
from tests.packages.test_server import ASK, HOME

UNIT = "ringdesk-server"


@pytest.fixture(scope="module")
def system(
    base_with_systemd: Path, stick: Stick, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Booted]:
    with booted(base_with_systemd, tmp_path_factory.mktemp("booted"), stick.folder) as running:
        yield running


def is_well(system: Booted) -> bool:
    authority = str(system.root / HOME.lstrip("/") / "authority.pem")
    done = subprocess.run(
        system.beside(sys.executable, "-c", ASK, authority), capture_output=True, check=False
    )
    return done.returncode == 0


def status_of_the_process(system: Booted) -> dict[str, str]:
    text = system.sh(f"cat /proc/$(systemctl show -p MainPID --value {UNIT})/status").good()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in text.splitlines())}


def test_it_waits_to_be_made_and_is_started_then(system: Booted, stick: Stick) -> None:
    system.add_stick()
    system.run("apt-get", "-q", "update").good()
    ours = ("ringdesk-archive-keyring", f"ringdesk-server={stick.before}")
    system.run("apt-get", "-q", "-y", "install", "--no-install-recommends", *ours).good()
    assert system.sh(f"systemctl is-enabled {UNIT}").text.strip() == "enabled"
    system.run("systemctl", "start", UNIT).good()
    assert system.sh(f"systemctl is-active {UNIT}").text.strip() == "inactive"
    system.run("ringdesk-server", "init", "--name", "localhost", "--name", "127.0.0.1").good()
    system.run("systemctl", "start", UNIT).good()
    system.until(f"journalctl -u {UNIT} -o cat --no-pager", "The server is ready")
    assert is_well(system)


def test_it_is_shut_in(system: Booted) -> None:
    status = status_of_the_process(system)
    assert int(status["CapEff"], 16) == 0
    assert int(status["CapBnd"], 16) == 0
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert status["Uid"].split()[0] != "0"


def test_the_units_have_no_fault(system: Booted) -> None:
    said = system.run("systemd-analyze", "verify", "ringdesk-server.service", "ringdesk-update.timer")
    assert (said.status, said.text) == (0, "")


def test_it_checks_itself_under_the_same_restrictions(system: Booted) -> None:
    shut_in = (
        "MemoryDenyWriteExecute=yes",
        "DynamicUser=yes",
        "SystemCallFilter=@system-service",
        "PrivateUsers=yes",
    )
    words = [word for one in shut_in for word in ("-p", one)]
    program = "/usr/lib/ringdesk-server/ringdesk-server"
    said = system.run("systemd-run", "--quiet", "--pipe", "--wait", *words, program, "--self-check").good()
    assert "answered over TLS" in said


def test_it_comes_back_when_it_is_killed(system: Booted) -> None:
    before = status_of_the_process(system)["Pid"]
    system.run("systemctl", "kill", "--signal=KILL", UNIT).good()
    system.until(f"systemctl show -p NRestarts {UNIT}", "NRestarts=1")
    system.until(f"systemctl is-active {UNIT}", "active")
    assert status_of_the_process(system)["Pid"] != before


def test_a_machine_that_is_not_in_the_first_stage_waits(system: Booted, stick: Stick) -> None:
    """Only a machine that booted shows it: in a bare chroot apt takes every stage."""
    stick.publish(phased=0)
    try:
        system.run("systemctl", "start", "ringdesk-update.service").good()
        assert system.version_of(UNIT) == stick.before
    finally:
        stick.publish(phased=100)


def test_the_timers_service_updates_it_while_it_runs_with_a_backup_before(
    system: Booted, stick: Stick
) -> None:
    system.run("systemctl", "enable", "--now", "ringdesk-update.timer").good()
    assert "ringdesk-update" in system.run("systemctl", "list-timers", "--no-pager").good()
    system.run("systemctl", "start", "ringdesk-update.service").good()
    assert system.version_of(UNIT) == stick.now
    assert list((system.root / HOME.lstrip("/") / "backups").iterdir())
    system.until(f"systemctl is-active {UNIT}", "active")
    system.until(f"journalctl -u {UNIT} -o cat --no-pager | tail -n 2", "The server is ready")
    assert is_well(system)


def test_a_missing_medium_is_no_failure_of_the_timer(system: Booted) -> None:
    system.write("/etc/apt/sources.list.d/ringdesk.list", "deb [signed-by=/x] file:/nowhere stable main\n")
    system.run("systemctl", "start", "ringdesk-update.service").good()
    assert (
        "Is the medium in?"
        in system.run("journalctl", "-u", "ringdesk-update", "-o", "cat", "--no-pager").good()
    )


def test_it_ends_in_order_and_is_gone_after_removal(system: Booted) -> None:
    system.run("systemctl", "stop", UNIT).good()
    assert "Deactivated successfully" in system.run("journalctl", "-u", UNIT, "-n", "3", "--no-pager").good()
    system.run("systemctl", "start", UNIT).good()
    system.run("apt-get", "-q", "-y", "remove", UNIT).good()
    assert system.sh(f"systemctl is-active {UNIT}").text.strip() != "active"
    assert system.has(f"{HOME}/ledger.db")
