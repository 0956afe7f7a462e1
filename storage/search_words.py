"""Text to index tokens and questions to index queries: Chinese by overlapping pairs, everything else by words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_CHINESE = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005-\u3007\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003ffff"
)
_RUNS = re.compile(rf"(?P<pairs>[{_CHINESE}]+)|(?P<word>[^\W_{_CHINESE}]+)")
_LONGEST_WORD = 64
_MOST_QUESTIONS = 12


def index_words(text: str) -> tuple[str, str]:
    """What goes into the index: words and pairs in their order, and single Chinese characters, each once."""
    words: list[str] = []
    singles: dict[str, None] = {}
    for run, is_chinese in _runs(text):
        if is_chinese:
            words += _pairs(run)
            singles |= dict.fromkeys(run)
        else:
            words.append(run)
    return " ".join(words), " ".join(singles)


def question(text: str) -> str:
    """The index query that finds every text holding all of these words; "" when nothing can be asked."""
    parts: list[str] = []
    for chunk in text.split()[:_MOST_QUESTIONS]:
        parts += _parts_of(chunk)
    return " AND ".join(parts)


def _parts_of(chunk: str) -> Iterator[str]:
    for run, is_chinese in _runs(chunk):
        if not is_chinese:
            # A prefix of one letter would gather half the index.
            yield f'words : "{run}"' + ("*" if len(run) > 1 else "")
        elif len(run) == 1:
            yield f'singles : "{run}"'
        else:
            yield f'words : "{" ".join(_pairs(run))}"'


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Full-width and half-width, capital and small, are one."""
    for found in _RUNS.finditer(unicodedata.normalize("NFKC", text).casefold()):
        pairs = found["pairs"]
        yield (pairs, True) if pairs else (found["word"][:_LONGEST_WORD], False)


def _pairs(run: str) -> list[str]:
    """A character on its own is its own pair, so that it too has its place in a phrase."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
