"""What the files are: the same bytes for the same data, long ones with heads, pages, bookmarks, structure, language."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from reports.demo.samples import documents, sample_setup, texts_of
from reports.demo.tickets import list_rows, service_report
from reports.facts import ListRow
from reports.service_sheet import service_sheet
from reports.setup import Setup
from reports.ticket_list import ticket_list
from tests.reports import wild
from tests.reports.reading import info_of, text_of

HASHES = """
import hashlib
from reports.demo.samples import documents, sample_setup
for name, make in sorted(documents("zh_CN", sample_setup("zh_CN")).items()):
    print(name, hashlib.sha256(make()).hexdigest())
"""


def test_the_same_data_makes_the_same_bytes_in_another_process_and_order() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HASHES],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/Lima"},
        capture_output=True,
        text=True,
        check=True,
    )
    there = dict(line.split() for line in done.stdout.splitlines())
    here = {
        name: hashlib.sha256(make()).hexdigest()
        for name, make in sorted(documents("zh_CN", sample_setup("zh_CN")).items(), reverse=True)
    }
    assert here == there


def test_documents_made_in_several_threads_at_once_are_the_same_as_alone() -> None:
    setups = [sample_setup(language) for language in ("en", "zh_CN")] * 3
    alone = [service_sheet(service_report(texts_of(one.words.language)), one) for one in setups]
    with ThreadPoolExecutor(6) as threads:
        together = list(
            threads.map(lambda one: service_sheet(service_report(texts_of(one.words.language)), one), setups)
        )
    assert together == alone


@pytest.fixture(scope="module")
def long_list() -> bytes:
    return ticket_list("Open", "all", list_rows(texts_of("en"), 7300), sample_setup("en"))


def test_a_list_of_two_hundred_pages_repeats_its_head_and_counts_its_pages(long_list: bytes) -> None:
    pages = text_of(long_list).split("\f")[:-1]
    assert len(pages) >= 200
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("Ticket no.") == 1
    numbers = [line.split()[0] for page in pages for line in page.splitlines() if line.startswith("R-2026-")]
    assert numbers == [f"R-2026-{n:06}" for n in range(7300)]
    assert "Tickets in this list: 7,300" in pages[-1]


def test_memory_grows_with_the_file_and_not_with_the_rows() -> None:
    """A page costs what it weighs in the file, its structure and little else; the rows themselves are not kept."""
    texts, setup = texts_of("en"), sample_setup("en")

    def peak(count: int) -> float:
        tracemalloc.start()
        ticket_list("Open", "all", list_rows(texts, count), setup)
        held = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        return held

    peak(50)
    few, many = peak(180), peak(720)
    pages = 540 / 36
    assert (many - few) / pages < 0.2, f"{few:.1f} MB, then {many:.1f} MB"


def test_rows_are_taken_as_they_are_needed() -> None:
    seen: list[int] = []

    def rows() -> Iterator[ListRow]:
        for number, row in enumerate(list_rows(texts_of("en"), 40)):
            seen.append(number)
            yield row

    ticket_list("Open", "all", rows(), sample_setup("en"))
    assert seen == list(range(40))


def test_bookmarks_lead_to_the_sections(setup: Setup) -> None:
    reader = PdfReader(io.BytesIO(service_sheet(service_report(texts_of(setup.words.language)), setup)))
    outline: Any = reader.outline
    title, inside = outline
    assert title["/Title"] == f"{setup.words('Service report')} R-2026-001234"
    assert [one["/Title"] for one in inside] == [
        setup.words("What was asked"), setup.words("What was done"), setup.words("Parts and prices"),
        setup.words("Times"), setup.words("Photos"), setup.words("Terms"), setup.words("Signatures"),
    ]  # fmt: skip


def test_a_file_says_what_it_is(setup: Setup, tmp_path: Path) -> None:
    pdf = service_sheet(service_report(texts_of(setup.words.language)), setup)
    info = info_of(pdf, tmp_path, "-isodates")
    assert f"{setup.words('Service report')} R-2026-001234" in info
    assert setup.layout.name in info
    assert "2026-11-25T16:45:00+08" in info
    assert "Tagged:          yes" in info
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == setup.words.language.replace("_", "-")


def test_a_reader_is_told_headings_tables_and_pictures_in_order(english: Setup, tmp_path: Path) -> None:
    pdf = service_sheet(service_report(texts_of("en")), english)
    told = info_of(pdf, tmp_path, "-struct-text")
    for role in ("H1", "H2", "Table", "TR", "TH", "TD", "Figure"):
        assert f"  {role}" in told, role
    order = ["Service report", "What was asked", "Drum unit", "Photos", "Customer's signature"]
    places = [told.index(one) for one in order]
    assert places == sorted(places)
    assert "in the upper tray" in told, "words at the end of a line stay apart"
    assert "Customer Harbour View Hotel" in told
    assert "Page 1 of 2" not in told, "the foot is decoration"


def test_every_mark_of_the_structure_is_on_its_page(english: Setup) -> None:
    reader = PdfReader(io.BytesIO(service_sheet(wild.long_report(photos=2), english)))
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        data = content.get_data()
        begun = data.count(b"BDC") + data.count(b"BMC")
        assert begun == data.count(b"EMC")
        assert str(page["/Tabs"]) == "/S"


def test_the_language_of_words_is_unknown_to_the_numbers(english: Setup) -> None:
    text = text_of(service_sheet(service_report(texts_of("en")), english))
    for said in (
        "CNY 1,180.00",
        "CNY 1,746.50",
        "CNY 227.05",
        "CNY 1,973.55",
        "1 h 30 min",
        "2026-11-25 16:20",
    ):
        assert said in text
