"""Lints the tree it is started in, once for each set of planted files, and prints the names of broken contracts.

It is a program because import-linter finds packages through the interpreter that runs it, and the tests' own
interpreter has the real ones loaded. Standard input: a JSON list of ``{path: source}``; the last line of output: a
JSON list of lists.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from importlinter import configuration
from importlinter.application.use_cases import _register_contract_types, create_report, read_user_options


def broken_with(planted: dict[str, str]) -> list[str]:
    for path, source in planted.items():
        Path(path).write_text(source, encoding="utf-8")
    try:
        options = read_user_options("pyproject.toml")
        _register_contract_types(options)
        report = create_report(options, cache_dir=None)
        unusable = [f"{name}: {why}" for name, why in report.invalid_contract_options.items()]
        checked = report.get_contracts_and_checks()
        return unusable + [contract.name for contract, check in checked if not check.kept]
    finally:
        for path in planted:
            Path(path).unlink()


if __name__ == "__main__":
    configuration.configure()
    answers = [broken_with(planted) for planted in json.load(sys.stdin)]
    sys.stdout.write(f"\n{json.dumps(answers)}\n")
