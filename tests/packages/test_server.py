"""The server from the stick: made, run, backed up by its update, restored, purged. Each goes on from the last."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.packages.machine import Machine, Said
from tests.packages.stick import Stick

HOME = "/var/lib/ringdesk-server"
UNIT = Path(__file__).parents[2] / "installer" / "linux" / "server" / "ringdesk-server.service"
ASK = (
    "import ssl, sys, urllib.request as u; c = ssl.create_default_context(cafile=sys.argv[1]);"
    " print(u.urlopen('https://127.0.0.1:8443/v1/health', context=c, timeout=20).read().decode())"
)


@pytest.fixture(scope="module", autouse=True)
def is_frozen(stick: Stick) -> None:
    assert "server" in stick.programs


def word(machine: Machine, *words: str) -> Said:
    return machine.run("ringdesk-server", *words)


def health(machine: Machine) -> str:
    """Asked from outside its root, over the machine's loopback, trusting its own authority only."""
    authority = str(machine.root / HOME.lstrip("/") / "authority.pem")
    command = machine.beside(sys.executable, "-c", ASK, authority)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1500:]
    return done.stdout


@contextmanager
def running(machine: Machine) -> Iterator[subprocess.Popen[str]]:
    command = machine.inside("ringdesk-server", "run")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        said: list[str] = []
        while not any("The server is ready" in line for line in said):
            said.append(process.stdout.readline())
            assert said[-1], "".join(said)
        yield process
    finally:
        machine.run("sh", "-c", "kill -TERM $(pidof ringdesk-server) 2>/dev/null; true")
        process.wait(60)
        process.stdout.close()


def backup_of_the_update(machine: Machine) -> str:
    """The first of all: names are times."""
    return (
        f"{HOME}/backups/{min(one.name for one in (machine.root / HOME.lstrip('/') / 'backups').iterdir())}"
    )


def test_it_is_installed_from_the_folder_alone_and_waits_to_be_made(machine: Machine, stick: Stick) -> None:
    machine.add_stick()
    machine.run("apt-get", "-q", "update").good()
    said = machine.run(
        "apt-get", "-q", "-y", "install", "--no-install-recommends", f"ringdesk-server={stick.before}"
    ).good()
    assert "ringdesk-server init" in said
    assert not machine.has("/usr/bin/python3")
    status = machine.run("stat", "-c", "%a %U:%G", HOME, "/etc/ringdesk/server.toml").good().split("\n")
    assert status[:2] == ["700 ringdesk-server:ringdesk-server", "640 root:ringdesk-server"]


def test_it_checks_itself(machine: Machine) -> None:
    said = word(machine, "--self-check").good()
    assert "Every file is as the key" in said
    assert "answered over TLS" in said


def test_it_is_made_and_answers_as_its_own_user(machine: Machine) -> None:
    said = word(machine, "init", "--name", "localhost", "--name", "127.0.0.1").good()
    assert "First password" in said
    owners = machine.run("find", HOME, "!", "-user", "ringdesk-server", "!", "-type", "l").good()
    assert owners == "", "everything in the folder belongs to the server"
    with running(machine):
        users = machine.run("sh", "-c", "stat -c %U /proc/$(pidof ringdesk-server | cut -d' ' -f1)").good()
        assert users.strip() == "ringdesk-server"
        assert health(machine).startswith("{")
        assert "Code for front-desk-3" in word(machine, "enrol", "front-desk-3").good()
        word(machine, "user", "add", "wang.li").good()
    assert "wang.li" in word(machine, "user", "list").good()


def test_a_wrong_line_of_its_settings_is_named_and_nothing_starts(machine: Machine) -> None:
    settings = machine.root / "etc/ringdesk/server.toml"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text(kept + '\n[listen2]\nport = "x"\n', encoding="utf-8")
    said = word(machine, "run")
    settings.write_text(kept, encoding="utf-8")
    assert said.status == 1
    assert re.search(r"[Ll]ine \d+", said.text), said.text


def test_the_update_makes_a_backup_first_and_keeps_everything(machine: Machine, stick: Stick) -> None:
    assert not list((machine.root / HOME.lstrip("/")).glob("backups/*"))
    machine.run("apt-get", "-q", "-y", "--only-upgrade", "install", "ringdesk-server").good()
    assert machine.version_of("ringdesk-server") == stick.now
    assert list((machine.root / HOME.lstrip("/") / "backups").iterdir())
    assert "wang.li" in word(machine, "user", "list").good()
    with running(machine):
        assert health(machine).startswith("{")


def test_a_restored_backup_is_the_server_as_it_was(machine: Machine) -> None:
    word(machine, "user", "add", "after.the.backup").good()
    word(machine, "restore", backup_of_the_update(machine)).good()
    people = word(machine, "user", "list").good()
    assert "wang.li" in people
    assert "after.the.backup" not in people
    word(machine, "check").good()
    with running(machine):
        assert health(machine).startswith("{")


def test_the_way_back_to_the_version_before_is_its_package_and_its_backup(
    machine: Machine, stick: Stick
) -> None:
    """The older program does not touch a ledger of a newer form; the backup that the update made is of its own."""
    older = f"ringdesk-server={stick.before}"
    machine.run("apt-get", "-q", "-y", "--allow-downgrades", "install", older).good()
    refused = word(machine, "user", "list")
    assert refused.status != 0
    assert "newer Ringdesk" in refused.text, refused.text
    word(machine, "restore", backup_of_the_update(machine)).good()
    assert "wang.li" in word(machine, "user", "list").good()
    word(machine, "check").good()
    with running(machine):
        assert health(machine).startswith("{")
    machine.run("apt-get", "-q", "-y", "--only-upgrade", "install", "ringdesk-server").good()
    assert "wang.li" in word(machine, "user", "list").good()


def test_removing_leaves_the_data_and_purging_takes_it(machine: Machine) -> None:
    machine.run("apt-get", "-q", "-y", "remove", "ringdesk-server").good()
    assert not machine.has("/usr/lib/ringdesk-server")
    assert machine.has(f"{HOME}/ledger.db")
    assert machine.has("/etc/ringdesk/server.toml")
    machine.run("apt-get", "-q", "-y", "purge", "ringdesk-server").good()
    assert not machine.has(HOME)
    assert not machine.has("/etc/ringdesk/server.toml")
    assert "ringdesk-server" not in (machine.root / "etc/passwd").read_text(encoding="utf-8")


def test_its_unit_is_hardened() -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", str(UNIT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-600:]
