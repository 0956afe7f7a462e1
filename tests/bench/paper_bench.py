"""Paper: one service report, a list of 200 pages with its peak memory, beside the same with fpdf2; a batch of 1,000."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from fpdf import FPDF

from reports.demo.numbers import monthly
from reports.demo.pictures import test_page as draw_test_page
from reports.demo.samples import sample_setup, texts_of
from reports.demo.tickets import list_rows, service_report
from reports.facts import ListRow, ServiceReport
from reports.fonts import FOLDER, REGULAR, STRONG
from reports.monthly_report import monthly_report
from reports.service_sheet import service_sheet
from reports.setup import Setup
from reports.ticket_list import ticket_list
from tests.bench.report import Figure, timed

LANGUAGE = "zh_CN"
ROWS = 7600
WIDTHS = (24, 52, 30, 18, 12, 18, 24)
MEASURED = """
import json, sys, time
from pathlib import Path
from tests.bench import paper_bench
made = getattr(paper_bench, sys.argv[1])
made(40)
began = time.perf_counter()
file = made(int(sys.argv[2]))
took = time.perf_counter() - began
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
pages = file.count(b"/Type /Page\\n")
print(json.dumps([pages, took, int(status["VmHWM"].split()[0]) / 1024, len(file) / 1e6]))
"""


def paper_figures(tries: int) -> Iterator[Figure]:
    few = max(5, tries // 5)
    for language in ("en", LANGUAGE):
        usual = replace(service_report(texts_of(language), signed=False), photos=())
        yield from _sheet(f"one service report ({language})", usual, sample_setup(language), few)
    texts, setup = texts_of(LANGUAGE), sample_setup(LANGUAGE)
    report = service_report(texts)
    yield from _sheet("the same, 2 photos, signed", report, setup, few, timed(plain_report, few))
    monthly_report(monthly(texts), setup)
    yield Figure(
        "monthly report from figures at hand", timed(lambda _: monthly_report(monthly(texts), setup), few)
    )
    yield from _lists()
    from tests.bench.batch_bench import batch_figures  # noqa: PLC0415 - Qt only here

    yield from batch_figures()


def _sheet(
    name: str, report: ServiceReport, setup: Setup, tries: int, theirs: Sequence[float] = ()
) -> Iterator[Figure]:
    """Each with a number of its own, and so with a code of its own."""

    def make(n: int) -> bytes:
        return service_sheet(replace(report, number=f"2026-{abs(n):06}"), setup)

    make(0)
    beside = "fpdf2, the same texts, one photo, no seal, code or tags" if theirs else ""
    yield Figure(name, timed(make, tries), aim=50, baseline=beside, baseline_values=theirs)
    yield Figure(f"{name}: processor time", _processor(make, tries), aim=50)


def _processor(make: Callable[[int], bytes], tries: int) -> list[float]:
    """What it would take on a machine that does nothing else."""
    found = []
    for n in range(tries):
        began = time.process_time()
        make(n)
        found.append((time.process_time() - began) * 1000)
    return found


def _lists() -> Iterator[Figure]:
    """Each in a process of its own, so that its peak is its own."""
    ours = [_measured("our_list", ROWS) for _ in range(3)]
    theirs = [_measured("plain_list", ROWS) for _ in range(3)]
    small = [_measured("our_list", ROWS // 10) for _ in range(3)]
    pages = round(ours[0][0])
    yield Figure(
        f"list of {pages} pages: time of a page", [1000 * took / count for count, took, *_ in ours],
        baseline="fpdf2", baseline_values=[1000 * took / count for count, took, *_ in theirs],
    )  # fmt: skip
    yield Figure(
        f"list of {pages} pages: peak memory", [one[2] for one in ours], "MB",
        baseline="fpdf2", baseline_values=[one[2] for one in theirs],
    )  # fmt: skip
    yield Figure(
        f"list of {pages} pages: memory more than a tenth of it",
        [a[2] - b[2] for a, b in zip(ours, small, strict=True)], "MB",
        baseline="size of the file", baseline_values=[one[3] for one in ours],
    )  # fmt: skip


def _measured(what: str, rows: int) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, what, str(rows)], capture_output=True, text=True, check=True
    )
    found: list[float] = json.loads(done.stdout)
    return found


def our_list(rows: int) -> bytes:
    texts = texts_of(LANGUAGE)
    return ticket_list(texts.list_name, texts.list_shown, list_rows(texts, rows), sample_setup(LANGUAGE))


# ── What people would write with fpdf2 ──────────────────────────────────────────────────────────────────────────────


def _fresh() -> FPDF:
    pdf = FPDF(format="A4")
    pdf.add_font("sc", "", FOLDER / REGULAR)
    pdf.add_font("sc", "B", FOLDER / STRONG)
    pdf.set_font("sc", size=8)
    pdf.add_page()
    return pdf


def plain_report(_: int) -> bytes:
    texts = texts_of(LANGUAGE)
    report = service_report(texts)
    pdf = _fresh()
    pdf.set_font("sc", "B", 16)
    pdf.cell(0, 10, report.subject, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("sc", "", 9)
    for text in (*texts.customer, *texts.asset, texts.asked, texts.done, texts.terms):
        pdf.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
    with pdf.table() as table:
        for part in report.parts:
            row = table.row()
            for cell in (part.code, part.name, str(part.quantity), str(part.price), str(part.amount)):
                row.cell(cell)
    pdf.image(io.BytesIO(draw_test_page(striped=True)), w=80)
    return bytes(pdf.output())


def plain_list(rows: int) -> bytes:
    """Its quickest way: cells of one line, cut by hand; its tables that wrap are slower."""
    pdf = _fresh()
    texts = texts_of(LANGUAGE)
    for row in list_rows(texts, rows):
        for width, text in zip(WIDTHS, _cells(row), strict=True):
            pdf.cell(width, 7, text[: width // 3], border="B")
        pdf.ln()
    return bytes(pdf.output())


def _cells(row: ListRow) -> tuple[str, ...]:
    due = row.due or row.opened_at
    when = f"{due + timedelta(hours=8):%Y-%m-%d %H:%M}" if due else ""
    return (row.number, row.subject, row.customer, str(row.status), row.priority, row.assignee, when)
