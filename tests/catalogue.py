"""What the program can say, and what of it zh_CN.po has; ``python -m tests.catalogue`` adds what is missing."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
PO = ROOT / "resources" / "translations" / "zh_CN.po"
ROOMS = ("core", "telephony", "storage", "courier", "console", "reports", "server")
NOT_SAID = "console/demo"  # lists of names, not sentences
PLACES = re.compile(r"\{(\w*)\}")
SPEAKERS = frozenset({"words", "_words", "sentence", "Sentence", "Trouble"})
# Enum values that are said as they stand: ``Sentence(status.value)``.
SAID_ENUMS = {
    "core/tickets/model.py": {"Status", "Waiting"},
    "core/agents/state.py": {"AgentState"},
    "core/sla/policy.py": {"TargetKind"},
    "core/sla/reading.py": {"SlaState"},
    "core/sla/calendar.py": {"DayKind"},
    "core/rights.py": {"Role"},
    "core/trust.py": {"DeskState"},
}


@cache
def sentences() -> dict[str, str]:
    """English sentence to its plural form, "" where it has none."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            if file.relative_to(ROOT).as_posix().startswith(NOT_SAID):
                continue
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for one, many in (*_said_in(tree), *_said_enums(file, tree)):
                found[one] = many or found.get(one, "")
    return found


def _said_enums(file: Path, tree: ast.AST) -> Iterator[tuple[str, str]]:
    wanted = SAID_ENUMS.get(file.relative_to(ROOT).as_posix(), set())
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in wanted:
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                    yield str(line.value.value), ""


def _said_in(tree: ast.AST) -> Iterator[tuple[str, str]]:
    troubles = _troubles()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        texts = [_text(argument) for argument in node.args[:2]]
        name = _name(node.func)
        if name == "plural" and len(texts) == 2 and texts[0] and texts[1]:
            yield texts[0], texts[1]
        elif (name in SPEAKERS or name in troubles or _is_birth_of_trouble(node)) and texts[0]:
            yield texts[0], ""
        elif name in ("clean_line", "clean_text") and len(texts) == 2 and texts[1]:
            yield texts[1], ""  # the name of what is too long


@cache
def _troubles() -> frozenset[str]:
    """Names of faults that are raised with their sentence where they arise, in whichever file they are made."""
    return frozenset(
        node.name
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(_name(base) in ("Trouble", "RuleViolation", "EnvironmentFault") for base in node.bases)
        and not any(isinstance(line, ast.FunctionDef) and line.name == "__init__" for line in node.body)
    ) | {"RuleViolation", "EnvironmentFault"}


def _is_birth_of_trouble(node: ast.Call) -> bool:
    """``super().__init__("…")`` with a sentence: only troubles are born with a text."""
    is_init = isinstance(node.func, ast.Attribute) and node.func.attr == "__init__"
    text = _text(node.args[0]) if node.args else ""
    return is_init and bool(text) and (" " in text)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _text(node: ast.AST) -> str:
    """A literal, also one that is joined over several lines."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def places(text: str) -> frozenset[str]:
    return frozenset(PLACES.findall(text))


def add_missing() -> int:
    catalogue = polib.pofile(str(PO), wrapwidth=110)
    known = {entry.msgid for entry in catalogue}
    wanted = sentences()
    for one, many in sorted(wanted.items()):
        if one not in known and many:
            catalogue.append(polib.POEntry(msgid=one, msgid_plural=many, msgstr_plural={0: ""}))
        elif one not in known:
            catalogue.append(polib.POEntry(msgid=one, msgstr=""))
    for entry in [entry for entry in catalogue if entry.msgid not in wanted]:
        catalogue.remove(entry)
    catalogue.sort(key=lambda entry: entry.msgid.casefold())
    catalogue.save(str(PO))
    return sum(not entry.translated() for entry in catalogue)


if __name__ == "__main__":
    sys.stdout.write(f"{add_missing()} sentences have no Chinese yet: {PO.name}\n")
