"""Where a line may end: between Chinese characters but never before a closing mark (避头尾), and between words."""

from __future__ import annotations

import re
import unicodedata

from reports.fonts import Chain

_NEVER_FIRST = re.escape(
    "!%),.:;?]}¢°·’”†‡›»‰′″℃、。〃々〆〉》」』】〕〗〙〛〞〟！＂％＇），．：；？］｝～｡｣､･…—–"
    "ー゛゜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞￠"
)
_NEVER_LAST = re.escape("([{£¥‘“‹«〈《「『【〔〖〘〚〝＄（［｛｢￡￥﹙﹛﹝")
_WIDE = (
    "\u1100-\u115f\u2e80-\u2fff\u3005-\u30ff\u3100-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\u2600-\u27bf\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_MARKS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a\u20d0-\u20ff\ufe20-\ufe2f"
_WORD = rf"[^\s{_WIDE}{_NEVER_LAST}]"
# A word ends after a hyphen or slash too, unless digits follow: dates and fractions stay whole.
_ATOM = re.compile(
    rf"[{_NEVER_LAST}]*(?:[{_WIDE}][{_MARKS}]*|{_WORD}+?(?:(?<=[-/\\])(?=[^\W\d])|(?=[\s{_WIDE}{_NEVER_LAST}]|$)))"
    rf"?(?:\s*[{_NEVER_FIRST}])*\s*"
)


def broken(text: str, chain: Chain, size: float, width: float) -> list[str]:
    """One line of text as the lines that fit ``width``; always at least one."""
    if chain.width(text, size) <= width:
        return [text.rstrip()]
    found: list[str] = []
    line, used = "", 0.0
    for atom in filter(None, _ATOM.findall(text)):
        bare, rest = chain.width(atom.rstrip(), size), atom
        if line and used + bare > width:
            found.append(line.rstrip())
            line, used = "", 0.0
        if bare > width:
            *whole, rest = _forced(atom, chain, size, width)
            found += whole
        line += rest
        used += chain.width(rest, size)
    if line.strip() or not found:
        found.append(line.rstrip())
    return found


def _forced(atom: str, chain: Chain, size: float, width: float) -> list[str]:
    """A word wider than a line, cut where it is full; a mark stays with its letter."""
    pieces, piece, used = [], "", 0.0
    for char in atom:
        wide = chain.width(char, size)
        if piece and used + wide > width and not unicodedata.combining(char):
            pieces.append(piece)
            piece, used = "", 0.0
        piece += char
        used += wide
    return [*pieces, piece]


def shortened(text: str, chain: Chain, size: float, width: float) -> str:
    """For heads that repeat on each page, and only there: cut with an ellipsis."""
    if chain.width(text, size) <= width:
        return text
    while text and chain.width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
