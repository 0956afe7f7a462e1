"""Where people sign: what was drawn or scanned, or room for a pen; beside ours stands the company's seal."""

from __future__ import annotations

from reports.facts import Signature
from reports.layout import MM
from reports.pen import Look
from reports.pictures import drawing
from reports.sheet import Sheet
from reports.strokes import HAIR, INK, SOFT, Box
from reports.wrapping import wrapped

HEIGHT = 26 * MM
GAP = 6 * MM


def signatures(sheet: Sheet, customer: Signature, ours: Signature) -> None:
    """Side by side; on a slip, one below the other. Both on one page."""
    words = sheet.words
    titles = (words("Customer's signature"), words("For {company}", company=sheet.setup.layout.name))
    side_by_side = not sheet.is_slip
    width = (sheet.width - GAP) / 2 if side_by_side else sheet.width
    heights = [_height(sheet, title, one, width) for title, one in zip(titles, (customer, ours), strict=True)]
    sheet.need(max(heights) if side_by_side else sum(heights) + GAP)
    left = sheet.take(max(heights) if side_by_side else heights[0])
    _box(sheet, titles[0], customer, Box(left.x, left.y, width, left.height), b"")
    if side_by_side:
        right = Box(left.x + width + GAP, left.y, width, left.height)
    else:
        sheet.space(GAP)
        right = sheet.take(heights[1])
    _box(sheet, titles[1], ours, right, sheet.setup.layout.seal)


def _under(sheet: Sheet, one: Signature) -> list[str]:
    words = sheet.words
    name = words("Name: {name}", name=one.name) if one.name else words("Name:")
    day = words("Date: {when}", when=sheet.moments.moment(one.at)) if one.at else words("Date:")
    return [name, day]


def _height(sheet: Sheet, title: str, one: Signature, width: float) -> float:
    small = sheet.small
    lines = sum(len(wrapped(sheet.pen, text, small, width)) for text in (title, *_under(sheet, one)))
    return HEIGHT + lines * small.leading + 3 * MM


def _box(sheet: Sheet, title: str, one: Signature, box: Box, seal: bytes) -> None:
    pen, small = sheet.pen, sheet.small
    top = box.y
    with pen.marked(pen.tree.add("P", sheet.node)):
        top = _lines(sheet, title, small.made(colour=INK, strong=True), box, top)
    room = Box(box.x, top + 1 * MM, box.width, HEIGHT)
    stamp = drawing(seal, room.width * 0.45, HEIGHT) if seal else None
    if stamp is not None:
        with pen.marked(
            pen.tree.add(
                "Figure", sheet.node, sheet.words("Seal of {company}", company=sheet.setup.layout.name)
            )
        ):
            pen.picture(stamp.image, Box(room.right - stamp.width, room.y, stamp.width, stamp.height))
    if one.is_given:
        with pen.marked(pen.tree.add("Figure", sheet.node, title)):
            _hand(sheet, one, room, stamp.width if stamp else 0)
    with pen.marked(None):
        pen.stroke([(room.x, room.bottom), (room.right, room.bottom)], INK if not one.is_given else HAIR, 0.6)
    top = room.bottom + 1 * MM
    with pen.marked(pen.tree.add("P", sheet.node)):
        for text in _under(sheet, one):
            top = _lines(sheet, text, small.made(colour=SOFT), box, top)


def _lines(sheet: Sheet, text: str, look: Look, box: Box, top: float) -> float:
    for line in wrapped(sheet.pen, text, look, box.width):
        sheet.pen.text(line, box.x, top, look)
        top += look.leading
    return top


def _hand(sheet: Sheet, one: Signature, room: Box, stamp: float) -> None:
    """Beside the seal, not under it."""
    inside = Box(
        room.x + 2 * MM,
        room.y + 1 * MM,
        min(room.width - stamp - 4 * MM, room.width * 0.62),
        room.height - 2 * MM,
    )
    picture = drawing(one.picture, inside.width, inside.height) if one.picture else None
    if picture is not None:
        place = Box(inside.x, inside.bottom - picture.height, picture.width, picture.height)
        sheet.pen.picture(picture.image, place)
        return
    if not one.strokes:
        said = sheet.words("This picture is damaged and cannot be shown.")
        _lines(sheet, said, sheet.small, inside, inside.y)
    for stroke in one.strokes:
        points = [
            (inside.x + min(max(x, 0), 1) * inside.width, inside.y + min(max(y, 0), 1) * inside.height)
            for x, y in stroke
        ]
        sheet.pen.stroke(points if len(points) > 1 else points * 2, "#16325c", 1.2)
