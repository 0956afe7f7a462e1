"""How the window stood when it was left: its place, its columns; put back at the next start."""

from __future__ import annotations

import json

from PySide6.QtCore import QByteArray

from console.settings.options import Options
from console.views.desk_window import DeskWindow

TITLE_BAR = 40  # pixels that the window manager takes above and below, known only once the window stands


def restore(window: DeskWindow, options: Options) -> None:
    """Without a place of its own yet, the window fits on the screen with its title bar."""
    if options.window_geometry:
        window.restoreGeometry(QByteArray.fromBase64(QByteArray(options.window_geometry.encode())))
    else:
        room = window.screen().availableGeometry()
        window.resize(min(window.width(), room.width()), min(window.height(), room.height() - TITLE_BAR))
    window.desk.show_widths(_numbers(options.desk_columns))
    widths = _numbers(options.list_columns)
    window.desk.tickets.show_widths(dict(zip(widths[::2], widths[1::2], strict=False)))


def texts_of(window: DeskWindow) -> dict[str, str]:
    """What is to be kept, as settings."""
    widths = window.desk.tickets.widths()
    return {
        "window_geometry": bytes(window.saveGeometry().toBase64().data()).decode(),
        "desk_columns": json.dumps(window.desk.widths()),
        "list_columns": json.dumps([number for pair in widths.items() for number in pair]),
    }


def _numbers(text: str) -> list[int]:
    """A damaged setting is no setting."""
    try:
        read = json.loads(text or "[]")
    except ValueError:
        return []
    return [one for one in read if isinstance(one, int)] if isinstance(read, list) else []
