"""The files of the ticket on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.viewmodels.words import Tone


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file: its name, then size, who attached it, and where its bytes are."""

    id: str
    name: str
    detail: str
    icon: str = "file"
    tone: Tone = Tone.DIM
    is_ready: bool = True  # in the ticket: it can be opened, saved, taken off
    can_remove: bool = True


@dataclass(frozen=True, slots=True)
class FilesShown:
    """All of them, in the order in which they were attached."""

    lines: tuple[FileLine, ...] = ()
    can_add: bool = True


Picture = Callable[[], bytes]  # makes a PNG of what was copied; takes long, so never on the screen's thread


class FilesView(Protocol):
    """Signals: files_added(paths) picture_pasted(make) open_clicked(id) save_chosen(id, path) remove_clicked(id)."""

    def show_files(self, files: FilesShown) -> None: ...
