"""The code on a scanned sheet: found however it lies. The only place that knows zxing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PySide6.QtGui import QImage

from console.paper.pages import draw_pages
from console.paper.pdf import page_sizes
from core.errors import EnvironmentFault, RuleViolation

LARGEST = 64 << 20  # bytes of a file
WIDE = 2480  # pixels: A4 at 300 dots an inch
MOST_PAGES = 20


class NoPicture(RuleViolation):
    """Something else was dropped."""

    def __init__(self, name: str) -> None:
        super().__init__("{name} is no picture of a sheet. Scan it as PNG, JPEG or PDF.", name=name)


class NoCode(RuleViolation):
    """A picture without a code that can be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "No code was found on {name}. Scan the sheet whole and sharp, at 200 dots an inch or more.",
            name=name,
        )


class NotRead(EnvironmentFault):
    """The file is not there, or not ours to read."""

    def __init__(self, name: str) -> None:
        super().__init__("{name} cannot be read: is it still there, and is it yours?", name=name)


@dataclass(frozen=True, slots=True)
class Scan:
    """The text of a code, and the hash of the file it was on."""

    code: str
    file_hash: str = ""


def code_on(file: Path) -> Scan:
    """The first code of ours. On a lane of its own: a large scan takes a second."""
    try:
        if file.stat().st_size > LARGEST:
            raise NoPicture(file.name)
        content = file.read_bytes()
    except OSError as why:
        raise NotRead(file.name) from why
    for image in _images(file, content):
        for found in zxingcpp.read_barcodes(image.convertToFormat(QImage.Format.Format_Grayscale8)):
            if found.text.startswith("RD"):
                return Scan(found.text, hashlib.sha256(content).hexdigest())
    raise NoCode(file.name)


def _images(file: Path, content: bytes) -> Iterator[QImage]:
    if content.startswith(b"%PDF"):
        yield from draw_pages(content, range(min(len(page_sizes(content)), MOST_PAGES)), WIDE)
        return
    image = QImage.fromData(content)
    if image.isNull():
        raise NoPicture(file.name)
    yield image
