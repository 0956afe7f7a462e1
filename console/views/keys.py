"""Every action that has a key: its name, the key it starts with, and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QKeySequence

from console.viewmodels.words import Words


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does anywhere in the window, also while a text is being written."""

    id: str
    key: str
    say: Callable[[Words], str]
    group: Callable[[Words], str]


def _call(words: Words) -> str:
    return words("Call")


def _ticket(words: Words) -> str:
    return words("Ticket")


def _window(words: Words) -> str:
    return words("Window")


ACTIONS: tuple[Action, ...] = (
    Action("answer", "F4", lambda words: words("Answer"), _call),
    Action("hold", "F6", lambda words: words("Hold or resume"), _call),
    Action("mute", "F7", lambda words: words("Mute or unmute"), _call),
    Action("hang_up", "F9", lambda words: words("Hang up or decline"), _call),
    Action("keypad", "Ctrl+P", lambda words: words("Keypad"), _call),
    Action("hand_over", "F8", lambda words: words("Hand the call over"), _call),
    Action("note", "Ctrl+L", lambda words: words("Write a call note"), _call),
    Action("dial", "Ctrl+G", lambda words: words("Dial a number"), _call),
    Action("make_ticket", "F2", lambda words: words("Make ticket"), _ticket),
    Action("new_ticket", "Ctrl+N", lambda words: words("Ticket without a call"), _ticket),
    Action("save", "Ctrl+Return", lambda words: words("Save"), _ticket),
    Action("why", "Ctrl+I", lambda words: words("Why is it due then?"), _ticket),
    Action("promise", "Ctrl+J", lambda words: words("Promise a call-back"), _ticket),
    Action("attach_file", "Ctrl+Shift+A", lambda words: words("Add a file"), _ticket),
    Action("paste_picture", "Ctrl+Shift+V", lambda words: words("Paste a picture"), _ticket),
    Action("print", "Alt+P", lambda words: words("Print"), _ticket),
    Action("search", "Ctrl+K", lambda words: words("Search"), _window),
    Action("rail_1", "Alt+1", lambda words: words("Desk"), _window),
    Action("rail_2", "Alt+2", lambda words: words("Tickets"), _window),
    Action("rail_3", "Alt+3", lambda words: words("Reminders"), _window),
    Action("rail_4", "Alt+4", lambda words: words("Service levels"), _window),
    Action("rail_5", "Alt+5", lambda words: words("Reports"), _window),
    Action("rail_6", "Alt+6", lambda words: words("In step with the server"), _window),
    Action("rail_7", "Alt+7", lambda words: words("The floor now"), _window),
    Action("settings", "Ctrl+,", lambda words: words("Settings"), _window),
    Action("lock", "Ctrl+Alt+L", lambda words: words("Lock"), _window),
    Action("help", "F1", lambda words: words("Help for this screen"), _window),
    Action("keys", "Ctrl+/", lambda words: words("All keys"), _window),
    Action("leave", "Esc", lambda words: words("Back one step"), _window),
)


class Keys:
    """Which key stands for which action now; shown on the buttons in the form people know."""

    def __init__(self, changed: Mapping[str, str] = MappingProxyType({})) -> None:
        self._keys = {action.id: changed.get(action.id, action.key) for action in ACTIONS}

    def sequence(self, action: str) -> QKeySequence:
        return QKeySequence(self._keys[action])

    def shown(self, action: str) -> str:
        """The text of the key cap; "" when the key was taken away."""
        text = self._keys[action]
        return text.replace("Return", "↵").replace("+", " ") if text else ""
