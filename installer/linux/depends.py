"""Which Debian packages hold the system libraries that a frozen program asks for."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from build.strip import is_elf

# Asked for at run time by name, so no file says it: sound, GL, the session bus, fonts, certificates.
ASKED_FOR_LATER = {
    "console": (
        "libegl1",
        "libgl1",
        "libdbus-1-3",
        "fontconfig-config",
        "ca-certificates",
        "libpulse0 | libasound2",
    ),
    "server": ("ca-certificates",),
}
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")
_OF_GLIBC = ("libc6",)


class NoPackage(Exception):
    """A library that no installed package holds: the build machine lacks it, or it must go into the program."""


def depends_of(folder: Path, program: str) -> tuple[str, ...]:
    """Debian's own way (``dpkg-shlibdeps``) reads sources; this reads the files that are shipped."""
    files = [file for file in sorted(folder.rglob("*")) if is_elf(file)]
    inside = {file.name for file in folder.rglob("*.so*")}
    wanted = {name for file in files for name in _needed(file)} - inside
    packages = {_package_of(name) for name in wanted if not name.startswith("ld-linux")}
    least = max((one for file in files for one in _glibc(file)), default=(2, 34))
    of_libc = f"libc6 (>= {least[0]}.{least[1]})"
    rest = sorted(packages - set(_OF_GLIBC) | set(ASKED_FOR_LATER[program]))
    return (of_libc, *rest)


def _needed(file: Path) -> Iterator[str]:
    said = _run("objdump", "-p", str(file))
    yield from re.findall(r"^\s+NEEDED\s+(\S+)", said, re.MULTILINE)


def _glibc(file: Path) -> Iterable[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in _GLIBC.findall(_run("objdump", "-T", str(file)))]


def _package_of(library: str) -> str:
    for folder in ("/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/lib"):
        for place in {Path(folder) / library, (Path(folder) / library).resolve()}:
            if not place.exists():
                continue
            for spelt in (str(place), str(place).removeprefix("/usr")):
                found = subprocess.run(
                    ["dpkg-query", "-S", spelt], capture_output=True, text=True, check=False
                )
                if found.returncode == 0:
                    return found.stdout.splitlines()[0].partition(":")[0]
    raise NoPackage(f"no installed package holds {library}")


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
