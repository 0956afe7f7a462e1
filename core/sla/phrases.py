"""Hours, times and steps as people write them: "9:00-12:00", "1 h 30 min", "at 50%; tell lead; by mail"."""

from __future__ import annotations

import re
from datetime import timedelta

from core.errors import RuleViolation
from core.sla.calendar import Block
from core.sla.policy import Act, ActKind, Step

_BLOCK = re.compile(r"^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$")
_TIME = re.compile(r"^(?:(\d+)\s*(?:h|小时))?\s*(?:(\d+)\s*(?:min|分钟|分))?$")
_AROUND = re.compile(r"^(.+?)\s+(before|after) due$")
# The parts of a step stand between semicolons; one inside a note has a backslash before it.
_PART, _ESCAPED = re.compile(r"([;；])"), r"\\\1"
_UNESCAPED, _WRITTEN = re.compile(r"(?<!\\)[;；]"), re.compile(r"\\([;；])")
_WAYS = ("screen", "sound", "tray", "mail", "sms")


class Unreadable(RuleViolation):
    """What was written, and how it is meant to be."""


def hours_text(blocks: tuple[Block, ...]) -> str:
    return ", ".join(f"{_clock(one.start)}-{_clock(one.end % 86400 or one.end)}" for one in blocks)


def read_hours(text: str) -> tuple[Block, ...]:
    """An end that is not after its start is of the next day: 22:00-6:00."""
    found = []
    for part in filter(None, (one.strip() for one in re.split(r"[,，;；]", text))):
        match = _BLOCK.match(part)
        if match is None:
            raise Unreadable('"{part}" are no hours. Please write them like 9:00-12:00.', part=part)
        a, b, c, d = map(int, match.groups())
        if not (a < 24 and b < 60 and c <= 24 and d < 60 and c * 60 + d <= 1440):
            raise Unreadable('"{part}" is not on the clock.', part=part)
        start, end = a * 3600 + b * 60, c * 3600 + d * 60
        found.append(Block(start, end if end > start else end + 86400))
    return tuple(found)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}"


def time_text(time: timedelta | None) -> str:
    if time is None:
        return "-"
    hours, minutes = divmod(int(time.total_seconds() // 60), 60)
    return (
        " ".join(
            part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part
        )
        or "0 min"
    )


def read_time(text: str) -> timedelta | None:
    """A day of work is not always as long: hours and minutes only."""
    wanted = text.strip()
    if wanted in ("", "-", "—"):
        return None
    match = _TIME.match(wanted)
    if match is None:
        raise Unreadable('"{text}" is no time. Please write it like 30 min, 4 h or 1 h 30 min.', text=wanted)
    hours, minutes = (int(one or 0) for one in match.groups())
    if hours * 60 + minutes > 527_040:
        raise Unreadable("A time is at most a year.")
    return timedelta(hours=hours, minutes=minutes)


def step_text(step: Step) -> str:
    parts = [_when_text(step), f"tell {', '.join(step.to)}", f"by {', '.join(step.ways)}"]
    parts += ["urgent"] * step.is_urgent + ["any time"] * step.any_time
    parts += [f"{one.kind.value} {_PART.sub(_ESCAPED, one.value)}".strip() for one in step.acts]
    return f"{step.id}: {'; '.join(parts)}"


def _when_text(step: Step) -> str:
    if step.percent is not None:
        return f"at {step.percent}%"
    if not step.offset:
        return "at due"
    side = "after" if step.offset > timedelta() else "before"
    return f"{time_text(abs(step.offset))} {side} due"


def read_step(text: str) -> Step:
    id_, colon, rest = text.partition(":")
    parts = [one.strip() for one in _UNESCAPED.split(rest) if one.strip()]
    if not (colon and id_.strip() and parts):
        raise Unreadable(
            '"{text}" is no step. It begins with a name and when: "late: 2 h after due; tell lead".',
            text=text,
        )
    percent, offset = _read_when(parts[0])
    values: dict[str, object] = {"percent": percent, "offset": offset}
    acts = []
    for part in parts[1:]:
        word, _, more = part.partition(" ")
        if word == "tell":
            values["to"] = tuple(one.strip() for one in more.split(",") if one.strip())
        elif word == "by":
            values["ways"] = _read_ways(more)
        elif part == "urgent":
            values["is_urgent"] = True
        elif part == "any time":
            values["any_time"] = True
        else:
            acts.append(_read_act(part))
    return Step(id_.strip(), acts=tuple(acts), **values)  # type: ignore[arg-type] # read by name above


def _read_when(text: str) -> tuple[int | None, timedelta]:
    if text == "at due":
        return None, timedelta()
    match = re.match(r"^at (\d{1,4})\s*%$", text)
    if match:
        return int(match.group(1)), timedelta()
    around = _AROUND.match(text)
    time = read_time(around.group(1)) if around else None
    if around is None or time is None:
        raise Unreadable(
            '"{text}" is no moment: write at 50%, at due, 30 min before due or 2 h after due.', text=text
        )
    return None, time if around.group(2) == "after" else -time


def _read_ways(text: str) -> tuple[str, ...]:
    ways = tuple(one.strip() for one in text.split(",") if one.strip())
    for way in ways:
        if way not in _WAYS:
            raise Unreadable(
                '"{way}" is no way to tell somebody: choose of {ways}.', way=way, ways=", ".join(_WAYS)
            )
    return ways


def _read_act(text: str) -> Act:
    for kind in ActKind:
        if text == kind.value or text.startswith(f"{kind.value} "):
            return Act(kind, _WRITTEN.sub(r"\1", text.removeprefix(kind.value).strip()))
    known = ", ".join(one.value for one in ActKind)
    raise Unreadable('"{text}" is nothing a step can do: choose of {known}.', text=text, known=known)
