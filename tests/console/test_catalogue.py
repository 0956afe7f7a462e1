"""Every sentence the program can say is said in Chinese, with the same places, and no Chinese stands alone."""

from __future__ import annotations

import polib
import pytest

from console.words import CHINESE, Catalogue
from core.words import Sentence
from tests.catalogue import PO, places, sentences
from tests.console.translations import FOLDER

CATALOGUE = polib.pofile(str(PO))
TEXTS = {
    entry.msgid: entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr for entry in CATALOGUE
}


def test_every_sentence_has_its_chinese() -> None:
    assert [one for one in sentences() if not TEXTS.get(one)] == []


def test_no_chinese_is_left_of_a_sentence_that_nobody_says() -> None:
    assert [one for one in TEXTS if one not in sentences()] == []


def test_the_chinese_has_the_places_of_the_english() -> None:
    assert [one for one, text in TEXTS.items() if places(one) != places(text)] == []


def test_plural_sentences_are_plural_in_the_catalogue() -> None:
    plurals = {entry.msgid: entry.msgid_plural for entry in CATALOGUE if entry.msgid_plural}
    assert {one: many for one, many in sentences().items() if many} == plurals


@pytest.fixture
def words() -> Catalogue:
    return Catalogue(FOLDER, CHINESE)


def test_a_sentence_inside_a_sentence_is_translated_too(words: Catalogue) -> None:
    why = Sentence("Ticket {number} is {current}; it cannot become {wanted}.",
                   {"number": "2026-1", "current": Sentence("closed"), "wanted": Sentence("assigned")})  # fmt: skip
    assert (
        words("not saved yet: {why}", why=why) == "尚未保存：工单 2026-1 的状态为“已关闭”，不能改为“处理中”。"
    )


def test_an_unknown_sentence_is_said_in_english(words: Catalogue) -> None:
    template = "Nobody ever said {this}."
    assert words(template, this="before") == "Nobody ever said before."


def test_english_counts_one_and_many_and_chinese_has_one_form(words: Catalogue) -> None:
    english = Catalogue(FOLDER)
    one, many = "{n} call", "{n} calls"
    assert (english.plural(one, many, 1), english.plural(one, many, 2)) == ("1 call", "2 calls")
    assert words.plural("{n} missed", "{n} missed", 2) == "未接 2"


def test_switching_the_language_is_told_once_and_an_unknown_language_is_english() -> None:
    words = Catalogue(FOLDER)
    told: list[str] = []
    words.listen(lambda: told.append(words.language))
    words.speak(CHINESE)
    words.speak(CHINESE)
    words.speak("tlh")
    assert told == [CHINESE, "en"]
