"""Paper on the screen: what the preview shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.tickets import ScopeTab
from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class PaperShown:
    """``round`` is another number for another paper; ``sizes`` of its pages in points: () before it is made."""

    title: str
    kinds: tuple[ScopeTab, ...]
    language: str  # what the button says
    round: int
    sizes: tuple[tuple[float, float], ...] = ()
    can_leave: bool = False
    said: str = ""
    tone: Tone = Tone.DIM
    folder: str = ""  # where it lies now


class PaperView(Protocol):
    """Signals: kind_chosen(key) language_clicked() print_clicked() save_clicked() mail_entered(address)
    page_wanted(round, page, pixels wide) left().
    """

    def show_paper(self, shown: PaperShown) -> None: ...
    def mailed(self) -> None:
        """The address that was typed has done its work."""
        ...
