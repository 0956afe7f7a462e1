"""Numbers have identities: the table, and what holds for every string there is."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.customers.identity import LONGEST_KEY
from core.customers.index import KeyKind, NumberKey
from core.customers.numbers import NumberKind, NumberRules, asked_keys, identify, keys
from tests.core.customers.number_table import TABLE, Row

RULES = NumberRules(area="010")


@pytest.mark.parametrize("row", TABLE, ids=[f"{row.written}-{row.why}" for row in TABLE])
def test_a_written_form_has_its_identity(row: Row) -> None:
    found = identify(row.written, row.rules)
    assert (found.kind, found.whole, found.shown) == (row.kind, row.whole, row.shown), row.why


def test_the_table_is_as_long_as_promised_and_says_why() -> None:
    assert len({(row.written, row.rules) for row in TABLE}) >= 80
    assert all(row.why for row in TABLE)


ANY_RULES = st.builds(
    NumberRules,
    country=st.sampled_from(["CN", "CN", "CN", "US", "DE"]),
    area=st.sampled_from(["010", "10", "0755", "0310", "0433", "999", ""]),
    outside_prefix=st.sampled_from(["", "9", "0"]),
    extension_digits=st.sampled_from([(3, 6), (4, 4), (3, 8)]),
)
BEGINNINGS = [
    "",
    "+86",
    "0086",
    "86",
    "0",
    "00",
    "9",
    "010",
    "0310",
    "138",
    "0138",
    "400",
    "95",
    "123",
    "100",
    "+1",
    "+852",
]
PHONE_LIKE = st.builds(
    str.__add__,
    st.sampled_from([*BEGINNINGS, "sip:", "tel:", "<sip:"]),
    st.text("0123456789 -转;", max_size=16),
)
SCRIBBLED = st.text("0123456789+-() .;,转x#@/extsip:tel%＋１－", max_size=30)
ANYTHING = st.one_of(st.text(), PHONE_LIKE, SCRIBBLED, st.sampled_from([row.written for row in TABLE]))


@given(ANYTHING, ANY_RULES)
@example("+6000-18011972转2", NumberRules())  # Malaysia drops one 0 a reading
@example("031045-748448", NumberRules(area="0310", outside_prefix="0"))
@example("x7#0", NumberRules())
@example("400转转0", NumberRules())
@example("\ufdfa" * 200, NumberRules())
def test_whatever_is_written_reads_the_same_when_it_is_read_again(written: str, rules: NumberRules) -> None:
    found = identify(written, rules)
    if found.is_number:
        assert identify(found.shown, rules).whole == found.whole
        assert identify(found.whole, rules).whole == found.whole
    else:
        assert found.shown == ""


@given(ANYTHING, ANY_RULES)
def test_keys_are_never_empty_nor_longer_than_a_column(written: str, rules: NumberRules) -> None:
    found = identify(written, rules)
    for key in (*keys(found), *asked_keys(found)):
        assert 0 < len(key.key) <= LONGEST_KEY
    assert keys(found) == keys(identify(written, rules))


@given(ANYTHING, ANY_RULES)
def test_a_caller_finds_a_card_that_holds_just_what_the_caller_shows(
    written: str, rules: NumberRules
) -> None:
    found = identify(written, rules)
    assert set(asked_keys(found)) & set(keys(found)) or not found.is_number


@pytest.mark.parametrize(
    "garbage", ["1" * 100_000, "转" * 100_000, "+" * 100_000, "a" * 100_000, "(" * 100_000]
)
def test_long_garbage_is_cut(garbage: str) -> None:
    assert all(len(key.key) <= LONGEST_KEY for key in keys(identify(garbage, RULES)))


def test_a_line_with_an_extension_is_stored_three_ways() -> None:
    assert keys(identify("021-52345678转801", RULES)) == (
        NumberKey(KeyKind.WHOLE, "+862152345678;801"),
        NumberKey(KeyKind.LINE, "+862152345678"),
        NumberKey(KeyKind.LOCAL, "52345678"),
    )


def test_a_mobile_is_stored_one_way() -> None:
    assert keys(identify("13812345678", RULES)) == (NumberKey(KeyKind.WHOLE, "+8613812345678"),)


@pytest.mark.parametrize("written", ["anonymous", "", "—", "000000"])
def test_nothing_is_stored_or_asked_for_nobody(written: str) -> None:
    assert keys(identify(written, RULES)) == asked_keys(identify(written, RULES)) == ()


@pytest.mark.parametrize(
    ("written", "kind", "whole"),
    [
        ("(415) 555-2671", NumberKind.LANDLINE, "+14155552671"),
        ("9 415 555 2671", NumberKind.LANDLINE, "+14155552671"),
        ("8001", NumberKind.EXTENSION, "8001"),
        ("+86 138 1234 5678", NumberKind.FOREIGN, "+8613812345678"),
        ("anonymous", NumberKind.WITHHELD, ""),
    ],
)
def test_a_house_outside_china_reads_its_own_country(written: str, kind: NumberKind, whole: str) -> None:
    found = identify(written, NumberRules(country="US", area="", outside_prefix="9"))
    assert (found.kind, found.whole) == (kind, whole)


def test_chinese_numbers_do_not_load_the_worlds_numbering_plans() -> None:
    script = (
        "import sys; from core.customers.numbers import NumberRules, identify\n"
        "for written in ('13812345678', '010-62345678转801', '400-820-8820', '10086', '8001', 'alice'):\n"
        "    assert identify(written, NumberRules()).shown\n"
        "assert 'phonenumbers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
