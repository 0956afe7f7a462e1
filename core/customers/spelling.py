"""From what people and PBXs write to plain text: full-width forms, URIs, labels, extensions, and withheld callers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from core.customers.identity import LONGEST_WRITTEN

_DASHES = "‐‑‒–—―−ー⁃﹘"
_DOTS = "·•・‧∙"
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"  # noqa: E501 -- one list
_PLAIN = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_DOTS, "."), **dict.fromkeys(_INVISIBLE, None)}
)

# What PBXs, gateways and carriers send for a caller who does not want to be known.
_WITHHELD_WORDS = """
    anonymous unavailable restricted private privatenumber unknown unknowncaller unknownnumber withheld
    numberwithheld callerwithheld blocked hidden hiddennumber nonumber noid nocallerid notavailable outofarea
    null none 未知 未知号码 未知来电 未知主叫 保密 保密号码 号码保密 匿名 匿名来电 匿名号码 隐藏 隐藏号码 号码隐藏
    私人号码 私密号码 无号码 无主叫号码 无来电显示 未显示 不显示 受限 号码受限
"""
_WITHHELD = frozenset(_WITHHELD_WORDS.split())
_NOT_LETTERS = re.compile(r"[\W_]+")

_URI = re.compile(r"(?:sips?|tel|callto):(?://)?", re.IGNORECASE)
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_EXT_PARAMETER = re.compile(r";ext=(\d{1,8})(?![^;@])", re.IGNORECASE)
_KEY_PARAMETER = re.compile(r";(\d{1,8})$")

_LABEL = re.compile(
    r"(?:tel|telephone|phone|mobile|mob|cell|fax|office|home|work|hotline|"
    r"联系电话|手机号?码?|电话号?码?|座机|固话|办公|单位|公司|家庭|宅电|传真|热线)[\s.:]*(?=[+(\d])",
    re.IGNORECASE,
)
_MARKED_EXTENSION = re.compile(
    r"(?:(?<![A-Za-z])(?:extension|extn|ext|x)|;ext|转接?|轉接?|分机号?|分機號?|内线|內線|#|,+|;)"
    r"[\s.=:]*(\d{1,8})[\s)\]]*$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[^\d\s()\[\].+-][^()\[\]]*[)\]]$")  # "(前台)" behind a number
_RUN = re.compile(r"\+?\(?\+?\d(?:[\s().\[\]/-]*\d)*")

SHORTEST_INSIDE_WORDS = 7  # fewer digits among words may be anything: "room 305"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A written number taken apart: ``body`` is the number or name itself, ``extension`` what a marker set apart."""

    body: str
    extension: str = ""
    is_withheld: bool = False


def plain(written: str) -> str:
    """The first characters, in ASCII forms where there are such, without what cannot be seen."""
    text = written[:LONGEST_WRITTEN]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN)[:LONGEST_WRITTEN]
    return text.strip()


def take_apart(text: str) -> Spelling:
    """For text that is not only digits and separators. ``text`` is plain."""
    host = ""
    if "@" in text or "<" in text or _URI.match(text):
        text, host = _user_of(text)
    if host.endswith(".invalid") or says_withheld(text):
        return Spelling("", is_withheld=True)
    text = _REMARK.sub("", text)
    marked = _MARKED_EXTENSION.search(text)
    if marked and _may_stand_before_extension(text[: marked.start()]):
        return Spelling(_body(text[: marked.start()]), marked.group(1))
    return Spelling(_body(text))


def says_withheld(text: str) -> bool:
    return not text or _NOT_LETTERS.sub("", text).casefold() in _WITHHELD


def _user_of(text: str) -> tuple[str, str]:
    """The user part of a SIP or tel URI (RFC 3261, RFC 3966) with its extension, and the host."""
    if "<" in text:
        text = text.split("<", 1)[1].split(">", 1)[0]
    text = text[scheme.end() :] if (scheme := _URI.match(text)) else text
    extension = _EXT_PARAMETER.search(text) or _KEY_PARAMETER.search(text.split("@", 1)[0])
    user, _, host = text.rpartition("@") if "@" in text else (text, "", "")
    user = user.split(";", 1)[0].split(":", 1)[0]
    user = plain(_ESCAPED.sub(lambda m: _unescaped(m.group()), user))
    host = re.split("[:;>?]", host, maxsplit=1)[0].strip().casefold()
    return (f"{user};ext={extension.group(1)}" if extension else user), host


def _unescaped(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("%", "")).decode("utf-8", "replace")


def _may_stand_before_extension(base: str) -> bool:
    """A number, words, or nothing: but not the beginning of a SIP name such as sales-x1 or agent7x1."""
    base = _without_label(base.strip())
    return " " in base or not base.isascii() or not any(c.isalpha() for c in base)


def _without_label(text: str) -> str:
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _body(text: str) -> str:
    """The number among labels and words ("办公 010-…(张先生)"), or the text itself."""
    text = _without_label(text.strip())
    is_one_word = text.isascii() and " " not in text and not text.endswith(")")
    if is_one_word or not any(c.isalpha() for c in text):
        return text
    longest = max((run.group() for run in _RUN.finditer(text)), key=_digit_count, default="")
    return longest if _digit_count(longest) >= SHORTEST_INSIDE_WORDS else ""


def _digit_count(text: str) -> int:
    return sum(c.isdigit() for c in text)
