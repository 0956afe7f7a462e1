"""The people that the demonstration's story needs: whoever rings, and why the desk knows or does not know them."""

from __future__ import annotations

from dataclasses import dataclass

from core.calls.model import Party
from core.customers.model import Customer, CustomerKind, CustomerNumber
from core.ids import CustomerId

_COMPANY_LINE = "010-40123456"
_SHARED_LINE = "010-40558866"
_BRITISH_LINE = "+44 20 7946 0100"
_BEIJING_OFFICE = "010-40667720"


@dataclass(frozen=True, slots=True)
class DemoCaller:
    """Somebody who can ring. ``number`` and ``name`` as a PBX presents them; ``says`` is English, for the menu."""

    key: str
    says: str
    number: str
    name: str = ""
    withheld: bool = False

    @property
    def party(self) -> Party:
        return Party(self.number, self.name, self.withheld)


def demo_numbers(language: str = "zh") -> tuple[DemoCaller, ...]:
    """The customer that everybody knows speaks the language of the screen."""
    known = "015412345678" if language.startswith("zh") else "015420268800"
    return (
        DemoCaller("known", "A known customer", known),
        DemoCaller("unknown", "An unknown number", "+8616420061988"),
        DemoCaller("ambiguous", "A number that two customers share", "40558866"),
        DemoCaller("company", "A company line with extensions", "01040123456"),
        DemoCaller("abroad", "A known customer abroad", "00442079460123", "Grace Whitfield"),
        DemoCaller("withheld", "A withheld number", "anonymous", "Anonymous", withheld=True),
    )


def _person(id_: str, name: str, company: str, level: str, note: str, *numbers: tuple[str, str]) -> Customer:
    written = tuple(CustomerNumber(*number) for number in numbers)
    return Customer(CustomerId(id_), name, CustomerKind.PERSON, company, level, written, note, 1)


def _company(id_: str, name: str, level: str, *numbers: tuple[str, str]) -> Customer:
    written = tuple(CustomerNumber(*number) for number in numbers)
    return Customer(CustomerId(id_), name, CustomerKind.COMPANY, "", level, written, "", 1)


def _id(n: int) -> str:
    return f"01970000-0000-7000-8000-{n:012d}"


YUANSHAN = "远山办公科技有限公司"
NORTHGATE = "Northgate Logistics Ltd"
BRIGHTWATER = "Brightwater Design Ltd"

LI_XIUYING = _person(
    *(_id(1), "李秀英", YUANSHAN, "金牌", "习惯上午联系；设备在三楼行政部"),
    *(("154 1234 5678", "手机"), (f"{_COMPANY_LINE} 转 801", "办公")),
)
GRACE = _person(
    *(_id(7), "Grace Whitfield", NORTHGATE, "Gold", "Prefers e-mail after 17:00 London time"),
    *(("+44 20 7946 0123", "direct"), (f"{_BRITISH_LINE} ext. 204", "office")),
)
AMELIA = _person(
    *(_id(10), "Amelia Turner", BRIGHTWATER, "Gold", "Prefers mornings; the printers are on the third floor"),
    *(("154 2026 8800", "mobile"), (f"{_BEIJING_OFFICE} ext. 118", "office")),
)

CAST = (
    LI_XIUYING,
    _company(_id(2), YUANSHAN, "金牌", (_COMPANY_LINE, "总机"), ("400 000 1268", "客服")),
    _person(_id(3), "赵明辉", YUANSHAN, "", "", ("15422013377", "手机"), ("010-4012 3456-802", "办公")),
    _person(_id(4), "何佳宁", YUANSHAN, "", "采购，负责耗材", ("40123456转805", "办公")),
    _person(_id(5), "陈志远", "", "银牌", "", ("010-4055 8866", "家庭"), ("154-3308-7712", "手机")),
    _person(_id(6), "林晓月", "", "", "", ("40558866", "家庭"), ("16455021309", "手机")),
    GRACE,
    _company(_id(8), NORTHGATE, "Gold", (_BRITISH_LINE, "switchboard")),
    _person(_id(9), "Daniel Okafor", NORTHGATE, "", "", (f"{_BRITISH_LINE} ext. 210", "office")),
    AMELIA,
    _company(_id(11), BRIGHTWATER, "Gold", (_BEIJING_OFFICE, "switchboard")),
)

KEPT_NUMBERS = (
    *("15412345678", "15422013377", "15433087712", "16455021309", "16420061988", _COMPANY_LINE, _SHARED_LINE),
    *("+44 20 7946 0123", _BRITISH_LINE, "15420268800", _BEIJING_OFFICE),
)
