"""A program's files are compared with the signed list, and each way of not being as signed is called by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from release.build import this_build
from release.manifest import MANIFEST, sign
from release.self_check import (
    ADDED,
    ALTERED,
    MISSING,
    NO_MANIFEST,
    NOT_SIGNED,
    Check,
    CheckFailed,
    check_files,
    run_checks,
)

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    (folder / "inside").mkdir(parents=True)
    (folder / "ringdesk").write_bytes(b"\x7fELF and the rest of it")
    (folder / "inside" / "library.so").write_bytes(bytes(range(256)) * 64)
    (folder / "inside" / "中文.txt").write_text("工单", encoding="utf-8")
    (folder / "library.so").symlink_to("inside/library.so")
    sign(folder, "ringdesk 1.0", KEY)
    return folder


def flip_a_bit(folder: Path) -> None:
    file = folder / "inside" / "library.so"
    held = bytearray(file.read_bytes())
    held[9_000] ^= 1
    file.write_bytes(held)


def grow_the_list(folder: Path) -> None:
    """Somebody adds a file and a line for it, without the key."""
    (folder / "inside" / "evil.so").write_bytes(b"x")
    manifest = folder / MANIFEST
    lines = manifest.read_text(encoding="utf-8").splitlines()
    manifest.write_text("\n".join([*lines[:-1], "00 1\tinside/evil.so", lines[-1]]) + "\n", encoding="utf-8")


def lead_elsewhere(folder: Path) -> None:
    (folder / "library.so").unlink()
    (folder / "library.so").symlink_to("/tmp/evil.so")


TAMPERING: list[tuple[Callable[[Path], object], int, str]] = [
    (flip_a_bit, ALTERED, "not as it was signed: inside/library.so"),
    (lead_elsewhere, ALTERED, "not as it was signed: library.so"),
    (lambda folder: (folder / "inside" / "中文.txt").unlink(), MISSING, "missing: inside/中文.txt"),
    (lambda folder: (folder / "inside" / "evil.so").write_bytes(b"x"), ADDED, "inside/evil.so"),
    (grow_the_list, NOT_SIGNED, "was not signed by the key"),
    (lambda folder: sign(folder, "ringdesk 1.0", OTHER), NOT_SIGNED, "was not signed by the key"),
    (lambda folder: (folder / MANIFEST).unlink(), NO_MANIFEST, "missing or unreadable"),
    (lambda folder: (folder / MANIFEST).write_bytes(b"\xff\xfe"), NO_MANIFEST, "missing or unreadable"),
]


def test_untouched_files_are_good(program: Path) -> None:
    assert "Every file is as the key" in check_files(program, KEY.public_key())


@pytest.mark.parametrize(("tamper", "status", "said"), TAMPERING)
def test_each_tampering_is_named(
    program: Path, tamper: Callable[[Path], object], status: int, said: str
) -> None:
    tamper(program)
    with pytest.raises(CheckFailed) as failed:
        check_files(program, KEY.public_key())
    assert (failed.value.status, said in str(failed.value)) == (status, True), str(failed.value)


def test_the_same_files_give_the_same_list(program: Path) -> None:
    first = (program / MANIFEST).read_bytes()
    sign(program, "ringdesk 1.0", KEY)
    assert (program / MANIFEST).read_bytes() == first


def test_every_check_is_made_and_the_first_failure_is_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    def fails(status: int) -> Callable[[], str]:
        def run() -> str:
            raise CheckFailed(status, f"no {status}")

        return run

    checks = [Check("one", lambda: "fine"), Check("two", fails(30)), Check("three", fails(40))]
    assert run_checks(checks) == 30
    assert capsys.readouterr().out.splitlines() == [
        "one: good. fine",
        "two: FAILED. no 30",
        "three: FAILED. no 40",
    ]
    assert run_checks(checks[:1]) == 0


def test_a_program_from_source_says_so() -> None:
    assert str(this_build("ringdesk")).endswith("(from source)")
    assert "from source" in check_files()
