"""Settings and the first-run assistant: both are pages of described fields, drawn by the same view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone


class FieldKind(Enum):
    """How a field is drawn. Values cross as text: check "1"/"", slider "0".."200" per cent, meter "0".."100"."""

    TEXT = "text"
    PASSWORD = "password"  # noqa: S105 - the kind of a field
    CHOICE = "choice"
    CHECK = "check"
    FILE = "file"
    NUMBER = "number"
    SLIDER = "slider"
    METER = "meter"
    BUTTON = "button"  # ``value`` is its text
    FACT = "fact"  # read only


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a page."""

    key: str
    label: str
    kind: FieldKind
    value: str = ""
    hint: str = ""
    problem: str = ""
    choices: tuple[Choice, ...] = ()
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """Fields that belong together. ``said`` is what came of the last save or test."""

    key: str
    title: str
    intro: str = ""
    fields: tuple[Field, ...] = ()
    said: str = ""
    said_tone: Tone = Tone.DIM


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """The settings panel whole; a page's changes hold when it is saved, save texts being "Save" or ""."""

    pages: tuple[Page, ...]
    chosen: str
    save: str = ""


@dataclass(frozen=True, slots=True)
class AssistantForm:
    """One step of the first-run assistant ("Step 2 of 4")."""

    page: Page
    progress: str
    back: str = ""  # button texts; "" not offered
    next: str = ""
    is_busy: bool = False


class SettingsView(Protocol):
    """Signals: page_chosen(key) field_changed(page, key, value) button_clicked(page, key) save_clicked(page) left()."""

    def show_settings(self, form: SettingsForm) -> None: ...
    def show_field(self, page: str, field: Field) -> None:
        """One field changed (a meter moved, a problem came or went); the caret stays."""
        ...


class AssistantView(Protocol):
    """Signals: field_changed(page, key, value) button_clicked(page, key) back_clicked() next_clicked()."""

    def show_step(self, form: AssistantForm) -> None: ...
    def show_field(self, page: str, field: Field) -> None: ...
