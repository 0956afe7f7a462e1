"""From the stick alone: installed, checked, called, updated, taken back, removed. Each goes on from the last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages.desk import AGENT, desk_open, screen
from tests.packages.machine import Machine
from tests.packages.stick import Stick

PROGRAM = "/usr/lib/ringdesk-console/ringdesk"
DATA = f"/home/{AGENT}/.local/share/ringdesk/demo"


@pytest.fixture(scope="module")
def display(machine: Machine) -> Iterator[str]:
    with screen(machine) as name:
        yield name


@pytest.fixture(scope="module")
def tickets() -> list[str]:
    """What was made so far, to be found again after each step."""
    return []


def apt(machine: Machine, *words: str, **more: str) -> str:
    return machine.run("apt-get", "-q", "-y", *words, more=more).good()


def kept_by_an_update(machine: Machine) -> list[Path]:
    return list((machine.root / DATA.lstrip("/")).glob("desk.db.version-*"))


def test_it_is_installed_from_the_folder_alone(machine: Machine, stick: Stick) -> None:
    assert not machine.has("/usr/bin/python3")
    machine.add_stick()
    apt(machine, "update")
    apt(
        machine,
        "install",
        "--no-install-recommends",
        "ringdesk-archive-keyring",
        f"ringdesk-console={stick.before}",
    )
    machine.run("useradd", "--create-home", AGENT).good()
    assert machine.version_of("ringdesk-console") == stick.before
    assert not machine.has("/usr/bin/python3"), "the program brings its own"
    for place in (
        "/usr/share/applications/ringdesk-dial.desktop",
        "/usr/share/icons/hicolor/512x512/apps/ringdesk.png",
        "/usr/share/icons/hicolor/scalable/apps/ringdesk.svg",
        "/etc/ringdesk/console.toml",
        "/etc/apparmor.d/ringdesk-console",
        "/usr/lib/ringdesk-console/sbom.cdx.json",
        "/usr/lib/ringdesk-console/licences/LGPL-3.0.txt",
        "/usr/lib/ringdesk-console/licences/GPL-3.0.txt",
        "/usr/lib/ringdesk-console/licences/noto-sans-sc/OFL.txt",
    ):
        assert machine.has(place), place


def test_it_checks_itself_as_an_ordinary_user(machine: Machine, stick: Stick) -> None:
    said = machine.run("ringdesk", "--self-check", user=AGENT).good()
    assert "Every file is as the key" in said
    assert "A call to itself rang" in said
    assert f"ringdesk {stick.before}" in said


def test_no_library_is_missing(machine: Machine) -> None:
    """Every library of every file is found, so that none is missed only when its menu is opened."""
    script = (
        "find /usr/lib/ringdesk-console -name '*.so*' -type f | while read -r one; do"
        ' LD_LIBRARY_PATH=$(find /usr/lib/ringdesk-console/_internal -name "lib" -type d | tr "\\n" ":")'
        ':/usr/lib/ringdesk-console/_internal ldd "$one" 2>/dev/null | grep "not found" | sed "s|^|$one|"; done'
    )
    assert machine.run("sh", "-c", script).text == ""


def test_sipp_rings_and_a_ticket_is_made(
    machine: Machine, display: str, tickets: list[str], tmp_path: Path
) -> None:
    with desk_open(machine, display) as desk:
        tickets.append(desk.take_a_call_and_make_a_ticket(tmp_path))


def test_an_open_desk_is_not_updated(machine: Machine, stick: Stick, display: str) -> None:
    with desk_open(machine, display) as desk:
        desk.until(lambda status: status["line"]["state"] == "direct")
        waits = machine.run("ringdesk-update", "install")
        assert (waits.status, "a desk is open" in waits.text) == (14, True), waits.text
        by_apt = machine.run("apt-get", "-q", "-y", "--only-upgrade", "install", "ringdesk-console")
        assert by_apt.status != 0
        assert "a desk is open on this machine" in by_apt.text
        assert desk.status()["line"]["state"] == "direct"
        assert machine.run("ringdesk", "--self-check", user=AGENT).status == 0
    assert machine.version_of("ringdesk-console") == stick.before


def test_the_update_keeps_tickets_and_what_it_has_configured(
    machine: Machine, stick: Stick, display: str, tickets: list[str], tmp_path: Path
) -> None:
    settings = (machine.root / "etc/ringdesk/console.toml").read_text(encoding="utf-8") + "\n# by IT\n"
    machine.write("/etc/ringdesk/console.toml", settings)
    said = machine.run("ringdesk-update", "install")
    assert said.status == 0, said.text
    assert machine.version_of("ringdesk-console") == stick.now
    assert "# by IT" in (machine.root / "etc/ringdesk/console.toml").read_text(encoding="utf-8")
    assert stick.now in machine.run("ringdesk", "--self-check", user=AGENT).good()
    assert kept_by_an_update(machine) == []
    with desk_open(machine, display) as desk:
        desk.until(lambda status: not status["locked"])
        desk.ctl("show", tickets[0]).good()
        tickets.append(desk.take_a_call_and_make_a_ticket(tmp_path))
    assert len(kept_by_an_update(machine)) == 1, "the database of the version before, as the way back"


def test_the_way_back_is_the_older_package_and_the_copy_kept_by_the_update(
    machine: Machine, stick: Stick, display: str, tickets: list[str]
) -> None:
    """As docs/updates.md says. What was done since is not in that copy."""
    said = machine.run("ringdesk-update", "back", stick.before)
    assert said.status == 0, said.text
    assert machine.version_of("ringdesk-console") == stick.before
    put_back = f"set -e; cd {DATA}; mv desk.db.version-* desk.db; rm -f desk.db-wal desk.db-shm"
    machine.run("sh", "-c", put_back, user=AGENT).good()
    since = tickets.pop()
    with desk_open(machine, display) as desk:
        desk.until(lambda status: not status["locked"])
        for ticket in tickets:
            desk.ctl("show", ticket).good()
        assert desk.ctl("show", since).status == 1
    assert machine.run("ringdesk-update", "install").status == 0


def test_a_backup_of_the_profile_is_restored_for_another_user(
    machine: Machine, display: str, tickets: list[str]
) -> None:
    """As docs/backup.md says: two files out, the profile lost, two files in."""
    script = (
        f"set -e; cd {DATA}; tar -cf /tmp/desk.tar desk.db desk.key screen.json; cd ..; rm -rf demo; mkdir -m 700 demo;"
        " tar -C demo -xf /tmp/desk.tar; touch demo/demo.made"
    )
    machine.run("sh", "-c", script, user=AGENT).good()
    with desk_open(machine, display) as desk:
        desk.until(lambda status: not status["locked"])
        for ticket in tickets:
            desk.ctl("show", ticket).good()


def test_removing_takes_the_program_and_leaves_settings_and_data(machine: Machine) -> None:
    apt(machine, "remove", "ringdesk-console")
    assert not machine.has("/usr/lib/ringdesk-console")
    assert not machine.has("/usr/bin/ringdesk")
    assert machine.has("/etc/ringdesk/console.toml")
    assert machine.has(f"{DATA}/desk.db")


def test_purging_takes_the_settings_and_never_an_agents_data(machine: Machine) -> None:
    said = apt(machine, "purge", "ringdesk-console")
    assert not machine.has("/etc/ringdesk")
    assert machine.has(f"{DATA}/desk.db")
    assert "was left there" in said


def test_the_scripts_of_the_packages_may_run_again_and_again(machine: Machine, stick: Stick) -> None:
    apt(machine, "install", "--no-install-recommends", "ringdesk-console")
    for _ in range(2):
        machine.run("dpkg-reconfigure", "--frontend=noninteractive", "ringdesk-console")
        script = machine.run("/var/lib/dpkg/info/ringdesk-console.postinst", "configure", stick.before)
        assert script.status == 0, script.text
    apt(machine, "install", "--reinstall", "ringdesk-console")
    assert machine.run("ringdesk", "--self-check", user=AGENT).status == 0
