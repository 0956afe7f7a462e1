"""The number index follows a customer by difference, and ends where a fresh index would."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.customers.difference import entries_of, identities_in, index_difference
from core.customers.index import IndexEntry
from core.customers.model import Customer, CustomerNumber
from core.customers.numbers import NumberRules
from core.ids import CustomerId
from tests.contracts.number_index_contract import person

RULES = NumberRules(area="010")


def test_a_new_customer_only_adds() -> None:
    removed, added = index_difference(None, person("王芳", "13812345678", "010-62345678"), RULES)
    assert removed == frozenset()
    assert {entry.key.key for entry in added} == {"+8613812345678", "+861062345678", "62345678"}


def test_a_customer_who_goes_only_removes() -> None:
    before = person("王芳", "13812345678")
    assert index_difference(before, None, RULES) == (frozenset(entries_of(before, RULES)), frozenset())


def test_what_stays_is_not_touched() -> None:
    before = person("王芳", "13812345678", "010-62345678")
    removed, added = index_difference(before, person("王芳", "13812345678", "13712345678"), RULES)
    assert {entry.written for entry in removed} == {"010-62345678"}
    assert {entry.written for entry in added} == {"13712345678"}


def test_a_change_of_name_leaves_the_index_alone() -> None:
    before = person("王芳", "13812345678")
    assert index_difference(before, replace(before, name="王方"), RULES) == (frozenset(), frozenset())


def test_one_number_written_twice_is_one_entry_with_the_first_writing() -> None:
    [entry] = entries_of(person("王芳", "138 1234 5678", "+8613812345678", "13812345678"), RULES)
    assert entry.written == "138 1234 5678"


def test_taking_one_of_two_writings_away_keeps_the_number_findable() -> None:
    removed, added = index_difference(
        person("王芳", "138 1234 5678", "13812345678"), person("王芳", "13812345678"), RULES
    )
    assert [entry.key for entry in removed] == [entry.key for entry in added]
    assert [entry.written for entry in added] == ["13812345678"]


@pytest.mark.parametrize("written", ["", "—", "待补充", "unknown", "000", "Room 5"])
def test_an_unreadable_number_is_no_entry(written: str) -> None:
    assert entries_of(person("王芳", written), RULES) == ()


@pytest.mark.parametrize(
    ("written", "wholes"),
    [
        ("010-62345678 / 13812345678", ["+861062345678", "+8613812345678"]),
        ("13812345678、13712345678", ["+8613812345678", "+8613712345678"]),
        ("13812345678；010-62345678转801", ["+8613812345678", "+861062345678;801"]),
        ("13812345678 13712345678", ["+8613812345678", "+8613712345678"]),
        ("13812345678或13712345678", ["+8613812345678", "+8613712345678"]),
        ("13812345678/13812345678", ["+8613812345678"]),
        ("010/62345678", ["+861062345678"]),
        ("010-62345678,801", ["+861062345678;801"]),
        ("010-62345678/801", ["+861062345678;801"]),
    ],
)
def test_several_numbers_in_one_field_are_all_indexed(written: str, wholes: list[str]) -> None:
    assert [one.whole for one in identities_in(written, RULES)] == wholes


WRITTEN = st.sampled_from(
    [
        "13812345678",
        "138 1234 5678",
        "+8613812345678",
        "010-62345678",
        "62345678",
        "62345678转801",
        "021-62345678",
        "",
        "无",
    ]
)
CUSTOMERS = st.lists(WRITTEN, max_size=5).map(
    lambda written: Customer(CustomerId("c"), "王芳", numbers=tuple(map(CustomerNumber, written)))
)


@given(st.lists(st.none() | CUSTOMERS, min_size=1))
def test_following_every_change_ends_where_a_fresh_index_would(story: list[Customer | None]) -> None:
    held: set[IndexEntry] = set()
    before: Customer | None = None
    for after in story:
        removed, added = index_difference(before, after, RULES)
        assert removed <= held
        assert not added & held
        held = (held - removed) | added
        before = after
    assert held == (set(entries_of(before, RULES)) if before else set())
    assert len({entry.key for entry in held}) == len(held)
