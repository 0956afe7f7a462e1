"""Every way of bringing other packages than ours is refused by apt and by ringdesk-update, each by its name."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from installer.linux.archive_key import ArchiveKey
from installer.linux.repository import Dates, Repository
from tests.packages.machine import STICK, Machine
from tests.packages.stick import Stick

EVIL = "evil"


@pytest.fixture(scope="module")
def ready(machine: Machine, stick: Stick) -> Machine:
    """A machine with the console as it was before, that trusts our key and saw our repository."""
    machine.add_stick()
    machine.run("apt-get", "-q", "update").good()
    ours = ("ringdesk-archive-keyring", f"ringdesk-console={stick.before}")
    machine.run("apt-get", "-q", "-y", "install", "--no-install-recommends", *ours).good()
    return machine


@contextmanager
def other_stick(stick: Stick, machine: Machine, tamper: Callable[[Path], None]) -> Iterator[str]:
    """A copy of the repository, changed, in the same machine's drive; the folder as the machine sees it."""
    folder = stick.folder / EVIL
    shutil.copytree(stick.apt, folder, copy_function=_linked_or_copied)
    try:
        tamper(folder)
        machine.add_stick(folder=f"/{STICK}/{EVIL}")
        # The key that the machine trusts is the first stick's, whatever lies on this one.
        trusted = machine.root / "usr/share/keyrings/ringdesk-archive-keyring.gpg"
        shutil.copyfile(stick.apt / "ringdesk-archive-keyring.gpg", trusted)
        yield f"/{STICK}/{EVIL}"
    finally:
        shutil.rmtree(folder)
        machine.add_stick()


def _linked_or_copied(source: str, target: str) -> None:
    """Debian's packages are many and stay as they are; ours and the indexes may be changed."""
    if "/pool/debian/" in source:
        Path(target).hardlink_to(source)
    else:
        shutil.copy2(source, target)


def flip(file: Path, at: int) -> None:
    held = bytearray(file.read_bytes())
    held[at] ^= 1
    file.write_bytes(held)


def in_the_package(folder: Path) -> None:
    for deb in (folder / "pool/main").rglob("ringdesk-console_*.deb"):
        flip(deb, deb.stat().st_size // 2)


def in_the_signed_list(folder: Path) -> None:
    file = folder / "dists/stable/InRelease"
    flip(file, file.read_bytes().index(b"Codename: stable") + 11)


def in_an_index(folder: Path) -> None:
    for file in (folder / "dists/stable/main/binary-amd64").rglob("*"):
        if file.is_file():
            flip(file, file.stat().st_size // 2)


def unsigned(folder: Path) -> None:
    for name in ("InRelease", "Release.gpg"):
        (folder / "dists/stable" / name).unlink()


def signed_by_somebody_else(folder: Path) -> None:
    key = ArchiveKey(folder.parent.parent / "other-gnupg")
    key.make()
    try:
        Repository(folder, key).publish(Dates(datetime.now(UTC)))
    finally:
        key.end()


CASES = [
    pytest.param(in_the_package, ("Hash Sum mismatch", "not as it was signed", 11), id="a bit in a package"),
    pytest.param(in_the_signed_list, ("BADSIG", "changed after it was signed", 11), id="a bit in InRelease"),
    pytest.param(in_an_index, ("", "the index", 11), id="a bit in the indexes"),
    pytest.param(signed_by_somebody_else, ("NO_PUBKEY", "by another key", 11), id="another key"),
    pytest.param(unsigned, ("is not signed", "no repository", 10), id="no signature"),
]


@pytest.mark.parametrize(("tamper", "expected"), CASES)
def test_apt_and_the_updater_refuse_it(
    ready: Machine, stick: Stick, tamper: Callable[[Path], None], expected: tuple[str, str, int]
) -> None:
    of_apt, of_ours, status = expected
    with other_stick(stick, ready, tamper) as folder:
        checked = ready.run("ringdesk-update", "check", folder)
        assert (checked.status, of_ours in checked.text) == (status, True), checked.text
        assert ready.run("ringdesk-update", "install", folder).status == status
        update = ready.run("apt-get", "-q", "update")
        install = ready.run("apt-get", "-q", "-y", "--only-upgrade", "install", "ringdesk-console")
        assert update.status != 0 or install.status != 0, update.text + install.text
        assert of_apt in update.text + install.text, update.text + install.text
    assert ready.version_of("ringdesk-console") == stick.before
    assert ready.run("apt-get", "-q", "update").status == 0


def test_an_expired_repository_is_refused(ready: Machine, stick: Stick) -> None:
    def expire(folder: Path) -> None:
        long_ago = Dates(datetime.now(UTC) - timedelta(days=200), timedelta(days=180))
        Repository(folder, stick.key).publish(long_ago)

    with other_stick(stick, ready, expire) as folder:
        checked = ready.run("ringdesk-update", "check", folder)
        assert (checked.status, "expired on" in checked.text) == (12, True), checked.text
        by_apt = ready.run("apt-get", "-q", "update")
        assert by_apt.status != 0
        assert "is expired" in by_apt.text, by_apt.text


def test_an_older_repository_is_not_taken_for_news(ready: Machine, stick: Stick) -> None:
    """Replayed: rightly signed, not yet expired, but older than what this machine took before."""
    ready.run("ringdesk-update", "check").good()
    ready.run(
        "sh", "-c", "mkdir -p /var/lib/ringdesk/update; date +%s > /var/lib/ringdesk/update/last"
    ).good()

    def replay(folder: Path) -> None:
        shutil.rmtree(folder / "dists")
        Repository(folder, stick.key).publish(Dates(datetime.now(UTC) - timedelta(days=30)))

    with other_stick(stick, ready, replay) as folder:
        checked = ready.run("ringdesk-update", "check", folder)
        assert (checked.status, "is older than the one of" in checked.text) == (13, True), checked.text
        assert ready.run("ringdesk-update", "install", folder).status == 13
    assert ready.version_of("ringdesk-console") == stick.before


def test_apt_itself_does_not_go_back_to_an_older_list_of_the_same_place(ready: Machine, stick: Stick) -> None:
    """At the same path apt keeps the newer list it has, and says nothing: hence the updater's own sentence."""
    folder = stick.folder / EVIL
    shutil.copytree(stick.apt, folder, copy_function=_linked_or_copied)
    try:
        ready.add_stick(folder=f"/{STICK}/{EVIL}")
        ready.run("apt-get", "-q", "update").good()
        newest = ready.run("apt-cache", "policy", "ringdesk-console").good()
        for deb in (folder / "pool/main").rglob("ringdesk-*.deb"):
            if stick.before not in deb.name:
                deb.unlink()
        shutil.rmtree(folder / "dists")
        Repository(folder, stick.key).publish(Dates(datetime.now(UTC) - timedelta(days=30)))
        ready.run("apt-get", "-q", "update")
        assert stick.now in newest
        assert stick.now in ready.run("apt-cache", "policy", "ringdesk-console").good()
    finally:
        shutil.rmtree(folder)
        ready.add_stick()


@pytest.mark.parametrize(
    ("script", "status", "said"),
    [
        (
            "printf '\\001' | dd of=resources/sounds/ring.wav bs=1 seek=99 conv=notrunc",
            22,
            "resources/sounds/ring.wav",
        ),
        ("rm resources/translations/zh_CN.po", 23, "This file is missing"),
        ("echo evil > cryptography/evil.so", 24, "Nobody signed this file"),
        ("sed -i s/^about/About/ ../MANIFEST", 21, "was not signed by the key"),
        ("rm ../MANIFEST", 20, "missing or unreadable"),
    ],
)
def test_a_changed_installed_file_is_found_by_the_self_check(
    ready: Machine, script: str, status: int, said: str
) -> None:
    folder = "/usr/lib/ringdesk-console"
    ready.run("cp", "-a", folder, "/tmp/kept").good()
    try:
        ready.run("sh", "-ec", f"cd {folder}/_internal; {script}").good()
        checked = ready.run("ringdesk", "--self-check")
        assert (checked.status, said in checked.text) == (status, True), checked.text
    finally:
        ready.run("sh", "-ec", f"rm -rf {folder}; cp -a /tmp/kept {folder}; rm -rf /tmp/kept").good()
    assert "Every file is as the key" in ready.run("ringdesk", "--self-check").good()


def test_the_stick_is_still_good_after_all_that(stick: Stick) -> None:
    command = ["gpgv", "--keyring", str(stick.apt / "ringdesk-archive-keyring.gpg")]
    subprocess.run([*command, str(stick.apt / "dists/stable/InRelease")], check=True, capture_output=True)
