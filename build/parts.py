"""Whose each file of a frozen program is: read from PyInstaller's own tables and from the records of the wheels."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from build import fonts
from build.facts import ROOT

US, PYTHON, PYINSTALLER, QT, FONT = "ringdesk", "cpython", "pyinstaller", "qt", "noto-sans-sc"
TOP = "_internal"


class Stranger(Exception):
    """A file that came from nowhere known: it must not be shipped."""


@dataclass(slots=True)
class Part:
    """A component with the files it holds; ``modules`` are inside the programs' archives."""

    name: str
    version: str
    licence: str
    files: list[str] = field(default_factory=list)
    modules: int = 0
    texts: list[Path] = field(default_factory=list)
    inside: list[tuple[str, str, str]] = field(default_factory=list)  # name, version, licence


class Owners:
    """Finds the part that a source file belongs to."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self.parts: dict[str, Part] = {}
        self._packages = Path(sysconfig.get_path("purelib")).resolve()
        self._of_file: dict[str, str] = {}
        for one in importlib.metadata.distributions(path=[str(self._packages)]):
            for file in one.files or ():
                self._of_file[str(file)] = one.metadata["Name"]

    def part(self, name: str) -> Part:
        if name not in self.parts:
            self.parts[name] = _known(name) or _of_wheel(name)
        return self.parts[name]

    def owner(self, source: str, inside: str) -> Part:
        path = Path(source)
        if inside.startswith("resources/fonts/"):
            return self.part(_font(PurePosixPath(inside)))
        if path.is_relative_to(self._packages):
            return self.part(self._owner_of_wheel_file(path, inside))
        if path.is_relative_to(self._work):
            return self.part(US if path.parent == self._work else PYTHON)
        if path.is_relative_to(ROOT):
            return self.part(US)
        homes = (sys.base_prefix, sysconfig.get_path("stdlib"), "/usr/lib/python3", "/usr/share/python3")
        if path.name.startswith("libpython3") or any(path.is_relative_to(home) for home in homes):
            return self.part(PYTHON)
        raise Stranger(f"{inside} comes from {source}, and nobody knows what that is")

    def _owner_of_wheel_file(self, path: Path, inside: str) -> str:
        name = path.relative_to(self._packages).as_posix()
        found = self._of_file.get(name)
        if found is None:
            raise Stranger(f"{inside} comes from {name}, and no wheel recorded it")
        return QT if "/Qt/" in name and found.startswith("PySide6") else found


def _font(inside: PurePosixPath) -> str:
    if inside.parent.name != "paper":
        return FONT
    return fonts.name_of(inside.stem) if inside.suffix == ".ttf" else US


def find_parts(folder: Path, work: Path) -> list[Part]:
    """Every file of the frozen folder and every module in its archives, by part."""
    owners = Owners(work)
    for inside, source, kind in _collected(work):
        where = inside if kind == "EXECUTABLE" else f"{TOP}/{inside}"
        if kind == "EXECUTABLE":
            owners.part(PYINSTALLER).files.append(where)
        elif kind == "SYMLINK":
            target = (folder / TOP / inside).resolve().relative_to((folder / TOP).resolve()).as_posix()
            owners.owner(_source_of(target, work), target).files.append(where)
        elif (folder / where).exists():
            owners.owner(source, inside).files.append(where)
    for _, source, _ in _archived(work):
        if source and source != "-":
            owners.owner(source, source).modules += 1
    us = owners.part(US)
    us.files += ["build.json"]
    return sorted(owners.parts.values(), key=lambda part: part.name.lower())


def _tables(work: Path, pattern: str) -> Iterator[tuple[str, str, str]]:
    for table in sorted((work / "build").rglob(pattern)):
        for part in ast.literal_eval(table.read_text(encoding="utf-8")):
            if isinstance(part, list):
                yield from (one for one in part if isinstance(one, tuple) and len(one) == 3)


def _collected(work: Path) -> Iterator[tuple[str, str, str]]:
    yield from _tables(work, "COLLECT-*.toc")


def _archived(work: Path) -> Iterator[tuple[str, str, str]]:
    yield from _tables(work, "PYZ-*.toc")


def _source_of(inside: str, work: Path) -> str:
    return next(source for name, source, _ in _collected(work) if name == inside)


def _of_wheel(name: str) -> Part:
    found = importlib.metadata.distribution(name)
    about = found.metadata
    says = next((about[name] for name in ("License-Expression", "License") if about[name]), "")
    licence = says.splitlines()[0] if says else ""
    texts = [
        Path(str(found.locate_file(one))) for one in found.files or () if _is_licence(one.name, str(one))
    ]
    part = Part(found.metadata["Name"], found.version, licence, texts=[one for one in texts if one.is_file()])
    part.inside = list(_recorded(found))
    return _mended(part)


def _is_licence(name: str, path: str) -> bool:
    upper = name.upper()
    is_named_so = ".dist-info/" in path and upper.startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE"))
    return is_named_so or ".dist-info/licenses/" in path


def _recorded(found: importlib.metadata.Distribution) -> Iterator[tuple[str, str, str]]:
    """What a wheel says it was joined from (its own bill of materials)."""
    seen = set()
    for file in found.files or ():
        if ".dist-info/sboms/" in str(file) and file.name.endswith(".json"):
            for one in json.loads(file.read_text(encoding="utf-8")).get("components", ()):
                key = (str(one["name"]), str(one.get("version", "")))
                if key not in seen and key[0].replace("_", "-") != found.metadata["Name"].replace("_", "-"):
                    seen.add(key)
                    yield (*key, _licence_of(one))


def _licence_of(component: dict[str, list[dict[str, object]]]) -> str:
    for one in component.get("licenses", ()):
        if "expression" in one:
            return str(one["expression"])
    return ""


def _mended(part: Part) -> Part:
    from build import knowledge  # noqa: PLC0415 - it asks the libraries themselves

    licences, texts, key = knowledge.LICENCES, knowledge.TEXTS, part.name.lower()
    part.licence = licences.get(key, part.licence)
    part.inside += [one() for one in knowledge.PARTS_INSIDE.get(key, ())]
    part.inside += knowledge.MANY_INSIDE.get(key, tuple)()
    left_out = knowledge.NOT_INSIDE.get(key, ())
    part.inside = [one for one in part.inside if one[0] not in left_out]
    said = {(n, v): licence or licences.get(n.lower(), "") for n, v, licence in part.inside}
    part.inside = [(n, v, licence) for (n, v), licence in said.items()]
    names = [part.name, *(name for name, _, _ in part.inside)]
    part.texts += [text for name in names for text in texts.get(name.lower(), ())]
    return part


def _known(name: str) -> Part | None:
    from build.knowledge import OURS  # noqa: PLC0415 - as above

    made = OURS.get(name)
    return _mended(Part(name, *made())) if made else None
