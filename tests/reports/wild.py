"""Data as it comes: nothing at all, very much, and what somebody typed to break things."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from reports.demo.clocks import late_resolution
from reports.demo.pictures import signature
from reports.facts import (
    Asset,
    CallLine,
    ListRow,
    NoteLine,
    Part,
    Party,
    Photo,
    ServiceReport,
    Signature,
    Step,
    Stint,
    TicketPrint,
)
from reports.figures import (
    AgentLine,
    AgentReport,
    Breach,
    ChartData,
    DailyReport,
    HeatData,
    Measure,
    MonthlyReport,
    Series,
    SlaReport,
    TargetLine,
    Unit,
)

AT = datetime(2026, 11, 25, 3, 4, tzinfo=UTC)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 6
NAME_500 = ("Ünïçødé Ltd & Sons <b>bold</b> " * 20)[:500]
CHINESE_500 = ("北京市海淀区中关村大街二十七号，晨光（集团）办公设备服务有限公司；" * 20)[:500]
RIGHT_TO_LEFT = "שלום עולם (סניף 12), مرحبا بالعالم، فاتورة رقم 345 لا"
EMOJI = "🧿🎉👩‍👩‍👧‍👦🇨🇳👍🏽☎️ ✅ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 한국어 ภาษาไทย Ελληνικά Кириллица Tiếng Việt"
CONTROL = "a\x00b\x07c\x1bd\x7fe\u0085f\tg\u202eh\u2066i\ud800j"
MARKUP = "</para><b>&amp; &lt;i&gt; %s {0} {name} \\n \\( ) ( << >> endobj</b> & < > \"'"
HOSTILE = (NAME_500, CHINESE_500, RIGHT_TO_LEFT, EMOJI, CONTROL, MARKUP, LONG_WORD)


def hostile(number: int) -> str:
    return f"#{number} {HOSTILE[number % len(HOSTILE)]}"


def empty_report() -> ServiceReport:
    return ServiceReport("1", "", Party(""), Asset(), "", "", currency="")


def short_report() -> ServiceReport:
    part = Part("Fuse", Decimal(2), Decimal("1.30"))
    return ServiceReport("R-1", "No light", Party("Bo"), Asset("Lamp"), "Light", "Fuse", (part,))


def long_report(photo: bytes = b"", photos: int = 40) -> ServiceReport:
    """300 parts, 40 photos, texts of many pages."""
    return ServiceReport(
        "R-2026-999999",
        CHINESE_500,
        Party(NAME_500, "王晓丽" * 20, "010-62345678", "a" * 120 + "@example.com", CHINESE_500, "K-1"),
        Asset(LONG_WORD, NAME_500, "SN" * 100, CHINESE_500),
        "The printer leaves stripes. " * 300,
        "更换了硒鼓，清洁了转印带；打印测试页正常。" * 300,
        tuple(
            Part(
                f"Part {n} " + "轴承组件" * (n % 9),
                Decimal(n) / 4,
                Decimal(n * 1317) / 100,
                f"C-{n:04}",
                "pc",
            )
            for n in range(1, 301)
        ),
        tax=Decimal(13),
        times=tuple(Stint(f"Li {n}", AT, AT + timedelta(minutes=n), "Repair") for n in range(60)),
        photos=tuple(Photo(photo, f"Photo {n}") for n in range(photos)),
        terms="Goods remain ours until they are paid for.\n" * 60,
        signed_by_customer=Signature("Bo", AT, signature(2)),
    )


def hostile_report() -> ServiceReport:
    parts = tuple(Part(hostile(n), Decimal(1), Decimal("9.99"), hostile(n + 1)[:90], "个") for n in range(9))
    return ServiceReport(
        "R<1>&\x01/🧿",
        NAME_500,
        Party(*(hostile(n) for n in range(6))),
        Asset(*(hostile(n) for n in range(3, 7))),
        "\n".join(HOSTILE),
        "\r\n".join(reversed(HOSTILE)),
        parts,
        "¤&<",
        times=tuple(Stint(hostile(n), AT, AT, hostile(n + 2)) for n in range(7)),
        photos=tuple(Photo(b"not a picture", hostile(n)) for n in range(7)),
        terms=hostile(5),
        signed_by_customer=Signature(hostile(2), AT, picture=b"no picture"),
        signed_by_us=Signature(hostile(0), AT, (((2.0, -1.0),), ())[:1]),
    )


def hostile_ticket() -> TicketPrint:
    return TicketPrint(
        "T-9", hostile(0), hostile(1), AT, Party(*(hostile(n) for n in range(6))), hostile(2), hostile(3), "P1",
        "\n".join(HOSTILE), hostile(4), hostile(5), AT, AT,
        tuple(NoteLine(AT, hostile(n), hostile(n + 1), is_for_customer=n % 2 == 0) for n in range(8)),
        tuple(CallLine(AT, hostile(n), hostile(n + 3), timedelta(seconds=n * 40)) for n in range(7)),
        tuple(Step(AT, hostile(n), hostile(n + 1)) for n in range(7)),
    )  # fmt: skip


def hostile_rows(count: int = 21) -> tuple[ListRow, ...]:
    return tuple(
        ListRow(f"T-{n}", hostile(n), hostile(n + 1), hostile(n + 2)[:60], f"P{n}", hostile(n + 3)[:80], AT, AT,
                is_late=n % 2 == 0)
        for n in range(count)
    )  # fmt: skip


def hostile_chart(unit: Unit = Unit.COUNT, labels: int = 7, series: int = 3) -> ChartData:
    return ChartData(
        hostile(6)[:120],
        tuple(hostile(n)[:40] for n in range(labels)),
        tuple(
            Series(hostile(n + 1)[:30], tuple(None if (n + k) % 5 == 4 else 10.0**k for k in range(labels)))
            for n in range(series)
        ),
        unit,
        "across",
    )


def hostile_daily() -> DailyReport:
    return DailyReport(
        date(2026, 2, 28), hostile(0), tuple(Measure(hostile(n)[:90], 1e9 / 3**n, before=n) for n in range(7)),
        hostile_chart(labels=24), hostile_chart(Unit.SECONDS),
        tuple(AgentLine(hostile(n), n, n, n, n) for n in range(7)),
        hostile_rows(7), hostile(5),
    )  # fmt: skip


def hostile_agent() -> AgentReport:
    return AgentReport(
        hostile(2), hostile(3), date(2026, 1, 1), date(2026, 1, 31), (Measure(hostile(1), None),), hostile_chart(),
        ChartData("empty", (), ()), hostile_rows(5), hostile(4),
    )  # fmt: skip


def hostile_sla() -> SlaReport:
    opened = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
    why = late_resolution(hostile(3)[:200], hostile(2), opened=opened)
    return SlaReport(
        date(2026, 9, 1), date(2026, 9, 30), hostile(1), (TargetLine(hostile(4), 3, 4, 90), TargetLine("none", 0, 0)),
        hostile_chart(Unit.PERCENT),
        tuple(Breach(f"T-{n}", hostile(n), hostile(n + 1), why, hostile(n)) for n in range(3)),
    )  # fmt: skip


def hostile_month() -> MonthlyReport:
    return MonthlyReport(
        date(2026, 11, 1), hostile(6), (Measure(hostile(0), -5.0, Unit.PERCENT, 3.0),),
        (hostile_chart(Unit.HOURS, 30), ChartData("nothing", ("",), (Series("", (None,)),))), (hostile_chart(),),
        HeatData(hostile(1)[:90], ((None,) * 24, (123456.0,) * 24, *((0.0,) * 24 for _ in range(5)))), hostile(2),
    )  # fmt: skip
