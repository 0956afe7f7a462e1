"""The supervisor's panel as values: a list at the left, a sheet of cells, the trial beside it, and the foot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from console.viewmodels.service import DayBar, DueLine
from console.viewmodels.tickets import Choice, ScopeTab
from console.viewmodels.words import Tone


class CellKind(Enum):
    """How a cell is drawn. Values cross as text: a check "1" or "", MANY its keys with line breaks between them."""

    TEXT = "text"
    PICK = "pick"
    MANY = "many"
    CHECK = "check"
    BUTTON = "button"  # ``value`` is its text
    FACT = "fact"  # read only


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing that is typed or chosen. ``width`` 0 takes its share of the room; ``hint`` is shown while empty."""

    key: str
    kind: CellKind
    label: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    problem: str = ""
    hint: str = ""
    can_add: bool = False  # MANY and PICK: what is typed and not in the list may be taken too
    width: int = 0
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Band:
    """Lines of cells that belong together; with ``heads`` a table, without them each cell has its label above it."""

    key: str
    title: str
    lines: tuple[tuple[Cell, ...], ...]
    heads: tuple[str, ...] = ()
    note: str = ""
    note_tone: Tone = Tone.DIM


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is edited. The same sheet shown again keeps its controls, so the caret stays."""

    key: str
    bands: tuple[Band, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A line of the list at the left."""

    key: str
    title: str
    detail: str = ""
    badge: str = ""
    tone: Tone = Tone.DIM
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend: ``tab``, ``item`` and ``cell`` are where it is."""

    text: str
    tone: Tone
    tab: str
    item: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """What is unsaved and what is wrong. Button texts; "" is not offered."""

    said: str
    faults: tuple[Fault, ...]
    begins: Cell
    save: str
    can_save: bool
    undo: str
    undo_all: str


@dataclass(frozen=True, slots=True)
class TrialShown:
    """What a made-up ticket would meet. ``lines``: each clock, what is due, and what it was before."""

    sheet: Sheet
    problem: str
    lines: tuple[tuple[str, DueLine], ...]
    rules: tuple[str, ...]
    days: tuple[DayBar, ...]
    left_out: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShapingShown:
    """The panel whole. ``buttons`` below the list: (key, text); ``trial`` is beside policies only."""

    tabs: tuple[ScopeTab, ...]
    tab: str
    items: tuple[ItemLine, ...]
    item: str
    buttons: tuple[tuple[str, str], ...]
    sheet: Sheet
    editions: tuple[Choice, ...]
    edition: str
    old: str  # an earlier edition is looked at: what it is
    foot: Foot
    trial: TrialShown | None = None


class ShapingView(Protocol):
    """Signals: tab_chosen(key) item_chosen(key) item_moved(key, place) button_clicked(key) cell_edited(key, value)
    trial_edited(key, value) fault_chosen(place) edition_chosen(id) begins_typed(text) save_clicked() undo_clicked()
    undo_all_clicked() left().
    """

    def show_shaping(self, shown: ShapingShown) -> None: ...
    def focus_cell(self, key: str) -> None: ...
