"""The walls of docs/architecture.md stand, and each of them is noticed when somebody walks through it."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract["name"] for contract in SETTINGS["contracts"]}
PROBE = ROOT / "tests" / "broken_contracts.py"

# Each planted import stands in a new file and, inside the house, leads to another new and empty one: so whatever the
# real files import, only the wall in question can be hurt. A dotted name with "planted" in it is such a file.
PLANTS = [
    ("storeys", "telephony", "console.planted_target"),
    ("storeys", "core", "storage.planted_target"),
    ("storeys", "release", "storage.planted_target"),
    ("programs-apart", "console", "server.planted_target"),
    ("programs-apart", "server", "console.planted_target"),
    ("rooms-apart", "telephony", "storage.planted_target"),
    ("rooms-apart", "storage", "reports.planted_target"),
    ("core-pure", "core", "socket"),
    ("core-pure", "core", "cryptography"),
    ("core-pure", "core", "resources.planted_target"),
    ("qt-in-console", "storage", "PySide6.QtCore"),
    ("qt-free-console", "console.presenters", "PySide6.QtCore"),
    ("qt-free-console", "console.viewmodels", "PySide6.QtCore"),
    ("qt-free-console", "console.settings", "PySide6.QtCore"),
    ("pjsua2-in-engine", "telephony", "pjsua2"),
    ("engine-alone", "telephony", "telephony.engine.planted_target"),
    ("engine-alone", "console", "telephony.engine.planted_target"),
    ("database-in-storage", "console", "sqlalchemy"),
    ("database-in-storage", "console", "sqlcipher3"),
    ("database-in-storage", "server", "psycopg"),
    ("reportlab-in-reports", "console", "reportlab.pdfgen"),
    ("rooms-apart", "courier", "storage.planted_target"),
    ("web-in-server", "console", "fastapi"),
    ("post-in-courier", "console", "smtplib"),
    ("post-in-courier", "console", "httpx"),
    ("post-in-courier", "console", "websockets"),
    ("scheduler-in-its-places", "console", "apscheduler.schedulers.qt"),
    ("workbooks-in-exports", "console", "xlsxwriter"),
    ("views-show", "console.views", "core.planted_target"),
    ("views-show", "console.views", "storage.planted_target"),
    ("views-show", "console.views", "telephony.planted_target"),
    ("views-show", "console.views", "console.presenters.planted_target"),
    ("presenters-decide", "console.presenters", "storage.planted_target"),
    ("presenters-decide", "console.presenters", "telephony.planted_target"),
    ("presenters-decide", "console.presenters", "courier.planted_target"),
    ("presenters-decide", "console.presenters", "console.views.planted_target"),
    ("qt-free-console", "console.sync", "PySide6.QtCore"),
    ("presenters-decide", "console.presenters", "console.sync.planted_target"),
    ("sync-behind-the-scenes", "console.sync", "console.views.planted_target"),
    ("sync-behind-the-scenes", "console.sync", "console.bridge.planted_target"),
    ("view-models-plain", "console.viewmodels", "core.planted_target"),
    ("root-on-top", "console.bridge", "console.compose"),
    ("not-for-import", "core", "tests.builders"),
    ("not-for-import", "console", "installer.layout"),
]


def files_of(importer: str, imported: str) -> dict[str, str]:
    """The planted importer, and the empty module it leads to when that is to be one of ours and is not there."""
    files = {f"{importer.replace('.', '/')}/planted.py": f"import {imported}\n"}
    target = f"{imported.replace('.', '/')}.py"
    if imported.partition(".")[0] in SETTINGS["root_packages"] and not (ROOT / target).exists():
        files[target] = ""
    return files


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """What import-linter says of a copy of the tree: as it is, then with each plant alone."""
    copy = tmp_path_factory.mktemp("house")
    for package in SETTINGS["root_packages"]:
        for file in (ROOT / package).rglob("*.py"):
            (copy / file.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy / file.relative_to(ROOT))
    shutil.copy(ROOT / "pyproject.toml", copy)
    plants = [{}, *(files_of(importer, imported) for _, importer, imported in PLANTS)]
    probe = subprocess.run(
        [sys.executable, "-P", PROBE],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        input=json.dumps(plants),
        capture_output=True,
        text=True,
        check=False,
    )
    assert probe.returncode == 0, probe.stderr
    answers: list[list[str]] = json.loads(probe.stdout.splitlines()[-1])
    return answers


def test_the_tree_as_it_is_breaks_no_contract(broken: list[list[str]]) -> None:
    assert broken[0] == []


@pytest.mark.parametrize("number", range(len(PLANTS)), ids=[f"{a} imports {b}" for _, a, b in PLANTS])
def test_a_planted_import_breaks_exactly_its_contract(broken: list[list[str]], number: int) -> None:
    assert broken[number + 1] == [CONTRACTS[PLANTS[number][0]]]


def test_every_contract_has_a_plant() -> None:
    assert {contract for contract, _, _ in PLANTS} == set(CONTRACTS)


# import-linter can forbid what it is told of; "nothing else" is asked here, of every import statement.
KNOWN_TO = {
    "release": {"release", "cryptography"},
    "core": {"core", "phonenumbers", "uuid_utils"},
    "console/viewmodels": {"console.viewmodels"},
    "console/views": {"console.views", "console.viewmodels", "PySide6", "resources"},
    "console/presenters": {"console.presenters", "console.viewmodels", "core"},
}


def imports_of(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}:{node.lineno} imports by dots; write the name from the root."
            yield node.lineno, node.module or ""


@pytest.mark.parametrize("folder", KNOWN_TO)
def test_a_closed_room_imports_only_what_its_contract_names(folder: str) -> None:
    known = KNOWN_TO[folder]
    strangers = [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in sorted((ROOT / folder).rglob("*.py"))
        for line, name in imports_of(file)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(name == one or name.startswith(f"{one}.") for one in known)
    ]
    assert strangers == []
