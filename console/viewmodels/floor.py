"""The floor: colleagues as they are just now; for who leads, and for who hands a call over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class AgentLine:
    """One colleague. ``since`` "" where it is not ours to know."""

    id: str
    name: str
    state: str
    since: str = ""
    detail: str = ""
    tone: Tone = Tone.DIM
    can_take: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """The live view whole. ``figures`` are counts with their words: "3 ready"; ``queues`` the same by queue."""

    figures: tuple[Choice, ...]
    queues: tuple[Choice, ...]
    lines: tuple[AgentLine, ...]
    empty: str = ""


class FloorView(Protocol):
    """Signals: left()."""

    def show_floor(self, floor: Floor) -> None: ...


@dataclass(frozen=True, slots=True)
class HandOverForm:
    """Which call goes to whom. ``about`` names it, ``how`` says what happens; ``note`` was typed and not sent yet."""

    about: str
    how: str
    lines: tuple[AgentLine, ...]
    empty: str
    note: str = ""
    problem: str = ""


class HandOverView(Protocol):
    """Signals: handed(person, note) note_edited(text) left()."""

    def show_hand_over(self, form: HandOverForm) -> None: ...
    def leave(self) -> None: ...
