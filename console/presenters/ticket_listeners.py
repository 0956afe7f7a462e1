"""Who must know of the ticket on screen, as the ticket's presenter sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.presenters.ticket_editor import TicketEditor

MakeAgain = Callable[[TicketEditor, Callable[[], None]], None]


class Moved(Protocol):
    """Is told that another ticket is on screen, none, or that a letter was typed."""

    def __call__(self, *, is_typing: bool) -> None: ...


def nobody(*, is_typing: bool) -> None:
    """Nobody wants to know."""
