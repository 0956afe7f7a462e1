"""Pictures for the samples, drawn here: a logo, a round red seal, and two photos of a test page."""

from __future__ import annotations

import io
import math
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from reports.fonts import FOLDER, STRONG


def _file(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@cache
def logo() -> bytes:
    """A sun over a horizon."""
    picture = Image.new("RGBA", (480, 480))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, 479, 479), 96, "#1f5f99")
    pen.pieslice((110, 150, 370, 410), 180, 360, "#ffd166")
    for turn in range(7):
        angle = math.pi * (turn + 0.5) / 7
        x, y = math.cos(angle), -math.sin(angle)
        pen.line((240 + 155 * x, 280 + 155 * y, 240 + 200 * x, 280 + 200 * y), "#ffd166", 16)
    pen.rectangle((70, 296, 410, 316), "#ffffff")
    pen.rectangle((120, 344, 360, 364), "#ffffff")
    return _file(picture, "PNG")


@cache
def seal(text: str) -> bytes:
    """Round and red, the name along its edge, a star in the middle: as companies stamp in China."""
    size, red = 640, (200, 30, 30, 215)
    picture = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((12, 12, size - 12, size - 12), outline=red, width=16)
    star = [
        (320 + r * math.sin(turn * math.pi / 5), 320 - r * math.cos(turn * math.pi / 5))
        for turn, r in ((turn, 90 if turn % 2 == 0 else 36) for turn in range(10))
    ]
    pen.polygon(star, red)
    font = ImageFont.truetype(str(FOLDER / STRONG), 62)
    arc = min(290, 26 * len(text))
    for number, char in enumerate(text):
        turn = -arc / 2 + arc * number / max(1, len(text) - 1)
        letter = Image.new("RGBA", (90, 90))
        ImageDraw.Draw(letter).text((45, 45), char, red, font, anchor="mm")
        angle = math.radians(turn)
        turned = letter.rotate(-turn, Image.Resampling.BICUBIC)
        place = (round(320 + 238 * math.sin(angle)) - 45, round(320 - 238 * math.cos(angle)) - 45)
        picture.alpha_composite(turned, place)
    return _file(picture, "PNG")


@cache
def test_page(*, striped: bool) -> bytes:
    """A sheet on a table, with or without the stripe."""
    picture = Image.linear_gradient("L").resize((1200, 900)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 1200, 900), "#6b5a4a")
    pen.polygon(((260, 60), (960, 40), (1010, 860), (220, 870)), "#fbfaf7")
    for row in range(14):
        y = 140 + row * 48
        pen.line((330, y, 900 if row % 4 != 3 else 640, y - 4), "#4a4a4a", 9)
    for number, colour in enumerate(("#00a0d8", "#d83a8a", "#f0d000", "#222222")):
        pen.rectangle((330 + number * 150, 800, 450 + number * 150, 835), colour)
    if striped:
        pen.polygon(((300, 58), (322, 57), (290, 868), (262, 869)), "#9a9a9a")
    return _file(picture, "JPEG")


def signature(seed: int) -> tuple[tuple[tuple[float, float], ...], ...]:
    """A few strokes, as a pen on a tablet gives them."""
    first = tuple(
        (0.05 + 0.55 * t / 60, 0.55 + 0.3 * math.sin(t / (4 + seed)) * math.exp(-t / 70)) for t in range(61)
    )
    second = tuple((0.5 + 0.4 * t / 40, 0.5 + 0.22 * math.cos(t / 3.1 + seed)) for t in range(41))
    third = tuple((0.1 + 0.8 * t / 10, 0.86 - 0.04 * t / 10) for t in range(11))
    return first, second, third
