"""The frame: top bar, strip, notices, search, rail, tray."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from console.viewmodels.frame import (
    FrameView,
    Mark,
    Notice,
    SearchLine,
    SearchResult,
    StatusCell,
    StatusStrip,
)
from console.viewmodels.words import Tone
from console.views.desk_window import DeskWindow
from console.views.gallery_samples import Samples
from console.views.gallery_words import GalleryWords
from console.views.theme import Theme
from console.views.tray import Tray, app_icon, state_icon

LEFT = Qt.MouseButton.LeftButton
NOTICES = (
    Notice("line", "The line was lost.", Tone.LATE),
    Notice("draft", "A ticket was not saved.", Tone.SOON, "Open it", "open"),
)


def menu_texts() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return [action.text() for action in menu.actions()]


def test_the_window_is_a_frame(window: DeskWindow) -> None:
    frame: FrameView = window
    assert frame is window


def test_the_state_is_changed_in_its_menu(window: DeskWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(window.desk.top.state, LEFT)
    assert menu_texts() == ["Ready", "Not ready: lunch"]
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(window.state_chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == ["lunch"]
    menu.close()


def test_the_demonstration_rings_from_its_menu_and_is_offered_only_there(
    window: DeskWindow, samples: Samples, qtbot: QtBot
) -> None:
    QTest.mouseClick(window.desk.top.demo, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(window.demo_clicked) as clicked:
        menu.actions()[0].trigger()
    assert clicked.args == ["known"]
    menu.close()
    window.show_top(replace(samples.top(), demo=(), missed=""))
    assert not window.desk.top.demo.isVisible()
    assert not window.desk.top.missed.isVisible()


def test_buttons_of_the_top_bar_say_what_was_wanted(window: DeskWindow, qtbot: QtBot) -> None:
    said: list[str] = []
    for name in ("language", "settings", "keys", "missed", "lock"):
        getattr(window, f"{name}_clicked").connect(lambda n=name: said.append(n))
        QTest.mouseClick(getattr(window.desk.top, name), LEFT)
    assert said == ["language", "settings", "keys", "missed", "lock"]


def test_the_status_is_words_and_a_shape_and_its_sentence_is_the_hover(
    window: DeskWindow, samples: Samples
) -> None:
    window.show_status(samples.strip(troubled=True))
    line = window.desk.strip.cells[0]
    assert line.accessibleName() == "Line: no answer from the PBX, trying again in 8 s"
    assert line.toolTip() == "no answer from the PBX, trying again in 8 s"
    window.show_status(StatusStrip((StatusCell("line", "Line", Mark.GOOD, ""),), "12:29"))
    assert [cell.isVisible() for cell in window.desk.strip.cells] == [True, False, False, False]


def test_a_notice_stays_until_it_is_dealt_with(window: DeskWindow, qtbot: QtBot) -> None:
    window.show_notices(NOTICES)
    first, second = window.desk.notices.lines
    with qtbot.waitSignal(window.notice_action) as acted:
        QTest.mouseClick(second.button, LEFT)
    with qtbot.waitSignal(window.notice_closed) as closed:
        QTest.mouseClick(first.close_button, LEFT)
    assert (acted.args, closed.args) == (["open"], ["line"])
    assert not first.button.isVisible()
    window.show_notices(())
    assert not window.desk.notices.isVisible()


def test_a_notice_moves_nothing_that_stands_above_it(window: DeskWindow) -> None:
    QApplication.processEvents()
    before = window.desk.calls.mapTo(window, window.desk.calls.rect().topLeft())
    window.show_notices(NOTICES)
    QApplication.processEvents()
    assert window.desk.calls.mapTo(window, window.desk.calls.rect().topLeft()) == before


def test_search_asks_while_typing_and_opens_with_enter(window: DeskWindow, qtbot: QtBot) -> None:
    typed: list[str] = []
    window.search_typed.connect(typed.append)
    QTest.mouseClick(window.desk.top.search, LEFT)
    palette = window.desk.search
    assert palette.field.hasFocus()
    QTest.keyClicks(palette.field, "ja")
    assert typed == ["j", "ja"]
    window.show_search(SearchResult("j", (SearchLine("old", "old", "", "ticket"),)))
    assert palette.rows.rows.rows == ()
    lines = tuple(SearchLine(f"k{n}", f"M305 jams {n}", "Grace", "ticket") for n in range(3))
    window.show_search(SearchResult("ja", lines))
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.search_chosen) as chosen:
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == ["k1"]
    assert palette.isHidden()


def test_a_search_that_finds_nothing_says_so(window: DeskWindow, qtbot: QtBot) -> None:
    window.desk.open_search()
    QTest.keyClicks(window.desk.search.field, "zz")
    window.show_search(SearchResult("zz", (), empty="Nothing found."))
    assert window.desk.search.said.text() == "Nothing found."
    window.show_search(SearchResult("zz", (), is_busy=True))
    assert window.desk.search.said.text() == "Searching …"


def test_the_query_is_still_there_when_the_search_comes_back(window: DeskWindow, qtbot: QtBot) -> None:
    window.desk.open_search()
    QTest.keyClicks(window.desk.search.field, "printer")
    window.desk.leave_panel()
    window.desk.open_search()
    assert window.desk.search.field.selectedText() == "printer"


def test_the_rail_shows_where_we_are(window: DeskWindow, qtbot: QtBot) -> None:
    window.show_page("ticket")
    desk, tickets, *_ = window.desk.rail.buttons.values()
    assert (desk.isChecked(), tickets.isChecked()) == (True, False)
    with qtbot.waitSignal(window.rail_chosen) as chosen:
        QTest.mouseClick(tickets, LEFT)
    assert chosen.args == ["tickets"]
    assert desk.isChecked()
    reports = window.desk.rail.buttons["reports"]
    window.desk.reports.enter()
    assert (desk.isChecked(), reports.isChecked()) == (False, True)
    window.desk.leave_panel()
    assert (desk.isChecked(), reports.isChecked()) == (True, False)


def test_another_language_is_on_every_button_at_once(theme: Theme, qtbot: QtBot) -> None:
    words = GalleryWords("en")
    window = DeskWindow(words, theme)
    qtbot.addWidget(window)
    words.speak("zh_CN")
    window.retranslate()
    assert window.desk.tickets.new.text() == words("New ticket") != "New ticket"
    assert window.desk.ticket.save.text() == "保存"
    assert window.desk.calls.card.buttons.hold.text() in {"保持", "恢复"}
    assert window.unlock.button.text() == words("Unlock")


def test_panels_stay_inside_the_desk_when_the_window_grows(window: DeskWindow, qtbot: QtBot) -> None:
    window.desk.turn_keys()
    window.resize(1600, 900)
    panel = window.desk.keys_panel
    qtbot.waitUntil(lambda: panel.geometry().right() + 1 == window.desk.width())
    assert panel.y() == window.desk.top.height()


def test_closing_is_asked_when_somebody_decides_it(window: DeskWindow, qtbot: QtBot) -> None:
    window.hides_on_close = True
    with qtbot.waitSignal(window.close_wanted):
        window.close()
    assert window.isVisible()
    window.hides_on_close = False


def test_the_tray_says_its_state_with_a_tray_and_without(
    theme: Theme, words: GalleryWords, window: DeskWindow, qtbot: QtBot
) -> None:
    tray = Tray(words, theme, window)
    tray.show_state(Tone.ACCENT, "Ringing", is_ringing=True)
    tray.tell("A call is ringing", "Grace Li 138 1234 5678")
    window.hide()
    tray.tell("A call is ringing", "Grace Li 138 1234 5678")
    with qtbot.waitSignal(tray.opened):
        tray.bring()
    assert window.isVisible()


def test_each_state_has_its_own_icon(theme: Theme) -> None:
    pictures = {tone: state_icon(theme, tone).pixmap(22, 22).toImage() for tone in Tone}
    plain = app_icon().pixmap(22, 22).toImage()
    assert pictures[Tone.PLAIN] == plain
    assert (
        len({bytes(pictures[t].constBits()) for t in (Tone.ACCENT, Tone.LATE, Tone.SOON, Tone.TALKING)}) == 4
    )
