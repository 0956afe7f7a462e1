"""What the editors of service levels work with: the draft, the names of the house, and cells that remember bad input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from console.viewmodels.shaping import Cell, CellKind
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Words
from core.reading import Directory
from core.sla.policy import Edition
from core.words import Sentence

Wrongs = Mapping[tuple[str, str, str], tuple[str, Sentence]]


@dataclass(frozen=True, slots=True)
class State:
    """What is edited, and can be undone to: values, and what was typed that cannot be read (tab, item, cell)."""

    edition: Edition
    directory: Directory
    wrongs: Wrongs = field(default_factory=dict)

    def without(self, tab: str, item: str, cell: str = "") -> State:
        """Forgets what could not be read there."""
        kept = {
            place: wrong
            for place, wrong in self.wrongs.items()
            if not (place[:2] == (tab, item) and place[2].startswith(cell))
        }
        return replace(self, wrongs=kept)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a sheet is made of; ``known`` are the words in use, by the field's name."""

    words: Words
    state: State
    today: date
    language: str
    robots: tuple[tuple[str, str], ...] = ()
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shipped: tuple[str, ...] = ()
    is_open: bool = True  # False: an earlier edition is looked at

    def choices(self, names: Mapping[str, Sentence]) -> tuple[Choice, ...]:
        return tuple(Choice(key, self.words(name.template)) for key, name in names.items())

    def calendars(self, none: str = "") -> tuple[Choice, ...]:
        first = (Choice("", none),) if none else ()
        return (*first, *(Choice(one.id, one.name) for one in self.state.edition.calendars))


@dataclass(frozen=True, slots=True)
class Cells:
    """Makes the cells of one item."""

    material: Material
    tab: str
    item: str

    def text(self, key: str, label: str, value: str, hint: str = "", width: int = 0) -> Cell:
        """What was typed and cannot be read stands there with its sentence."""
        wrong = self.material.state.wrongs.get((self.tab, self.item, key))
        problem = ""
        if wrong is not None:
            value, said = wrong
            problem = self.material.words(said.template, **said.values)
        return self._made(Cell(key, CellKind.TEXT, label, value, (), problem, hint, width=width))

    def pick(
        self, key: str, label: str, value: str, choices: tuple[Choice, ...], width: int = 0, hint: str = ""
    ) -> Cell:
        return self._made(Cell(key, CellKind.PICK, label, value, choices, hint=hint, width=width))

    def many(
        self, key: str, label: str, values: Iterable[str], choices: tuple[Choice, ...], width: int = 0,
        *, hint: str = "", can_add: bool = False,
    ) -> Cell:  # fmt: skip
        cell = Cell(key, CellKind.MANY, label, "\n".join(values), choices, "", hint, can_add, width)
        wrong = self.material.state.wrongs.get((self.tab, self.item, key))
        if wrong is not None:
            cell = replace(cell, problem=self.material.words(wrong[1].template, **wrong[1].values))
        return self._made(cell)

    def check(self, key: str, label: str, *, on: bool) -> Cell:
        return self._made(Cell(key, CellKind.CHECK, label, "1" if on else ""))

    def button(self, key: str, text: str, label: str = "", width: int = 0) -> Cell:
        return self._made(Cell(key, CellKind.BUTTON, label or text, text, width=width))

    def fact(self, key: str, label: str, value: str, width: int = 0) -> Cell:
        return Cell(key, CellKind.FACT, label, value, width=width)

    def _made(self, cell: Cell) -> Cell:
        return cell if self.material.is_open else replace(cell, is_enabled=False)


Editor = Callable[[Material, str, str, str], State]
