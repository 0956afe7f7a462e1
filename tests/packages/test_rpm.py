"""The .rpm of the console: made of the same tree, signed by the repository's key, and whole."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build.facts import facts_of_the_frozen
from installer.linux import debs, rpms
from installer.linux.archive_key import HOME, ArchiveKey
from tests.packages.machine import Machine
from tests.packages.stick import Stick


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("rpm") / HOME
    made = ArchiveKey(home)
    made.make()
    made.export(home.parent / "key.gpg")
    made.end()
    return home


@pytest.fixture(scope="module")
def rpm(built: Path, stick: Stick, key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = rpms.console_rpm(
        debs.WORK / "console", facts_of_the_frozen(built / "console"), tmp_path_factory.mktemp("rpms")
    )
    rpms.sign(made, key)
    ArchiveKey(key).end()
    return made


def query(rpm: Path, *words: str) -> list[str]:
    command = ["rpm", "-qp", "--nosignature", *words, str(rpm)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_it_holds_the_program_whole(rpm: Path, built: Path) -> None:
    held = {name for name in query(rpm, "--list") if name.startswith("/usr/lib/ringdesk-console/")}
    console = built / "console"
    assert held == {f"/usr/lib/ringdesk-console/{file.relative_to(console)}" for file in console.rglob("*")}


def test_it_asks_the_system_for_what_it_lacks_and_not_for_its_own(rpm: Path) -> None:
    asked = query(rpm, "--requires")
    assert "libxcb-cursor.so.0()(64bit)" in asked
    assert not [one for one in asked if one.startswith(("libQt6", "libpython", "libicu", "libpyside"))]
    assert not [one for one in query(rpm, "--provides") if ".so" in one]


def test_its_signature_is_good_and_a_changed_bit_is_not(rpm: Path, key: Path, tmp_path: Path) -> None:
    base = ["rpmkeys", "--dbpath", str(tmp_path / "db")]
    armoured = tmp_path / "key.asc"
    command = ["gpg", "--homedir", str(key), "--armor", "--export", "--output", str(armoured)]
    subprocess.run(command, check=True, capture_output=True)
    ArchiveKey(key).end()

    def checked(file: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*base, "--checksig", str(file)], capture_output=True, text=True, check=False)

    assert "NOT OK" in checked(rpm).stdout, "nobody trusts the key yet"
    subprocess.run([*base, "--import", str(armoured)], check=True, capture_output=True)
    assert checked(rpm).returncode == 0, checked(rpm).stdout
    held = bytearray(rpm.read_bytes())
    held[-100_000] ^= 1
    (tmp_path / "changed.rpm").write_bytes(held)
    assert checked(tmp_path / "changed.rpm").returncode != 0


def test_it_installs_checks_itself_is_put_in_again_and_goes(rpm: Path, machine: Machine, built: Path) -> None:
    """By rpm itself, into a Debian root that has the libraries: there is no distribution of its own kind here."""
    machine.add_stick()
    for words in (("update",), ("install", "--no-install-recommends", "ringdesk-console")):
        machine.run("apt-get", "-q", "-y", *words).good()
    machine.run("apt-get", "-q", "-y", "purge", "ringdesk-console").good()  # its libraries stay
    assert not machine.has("/usr/lib/ringdesk-console")
    version = facts_of_the_frozen(built / "console").version

    def by_rpm(*words: str) -> subprocess.CompletedProcess[str]:
        command = ["rpm", "--root", str(machine.root), "--nodeps", "--nosignature", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    for how in (["--install"], ["--upgrade", "--force"]):
        done = by_rpm(*how, str(rpm))
        assert done.returncode == 0, done.stderr
        said = machine.run("ringdesk", "--self-check").good()
        assert f"ringdesk {version}" in said
        assert "painted, and its code read" in said
    assert machine.run("ringdesk", "--check-settings").status == 0
    assert by_rpm("--erase", "ringdesk-console").returncode == 0
    assert not machine.has("/usr/lib/ringdesk-console")
    assert not machine.has("/usr/bin/ringdesk")
