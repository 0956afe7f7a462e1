"""Numbers that cannot ring at anybody's: segments that no plan hands out, and those kept for fiction."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from console.demo.names import City

# China keeps no numbers for fiction: 142, 143, 154 and 164 are given to no operator, and no local number begins so.
_MOBILE_SEGMENTS = ("154", "154", "154", "164", "164", "142", "143")
_LOCAL_BEGINNING = "40"

# Kept for drama by Britain's Ofcom and by North America: area and beginning, then three digits.
_BRITISH_LINES = (("20", "7946 0"), ("161", "496 0"), ("113", "496 0"), ("131", "496 0"), ("117", "496 0"))
_BRITISH_MOBILES = (("7700", "900"),)
_AMERICAN_AREAS = ("212", "415", "617", "312", "206", "303", "503", "718")


class PhoneBook:
    """Hands every number out once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[str] = set()

    def mobile(self) -> str:
        """Eleven digits."""
        return self._once(
            lambda: f"{self._random.choice(_MOBILE_SEGMENTS)}{self._random.randrange(10**8):08d}"
        )

    def landline(self, city: City) -> str:
        """Area code, a hyphen, and the local number."""
        free = city.local_digits - len(_LOCAL_BEGINNING)
        return self._once(
            lambda: f"{city.area}-{_LOCAL_BEGINNING}{self._random.randrange(10**free):0{free}d}"
        )

    def line_abroad(self) -> str:
        return self._once(lambda: self._abroad(_BRITISH_LINES))

    def mobile_abroad(self) -> str:
        """Britain keeps a thousand; private persons have lines too."""
        return self._once(lambda: self._abroad((*_BRITISH_MOBILES, *_BRITISH_LINES)))

    def keep(self, *written: str) -> None:
        """Numbers that the story needs for somebody in particular."""
        self._taken.update(written)

    def _abroad(self, british: tuple[tuple[str, str], ...]) -> str:
        if self._random.random() < 0.2:
            return f"+1 {self._random.choice(_AMERICAN_AREAS)} 555 {self._random.randrange(100, 200):04d}"
        area, beginning = self._random.choice(british)
        return f"+44 {area} {beginning}{self._random.randrange(1000):03d}"

    def _once(self, make: Callable[[], str]) -> str:
        while (number := make()) in self._taken:
            continue
        self._taken.add(number)
        return number


def scribbled(random: Random, number: str) -> str:
    """A Chinese number as one of many agents typed it over the years."""
    if "-" in number:
        area, local = number.split("-")
        split = f"{area}-{local[:-4]} {local[-4:]}"
        return random.choice([number, number, split, f"({area}){local}", f"{area}{local}"])
    a, b, c = number[:3], number[3:7], number[7:]
    spaced = f"{a} {b} {c}"
    return random.choice(
        [number, number, number, spaced, spaced, f"{a}-{b}-{c}", f"+86 {spaced}", f"0{number}"]
    )
