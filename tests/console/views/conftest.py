"""A window in front, as an agent has it, with words that are their own templates."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples
from console.views.gallery_words import GalleryWords
from console.views.theme import Theme


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp, "light")
    theme.wants_motion = False
    return theme


@pytest.fixture
def words() -> GalleryWords:
    return GalleryWords("en")


@pytest.fixture
def samples() -> Samples:
    return Samples("en")


@pytest.fixture
def window(theme: Theme, words: GalleryWords, samples: Samples, qtbot: QtBot) -> Iterator[DeskWindow]:
    """The desk with the log at its left and the list in its middle."""
    window = DeskWindow(words, theme)
    qtbot.addWidget(window)
    window.show_screen("desk")
    window.show_top(samples.top())
    window.show_status(samples.strip())
    window.desk.calls.show_calls(samples.column())
    window.desk.customer.show_customer(samples.customer())
    window.desk.tickets.show_scopes(samples.scopes())
    window.desk.tickets.show_rows(samples.rows(), has_more=True, empty="")
    window.desk.ticket.show_ticket(samples.form())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    theme.choose("light")
