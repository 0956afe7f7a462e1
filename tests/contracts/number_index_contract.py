"""What every number index promises; run over the dictionaries of the fake and over the encrypted database alike.

A test class ``TestMyIndex(NumberIndexContract)`` with a fixture ``index`` runs it: see test_number_index_contract.py.
"""

from __future__ import annotations

from typing import Protocol

from core.customers.index import KeyKind, NumberHit, NumberKey
from core.customers.model import Customer, CustomerKind, CustomerNumber
from core.customers.numbers import NumberRules, asked_keys, identify
from core.ids import CustomerId, TicketId

RULES = NumberRules(country="CN", area="010")


class IndexUnderTest(Protocol):
    """A number index with a way to fill it; it is made with ``RULES``."""

    def put(self, customer: Customer) -> None: ...
    def remove(self, customer: CustomerId) -> None: ...
    def saw_in_ticket(
        self, ticket: TicketId, number: str, caller: str, customer: CustomerId | None = None
    ) -> None: ...
    def find(self, keys: tuple[NumberKey, ...], limit: int = 50) -> list[NumberHit]: ...


def person(name: str, *numbers: str, company: str = "", level: str = "") -> Customer:
    written = tuple(CustomerNumber(number) for number in numbers)
    return Customer(CustomerId(name), name, CustomerKind.PERSON, company, level, written)


def company(name: str, *numbers: str) -> Customer:
    written = tuple(CustomerNumber(number) for number in numbers)
    return Customer(CustomerId(name), name, CustomerKind.COMPANY, name, "", written)


def asked(written: str) -> tuple[NumberKey, ...]:
    return asked_keys(identify(written, RULES))


def whole(written: str) -> tuple[NumberKey, ...]:
    return (NumberKey(KeyKind.WHOLE, identify(written, RULES).whole),)


class NumberIndexContract:
    def test_a_customer_is_found_by_a_number_written_otherwise(self, index: IndexUnderTest) -> None:
        index.put(person("李娜", "138 0013 8000", company="远山科技", level="gold"))
        [hit] = index.find(asked("+8613800138000"))
        assert hit == NumberHit(
            whole("13800138000")[0], "138 0013 8000", CustomerId("李娜"), "李娜", "远山科技", "gold"
        )

    def test_nobody_is_found_by_a_number_that_no_card_holds(self, index: IndexUnderTest) -> None:
        index.put(person("李娜", "13800138000"))
        assert index.find(asked("13800138001")) == []

    def test_no_keys_find_nobody(self, index: IndexUnderTest) -> None:
        index.put(person("李娜", "13800138000"))
        assert index.find(()) == []

    def test_a_company_says_that_it_is_one(self, index: IndexUnderTest) -> None:
        index.put(company("华北物流", "010-62340000"))
        [hit] = index.find(asked("01062340000"))
        assert hit.is_company

    def test_two_customers_with_one_number_are_both_found(self, index: IndexUnderTest) -> None:
        index.put(person("王芳", "010-62340001"))
        index.put(person("王强", "62340001"))
        assert {hit.name for hit in index.find(whole("010 6234 0001"))} == {"王芳", "王强"}

    def test_a_number_that_leaves_the_card_leaves_the_index(self, index: IndexUnderTest) -> None:
        index.put(person("陈静", "13900139000", "13700137000"))
        index.put(person("陈静", "13700137000"))
        assert index.find(asked("13900139000")) == []
        assert [hit.name for hit in index.find(asked("13700137000"))] == ["陈静"]

    def test_the_hit_shows_the_name_that_the_card_has_now(self, index: IndexUnderTest) -> None:
        index.put(person("A", "13900139000"))
        index.put(Customer(CustomerId("A"), "赵敏", numbers=(CustomerNumber("13900139000"),)))
        assert [hit.name for hit in index.find(asked("13900139000"))] == ["赵敏"]

    def test_a_customer_who_is_taken_out_is_found_no_more(self, index: IndexUnderTest) -> None:
        index.put(person("陈静", "13900139000"))
        index.remove(CustomerId("陈静"))
        assert index.find(asked("13900139000")) == []

    def test_putting_the_same_card_twice_finds_it_once(self, index: IndexUnderTest) -> None:
        index.put(person("陈静", "13900139000"))
        index.put(person("陈静", "13900139000"))
        assert len(index.find(asked("13900139000"))) == 1

    def test_one_number_written_twice_on_a_card_is_one_hit(self, index: IndexUnderTest) -> None:
        index.put(person("陈静", "13900139000", "+86 139 0013 9000"))
        assert [hit.written for hit in index.find(asked("13900139000"))] == ["13900139000"]

    def test_a_card_without_a_readable_number_does_no_harm(self, index: IndexUnderTest) -> None:
        index.put(person("孙丽", "", "待补", "000000"))
        assert index.find(asked("13900139000")) == []

    def test_the_line_finds_everybody_with_an_extension_of_it(self, index: IndexUnderTest) -> None:
        index.put(person("周凯", "010-62340000 转 801"))
        index.put(person("吴峰", "010-62340000-802"))
        hits = index.find(asked("01062340000"))
        assert {hit.name for hit in hits} == {"周凯", "吴峰"}
        assert {hit.key.kind for hit in hits} == {KeyKind.LINE}

    def test_an_extension_finds_the_line_itself(self, index: IndexUnderTest) -> None:
        index.put(company("华北物流", "010-62340000"))
        assert [hit.name for hit in index.find(asked("010-62340000转801"))] == ["华北物流"]

    def test_a_bare_number_finds_the_same_number_of_another_area(self, index: IndexUnderTest) -> None:
        index.put(person("上海", "021-62340005"))
        [hit] = index.find(asked("62340005"))
        assert hit.key == NumberKey(KeyKind.LOCAL, "62340005")

    def test_a_number_of_another_area_finds_one_written_bare(self, index: IndexUnderTest) -> None:
        index.put(person("未写区号", "62340005"))
        [hit] = index.find(asked("021-62340005"))
        assert hit.key == NumberKey(KeyKind.BARE, "62340005")

    def test_two_areas_are_two_numbers(self, index: IndexUnderTest) -> None:
        index.put(person("北京", "010-62340005"))
        assert index.find(asked("021-62340005")) == []

    def test_exact_keys_come_first(self, index: IndexUnderTest) -> None:
        index.put(person("周凯", "010-62340000转801"))
        index.put(person("上海", "021-62340000"))
        index.put(company("华北物流", "62340000"))
        kinds = [hit.key.kind.value for hit in index.find(asked("62340000"))]
        assert kinds == sorted(kinds)
        assert kinds[0] == KeyKind.WHOLE.value

    def test_no_more_than_the_limit_are_found_and_exact_ones_are_among_them(
        self, index: IndexUnderTest
    ) -> None:
        for extension in range(1001, 1061):
            index.put(person(f"员工{extension}", f"010-62340000转{extension}"))
        index.put(company("华北物流", "010-62340000"))
        hits = index.find(asked("010-62340000"), limit=7)
        assert len(hits) == 7
        assert hits[0].name == "华北物流"

    def test_a_ticket_remembers_who_called(self, index: IndexUnderTest) -> None:
        index.saw_in_ticket(TicketId("t1"), "2026-000001", "+8613600136000")
        [hit] = index.find(asked("13600136000"))
        assert (hit.ticket, hit.customer) == (TicketId("t1"), None)
        assert hit.ticket_number

    def test_cards_come_before_tickets(self, index: IndexUnderTest) -> None:
        index.saw_in_ticket(TicketId("t1"), "2026-000001", "13600136000")
        index.put(person("郑凯", "13600136000"))
        assert [hit.ticket for hit in index.find(whole("13600136000"))] == [None, TicketId("t1")]

    def test_names_of_the_phone_system_are_found_whatever_their_case(self, index: IndexUnderTest) -> None:
        index.put(person("Alice", "Alice.Wang"))
        assert [hit.name for hit in index.find(asked("sip:alice.wang@pbx.example"))] == ["Alice"]
