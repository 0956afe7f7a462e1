"""The search: two Chinese characters are a word, one is a question, and the newest change is first."""

from __future__ import annotations

import pytest

from core.customers.model import Customer
from core.ids import CustomerId
from core.tickets.commands import LinkNumber
from storage.desk import SqlDesk
from storage.search_words import index_words, question
from tests.storage import making


def titles(desk: SqlDesk, asked: str) -> list[str]:
    return [hit.title for hit in desk.read.search(asked)]


@pytest.mark.parametrize(
    ("text", "words", "singles"),
    [
        ("打印机卡纸", "打印 印机 机卡 卡纸", "打 印 机 卡 纸"),
        ("HP打印机 M479", "hp 打印 印机 m479", "打 印 机"),
        ("退", "退", "退"),
        ("ＨＰ　４２０", "hp 420", ""),
        ("2026-004182", "2026 004182", ""),
        ("", "", ""),
        ("《》！…", "", ""),
    ],
)
def test_what_goes_into_the_index(text: str, words: str, singles: str) -> None:
    assert index_words(text) == (words, singles)


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("打印机", 'words : "打印 印机"'),
        ("票", 'singles : "票"'),
        ("卡纸 toner", 'words : "卡纸" AND words : "toner"*'),
        ("a", 'words : "a"'),
        ('"; DROP TABLE * ^ NEAR(', 'words : "drop"* AND words : "table"* AND words : "near"*'),
        ("  ", ""),
    ],
)
def test_what_is_asked_of_the_index(asked: str, query: str) -> None:
    assert question(asked) == query


@pytest.mark.parametrize(
    "asked",
    [
        "卡纸",
        "打印",
        "印机",
        "纸",
        "打印机卡纸",
        "TONER",
        "ton",
        "二楼 toner",
        "开发票",
        "Müller",
        "muller",
        "７Ｆ",
    ],
)
def test_a_ticket_is_found_by_every_word_in_it(desk: SqlDesk, asked: str) -> None:
    desk.perform(making.opening(subject="打印机卡纸，二楼", description="Toner für Frau Müller, 7F1234"))
    desk.perform(making.noting("重开发票"))
    assert titles(desk, asked) == ["打印机卡纸，二楼"]


@pytest.mark.parametrize("asked", ["机打", "纸卡", "toner 三楼", "oner", "发 x", "’ OR 1=1", "*"])
def test_what_is_not_there_is_not_found(desk: SqlDesk, asked: str) -> None:
    desk.perform(making.opening(subject="打印机卡纸，二楼", description="Toner, 重开发票"))
    assert titles(desk, asked) == []


def test_a_text_that_was_changed_is_found_by_its_new_words_alone(desk: SqlDesk) -> None:
    desk.perform(making.opening(subject="扫描仪"))
    desk.perform(making.editing(subject="复印机"))
    assert titles(desk, "扫描仪") == []
    assert titles(desk, "复印机") == ["复印机"]


def test_the_newest_change_is_found_first(desk: SqlDesk) -> None:
    for n in range(3):
        desk.perform(making.opening(f"t{n}", n, subject=f"卡纸 {n}"))
    desk.perform(making.noting("又来电", name="t0", minute=9))
    assert titles(desk, "卡纸") == ["卡纸 0", "卡纸 2", "卡纸 1"]
    assert len(desk.read.search("卡纸", limit=2)) == 2


def test_a_ticket_is_found_by_its_number_or_the_end_of_it(desk: SqlDesk) -> None:
    desk.perform(making.opening("t1", subject="first"))
    desk.perform(making.opening("t2", subject="second 1"))
    assert titles(desk, "2026-000001") == ["first"]
    assert titles(desk, "#2026-000002") == ["second 1"]
    assert titles(desk, "1")[0] == "first"


def test_a_customer_is_found_by_name_company_and_any_way_to_write_the_number(desk: SqlDesk) -> None:
    card = Customer(CustomerId("k1"), "欧阳修", company="华信公司", note="VIP")
    desk.perform(making.saving(card))
    desk.perform(LinkNumber(making.stamp(1), card.id, "138 1234 5678"))
    for asked in ("欧阳", "修", "华信", "vip", "13812345678", "+86 138-1234-5678", "5678", "1381234"):
        assert titles(desk, asked) == ["欧阳修"], asked


def test_a_caller_of_a_ticket_is_found_by_the_number_they_called_from(desk: SqlDesk) -> None:
    desk.perform(making.opening(call=making.talking(number="02162345678"), subject="卡纸"))
    assert titles(desk, "021-6234 5678") == ["卡纸"]
