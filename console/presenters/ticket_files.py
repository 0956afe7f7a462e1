"""The files of the ticket on screen: attached, opened, saved, taken off; nothing of it keeps anybody waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from console.presenters.file_giving import FileGiving
from console.presenters.file_ports import Carrier, Failed, FileShop, Told
from console.presenters.file_words import file_line, percent
from console.presenters.notices import Notices
from console.presenters.ticket_editor import TicketEditor
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.viewmodels.files import FileLine, FilesShown, FilesView, Picture
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.ids import FileId, TicketId, new_id
from core.tickets.commands import AttachFile, RemoveAttachment
from core.tickets.files import Content, FileRow, clean_name, media_of
from core.words import Sentence


@dataclass(slots=True)
class _Sealing:
    """On its way into a ticket."""

    ticket: TicketId
    name: str
    done: int = 0
    size: int = 0


class TicketFiles:
    """Lives as long as the room."""

    def __init__(
        self, place: Workplace, tickets: TicketPresenter, shop: FileShop, view: FilesView, notices: Notices
    ) -> None:
        self._place = place
        self._tickets = tickets
        self._shop = shop
        self._view = view
        self._notices = notices
        self._carrier: Carrier | None = None
        self._sealing: dict[FileId, _Sealing] = {}
        self._giving = FileGiving(shop, notices, self._reread)
        tickets.shown = self.show

    def join(self, carrier: Carrier) -> None:
        """Without a server nothing is carried."""
        self._carrier = self._giving.carrier = carrier

    def show(self) -> None:
        editor = self._tickets.current
        if editor is None:
            return
        rows = editor.card.files if editor.card is not None else ()
        lines = [self._line(row, editor) for row in rows if row.file.is_there]
        lines += [
            self._on_its_way(file, one) for file, one in self._sealing.items() if one.ticket == editor.id
        ]
        self._view.show_files(FilesShown(tuple(lines)))

    def add(self, paths: Sequence[str]) -> None:
        for path in paths:
            file, name = self._begin(clean_name(Path(path).name))
            if file is not None:
                self._shop.seal(path, name, self._moving(file), self._sealed(file), self._not_sealed(file))

    def paste(self, make: Picture) -> None:
        """A picture from the clipboard; it has no name but the moment."""
        now = self._place.clock.now().astimezone()
        file, name = self._begin(self._place.words("Picture {when}.png", when=f"{now:%Y-%m-%d %H.%M.%S}"))
        if file is not None:
            self._shop.seal_picture(
                make, name, self._moving(file), self._sealed(file), self._not_sealed(file)
            )

    def open(self, id_: str) -> None:
        row = self._row(id_)
        if row is None:
            return
        if row.file.is_program:
            text = Sentence(
                '"{name}" can run as a program: it is never opened from here. Save it only if you expected it.',
                {"name": row.file.name},
            )
            self._notices.say("file", text, Tone.LATE)
            return
        self._giving.give(row)
        self.show()

    def save(self, id_: str, path: str) -> None:
        row = self._row(id_)
        if row is not None:
            self._giving.give(row, path)
            self.show()

    def remove(self, id_: str) -> None:
        row, editor = self._row(id_), self._tickets.current
        if row is None or editor is None:
            return
        stamp, file, ticket = self._place.stamp(), row.file, editor.id
        said = Sentence(
            '"{name}" was taken off ticket {number}.', {"name": file.name, "number": editor.number}
        )

        def back() -> None:
            command = RemoveAttachment(self._place.stamp(), ticket, file.id, away=False)
            self._place.writer.perform(command, refused=self._problem)

        self._place.writer.perform(
            RemoveAttachment(stamp, ticket, file.id),
            lambda _: self._notices.say("file removed", said, Tone.PLAIN, Sentence("Undo"), back),
            self._problem,
        )

    def carried(self, blob: str, *, is_here: bool, is_damaged: bool) -> None:
        """The ferry is a step further."""
        self._giving.carried(blob, is_here=is_here, is_damaged=is_damaged)
        editor = self._tickets.current
        if editor is None or editor.card is None:
            return
        if any(row.file.content.blob == blob for row in editor.card.files):
            if is_here or is_damaged:
                self._tickets.read(editor)
            else:
                self.show()

    def forget(self) -> None:
        """The desk is being locked: nobody waits for anything any more."""
        self._giving.forget()

    def _begin(self, name: str) -> tuple[FileId | None, str]:
        editor = self._tickets.current
        if editor is None:
            return None, name
        file = FileId(new_id())
        self._sealing[file] = _Sealing(editor.id, name)
        self.show()
        return file, name

    def _moving(self, file: FileId) -> Told:
        def moved(done: int, size: int) -> None:
            one = self._sealing.get(file)
            if one is not None:
                one.done, one.size = done, size
                self.show()

        return moved

    def _sealed(self, file: FileId) -> Callable[[Content], None]:
        def sealed(content: Content) -> None:
            one = self._sealing[file]
            command = AttachFile(self._place.stamp(), one.ticket, file, one.name, media_of(one.name), content)
            self._place.writer.perform(command, lambda _: self._settled(file), self._not_sealed(file))

        return sealed

    def _settled(self, file: FileId) -> None:
        self._sealing.pop(file, None)

    def _not_sealed(self, file: FileId) -> Failed:
        def failed(why: Trouble) -> None:
            self._sealing.pop(file, None)
            self.show()
            self._problem(why)

        return failed

    def _reread(self) -> None:
        if self._tickets.current is not None:
            self._tickets.read(self._tickets.current)

    def _row(self, id_: str) -> FileRow | None:
        editor = self._tickets.current
        rows = editor.card.files if editor is not None and editor.card is not None else ()
        return next((row for row in rows if row.file.id == id_ and row.file.is_there), None)

    def _line(self, row: FileRow, editor: TicketEditor) -> FileLine:
        stage = self._carrier.stage(row.file.content.blob) if self._carrier is not None else ("", 0, 0)
        line = file_line(row, stage, self._place.words)
        can_remove = editor.card is not None and editor.card.row.status.is_open
        return replace(line, can_remove=can_remove)

    def _on_its_way(self, file: FileId, one: _Sealing) -> FileLine:
        detail = self._place.words("being encrypted, {percent}", percent=percent(one.done, one.size))
        return FileLine(file, one.name, detail, is_ready=False)

    def _problem(self, why: Trouble) -> None:
        self._notices.say("file", why.sentence, Tone.LATE)
