"""Times and moments of steps as people write them, in the language of the screen; each reads both languages."""

from __future__ import annotations

import re
from datetime import timedelta

from console.viewmodels.words import Words
from core.sla.phrases import Unreadable
from core.sla.policy import Step

MOST = 527_040  # minutes of a year
_SPAN = re.compile(
    r"^(?:(\d+)\s*(?:h|hours?|小时|时))?\s*(?:(\d+)\s*(?:m|min|minutes?|分钟|分))?$", re.IGNORECASE
)
_CLOCK = re.compile(r"^(\d+):([0-5]\d)$")
_PERCENT = re.compile(r"^(?:at\s*)?(\d{1,4})\s*[%％]$", re.IGNORECASE)
_AROUND = re.compile(r"^(.+?)\s*(before|after)(?:\s*due)?$", re.IGNORECASE)
_AROUND_ZH = re.compile(r"^到期?(前|后)\s*(.+)$")
_DUE = {"due", "at due", "到期", "到期时"}
_DAYS = re.compile(r"\d\s*(?:d|days?|天|日)", re.IGNORECASE)


def read_span(text: str) -> timedelta | None:
    """ "30 min", "4 h", "4:30", "1 小时 30 分钟"; empty or "-" is none. A day of work is not always as long."""
    wanted = text.strip()
    if wanted in {"", "-", "—", "－"}:
        return None
    if _DAYS.search(wanted):
        raise Unreadable("A day of work is not always as long: please write hours and minutes, like 16 h.")
    clock, span = _CLOCK.match(wanted), _SPAN.match(wanted)
    match = clock or span
    if match is None:
        raise Unreadable('"{text}" is no time: please write 30 min, 4 h or 4:30.', text=wanted)
    minutes = int(match[1] or 0) * 60 + int(match[2] or 0)
    if not 0 < minutes <= MOST:
        raise Unreadable("A time is longer than nothing and at most a year.")
    return timedelta(minutes=minutes)


def span_text(span: timedelta | None, words: Words) -> str:
    if span is None:
        return ""
    hours, minutes = divmod(int(span.total_seconds() // 60), 60)
    if not hours:
        return words("{n} min", n=minutes)
    if not minutes:
        return words("{hours} h", hours=hours)
    return words("{hours} h {minutes} min", hours=hours, minutes=minutes)


def read_percent(text: str) -> int:
    digits = text.strip().rstrip("%％").strip()
    if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits) <= 100:
        raise Unreadable('"{text}" is no percentage: please write a number from 1 to 100.', text=text.strip())
    return int(digits)


def read_when(text: str) -> tuple[int | None, timedelta]:
    """A step's moment: "50 %", "due", "30 min before", "2 h after"; "到期前 30 分钟"."""
    wanted = text.strip()
    if wanted.lower() in _DUE:
        return None, timedelta()
    percent = _PERCENT.match(wanted)
    if percent:
        return _within(int(percent[1])), timedelta()
    english, chinese = _AROUND.match(wanted), _AROUND_ZH.match(wanted)
    side, span = "", None
    if english:
        side, span = english[2].lower(), read_span(english[1])
    elif chinese:
        side, span = ("before" if chinese[1] == "前" else "after"), read_span(chinese[2])
    if span is None:
        raise Unreadable(
            '"{text}" is no moment: please write 50 %, due, 30 min before or 2 h after.', text=wanted
        )
    return None, -span if side == "before" else span


def _within(percent: int) -> int:
    if percent > 1000:
        raise Unreadable("A step's percentage is from 0 to 1000.")
    return percent


def when_text(step: Step, words: Words) -> str:
    if step.percent is not None:
        return f"{step.percent} %"
    if not step.offset:
        return words("due")
    span = span_text(abs(step.offset), words)
    return words("{time} after", time=span) if step.offset > timedelta() else words("{time} before", time=span)
