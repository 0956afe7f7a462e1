"""What the bill of materials says beyond the wheels is read from the files themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from build import fonts
from build.inside_wheels import Trace, found
from build.licences import NoLicence, check
from build.parts import Part
from installer.linux.archive_key import ArchiveKey

PICTURES = Trace("libpng", "libpng-2.0", "lib/*.so.6", rb"libpng version (\d+\.\d+\.\d+)")
SHAPES = Trace("harfbuzz", "MIT", "lib/*.so.6", rb"hb_shape")


def test_a_part_is_listed_where_its_trace_is_with_the_version_it_tells(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libGui.so.6").write_bytes(b"\x7fELF\0 libpng version 1.6.59\0")
    assert list(found((PICTURES, SHAPES), tmp_path, "as in Gui 6")) == [("libpng", "1.6.59", "libpng-2.0")]


def test_where_a_file_tells_no_version_the_one_of_its_bearer_is_named(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libGui.so.6").write_bytes(b"\x7fELF\0hb_shape\0")
    assert list(found((PICTURES, SHAPES), tmp_path, "as in Gui 6")) == [("harfbuzz", "as in Gui 6", "MIT")]


def test_every_font_of_paper_says_its_version() -> None:
    versions = {name: ask() for name, ask in fonts.made().items()}
    assert "font NotoSansArabic" in versions
    assert all(version[0].isdigit() and licence == "OFL-1.1" for version, licence in versions.values())


def test_all_that_lacks_a_licence_is_named_at_once() -> None:
    with pytest.raises(NoLicence) as why:
        check([Part("one", "1", ""), Part("two", "2", "MIT")])
    assert "one 1 says no licence" in str(why.value)
    assert "two 2 ships no licence text" in str(why.value)


def test_a_home_too_deep_for_the_agent_of_gpg_is_named_before_gpg_fails_on_it(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="RINGDESK_KEYS"):
        ArchiveKey(tmp_path / ("deep" * 30)).make()
