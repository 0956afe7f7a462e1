"""Colours, type and data files: what can be computed about the look is computed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF, QImage, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel

from console.views.assets import icon_text
from console.views.desk_window import DeskWindow
from console.views.theme import FAMILY, Role, Theme
from console.views.tokens import DARK, LIGHT, TEXT_ON, Tokens, contrast

ROOT = Path(__file__).parents[3]
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_is_readable_on_every_ground_it_stands_on(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_no_text_is_under_11_pixels(theme: Theme) -> None:
    for base in (12, 13, 16):
        theme.resize(base, compact=False)
        assert all(theme.font(role).pixelSize() >= 11 for role in Role)
    theme.resize(13, compact=False)


def test_the_bundled_font_is_used_in_both_weights_and_its_digits_are_of_one_width(theme: Theme) -> None:
    assert FAMILY in QFontDatabase.families()
    for role in Role:
        font = theme.font(role)
        assert QFontInfo(font).family() == FAMILY
        assert len({QFontMetricsF(font).horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_a_chinese_character_comes_from_the_bundled_font(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font(Role.BODY))
    assert all(metrics.inFont(sign) for sign in "工单客户›·…")


def test_the_theme_is_switched_while_the_program_runs(theme: Theme, window: DeskWindow) -> None:
    theme.choose("dark")
    assert theme.is_dark
    ground = QApplication.palette().color(QPalette.ColorRole.Window).name()
    assert ground == DARK.pane
    assert window.grab().toImage().pixelColor(400, 680).name() == DARK.pane
    theme.choose("light")
    assert window.grab().toImage().pixelColor(400, 680).name() == LIGHT.pane


def test_rows_are_32_pixels_and_26_when_compact(theme: Theme, window: DeskWindow) -> None:
    header = window.desk.tickets.table.verticalHeader()
    assert header.defaultSectionSize() == 32
    theme.resize(13, compact=True)
    assert header.defaultSectionSize() == 26
    theme.resize(13, compact=False)


def test_larger_type_reaches_every_word(theme: Theme, window: DeskWindow) -> None:
    before = {label: label.font().pixelSize() for label in window.findChildren(QLabel)}
    theme.resize(16, compact=False)
    assert all(label.font().pixelSize() > size for label, size in before.items())
    theme.resize(13, compact=False)


def test_motion_is_short_and_can_be_switched_off(theme: Theme) -> None:
    theme.wants_motion = True
    assert 0 <= theme.motion() <= 120
    theme.wants_motion = False
    assert theme.motion() == 0


@pytest.mark.parametrize("icon", ICONS, ids=lambda file: file.stem)
def test_every_icon_can_be_drawn_and_is_used(icon: Path, qapp: QApplication) -> None:
    assert QSvgRenderer(QByteArray(icon_text(icon.stem).encode())).isValid()
    assert icon.stem in strings_in_views()


def strings_in_views() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "console" / "views").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return found


@pytest.mark.parametrize(("factor", "size"), [("1", (1280, 720)), ("1.5", (1920, 1080))])
def test_pictures_are_as_sharp_as_the_screen(factor: str, size: tuple[int, int], tmp_path: Path) -> None:
    arguments = ["--out", str(tmp_path), "--states", "talking", "--languages", "zh_CN", "--schemes", "light"]
    environment = {**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-m", "console.views.gallery", *arguments], cwd=ROOT, env=environment, check=True
    )
    picture = QImage(str(next(tmp_path.glob("*.png"))))
    assert (picture.width(), picture.height()) == size
