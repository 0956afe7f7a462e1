"""An option on a page before it has a value, and the field that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from console.presenters.saying import say
from console.viewmodels.settings import Field, FieldKind
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Words
from core.calls.line import SoundStatus
from core.words import Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """An option on a page. ``choices`` are (value, words); what is spoken by nobody is shown as it is."""

    option: str
    label: Sentence
    kind: FieldKind
    hint: Sentence | None = None
    choices: tuple[tuple[str, Sentence | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it has values."""

    key: str
    title: Sentence
    intro: Sentence
    lines: tuple[Line, ...]


DEVICES = {"microphone": "microphones", "speaker": "speakers", "ringer": "speakers"}


def device_choices(option: str, sound: SoundStatus, chosen: str, words: Words) -> tuple[Choice, ...]:
    """The system's choice, what is plugged in, and what was chosen even if it is not there now."""
    names: tuple[str, ...] = getattr(sound, DEVICES[option])
    if chosen and chosen not in names:
        names = (*names, chosen)
    return (Choice("", words("The system's choice")), *(Choice(name, name) for name in names))


def field_of(
    line: Line, values: Mapping[str, str], sound: SoundStatus, words: Words, problem: str = ""
) -> Field:
    value = values.get(line.option, "")
    if line.option in DEVICES:
        choices = device_choices(line.option, sound, value, words)
    else:
        choices = tuple(
            Choice(key, say(words, text) if isinstance(text, Sentence) else text)
            for key, text in line.choices
        )
    hint = say(words, line.hint) if line.hint is not None else ""
    return Field(line.option, say(words, line.label), line.kind, value, hint, problem, choices)


def meters(words: Words) -> tuple[Field, ...]:
    return (Field("microphone_level", words("You are heard like this"), FieldKind.METER, "0"),)
