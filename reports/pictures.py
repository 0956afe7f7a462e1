"""Pictures for paper: read from bytes, turned the right way up, and no larger than the paper can show."""

from __future__ import annotations

import hashlib
import io
import warnings
import zlib
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab import rl_config

MOST_PIXELS = 120_000_000
DOTS = 200  # per inch: what an office printer shows of a photo
rl_config.useA85 = (
    0  # pictures as bytes, not as letters: a fifth smaller, and most of the time of a sheet with photos
)
_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Packed:
    """A picture as it lies in a file: packed once, for all sheets that show it. ``mask``: where it is see-through."""

    name: str
    width: int
    height: int
    content: bytes
    filter: str
    space: str
    mask: Packed | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture ready for its place, and how large it is there."""

    image: Packed
    width: float
    height: float


def read_picture(content: bytes, enough: int = 0) -> Image.Image | None:
    """None: it is no picture, a damaged one, or one too large to be one. ``enough`` pixels a side are enough."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"))
        if picture.width * picture.height > MOST_PIXELS:
            return None
        if enough:
            picture.draft(
                None, (enough, enough)
            )  # a photo of a telephone is read at a quarter, in a tenth of the time
        picture.load()
        return ImageOps.exif_transpose(picture)
    except _UNREADABLE:
        return None


def fitting(picture: Image.Image, width: float, height: float) -> tuple[float, float]:
    """The largest size in the box at the picture's own shape."""
    scale = min(width / picture.width, height / picture.height)
    return picture.width * scale, picture.height * scale


def for_photo(picture: Image.Image, width: float, height: float) -> Packed:
    """As JPEG of the dots the paper can show; made anew, so that where it was taken does not travel with it."""
    small = picture.convert("RGB")
    small.thumbnail(
        (max(1, round(width / 72 * DOTS)), max(1, round(height / 72 * DOTS))), Image.Resampling.HAMMING, 2.0
    )
    out = io.BytesIO()
    small.save(out, "JPEG", quality=82)
    return _named(small, out.getvalue(), "DCTDecode", "DeviceRGB")


def _named(picture: Image.Image, content: bytes, way: str, space: str, mask: Packed | None = None) -> Packed:
    name = hashlib.sha256(content + (mask.content if mask else b"")).hexdigest()[:32]
    return Packed(name, picture.width, picture.height, content, way, space, mask)


def _packed(picture: Image.Image) -> Packed:
    """Every dot as it is."""
    alpha = picture.getchannel("A")
    mask = None
    if alpha.getextrema() != (255, 255):
        mask = _named(alpha, zlib.compress(alpha.tobytes()), "FlateDecode", "DeviceGray")
    colours = picture.convert("RGB").tobytes()
    return _named(picture, zlib.compress(colours), "FlateDecode", "DeviceRGB", mask)


@lru_cache(maxsize=32)
def drawing(content: bytes, width: float, height: float) -> Drawing | None:
    """A logo, seal or signature in its box: sharp, and see-through where it is. Those of a company come each time."""
    picture = read_picture(content)
    if picture is None:
        return None
    wide, high = fitting(picture, width, height)
    small = picture.convert("RGBA")
    small.thumbnail(
        (max(1, round(wide / 72 * DOTS * 2)), max(1, round(high / 72 * DOTS * 2))), reducing_gap=2.0
    )
    return Drawing(_packed(small), wide, high)
