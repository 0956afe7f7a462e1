"""Every letter has a font or is written as its code point; a damaged font file is said so, and nothing is printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reports.fonts import FOLDER, OTHERS, REGULAR, SHA256, STRONG, Faces, FontUnusable, bundled_faces
from reports.written import drawn, is_from_right, lines_of, one_line, plain

CHAIN = bundled_faces().regular


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "fonts"
    shutil.copytree(FOLDER, copy)
    return copy


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox, 0123456789 €£¥", "晨光办公设备服务有限公司，龘靐齉爩", "ひらがなカタカナ々〆",
        "한국어 대한민국",
        "Ελληνικά", "Кириллица Ѣ", "Tiếng Việt", "Žluťoučký kůň", "ภาษาไทย", "שלום", "مرحبا بالعالم",
        "🧿🎉👍☎✅🇨🇳", "①②③ → ↔ ∑ √ ≤ ☑ ★ ■ ℃ № ™",
    ],
)  # fmt: skip
def test_what_people_write_has_a_font(text: str) -> None:
    line = one_line(text, CHAIN)
    assert "U+" not in line
    assert all(CHAIN.home(char) for char in line)


def test_what_no_font_has_is_written_as_its_code_point_never_as_a_square() -> None:
    assert one_line("a\U000f0000b", CHAIN) == "a[U+F0000]b"
    assert one_line("bell\x07 del\x7f lone\ud800", CHAIN) == "bell[U+0007] del[U+007F] lone[U+D800]"


def test_invisible_signs_do_not_turn_a_price_around() -> None:
    assert lines_of("\u202e00.1\u202c 1.00\u2066", CHAIN) == ["00.1 1.00"]


def test_lines_of_all_systems_are_lines() -> None:
    assert lines_of("a\r\nb\nc\rd\u2028e", CHAIN) == ["a", "b", "c", "d", "e"]


def test_right_to_left_is_drawn_from_the_right_and_copied_as_it_was_written() -> None:
    line = one_line("שלום (12)", CHAIN)
    assert is_from_right(line)
    shown = drawn(line, from_right=True)
    assert shown.text == "(12) םולש"
    assert shown.meant == "שלום (12)"
    arabic = drawn(one_line("سلام", CHAIN), from_right=True)
    assert arabic.meant == "سلام"
    assert arabic.text != "سلام"[::-1], "the letters are joined"


def test_arabic_inside_a_latin_line_leaves_the_line_where_it_is() -> None:
    line = one_line("Invoice مرحبا 12", CHAIN)
    assert not is_from_right(line)
    assert drawn(line, from_right=False).text.startswith("Invoice ")


def test_every_bundled_font_is_the_one_that_was_shipped() -> None:
    names = {Path(name).name for name in (REGULAR, STRONG, *OTHERS)}
    assert names == set(SHA256)
    assert names == {file.name for file in FOLDER.rglob("*.ttf")}


@pytest.mark.parametrize("name", [REGULAR, STRONG])
def test_a_damaged_font_is_said_by_its_name(name: str, folder: Path) -> None:
    file = folder / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(FontUnusable, match=f"The font file {name} is damaged.*Install Ringdesk again"):
        Faces(folder)


@pytest.mark.parametrize("left", [b"", b"not a font", b"\x00\x01\x00\x00"])
def test_a_cut_font_is_said_by_its_name(left: bytes, folder: Path) -> None:
    (folder / REGULAR).write_bytes(left)
    with pytest.raises(FontUnusable, match="is damaged"):
        Faces(folder)


def test_a_font_that_is_gone_is_said_by_its_name(folder: Path) -> None:
    (folder / STRONG).unlink()
    with pytest.raises(FontUnusable, match=f"The font file {STRONG} cannot be read"):
        Faces(folder)


def test_a_damaged_stand_in_is_said_when_it_is_needed(folder: Path) -> None:
    (folder / OTHERS[1]).write_bytes(b"")
    chain = Faces(folder).regular
    assert one_line("plain 中文", chain) == "plain 中文"
    with pytest.raises(FontUnusable, match="NotoEmoji"):
        one_line("🧿", chain)


def test_bookmarks_take_no_control_characters() -> None:
    assert plain(" a\x00b\n\ud800\u202ec ") == "a[U+0000]b [U+D800]c"
