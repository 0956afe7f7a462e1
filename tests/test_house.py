"""The house rules of docs/architecture.md that no linter knows: sizes, broad excepts, sleeps, and names of machines."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE, LONGEST_TEST_FILE, LONGEST_FUNCTION, MOST_PUBLIC_METHODS = 250, 400, 40, 12

# The only places where a bug may be caught without a name: each keeps alive what must outlive it, and tells of it.
MAY_CATCH_ANYTHING = {
    "console/bridge/background.py": "a job of the background lane that failed must not end the lane",
    "console/bridge/crash_hook.py": "the last place a bug passes: it is logged, and the call stays up",
    "server/lasting.py": "who is sent away must be out, and news told, whatever a turn before met",
    "telephony/engine/guard.py": "the engine's own process: an error must not rise from a callback into PJSIP's C++",
}

SLEEPS = frozenset({"time.sleep", "sleep", "qtbot.wait", "asyncio.sleep", "QTest.qWait", "QTest.qSleep"})

Rule = Callable[[Path], Iterator[str]]

# Joined here, so that this file does not hold what it forbids.
REGISTRY = "|".join(
    ("py" + r"pi\.org", "python" + "hosted", "npm" + "js", "debian" + r"\.org", "crates" + r"\.io")
)
LEAK = re.compile(rf"(?<![\w.$}}])/(?:work|farm|root)/|{REGISTRY}", re.IGNORECASE)


def tracked() -> list[Path]:
    """What git holds or would take in; where there is no git or no repository, every file outside hidden folders."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (FileNotFoundError, subprocess.CalledProcessError):
        paths = (file.relative_to(ROOT) for file in ROOT.rglob("*"))
        names = [
            str(p) for p in paths if p.parts[0] not in {"var", "dist"} and not p.parts[0].startswith(".")
        ]
        names = [name for name in names if "__pycache__" not in name]
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


FILES = tracked()
PYTHON = [file for file in FILES if file.suffix == ".py"]


def is_test(file: Path) -> bool:
    return file.is_relative_to(ROOT / "tests")


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def too_long(file: Path) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").count("\n")
    limit = LONGEST_TEST_FILE if is_test(file) else LONGEST_FILE
    if lines > limit:
        yield f"{shown(file)}:{lines} The file has {lines} lines; {limit} are allowed: it has two subjects."


def too_big_inside(file: Path) -> Iterator[str]:
    if is_test(file):
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{shown(file)}:{node.lineno} {node.name} has {lines} lines; {LONGEST_FUNCTION} are allowed."
        elif isinstance(node, ast.ClassDef):
            methods = [
                one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
            ]
            public = sum(not name.startswith("_") for name in methods)
            if public > MOST_PUBLIC_METHODS:
                yield f"{shown(file)}:{node.lineno} {node.name} has {public} public methods; {MOST_PUBLIC_METHODS} are."


def passes_on(handler: ast.ExceptHandler) -> bool:
    """To tidy up and raise again hides nothing."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def catches_anything(file: Path) -> Iterator[str]:
    if shown(file) in MAY_CATCH_ANYTHING:
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler) and not passes_on(node):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(one is None or ast.unparse(one) in {"Exception", "BaseException"} for one in caught):
                yield f"{shown(file)}:{node.lineno} This except would hide a bug; name what is expected here."


def sleeps(file: Path) -> Iterator[str]:
    if not is_test(file):
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in SLEEPS:
            yield f"{shown(file)}:{node.lineno} A test waits for a condition, not for a time."


def none_of(faults: list[str]) -> None:
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.mark.parametrize("rule", [too_long, too_big_inside, catches_anything, sleeps])
def test_every_python_file_keeps_the_house_rules(rule: Rule) -> None:
    none_of([fault for file in PYTHON for fault in rule(file)])


def test_every_module_says_in_its_docstring_what_it_is() -> None:
    silent = [f for f in PYTHON if not ast.get_docstring(ast.parse(f.read_text(encoding="utf-8")))]
    none_of([f"{shown(file)}:1 The module does not say in its docstring what it is." for file in silent])


def test_no_file_names_a_registry_host_or_a_path_of_one_machine() -> None:
    faults = []
    for file in FILES:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        faults += [
            f"{shown(file)}:{n} {m.group()} names one machine or registry."
            for n, line in enumerate(lines, 1)
            if (m := LEAK.search(line))
        ]
    none_of(faults)


@pytest.mark.parametrize(
    ("rule", "name", "source"),
    [
        (too_long, "core/x.py", "a = 1\n" * 251),
        (too_long, "tests/x.py", "a = 1\n" * 401),
        (too_big_inside, "core/x.py", "def f():\n" + "    a = 1\n" * 40),
        (
            too_big_inside,
            "core/x.py",
            "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(13)),
        ),
        (catches_anything, "core/x.py", "try:\n    f()\nexcept Exception:\n    pass\n"),
        (catches_anything, "tests/x.py", "try:\n    f()\nexcept (OSError, BaseException):\n    pass\n"),
        (sleeps, "tests/x.py", "import time\ntime.sleep(1)\n"),
    ],
)
def test_each_house_rule_notices_what_breaks_it(
    rule: Rule, name: str, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text(source, encoding="utf-8")
    assert len(list(rule(tmp_path / name))) == 1
