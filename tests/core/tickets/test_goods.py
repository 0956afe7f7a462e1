"""Parts and prices: as people type them, in the one way they are kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tickets.goods import (
    LINES,
    PartLine,
    PartUnreadable,
    TooManyParts,
    clean_parts,
    read_parts,
    total,
    written,
)
from core.tickets.text import TextTooLong

names = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60)
    .map(str.strip)
    .filter(bool)
)
units = st.sampled_from(("", "set", "套", "次", "m²", "10-pack"))
lines = st.builds(
    PartLine,
    names,
    st.decimals("0.001", "999999", places=3),
    units,
    st.decimals("-999999", "999999", places=4),
)


@given(st.lists(lines, max_size=12))
def test_what_is_kept_is_read_again_and_stays_as_it_is(parts: list[PartLine]) -> None:
    text = "\n".join(written(one) for one in parts)
    again = read_parts(text)
    assert [(one.quantity, one.price) for one in again] == [(one.quantity, one.price) for one in parts]
    assert [one.name for one in again] == [" ".join(one.name.split("\t")) for one in parts]
    assert clean_parts(clean_parts(text)) == clean_parts(text)
    assert total(again) == sum((one.quantity * one.price for one in parts), Decimal(0))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Drum unit; 2 sets; 490", "Drum unit; 2 sets; 490.00"),
        ("硒鼓组件；１套；￥1,180.5", "硒鼓组件; 1 套; 1180.50"),
        ("上门服务\t1次\t60元", "上门服务; 1 次; 60.00"),
        ("Cable; black | ×3 m | CNY 0.125", "Cable; black; 3 m; 0.125"),
        ("Discount; 1; -20", "Discount; 1; -20.00"),
        ("Hours; 1.50 h; 260.00\n\n  \nTrip; 1; 60", "Hours; 1.5 h; 260.00\nTrip; 1; 60.00"),
        ("", ""),
    ],
)
def test_it_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert clean_parts(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "Drum unit",
        "Drum unit; 2",
        "; 2; 490",
        "Drum; two; 490",
        "Drum; 0; 490",
        "Drum; 2; free",
        "Drum; 2; --4",
        "Drum; 2; 1e9",
        "Drum; 2 of a unit that nobody has ever heard of; 1",
    ],
)
def test_what_cannot_be_read_names_its_line(typed: str) -> None:
    with pytest.raises(PartUnreadable, match=r"^Line 2 of the parts cannot be read: .*Write it as"):
        read_parts(f"Trip; 1; 60\n{typed}")


def test_more_than_fits_is_refused() -> None:
    with pytest.raises(TooManyParts):
        read_parts("A; 1; 1\n" * (LINES + 1))
    with pytest.raises(TextTooLong):
        read_parts("x" * 60_001)
