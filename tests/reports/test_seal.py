"""Print, scan crookedly, recognise; then change one digit, and the very field is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFilter

from reports.archive import Printed, record
from reports.demo.samples import KEY, sample_setup, texts_of
from reports.demo.tickets import list_rows, service_report, ticket
from reports.facts import ServiceReport
from reports.layout import Paper
from reports.seal import NoCodeOfOurs, SealKey, read_seal, seal_text
from reports.service_sheet import service_content, service_sheet, with_terms
from reports.setup import Setup
from reports.ticket_list import list_content, ticket_list
from reports.ticket_print import ticket_content, ticket_print
from reports.verdict import verify
from tests.reports.reading import codes_on, pictures_of

OTHER = SealKey(b"the key of another house, 32 bytes")


def printed(setup: Setup) -> ServiceReport:
    return with_terms(service_report(texts_of(setup.words.language)), setup)


def code_of(report: ServiceReport, setup: Setup) -> str:
    return seal_text(service_content(report), setup.printing.number, setup.key)


@pytest.mark.parametrize("paper", Paper)
def test_a_sheet_scanned_crooked_and_blurred_goes_back_to_its_ticket(
    paper: Paper, setup: Setup, tmp_path: Path
) -> None:
    setup = replace(setup, layout=replace(setup.layout, paper=paper))
    report = printed(setup)
    pages = pictures_of(service_sheet(report, setup), tmp_path, dots=200)
    for page in pages:  # on each sheet, not only the first
        scan = page.convert("L").filter(ImageFilter.GaussianBlur(1.2)).rotate(3, expand=True, fillcolor=235)
        codes = codes_on(scan)
        assert len(codes) == 1
        assert read_seal(codes[0]).number == report.number
        assert verify(codes[0], service_content(report), [KEY]).is_same


def test_one_digit_of_a_price_changed_is_named(english: Setup) -> None:
    report = printed(english)
    code = code_of(report, english)
    parts = list(report.parts)
    parts[2] = replace(parts[2], price=parts[2].price + Decimal("0.01"))
    changed = service_content(replace(report, parts=tuple(parts)))

    without_archive = verify(code, changed, [KEY])
    assert without_archive.is_ours
    assert not without_archive.is_same
    assert [str(one) for one in without_archive.differs] == ["Parts and prices"]

    kept = record(b"file", service_content(report), english).fields
    verdict = verify(code, changed, [KEY], kept)
    assert [str(one) for one in verdict.differs] == ["Parts and prices, line 3: Price"]
    assert str(verdict.sentence) == (
        "This sheet was printed here, but Parts and prices, line 3: Price is not as it was printed."
    )


def test_the_same_content_is_the_same_whatever_its_language_and_paper(english: Setup) -> None:
    report = printed(english)
    chinese = sample_setup("zh_CN", Paper.A5)
    assert code_of(report, english) == code_of(report, chinese)
    verdict = verify(code_of(report, english), service_content(report), [OTHER, KEY])
    assert str(verdict.sentence) == "This paper is what we printed."


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"done": "Nothing was done."}, ["What was done"]),
        ({"asked": ""}, ["What was asked"]),
        ({"parts": ()}, ["Parts and prices"]),
        ({"currency": "EUR", "tax": None}, ["Currency", "Tax"]),
        ({"terms": "None."}, ["Terms"]),
        ({"photos": ()}, ["Photos"]),
    ],
)
def test_every_part_that_differs_is_named(
    change: dict[str, object], named: list[str], english: Setup
) -> None:
    report = printed(english)
    verdict = verify(code_of(report, english), service_content(replace(report, **change)), [KEY])  # type: ignore[arg-type]
    assert [str(one) for one in verdict.differs] == named


def test_a_line_taken_out_is_named_with_the_archive(english: Setup) -> None:
    report = printed(english)
    kept = record(b"", service_content(report), english).fields
    verdict = verify(
        code_of(report, english), service_content(replace(report, parts=report.parts[:-1])), [KEY], kept
    )
    said = [str(one) for one in verdict.differs]
    assert "Parts and prices: number of lines" in said
    assert "Parts and prices, line 4: Name" in said


@given(st.data())
def test_a_code_with_any_letter_changed_is_not_trusted(data: st.DataObject) -> None:
    setup = sample_setup("en")
    report = printed(setup)
    code = code_of(report, setup)
    place = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(
        st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:0-").filter(lambda one: one != code[place])
    )
    forged = code[:place] + letter + code[place + 1 :]
    try:
        verdict = verify(forged, service_content(report), [KEY])
    except NoCodeOfOurs:
        return
    assert not verdict.is_ours
    assert not verdict.is_same


def test_nobody_without_the_key_can_make_a_code(english: Setup) -> None:
    report = printed(english)
    forged = seal_text(service_content(report), 1047, OTHER)
    assert not verify(forged, service_content(report), [KEY]).is_ours
    renamed = forged.replace(OTHER.id, KEY.id)
    said = str(verify(renamed, service_content(report), [KEY]).sentence)
    assert said == "The code on this sheet was not made here, or was changed since. Do not trust it."


def test_what_is_no_code_of_ours_is_said_so() -> None:
    for scanned in ("", "https://example.com", "RD1:SR:R-1:1", "RD1" * 99, "\x00"):
        with pytest.raises(NoCodeOfOurs, match="not the code of a sheet of ours"):
            read_seal(scanned)


def test_a_customer_print_is_not_taken_for_an_internal_one(english: Setup, tmp_path: Path) -> None:
    one = ticket(texts_of("en"))
    page = pictures_of(ticket_print(one, english, internal=False), tmp_path, 150)[0]
    code = codes_on(page)[0]
    assert verify(code, ticket_content(one, internal=False), [KEY]).is_same
    assert "another kind" in str(verify(code, ticket_content(one, internal=True), [KEY]).sentence)


def test_a_list_is_sealed_with_its_last_row_and_every_page_bears_the_code(
    english: Setup, tmp_path: Path
) -> None:
    rows = tuple(list_rows(texts_of("en"), 90))
    pages = pictures_of(ticket_list("Open", "all", iter(rows), english), tmp_path, 150)
    codes = {codes_on(page)[0] for page in pages}
    assert len(pages) > 2
    assert len(codes) == 1
    assert verify(codes.pop(), list_content("Open", "all", rows), [KEY]).is_same
    code = codes_on(pages[0])[0]
    moved = (*rows[:-1], replace(rows[-1], subject="another"))
    assert [str(one) for one in verify(code, list_content("Open", "all", moved), [KEY]).differs] == ["Lines"]


def test_a_key_does_not_show_itself_and_must_be_long() -> None:
    assert "only for samples" not in repr(KEY)
    with pytest.raises(ValueError, match="32 bytes"):
        SealKey(b"short")


def test_what_was_printed_is_kept_as_plain_data_and_holds_no_content(english: Setup) -> None:
    report = printed(english)
    kept = record(service_sheet(report, english), service_content(report), english)
    assert Printed.from_plain(kept.to_plain()) == kept
    assert (kept.number, kept.kind, kept.about) == (1047, "SR", report.number)
    assert report.customer.name not in str(kept.to_plain())


def test_a_moment_is_sealed_as_a_moment_not_as_it_is_written(english: Setup) -> None:
    report = printed(english)
    stint = report.times[0]
    elsewhere = replace(
        stint, begin=stint.begin.astimezone(english.zone), end=stint.end.astimezone(english.zone)
    )
    moved = replace(report, times=(elsewhere, *report.times[1:]))
    assert verify(code_of(report, english), service_content(moved), [KEY]).is_same
    later = replace(report, times=(replace(stint, end=stint.end + timedelta(minutes=1)), *report.times[1:]))
    assert not verify(code_of(report, english), service_content(later), [KEY]).is_same
