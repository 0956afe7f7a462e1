"""The script ``run`` says what it cannot do, and names the command that would help, before it changes anything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

NOTHING_INSTALLED = "exit 1"
ALL_INSTALLED = 'for last; do case $last in *t64 | -* | *Status*) ;; *) echo "installed $last" ;; esac; done'
ORDINARY_USER = "echo 1000"
SUDO_WANTS_A_PASSWORD = "exit 1"
SUDO_FOR_NOTHING_BUT_TRUE = '[ "$2" = true ]'
NO_PYTHON = "exit 1"


class Clone:
    """A copy of what set-up reads, in a folder with a space, among programs that answer as a test needs it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a fresh clone"
        self._programs = folder / "programs"
        self._programs.mkdir()
        self.root.mkdir()
        for name in ("run", "requirements.lock", "requirements-dev.lock", "requirements-uv.lock"):
            shutil.copy(ROOT / name, self.root)

    def answers(self, programs: dict[str, str]) -> None:
        for name, script in programs.items():
            file = self._programs / name
            file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            file.chmod(0o755)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """In another working folder, in a session without a terminal, as a desktop's launcher would."""
        display = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
        return subprocess.run(
            [self.root / "run", *words],
            cwd="/",
            env={**os.environ, **display, "PATH": f"{self._programs}:{os.environ['PATH']}"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_without_a_display_it_says_so_and_names_xvfb_run(clone: Clone) -> None:
    start = clone.run("--profile", "front-desk")
    assert start.returncode == 2
    assert "no display" in start.stderr
    assert "xvfb-run ./run" in start.stderr
    assert not (clone.root / "var").exists()


def test_a_user_who_may_install_nothing_is_told_the_command(clone: Clone) -> None:
    clone.answers({"dpkg-query": NOTHING_INSTALLED, "id": ORDINARY_USER, "sudo": SUDO_WANTS_A_PASSWORD})
    start = clone.run("test")
    assert start.returncode == 1
    assert "no terminal to ask on" in start.stderr
    command = re.search(r"^ +apt-get install --no-install-recommends (.+)$", start.stderr, re.MULTILINE)
    assert command
    assert {"libxcb-cursor0", "libegl1", "kamailio", "sip-tester", "xvfb"} <= set(command[1].split())
    assert not (clone.root / ".venv").exists()


def test_what_only_the_tests_need_is_not_asked_of_those_who_only_run_it(clone: Clone) -> None:
    clone.answers({"dpkg-query": NOTHING_INSTALLED, "id": ORDINARY_USER, "sudo": SUDO_WANTS_A_PASSWORD})
    start = clone.run("ctl", "status")
    assert "libxcb-cursor0" in start.stderr
    assert "kamailio" not in start.stderr


def test_packages_that_could_not_be_installed_end_the_start(clone: Clone) -> None:
    clone.answers({"dpkg-query": NOTHING_INSTALLED, "id": ORDINARY_USER, "sudo": SUDO_FOR_NOTHING_BUT_TRUE})
    start = clone.run("ctl", "status")
    assert start.returncode == 1
    assert "could not be installed" in start.stderr


def test_without_a_fitting_python_it_says_which_it_needs(clone: Clone) -> None:
    clone.answers(
        {"dpkg-query": ALL_INSTALLED, **dict.fromkeys(("python3", "python3.11", "python3.12"), NO_PYTHON)}
    )
    start = clone.run("ctl", "status")
    assert start.returncode == 1
    assert "needs Python 3.11 or 3.12" in start.stderr


def test_a_server_asks_for_nothing_that_a_screen_needs(clone: Clone) -> None:
    clone.answers({"dpkg-query": NOTHING_INSTALLED, "id": ORDINARY_USER, "sudo": SUDO_WANTS_A_PASSWORD})
    start = clone.run("server")
    assert "ca-certificates" in start.stderr
    assert "libxcb-cursor0" not in start.stderr


def test_an_unknown_word_is_answered_with_the_known_ones(clone: Clone) -> None:
    start = clone.run("tset")
    assert start.returncode == 2
    assert "no word 'tset'" in start.stderr
    assert "./run test" in start.stderr


def pins(lock: str) -> dict[str, set[str]]:
    """The versions a lock allows of each package; two where they differ by version of Python."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("lock", ["requirements-dev.lock", "requirements-package.lock"])
def test_what_is_tested_and_what_is_packed_is_what_runs(lock: str) -> None:
    there = pins(lock)
    assert {
        name: versions for name, versions in pins("requirements.lock").items() if there.get(name) != versions
    } == {}
