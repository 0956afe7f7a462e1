"""The customers of the demonstration: companies with their lines and people, families, and single persons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from console.demo import names
from console.demo.cast import CAST, KEPT_NUMBERS
from console.demo.ids import demo_id
from console.demo.phone_book import PhoneBook, scribbled
from core.customers.model import Customer, CustomerKind, CustomerNumber
from core.ids import CustomerId

_LEVELS = (("", "", "", "", "银牌", "金牌"), ("", "", "", "", "Silver", "Gold"))
_NOTES = (
    ("", "", "", "", "", "", "", "下午联系", "听力不好，请慢些说", "先发短信再打电话", "住六楼，没有电梯"),
    ("", "", "", "", "", "", "", "Afternoons only", "Speaks some Chinese", "Please write first"),
)
_OFFICE_NOTES = (
    ("", "", "", "", "", "", "财务联系人", "发票寄前台", "采购负责人", "设备管理员", "周五不在"),
    ("", "", "", "", "", "", "Accounts contact", "Orders supplies", "Site manager", "Not in on Fridays"),
)
YEARS_KNOWN = 4


class Population:
    """Makes customers one after another, always the same for the same seed, moment and language."""

    def __init__(self, random: Random, now: datetime, language: str) -> None:
        self._random = random
        self._now = now
        self._chinese_share = 0.78 if language == "zh" else 0.45
        self._book = PhoneBook(random)
        self._book.keep(*KEPT_NUMBERS)
        self._companies: set[str] = set()

    def customers(self, count: int) -> Iterator[Customer]:
        """The cast of the story first, then everybody else."""
        yield from CAST[:count]
        made = len(CAST)
        while made < count:
            for one in self._household():
                if made < count:
                    yield one
                    made += 1

    def _household(self) -> list[Customer]:
        is_chinese = self._random.random() < self._chinese_share
        chance = self._random.random()
        if chance < 0.2:
            return self._chinese_company() if is_chinese else self._english_company()
        if not is_chinese:
            return [self._english_person()]
        return self._family() if chance < 0.24 else [self._chinese_person()]

    def _chinese_company(self) -> list[Customer]:
        city = self._random.choice(names.CITIES)
        name = self._once(lambda: self._company_name_zh(city))
        line = self._book.landline(city)
        company = self._customer(
            *(name, CustomerKind.COMPANY, "", True), (scribbled(self._random, line), "总机")
        )
        staff = [self._chinese_person(name, line, extension) for extension in self._extensions()]
        return [company, *staff]

    def _english_company(self) -> list[Customer]:
        name = self._once(self._company_name_en)
        line = self._book.line_abroad()
        company = self._customer(name, CustomerKind.COMPANY, "", False, (line, "switchboard"))
        staff = [self._english_person(name, line, extension) for extension in self._extensions()]
        return [company, *staff]

    def _extensions(self) -> list[int]:
        return sorted(self._random.sample(range(800, 900), self._random.randint(2, 9)))

    def _chinese_person(self, company: str = "", line: str = "", extension: int = 0) -> Customer:
        numbers = [(scribbled(self._random, self._book.mobile()), "手机")]
        if line:
            mark = self._random.choice((" 转 ", "转", "-", " 分机"))
            office = (f"{scribbled(self._random, line)}{mark}{extension}", "办公")
            numbers = [office] if self._random.random() < 0.25 else [*numbers, office]
        elif self._random.random() < 0.3:
            home = self._book.landline(self._random.choice(names.CITIES))
            numbers.append((scribbled(self._random, home), "家庭"))
        return self._customer(self._name_zh(), CustomerKind.PERSON, company, True, *numbers)

    def _family(self) -> list[Customer]:
        """Two people at one number: nobody can say which of them rings."""
        home = self._book.landline(self._random.choice(names.CITIES))
        return [
            self._customer(
                *(self._name_zh(), CustomerKind.PERSON, "", True),
                *(
                    (scribbled(self._random, self._book.mobile()), "手机"),
                    (scribbled(self._random, home), "家庭"),
                ),
            )
            for _ in range(2)
        ]

    def _english_person(self, company: str = "", line: str = "", extension: int = 0) -> Customer:
        if line:
            numbers = [(f"{line} ext. {extension}", "office")]
        elif self._random.random() < 0.4:  # lives in China
            numbers = [(scribbled(self._random, self._book.mobile()), "mobile")]
        else:
            numbers = [(self._book.mobile_abroad(), "mobile")]
        return self._customer(self._name_en(), CustomerKind.PERSON, company, False, *numbers)

    def _customer(
        self, name: str, kind: CustomerKind, company: str, is_chinese: bool, *numbers: tuple[str, str]
    ) -> Customer:
        since = self._now - timedelta(days=self._random.randint(1, YEARS_KNOWN * 365))
        place = 0 if is_chinese else 1
        level = self._random.choice(_LEVELS[place])
        notes = (_OFFICE_NOTES if company else _NOTES)[place]
        note = self._random.choice(notes) if kind is CustomerKind.PERSON else ""
        written = tuple(CustomerNumber(*number) for number in numbers)
        return Customer(
            CustomerId(demo_id(self._random, since)), name, kind, company, level, written, note, 1
        )

    def _name_zh(self) -> str:
        return self._random.choice(names.SURNAMES) + self._random.choice(names.GIVEN_ZH)

    def _name_en(self) -> str:
        return f"{self._random.choice(names.FIRST_EN)} {self._random.choice(names.LAST_EN)}"

    def _company_name_zh(self, city: names.City) -> str:
        brand, chance = self._random.choice(names.BRANDS_ZH), self._random.random()
        if chance < 0.12:
            return f"{city.zh}{brand}医院"
        if chance < 0.2:
            return f"{brand}银行{city.zh}{self._random.choice(names.ROADS_ZH)}支行"
        return f"{city.zh}{brand}{self._random.choice(names.TRADES_ZH)}有限公司"

    def _company_name_en(self) -> str:
        brand, chance = self._random.choice(names.BRANDS_EN), self._random.random()
        if chance < 0.12:
            return f"{brand} Hospital"
        if chance < 0.2:
            return f"{brand} Savings Bank"
        return f"{brand} {self._random.choice(names.TRADES_EN)} {self._random.choice(('Ltd', 'Ltd', 'plc', 'Group'))}"

    def _once(self, make: Callable[[], str]) -> str:
        name = make()
        for _ in range(100):
            if name not in self._companies:
                break
            name = make()
        self._companies.add(name)
        return name
