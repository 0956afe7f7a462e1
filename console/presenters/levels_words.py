"""Words of the forms of service levels: regions, days, receivers, ways, and steps as sentences."""

from __future__ import annotations

from datetime import timedelta

from console.presenters.saying import say
from console.presenters.workplace import Workplace
from core.reading import Directory
from core.sla.calendar import DayKind
from core.sla.phrases import Unreadable
from core.sla.policy import Act, ActKind, Reopening, Step
from core.words import Sentence

REGIONS = {
    "AU": Sentence("Australia"),
    "CN": Sentence("China"),
    "DE": Sentence("Germany"),
    "FR": Sentence("France"),
    "GB": Sentence("Great Britain"),
    "HK": Sentence("Hong Kong"),
    "JP": Sentence("Japan"),
    "KR": Sentence("South Korea"),
    "MO": Sentence("Macao"),
    "SG": Sentence("Singapore"),
    "TW": Sentence("Taiwan"),
    "US": Sentence("United States"),
}
DAYS = {
    DayKind.HOLIDAY: Sentence("Holiday"),
    DayKind.MAKE_UP: Sentence("Make-up working day"),
    DayKind.CLOSURE: Sentence("Closure"),
    DayKind.OPENING: Sentence("Extra opening"),
}
WEEKDAYS = (
    Sentence("Monday"),
    Sentence("Tuesday"),
    Sentence("Wednesday"),
    Sentence("Thursday"),
    Sentence("Friday"),
    Sentence("Saturday"),
    Sentence("Sunday"),
)
REOPENINGS = {
    Reopening.CONTINUE: Sentence("goes on; the time it lay resolved is not counted"),
    Reopening.RESTART: Sentence("begins anew with the whole time"),
    Reopening.RUN_ON: Sentence("counts on as if it had never been resolved"),
}
RECEIVERS = {
    "assignee": Sentence("assignee"),
    "lead": Sentence("team lead"),
    "watchers": Sentence("watchers"),
}
WAYS = {
    "screen": Sentence("on screen"),
    "sound": Sentence("with a sound"),
    "tray": Sentence("in the tray"),
    "mail": Sentence("by mail"),
    "sms": Sentence("by SMS"),
}


def region_name(region: str, place: Workplace) -> str:
    known = REGIONS.get(region)
    return say(place.words, known) if known is not None else region


def receiver(key: str, place: Workplace, names: Directory) -> str:
    """A role in words, a person or team by name, a robot by its own."""
    if key in RECEIVERS:
        return say(place.words, RECEIVERS[key])
    what, _, id_ = key.partition(":")
    if what == "robot":
        return place.words("robot {name}", name=id_)
    people: dict[str, str] = {one.id: one.name for one in names.people}
    teams: dict[str, str] = {one.id: one.name for one in names.teams}
    return (teams if what == "team" else people).get(id_, id_ or key)


def receivers(keys: tuple[str, ...], place: Workplace, names: Directory) -> str:
    return place.words(", ").join(receiver(one, place, names) for one in keys)


def when_text(step: Step, place: Workplace) -> str:
    words = place.words
    if step.percent is not None:
        return words("At {n} % of the time", n=step.percent)
    if not step.offset:
        return words("When it is due")
    time = place.times.work(abs(step.offset))
    if step.offset < timedelta():
        return words("{time} before it is due", time=time)
    return words("{time} after it was due", time=time)


def step_detail(step: Step, place: Workplace, names: Directory) -> str:
    """Whom it tells, how, and what else it does."""
    words = place.words
    ways = words(", ").join(say(words, WAYS[one]) for one in step.ways if one in WAYS)
    parts = [receivers(step.to, place, names), ways]
    parts += [words("urgent")] * step.is_urgent + [words("at any time")] * step.any_time
    parts += [act_text(one, place, names) for one in step.acts]
    return " · ".join(one for one in parts if one)


def act_text(act: Act, place: Workplace, names: Directory) -> str:
    words = place.words
    if act.kind is ActKind.RAISE_PRIORITY:
        return words("raises the priority")
    if act.kind is ActKind.REASSIGN:
        return words("hands it to: {name}", name=receiver(act.value, place, names))
    return words("notes: {text}", text=act.value)


def read_percent(text: str) -> int:
    wanted = text.strip().removesuffix("%").strip()
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 4:
        raise Unreadable('"{text}" is no percentage: please write it like 75.', text=text.strip())
    return int(wanted)
