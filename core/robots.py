"""Chat robots as the one text that settings keep, and what is wrong with one before it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable

from core.post import Robot, RobotKind
from core.words import Sentence, sentence

LONGEST_NAME = 40
NOT_IN_A_NAME = ",;，；"  # steps name several receivers with these between them
KINDS = {kind.value: kind for kind in RobotKind}


def robots_text(robots: Iterable[Robot]) -> str:
    """Empty when there are none."""
    rows = [{"name": r.name, "kind": r.kind.value, "url": r.url, "secret": r.secret} for r in robots]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read_robots(text: str) -> tuple[Robot, ...]:
    """What can be read of it: a damaged text never keeps a desk shut."""
    try:
        rows = json.loads(text or "[]")
    except ValueError:
        return ()
    found = []
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            name, kind, url, secret = (str(row.get(part, "")) for part in ("name", "kind", "url", "secret"))
            found.append(Robot(name, KINDS.get(kind, RobotKind.PLAIN), url, secret))
    return tuple(found)


def name_fault(name: str, others: Iterable[str]) -> Sentence | None:
    if not name:
        return Sentence("Please give the robot a name: steps tell it as robot:name.")
    if len(name) > LONGEST_NAME:
        return sentence("A robot's name has at most {n} characters.", n=LONGEST_NAME)
    if any(sign in name for sign in NOT_IN_A_NAME):
        return Sentence("A robot's name has no comma and no semicolon: they stand between names in a step.")
    if name in others:
        return sentence('There is a robot "{name}" already: please choose another name.', name=name)
    return None


def url_fault(url: str) -> Sentence | None:
    if not url.startswith(("https://", "http://")) or not url.partition("://")[2]:
        return Sentence("A webhook is an address like https://… : please copy it from the group's robot.")
    return None
