"""The licences of everything inside, laid beside the program: one folder a component, and one page that lists them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from build.facts import ROOT
from build.parts import Part

LIST = "LICENCES.txt"
RELINK = """\
Ringdesk is free software under the GNU General Public License, version 3 or later (GPL-3.0.txt). Whoever gave you this
program owes you its source: it lies beside the packages in the folder "source", with all that is needed to build the
program again.

Qt and PySide6 are used under the LGPL-3.0. They lie as shared libraries of their own in _internal/PySide6 and
_internal/shiboken6: you may replace them by your own, compatible builds (same version line, same file names). The
signed list of files then no longer fits, and --self-check says so; the program starts all the same.
"""


class NoLicence(Exception):
    """A component without a licence or its text must not be shipped."""


def gather(folder: Path, parts: Sequence[Part]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("GPL-2.0", "LGPL-2.1", "LGPL-3.0", "Apache-2.0"):
        shutil.copyfile(ROOT / "build" / "licences" / f"{name}.txt", folder / f"{name}.txt")
    shutil.copyfile(ROOT / "LICENSE", folder / "GPL-3.0.txt")
    check(parts)
    lines = [RELINK]
    for part in parts:
        place = folder / re.sub(r"[^\w.-]", "_", part.name)
        place.mkdir()
        for text in part.texts:
            shutil.copyfile(text, _free(place, text.name))
        lines.append(f"{part.name} {part.version}: {part.licence}")
        lines += [
            f"    with {name} {version}: {licence or 'see ' + part.name}"
            for name, version, licence in part.inside
        ]
    (folder / LIST).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _free(place: Path, name: str) -> Path:
    tries = (place / f"{n}-{name}" if n else place / name for n in range(100))
    return next(one for one in tries if not one.exists())


def check(parts: Sequence[Part]) -> None:
    """All that is missing at once: a build takes minutes."""
    faults = [
        f"{part.name} {part.version} says no licence: put it into build/knowledge.py"
        for part in parts
        if not part.licence
    ]
    faults += [
        f"{part.name} {part.version} ships no licence text: put it into build/licences"
        for part in parts
        if not part.texts
    ]
    if faults:
        raise NoLicence("\n".join(faults))
