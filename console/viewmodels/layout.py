"""The company's layout as its editor shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class LayoutShown:
    """``texts`` by field: name head foot terms accent paper; ``has_logo`` and ``has_seal`` say what can be taken away.

    ``round`` is another number for another picture of it.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[Choice, ...] = ()
    has_logo: bool = False
    has_seal: bool = False
    is_changed: bool = False
    round: int = 0
    sizes: tuple[tuple[float, float], ...] = ()
    said: str = ""
    tone: Tone = Tone.DIM


class LayoutView(Protocol):
    """Signals: edited(field, text) picture_chosen(field, file) picture_removed(field) save_clicked()
    page_wanted(round, page, pixels wide) left().
    """

    def show_layout(self, shown: LayoutShown) -> None: ...
