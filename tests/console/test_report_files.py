"""Files of reports: the numbers that were on screen, whole or not at all, and words when it did not work."""

from __future__ import annotations

import csv
import errno
import io
import os
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from console.exports.csv_file import csv_bytes
from console.exports.exporter import MAKERS
from console.exports.whole import DiskIsFull, FolderGone, NotWritten, write_whole
from console.exports.xlsx_file import xlsx_bytes
from core.reporting.measures import Unit
from core.reporting.sheets import Column, Picture, ReportSheet

SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
SHEET = ReportSheet(
    "ringdesk-agents",
    "坐席 2026-11",
    (("对比期", "2026-10"),),
    (("接听", 8.0, 6.0, Unit.COUNT), ("解决达标率", 75.0, None, Unit.PERCENT)),
    Picture("bars", "接听", Unit.COUNT, ("王芳", "=cmd()"), (("接听", (5.0, 3.0)),)),
    (
        Column("坐席"),
        Column("接听", Unit.COUNT),
        Column("解决达标率", Unit.PERCENT),
        Column("处理时长", Unit.SECONDS),
    ),
    (("合计", 8.0, 75.0, 90.5), ("王芳", 5.0, None, 61.0), ('=HYPERLINK("http://x")', 3.0, 50.0, None)),
    "zh_CN",
    "Asia/Shanghai",
    "王敏",
)


def test_csv_holds_the_numbers_and_no_name_becomes_a_formula() -> None:
    data = csv_bytes(SHEET)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["坐席 2026-11"]
    assert rows[3] == ["坐席", "接听", "解决达标率 (%)", "处理时长 (s)"]
    assert rows[4] == ["合计", "8", "75", "90.5"]
    assert rows[5] == ["王芳", "5", "", "61"]
    assert rows[6][0].startswith("'=")


def cells(data: bytes) -> dict[str, tuple[str, str]]:
    """Of the first page: place to (type, text)."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = [
            "".join(part.text or "" for part in item.iterfind(".//x:t", SPACE))
            for item in ET.fromstring(book.read("xl/sharedStrings.xml")).iterfind("x:si", SPACE)
        ]
        page = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in page.iterfind(".//x:c", SPACE):
        text = cell.findtext("x:v", "", SPACE)
        assert cell.find("x:f", SPACE) is None  # never a formula
        is_text = cell.get("t") == "s"
        found[cell.get("r", "")] = ("text", shared[int(text)]) if is_text else ("number", text)
    return found


def test_a_workbook_holds_real_numbers() -> None:
    found = cells(xlsx_bytes(SHEET))
    assert found["A1"] == ("text", "坐席 2026-11")
    assert found["B5"] == ("number", "8")
    assert float(found["C5"][1]) == 0.75
    assert float(found["D5"][1]) == pytest.approx(90.5 / 86400)
    assert found["A7"] == ("text", '=HYPERLINK("http://x")')
    assert "C6" not in found  # nothing measured is an empty cell


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_of_file_is_made(kind: str) -> None:
    data = MAKERS[kind](SHEET)
    assert data.startswith({"csv": b"\xef\xbb\xbf", "xlsx": b"PK"}[kind])
    assert len(data) > 100


def test_the_same_report_gives_the_same_workbook() -> None:
    assert xlsx_bytes(SHEET) == xlsx_bytes(SHEET)


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    assert write_whole(tmp_path, "a.csv", b"1").name == "a.csv"
    assert write_whole(tmp_path, "a.csv", b"2").name == "a (2).csv"
    assert (tmp_path / "a.csv").read_bytes() == b"1"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderGone, match="is not there"):
        write_whole(tmp_path / "gone", "a.csv", b"1")


@pytest.mark.parametrize(
    ("code", "kind"), [(errno.ENOSPC, DiskIsFull), (errno.EDQUOT, DiskIsFull), (errno.EACCES, NotWritten)]
)
def test_a_disk_that_does_not_take_it_keeps_nothing_of_it(
    tmp_path: Path, code: int, kind: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system says it when the last bytes are written."""

    def refuse(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(kind):
        write_whole(tmp_path, "a.csv", b"1" * 1000)
    assert list(tmp_path.iterdir()) == []


def test_a_really_full_disk_is_said() -> None:
    """/dev/full takes nothing: what writing meets there is what a full disk says."""
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        with pytest.raises(OSError, match="space") as why:
            os.write(full, b"1")
    finally:
        os.close(full)
    assert why.value.errno == errno.ENOSPC
