"""Who is calling: the pairs that match and why, the pairs that must not, and when a desk may be sure."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from core.calls.model import Party
from core.customers.index import KeyKind, MatchReason, NumberHit, NumberKey
from core.customers.matching import MOST_A_KEY, who_is
from core.customers.numbers import NumberRules
from core.ids import CustomerId, TicketId
from tests.contracts.number_index_contract import company, person
from tests.fakes.number_index import DictNumberIndex

PLAIN = NumberRules(area="010")
NINE = NumberRules(area="010", outside_prefix="9")
SAME, LINE = MatchReason.SAME_NUMBER, MatchReason.SAME_LINE
AREA, SEEN = MatchReason.SAME_WITHOUT_AREA, MatchReason.SEEN_IN_TICKET


class Pair(NamedTuple):
    caller: str
    card: str
    reason: MatchReason | None
    why: str
    rules: NumberRules = PLAIN


PAIRS = [
    Pair("+8613812345678", "138 1234 5678", SAME, "a trunk says +86, the card does not"),
    Pair("013812345678", "13812345678", SAME, "the PBX put a long-distance 0 before it"),
    Pair("913812345678", "13812345678", SAME, "the PBX put its outside prefix before it", NINE),
    Pair("8613812345678", "138-1234-5678", SAME, "the gateway dropped the plus"),
    Pair("13812345678", "１３８１２３４５６７８", SAME, "the card was typed full-width"),
    Pair("sip:+8613812345678@10.0.0.1;user=phone", "13812345678", SAME, "a URI is the number in it"),
    Pair("01062345678", "010-6234 5678", SAME, "the same landline, in one piece"),
    Pair("62345678", "010-62345678", SAME, "a local call shows no area code; it is the house's own"),
    Pair("010-62345678", "62345678", SAME, "the card left the own area code out"),
    Pair("+861062345678", "（010）6234-5678", SAME, "brackets of an input method"),
    Pair("1062345678", "010-62345678", SAME, "a gateway dropped the area's 0"),
    Pair("9010-62345678", "010-62345678", SAME, "outside prefix before an area code", NINE),
    Pair("0085223456789", "+852 2345 6789", SAME, "Hong Kong from a gateway"),
    Pair("4008208820", "400-820-8820", SAME, "a service number calls back"),
    Pair("+8610086", "10086", SAME, "a short code behind +86"),
    Pair("021-95588", "95588", SAME, "a nationwide code with an area before it"),
    Pair("sip:alice@10.0.0.9", "Alice", SAME, "a SIP name has no case and no host"),
    Pair("8001", "转8001", SAME, "an extension of the house, written with 转"),
    Pair("010-62345678转801", "01062345678-801", SAME, "two ways to write an extension"),
    Pair("12012345678", "120 1234 5678", SAME, "digits of no plan match themselves"),
    Pair("13812345678", "010-62345678 / 13812345678", SAME, "two numbers were written into one field"),
    Pair("010-62345678", "010-62345678 转 801", LINE, "the line shows; its extension never does"),
    Pair("010-62345678-802", "010-62345678-801", LINE, "a colleague on the same line"),
    Pair("010-62345678-802", "010-62345678", LINE, "the card holds the line itself"),
    Pair("62345678", "010-62345678转801", LINE, "a local call from a line whose extension is known"),
    Pair("+1 415 555 2671", "+1 415 555 2671 x801", LINE, "company lines exist abroad too"),
    Pair("13812345678", "13812345678转12", LINE, "a privacy number is shared like a line"),
    Pair("62345678", "021-62345678", AREA, "the PBX may have cut the area code off"),
    Pair("021-62345678", "62345678", AREA, "the card may mean any area"),
    Pair("021-62345678", "62345678转801", AREA, "the same, with an extension"),
    Pair("12345", "021-12345", AREA, "another city's hotline, shown without its area"),
    Pair("021-12345", "12345", AREA, "the other way round"),
    Pair("021-62345678", "010-62345678", None, "two area codes are two numbers"),
    Pair("0755-26234567", "021-26234567", None, "the same digits in two cities"),
    Pair("13812345678", "13812345679", None, "one digit differs"),
    Pair("13812345678", "12345678", None, "the end of a mobile is no landline"),
    Pair("+13812345678", "13812345678", None, "a plus 1 is America"),
    Pair("+852 2345 6789", "2345 6789", None, "Hong Kong's number is not Beijing's"),
    Pair("+1 415 555 2671", "0415-5552671", None, "America's 415 is not Dandong"),
    Pair("801", "010-62345678转801", None, "our own 801 is not the other company's"),
    Pair("8001", "alice8001", None, "an extension is not a name that ends with it"),
    Pair("4008208820", "8008208820", None, "400 and 800 are two services"),
    Pair("021-12345", "010-12345", None, "two cities' hotlines"),
    Pair("13812345678转12", "13812345679转12", None, "two privacy numbers with one extension"),
    Pair("913812345678", "13812345678", None, "9 is a prefix only where the house says so"),
    Pair("0000000", "0000000", None, "zeros stand for nobody"),
    Pair("anonymous", "anonymous", None, "who hides is nobody's customer"),
    Pair("", "", None, "no number is not the same number as no number"),
    Pair("未知", "未知", None, "unknown is not a name"),
]


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair.caller}-{pair.card}" for pair in PAIRS])
def test_a_caller_and_a_card_match_for_a_reason_or_not_at_all(pair: Pair) -> None:
    index = DictNumberIndex(pair.rules)
    index.put(person("王芳", pair.card))
    found = who_is(Party(pair.caller), pair.rules, index)
    assert [one.reason for one in found.candidates] == ([pair.reason] if pair.reason else []), pair.why
    assert (found.sure is not None) == (pair.reason is SAME), pair.why


@pytest.fixture
def index() -> DictNumberIndex:
    return DictNumberIndex(PLAIN)


def test_a_withheld_caller_is_nobody_whatever_the_number_says(index: DictNumberIndex) -> None:
    index.put(person("王芳", "13812345678"))
    assert who_is(Party("13812345678", withheld=True), PLAIN, index).candidates == ()


def test_two_customers_with_one_number_are_both_shown_and_none_is_taken(index: DictNumberIndex) -> None:
    index.put(person("王芳", "13812345678"))
    index.put(person("刘强", "+86 138 1234 5678"))
    found = who_is(Party("13812345678"), PLAIN, index)
    assert [one.name for one in found.candidates] == ["刘强", "王芳"]
    assert found.sure is None


def test_a_company_is_sure_of_its_line_though_its_people_have_extensions(index: DictNumberIndex) -> None:
    index.put(person("王芳", "010-62345678转801"))
    index.put(company("远山科技", "010-62345678"))
    found = who_is(Party("62345678"), PLAIN, index)
    assert [(one.name, one.reason) for one in found.candidates] == [("远山科技", SAME), ("王芳", LINE)]
    assert found.sure == CustomerId("远山科技")


def test_a_person_on_a_line_that_others_share_is_not_taken_without_asking(index: DictNumberIndex) -> None:
    index.put(person("王芳", "010-62345678"))
    index.put(person("刘强", "010-62345678转801"))
    assert who_is(Party("62345678"), PLAIN, index).sure is None


def test_a_customer_matches_once_by_the_best_reason(index: DictNumberIndex) -> None:
    index.put(person("王芳", "010-62345678转801", "010-62345678", "021-62345678"))
    found = who_is(Party("62345678"), PLAIN, index)
    assert [(one.name, one.reason, one.written) for one in found.candidates] == [
        ("王芳", SAME, "010-62345678")
    ]


def test_candidates_stand_in_the_order_of_their_reasons(index: DictNumberIndex) -> None:
    index.saw_in_ticket(TicketId("t1"), "R-1001", "62345678")
    index.put(person("上海", "021-62345678"))
    index.put(person("同线", "010-62345678转801"))
    index.put(person("本机", "62345678"))
    found = who_is(Party("62345678"), PLAIN, index)
    assert [one.reason for one in found.candidates] == [SAME, LINE, AREA, SEEN]


def test_on_a_shared_line_the_company_comes_before_its_people(index: DictNumberIndex) -> None:
    index.put(person("白云", "010-62345678转802"))
    index.put(company("远山科技", "010-62345678-0"))
    found = who_is(Party("010-62345678"), PLAIN, index)
    assert [one.name for one in found.candidates] == ["远山科技", "白云"]
    assert found.sure is None


def test_a_number_seen_in_a_ticket_of_nobody_known_leads_to_the_ticket(index: DictNumberIndex) -> None:
    index.saw_in_ticket(TicketId("t1"), "R-1001", "13812345678")
    [one] = who_is(Party("+8613812345678"), PLAIN, index).candidates
    assert (one.reason, one.customer, one.ticket, one.ticket_number) == (SEEN, None, "t1", "R-1001")


def test_a_number_seen_in_a_ticket_is_never_sure(index: DictNumberIndex) -> None:
    index.saw_in_ticket(TicketId("t1"), "R-1001", "13812345678", CustomerId("王芳"))
    assert who_is(Party("13812345678"), PLAIN, index).sure is None


def test_who_has_the_number_on_the_card_is_not_shown_again_for_a_ticket(index: DictNumberIndex) -> None:
    index.put(person("王芳", "13812345678"))
    index.saw_in_ticket(TicketId("t1"), "R-1001", "13812345678", CustomerId("王芳"))
    found = who_is(Party("13812345678"), PLAIN, index)
    assert [one.reason for one in found.candidates] == [SAME]
    assert found.sure == CustomerId("王芳")


def test_a_line_with_five_thousand_extensions_is_cut_and_says_so(index: DictNumberIndex) -> None:
    for extension in range(1000, 6000):
        index.put(person(f"员工{extension}", f"010-62345678转{extension}"))
    index.put(company("远山科技", "010-62345678"))
    found = who_is(Party("010-62345678"), PLAIN, index)
    assert (len(found.candidates), found.is_cut, found.sure) == (MOST_A_KEY + 1, True, CustomerId("远山科技"))


def test_a_caller_of_many_tickets_is_not_cut(index: DictNumberIndex) -> None:
    index.put(person("王芳", "13812345678"))
    for n in range(50):
        index.saw_in_ticket(TicketId(f"t{n}"), f"R-{n}", "13812345678", CustomerId("王芳"))
    found = who_is(Party("13812345678"), PLAIN, index)
    assert (len(found.candidates), found.is_cut) == (1, False)


def test_the_index_is_asked_a_bounded_number_of_times() -> None:
    asked: list[int] = []

    class Counting:
        def find(self, keys: tuple[NumberKey, ...], limit: int = 50) -> list[NumberHit]:
            asked.append(limit)
            assert all(key.kind in KeyKind for key in keys)
            return []

    who_is(Party("62345678转801"), PLAIN, Counting())
    assert len(asked) <= 4
    assert max(asked) <= MOST_A_KEY + 1
