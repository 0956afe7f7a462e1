"""Lines end where they may: no closing mark begins one (避头尾), no word is cut that would fit, nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.breaking import broken, shortened
from reports.fonts import bundled_faces
from reports.written import one_line

CHAIN = bundled_faces().regular
SIZE = 10.0
NEVER_FIRST = set("，。、；：？！）》」』】〉”’…％,.;:?!)]}%")
NEVER_LAST = set("（《「『【〈“‘￥([{$"[:-1])
CHINESE = st.text(st.sampled_from("北京市海淀区，。！？（）《》“”、；：%￥1a "), min_size=1, max_size=120)


def parts(text: str, width: float) -> list[str]:
    return broken(text, CHAIN, SIZE, width)


def test_chinese_is_broken_between_characters_and_never_before_a_closing_mark() -> None:
    assert parts("你好，世界！这是“测试”（括号），价格。", 52) == [
        "你好，世",
        "界！这是",
        "“测试”",
        "（括号），",
        "价格。",
    ]


@given(CHINESE, st.floats(60, 300))
def test_no_line_begins_or_ends_as_it_must_not(text: str, width: float) -> None:
    lines = parts(text, width)
    run = max((len(one) for one in _runs(text)), default=0)
    if run * SIZE > width - 2 * SIZE:
        return  # more closing marks in a row than a line holds: one must begin with them
    for before, line in pairwise(lines):
        assert line[:1] not in NEVER_FIRST, lines
        assert before[-1:] not in NEVER_LAST, lines


def _runs(text: str) -> list[str]:
    """Marks in a row."""
    found, run = [], ""
    for char in text + "字":
        if char in NEVER_FIRST | NEVER_LAST or char in "1a ":
            run += char
        else:
            found.append(run)
            run = ""
    return found


@given(st.text(max_size=300), st.floats(30, 400))
def test_nothing_is_lost_and_every_line_fits(text: str, width: float) -> None:
    line = one_line(text, CHAIN)
    lines = parts(line, width)
    assert "".join("".join(lines).split()) == "".join(line.split())
    assert all(CHAIN.width(one, SIZE) <= width + 0.01 for one in lines)


def test_words_stay_whole_and_long_ones_are_cut() -> None:
    assert parts("a supercalifragilistic word", 60) == ["a", "supercalifra", "gilistic word"]
    assert parts("one two", 22) == ["one", "two"]


@pytest.mark.parametrize("whole", ["2026-11-25", "010-62345678", "1/2", "3.14"])
def test_numbers_and_dates_are_not_cut_at_their_marks(whole: str) -> None:
    width = CHAIN.width(whole, SIZE) + 1
    assert parts(f"on {whole}", width) == ["on", whole]


def test_a_mark_stays_with_its_letter() -> None:
    text = "a\u0323" * 40
    assert all(not line.startswith("\u0323") for line in parts(text, 50))


def test_a_heading_that_repeats_is_cut_with_an_ellipsis() -> None:
    cut = shortened("晨光办公设备服务有限公司", CHAIN, SIZE, 60)
    assert cut.endswith("…")
    assert CHAIN.width(cut, SIZE) <= 60
