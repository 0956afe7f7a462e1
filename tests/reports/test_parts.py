"""Layouts, pictures, axes, figures, and the samples that people can make themselves."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.errors import RuleViolation
from reports.axis import every, shown, steps
from reports.daily_report import daily_report
from reports.demo.numbers import daily, sla
from reports.demo.samples import documents, sample_setup, texts_of
from reports.demo.tickets import list_rows, service_report
from reports.facts import Photo
from reports.figures import ChartData, Series, Unit
from reports.layout import MM, CompanyLayout, Paper, checked_layout
from reports.pictures import MOST_PIXELS, fitting, read_picture
from reports.service_sheet import service_sheet
from reports.setup import Setup
from reports.sla_report import sla_report
from reports.ticket_list import ticket_list
from tests.reports.reading import bytes_of, outside, overlaps, text_of, words_of


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "  "}, "needs a name"),
        ({"accent": "blue"}, "blue is not a colour"),
        ({"accent": "#ffe000"}, "#ffe000 is too light"),
        ({"foot": "a" * 401}, "“aaaaaaaaaaaaaaaaaaaa…” Keep to 400 characters"),
        ({"head": "a\n" * 9}, "too long"),
        ({"logo": b"GIF89a"}, "logo is not a picture"),
        ({"seal": b"\x89PNG\r\n\x1a\n123"}, "seal is not a picture"),
    ],
)
def test_a_layout_that_cannot_be_printed_is_refused_in_words(change: dict[str, object], said: str) -> None:
    with pytest.raises(RuleViolation, match=said):
        checked_layout(replace(CompanyLayout("A"), **change))  # type: ignore[arg-type]


def test_every_paper_is_as_large_as_it_says(english: Setup) -> None:
    for paper in Paper:
        setup = replace(english, layout=replace(english.layout, paper=paper))
        sizes, _ = words_of(service_sheet(service_report(texts_of("en")), setup))
        assert {round(width / MM, 1) for width, _ in sizes} == {paper.value[0]}
        if paper.is_slip:
            assert len(sizes) == 1
        else:
            assert {round(height / MM, 1) for _, height in sizes} == {paper.value[1]}


def test_a_slip_is_as_long_as_what_is_on_it(english: Setup) -> None:
    setup = replace(english, layout=replace(english.layout, paper=Paper.SLIP))
    report = service_report(texts_of("en"))
    [(_, long)], words = words_of(service_sheet(report, setup))
    [(_, short)], _ = words_of(service_sheet(replace(report, parts=(), photos=()), setup))
    assert short < long
    assert long - max(one.bottom for one in words) < 12 * MM


def test_a_layout_at_its_limits_loses_nothing(english: Setup) -> None:
    layout = checked_layout(CompanyLayout("司" * 120, "头" * 400, "脚" * 400, logo=english.layout.logo))
    for paper in Paper:
        pdf = service_sheet(
            service_report(texts_of("en")), replace(english, layout=replace(layout, paper=paper))
        )
        text = text_of(pdf)
        assert text.count("司") >= 120
        assert text.count("头") == 400
        assert text.count("脚") == 400 * text.count("\f")
        assert overlaps(pdf) == []
        assert outside(pdf) == []


def test_a_slip_longer_than_a_page_may_be_goes_on_upon_another(english: Setup) -> None:
    setup = replace(english, layout=replace(english.layout, paper=Paper.SLIP))
    pdf = ticket_list("Open", "", list_rows(texts_of("en"), 500), setup)
    sizes, _ = words_of(pdf)
    assert len(sizes) > 1
    assert text_of(pdf).count("R-2026-") == 500
    assert outside(pdf) == []


def test_where_a_photo_was_taken_does_not_travel_with_the_sheet(english: Setup) -> None:
    picture = Image.new("RGB", (300, 200), "white")
    exif = picture.getexif()
    exif[0x010F] = "QzxCamera"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert b"QzxCamera" in out.getvalue()
    pdf = service_sheet(replace(service_report(texts_of("en")), photos=(Photo(out.getvalue()),)), english)
    assert b"QzxCamera" not in pdf
    assert b"Exif" not in pdf


@pytest.mark.parametrize("values", [(1.0,), (1.0, float("nan")), (float("inf"), 1.0)])
def test_a_chart_takes_one_number_for_each_label(values: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"values under|no number"):
        ChartData("a", ("x", "y"), (Series("s", values),))


def test_photos_are_turned_as_the_camera_was_held() -> None:
    picture = Image.new("RGB", (40, 20), "white")
    exif = picture.getexif()
    exif[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    turned = read_picture(out.getvalue())
    assert turned is not None
    assert turned.size == (20, 40)


def test_a_picture_that_would_fill_the_memory_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    side = int(MOST_PIXELS**0.5) + 10
    bomb = bytes_of(Image.new("1", (side, side)))
    assert read_picture(bomb) is None


def test_a_damaged_photo_says_so_in_its_place_and_keeps_its_caption(setup: Setup, photo: bytes) -> None:
    report = replace(service_report(texts_of("en")), photos=(Photo(photo[: len(photo) // 2], "The cut one"),))
    text = text_of(service_sheet(report, setup)).replace("\n", "")
    assert "The cut one" in text
    assert setup.words("This picture is damaged and cannot be shown.") in text


def test_a_large_photo_does_not_make_a_large_file(english: Setup) -> None:
    noise = Image.effect_noise((4000, 3000), 90).convert("RGB")
    report = replace(service_report(texts_of("en")), photos=(Photo(bytes_of(noise, "JPEG"), ""),))
    assert len(service_sheet(report, english)) < 700_000


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_picture_keeps_its_shape_in_its_box(width: int, height: int) -> None:
    wide, high = fitting(Image.new("1", (width, height)), 100, 60)
    assert wide <= 100.001
    assert high <= 60.001
    assert wide / high == pytest.approx(width / height)


@given(st.floats(0, 1e12), st.sampled_from(Unit))
def test_an_axis_begins_at_nought_reaches_the_highest_and_has_few_even_steps(
    value: float, unit: Unit
) -> None:
    marks = steps(value, unit)
    assert marks[0] == 0
    assert marks[-1] >= value * 0.999999
    assert 2 <= len(marks) <= 6
    gaps = {round(b - a, 6) for a, b in pairwise(marks)}
    assert max(gaps) - min(gaps) < max(marks) * 1e-6


@given(st.lists(st.floats(0, 90), min_size=1, max_size=40), st.floats(1, 90))
def test_labels_on_an_axis_never_touch(widths: list[float], slot: float) -> None:
    step = every(widths, slot)
    assert step * slot >= max(widths)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (None, Unit.COUNT, "–"), (0.0, Unit.COUNT, "0"), (1234567, Unit.COUNT, "1,234,567"),
        (83.44, Unit.PERCENT, "83.4%"),
        (59, Unit.SECONDS, "0:59"), (3725, Unit.SECONDS, "1:02:05"), (31.5, Unit.HOURS, "31.5 h"),
    ],
)  # fmt: skip
def test_figures_are_said_in_their_unit(value: float | None, unit: Unit, said: str) -> None:
    assert shown(value, unit) == said


def test_every_figure_of_a_chart_stands_beside_it(setup: Setup) -> None:
    report = daily(texts_of(setup.words.language))
    text = text_of(daily_report(report, setup)).split()
    for chart in (report.hours, report.categories):
        for series in chart.series:
            assert all(shown(value, chart.unit) in text for value in series.values)


def test_a_chart_of_nothing_says_so(setup: Setup) -> None:
    report = replace(
        daily(texts_of("en")), hours=ChartData("Calls by hour", (), ()), categories=ChartData("x", (), ())
    )
    said = setup.words("Nothing was counted in this time.")
    assert text_of(daily_report(report, setup)).count(said) == 2


def test_a_breach_is_explained_day_by_day(english: Setup) -> None:
    text = text_of(sla_report(sla(texts_of("en"), "National Day"), english))
    for said in (
        "2026-10-01 Thu National Day",
        "Waits: customer",
        "2026-10-06 16:00",
        "8 h 00 min",
        "Late by",
    ):
        assert said in text, said


def test_a_period_without_a_breach_says_so(english: Setup) -> None:
    report = replace(sla(texts_of("en"), ""), breaches=())
    assert "Every target that was judged in this time was met." in text_of(sla_report(report, english))


def test_the_samples_can_be_made_by_everybody(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reports", "--demo", tmp_path / "samples"],
        capture_output=True,
        text=True,
        check=True,
    )
    made = sorted(file.name for file in (tmp_path / "samples").iterdir())
    assert len(done.stdout.splitlines()) == len(made)
    for language in ("en", "zh_CN"):
        for name in documents(language, sample_setup(language)):
            assert f"{name}.{language}.pdf" in made


def test_samples_that_cannot_be_written_are_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "reports", "--demo", tmp_path / "file"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
