"""The command line speaks the language of its terminal: English, or Chinese where the locale asks for it."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import polib

import resources
from core.words import Sentence

_PO = Path(resources.__file__).parent / "translations" / "zh_CN.po"


def in_words(what: Sentence) -> str:
    """A value that is a sentence itself is translated too."""
    template = _catalogue().get(what.template) or what.template
    values = {
        name: in_words(one) if isinstance(one, Sentence) else str(one) for name, one in what.values.items()
    }
    return template.format(**values)


def say(what: Sentence) -> None:
    sys.stdout.write(in_words(what) + "\n")


@cache
def _catalogue() -> dict[str, str]:
    wanted = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    if not wanted.startswith("zh"):
        return {}
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(_PO)) if entry.translated()}
