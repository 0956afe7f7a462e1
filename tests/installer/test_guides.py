"""The guides name every option that IT may set, every status the self-check ends with, and exist in both languages."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from console import self_check
from console.settings.options import Options
from console.settings.site import NOT_FOR_ALL
from release import self_check as files

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = ("install", "rollout", "updates", "keys", "operations", "hardening", "packages")


@pytest.mark.parametrize("name", GUIDES)
def test_each_guide_is_there_in_both_languages_with_the_same_sections(name: str) -> None:
    english, chinese = ((DOCS / f"{name}{tail}").read_text(encoding="utf-8") for tail in (".md", ".zh_CN.md"))
    assert english.count("\n## ") == chinese.count("\n## ")
    assert english.count("\n| ") == chinese.count("\n| ")
    assert f"{name}.zh_CN.md" in english
    assert f"{name}.md" in chinese


@pytest.mark.parametrize("tail", [".md", ".zh_CN.md"])
def test_every_option_that_may_be_set_is_in_the_table(tail: str) -> None:
    text = (DOCS / f"rollout{tail}").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert listed == {one.name for one in fields(Options)} - NOT_FOR_ALL


@pytest.mark.parametrize("tail", [".md", ".zh_CN.md"])
def test_every_status_of_the_self_check_is_explained(tail: str) -> None:
    text = (DOCS / f"install{tail}").read_text(encoding="utf-8")
    statuses = {
        value
        for module in (self_check, files)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, int) and value >= 20
    }
    assert statuses == {20, 21, 22, 23, 24, 30, 31, 40, 41, 50, 51, 52}
    assert not [status for status in statuses if not re.search(rf"\b{status}\b", text)]
