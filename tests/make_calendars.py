"""``python -m tests.make_calendars`` writes resources/calendars from the libraries that know public holidays."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import chinese_calendar
import holidays

FOLDER = Path(__file__).parent.parent / "resources" / "calendars"
CHINA = range(2020, 2027)
ELSEWHERE = ("HK", "MO", "TW", "SG", "JP", "KR", "US", "GB", "DE", "FR", "AU")
YEARS = range(2025, 2029)
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
}


def files() -> Iterator[tuple[str, str]]:
    """File name and text."""
    for year in CHINA:
        yield f"CN-{year}.toml", china(year)
    for region in ELSEWHERE:
        for year in YEARS:
            yield f"{region}-{year}.toml", elsewhere(region, year)


def china(year: int) -> str:
    """The State Council's table. It does not say whose hours a make-up day has: Monday's, unless changed."""
    days, date = [], dt.date(year, 1, 1)
    while date.year == year:
        is_free, name = chinese_calendar.get_holiday_detail(date)
        if is_free and name:
            days.append(entry("holiday", date, name, NAMES[name]))
        elif not is_free and date.weekday() >= 5:
            days.append(
                entry("make_up", date, name or "", NAMES.get(name or "", ""), 'works_as = "Monday"\n')
            )
        date += dt.timedelta(days=1)
    return head("CN", year, "State Council of the People's Republic of China") + "".join(days)


def elsewhere(region: str, year: int) -> str:
    found = holidays.country_holidays(region, years=year, language="en_US")
    days = [entry("holiday", date, name, "") for date, name in sorted(found.items())]
    if not days:
        raise LookupError(region, year)
    return head(
        region, year, "national public holidays; those of states and provinces are not among them"
    ) + "".join(days)


def head(region: str, year: int, source: str) -> str:
    return f'region = "{region}"\nyear = {year}\nsource = "{source}"\n'


def entry(kind: str, date: dt.date, name: str, zh: str, more: str = "") -> str:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    chinese = f'zh = "{zh}"\n' if zh else ""
    return f'\n[[{kind}]]\ndate = {date}\n{more}name = "{quoted}"\n{chinese}'


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for name, text in files():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
