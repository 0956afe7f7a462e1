"""What is said of the last words typed into a ticket: on disk, on their way, or only on the screen."""

from __future__ import annotations

from console.presenters.draft_keeper import Kept
from console.presenters.ticket_editor import TicketEditor
from console.viewmodels.words import Tone, Words
from core.errors import Trouble


def kept_words(
    editor: TicketEditor, kept: Kept, why: Trouble | None, words: Words
) -> tuple[str, Tone] | None:
    """None: what is said already holds."""
    said = None
    if editor.standing is not None:
        said = ("", Tone.DIM) if editor.keeper.is_safe else (words("not saved"), Tone.LATE)
    elif why is not None:
        said = words("not saved yet: {why}", why=why.sentence), Tone.LATE
    elif kept is Kept.ON_DISK:
        said = words("draft saved"), Tone.DIM
    elif not editor.is_made and editor.card is None:
        said = words("saving…"), Tone.DIM
    elif kept is Kept.TYPING:
        said = words("typing…"), Tone.DIM
    elif kept is Kept.NOTHING:
        said = words("saved") if editor.was_saved else "", Tone.DIM
    return said
