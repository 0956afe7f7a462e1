"""Numbers, moments and spans of time as paper says them: the same for everybody who reads the sheet later."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from reports.words import Words

_CENT = Decimal("0.01")


def money(amount: Decimal, currency: str) -> str:
    return f"{currency} {amount.quantize(_CENT, ROUND_HALF_UP):,}".strip()


def count(number: float | Decimal | None, unit: str = "") -> str:
    """A dash for what is not known: nothing was counted, which is not nought."""
    if number is None:
        return "–"
    text = f"{number:,.1f}" if isinstance(number, float) and not number.is_integer() else f"{number:,.0f}"
    if isinstance(number, Decimal):
        text = f"{number.normalize():,f}"
    return f"{text}%" if unit == "%" else f"{text} {unit}".strip()


class Moments:
    """Says moments in one time zone, and spans in one language."""

    def __init__(self, words: Words, zone: ZoneInfo) -> None:
        self._words, self._zone = words, zone

    def moment(self, at: datetime | None) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}" if at else "–"

    def clock(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%H:%M}"

    @staticmethod
    def weekdays(words: Words) -> tuple[str, ...]:
        """From Monday on."""
        return (
            words("Mon"), words("Tue"), words("Wed"), words("Thu"), words("Fri"), words("Sat"), words("Sun"),
        )  # fmt: skip

    def day(self, at: date) -> str:
        return f"{at:%Y-%m-%d} {self.weekdays(self._words)[at.weekday()]}"

    def span(self, time: timedelta | None) -> str:
        """In minutes; under a minute in seconds."""
        if time is None:
            return "–"
        sign, seconds = ("−", -time) if time < timedelta(0) else ("", time)
        total = round(seconds.total_seconds())
        if total < 60:
            return sign + self._words("{n} s", n=total)
        minutes = round(total / 60)
        if minutes < 60:
            return sign + self._words("{n} min", n=minutes)
        return sign + self._words("{h} h {m} min", h=minutes // 60, m=f"{minutes % 60:02}")
