"""What is said of a file: its size as people say it, and where its bytes are."""

from __future__ import annotations

from console.viewmodels.files import FileLine
from console.viewmodels.words import Tone, Words
from core.tickets.files import FileRow, Held

_KB, _MB = 1_000, 1_000_000


def file_line(row: FileRow, stage: tuple[str, int, int], words: Words) -> FileLine:
    file = row.file
    state, tone = _state(row, stage, words)
    detail = " · ".join(part for part in (size_of(file.content.size, words), state) if part)
    icon = "picture" if file.media.startswith("image/") else "warn" if file.is_program else "file"
    return FileLine(file.id, file.name, detail, icon, tone)


def size_of(size: int, words: Words) -> str:
    if size < _KB:
        return words("{n} bytes", n=size)
    if size < _MB:
        return words("{n} kB", n=round(size / _KB))
    return words("{n} MB", n=f"{size / _MB:.1f}")


def percent(done: int, size: int) -> str:
    return f"{100 * done // size if size else 0} %"


def _state(row: FileRow, stage: tuple[str, int, int], words: Words) -> tuple[str, Tone]:
    what, done, size = stage
    far = percent(done, size)
    if row.held is Held.BROKEN:
        return words("damaged here: please attach it again"), Tone.LATE
    if row.held is Held.WAITING:
        if what == "out":
            return words("being sent, {percent}", percent=far), Tone.DIM
        return (words("waits to be sent"), Tone.DIM) if what != "alone" else ("", Tone.DIM)
    if row.held is Held.HERE:
        return "", Tone.DIM
    away = {
        "in": words("comes, {percent}", percent=far),
        "wanted": words("comes…"),
        "offline": words("comes when the server is there again"),
        "not sent": words("not sent yet by the desk it was attached on"),
    }
    return away.get(what, words("at the server")), Tone.DIM
