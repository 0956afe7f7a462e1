"""A file is given to a person: opened or saved, as soon as its bytes are here, and in words when that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from console.presenters.file_ports import Carrier, Failed, FileShop
from console.presenters.notices import Notices
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.tickets.files import Attachment, FileDamaged, FileNotHere, FileRow, Held
from core.words import Sentence


@dataclass(slots=True)
class _After:
    """What is to be done with a file once its bytes are here: opened, and saved at these places."""

    open: bool = False
    paths: list[str] = field(default_factory=list)


class FileGiving:
    """What somebody waits for."""

    def __init__(self, shop: FileShop, notices: Notices, reread: Callable[[], None]) -> None:
        self._shop = shop
        self._notices = notices
        self._reread = reread
        self._after: dict[str, tuple[Attachment, _After]] = {}
        self.carrier: Carrier | None = None

    def forget(self) -> None:
        self._after.clear()

    def carried(self, blob: str, *, is_here: bool, is_damaged: bool) -> None:
        if blob in self._after and (is_here or is_damaged):
            file, after = self._after.pop(blob)
            if is_here:
                self._do(file, after)
            else:
                text = Sentence(
                    '"{name}" arrived damaged from the server several times. Try again later, or tell IT.',
                    {"name": file.name},
                )
                self._notices.say("file", text, Tone.LATE)

    def give(self, row: FileRow, path: str = "") -> None:
        """Opened, or saved there: now, or as soon as its bytes have come."""
        file, blob = row.file, row.file.content.blob
        _, after = self._after.get(blob, (file, _After()))
        if path:
            after.paths.append(path)
        else:
            after.open = True
        if row.held in (Held.HERE, Held.WAITING):
            self._after.pop(blob, None)
            self._do(file, after)
            return
        if row.held is Held.BROKEN:
            text = Sentence('"{name}" was damaged on this disk. Please attach it again.', {"name": file.name})
            self._notices.say("file", text, Tone.LATE)
            return
        self._after[blob] = (file, after)
        if self.carrier is not None:
            self.carrier.want(blob, self._shop.sealed_size(file))

    def _do(self, file: Attachment, after: _After) -> None:
        if after.open:
            self._shop.open(file, lambda is_shown: self._opened(file, is_shown), self._unreadable(file))
        for path in after.paths:
            self._shop.save(file, path, lambda path=path: self._saved(file, path), self._unreadable(file))  # type: ignore[misc] # the path of this turn

    def _opened(self, file: Attachment, is_shown: bool) -> None:
        if not is_shown:
            text = Sentence(
                'This computer has no program for "{name}". Save it and ask IT.', {"name": file.name}
            )
            self._notices.say("file", text, Tone.LATE)

    def _saved(self, file: Attachment, path: str) -> None:
        text = Sentence('"{name}" was saved as {path}.', {"name": file.name, "path": path})
        self._notices.say("file", text)

    def _unreadable(self, file: Attachment) -> Failed:
        """Damaged or gone here: the server may have it still."""

        def failed(why: Trouble) -> None:
            self._notices.say("file", why.sentence, Tone.LATE)
            if isinstance(why, FileDamaged | FileNotHere):
                self._shop.lost(file, self._reread)

        return failed
