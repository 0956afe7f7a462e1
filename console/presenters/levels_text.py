"""The draft as a text, for experts and for carrying it to another site: both always say the same."""

from __future__ import annotations

from dataclasses import replace

from console.presenters.levels_draft import Draft, Typed
from core.errors import Trouble
from core.sla.edition_text import edition_text, read_edition
from core.sla.people_text import people_text, read_people

TEXT = ("text", "text")  # where the text stands among what is typed


def shown_text(draft: Draft) -> str:
    typed = draft.typed.get(TEXT)
    return typed.text if typed is not None else f"{edition_text(draft.edition)}\n{people_text(draft.people)}"


def typed_text(draft: Draft, text: str) -> Draft:
    """What can be read is the draft; until then the last that could be read stays."""
    try:
        edition = read_edition(text, draft.edition)
        people = read_people(text, draft.people)
    except Trouble as why:
        return replace(draft, typed={TEXT: Typed(text, why.sentence)})
    return Draft(edition, people, {TEXT: Typed(text)})
