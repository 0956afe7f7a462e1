"""The window as it was left, and the way back to the ticket that was left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console import layout
from console.settings.options import Options, read_options
from console.views.desk_window import DeskWindow
from console.views.theme import Theme
from console.words import Catalogue
from tests.console.rig import Rig
from tests.console.translations import FOLDER


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> DeskWindow:
    made = DeskWindow(Catalogue(FOLDER, "en"), Theme(qapp, "light"))
    qtbot.addWidget(made)
    return made


def test_a_first_window_fits_on_the_screen_with_its_title_bar(window: DeskWindow) -> None:
    window.resize(4000, 4000)
    layout.restore(window, Options())
    room = window.screen().availableGeometry()
    assert window.width() <= max(room.width(), window.minimumWidth())
    assert window.height() <= max(room.height() - layout.TITLE_BAR, window.minimumHeight())


def test_columns_stand_as_they_were_left(window: DeskWindow) -> None:
    window.desk.tickets.show_widths({0: 150, 2: 90})
    kept = read_options(layout.texts_of(window))
    window.desk.tickets.show_widths({})
    layout.restore(window, kept)
    assert window.desk.tickets.widths() == {0: 150, 2: 90}


@pytest.mark.parametrize("damaged", ["{", "7", '["x"]', "[1"])
def test_a_damaged_setting_is_no_setting(window: DeskWindow, damaged: str) -> None:
    layout.restore(window, replace(Options(), list_columns=damaged, desk_columns=damaged))
    assert window.desk.tickets.widths() == {}


def test_the_rail_goes_back_to_the_ticket_that_was_left(rig: Rig) -> None:
    assert not rig.tickets.go_back()
    rig.answered_call()
    rig.maker.make()
    made = rig.tickets.current
    assert made is not None
    rig.tickets.edit("subject", "Paper jam")
    rig.tickets.leave()
    assert rig.tickets.go_back()
    assert rig.tickets.current is not None
    assert rig.tickets.current.id == made.id
