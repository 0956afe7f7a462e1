"""Pictures for paper: read from bytes, turned the right way up, and no larger than the paper can show."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

MOST_PIXELS = 120_000_000
DOTS = 200  # per inch: what an office printer shows of a photo
_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def read_picture(content: bytes) -> Image.Image | None:
    """None: it is no picture, a damaged one, or one too large to be one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"))
        if picture.width * picture.height > MOST_PIXELS:
            return None
        picture.load()
        return ImageOps.exif_transpose(picture)
    except _UNREADABLE:
        return None


def fitting(picture: Image.Image, width: float, height: float) -> tuple[float, float]:
    """The largest size in the box at the picture's own shape."""
    scale = min(width / picture.width, height / picture.height)
    return picture.width * scale, picture.height * scale


def for_photo(picture: Image.Image, width: float, height: float) -> ImageReader:
    """As JPEG of the dots the paper can show."""
    small = picture.convert("RGB")
    small.thumbnail((max(1, round(width / 72 * DOTS)), max(1, round(height / 72 * DOTS))))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=82)
    return ImageReader(io.BytesIO(out.getvalue()))


def for_drawing(picture: Image.Image, width: float, height: float) -> ImageReader:
    """For logos, seals and signatures: sharp, and see-through where it is."""
    small = picture.convert("RGBA")
    small.thumbnail((max(1, round(width / 72 * DOTS * 2)), max(1, round(height / 72 * DOTS * 2))))
    return ImageReader(small)
