"""The steps of the assistant for a desk of its own: the passphrase, and who works here."""

from __future__ import annotations

from collections.abc import Mapping

from console.presenters.passphrase import strength
from console.presenters.saying import say
from console.viewmodels.settings import Field, FieldKind
from console.viewmodels.words import Words
from core.words import Sentence

MEANT = Sentence("Write it down and keep it safe: nobody can recover it, not even we.")
Parts = tuple[str, str, tuple[Field, ...]]


def language_page(field: Field, words: Words) -> Parts:
    return (
        words("Welcome to Ringdesk"),
        words("In which language do you work? It can be changed at any time."),
        (field,),
    )


def passphrase_page(typed: Mapping[str, str], words: Words) -> Parts:
    new = typed.get("new", "")
    hint = words("Strength: {strength}", strength=strength(new)) if new else ""
    return (
        words("Your passphrase"),
        words(
            "It encrypts everything on this desk and opens it every morning. Several words are better than signs."
        ),
        (
            Field("new", words("Passphrase"), FieldKind.PASSWORD, new, hint),
            Field("again", words("Passphrase again"), FieldKind.PASSWORD, typed.get("again", "")),
            Field("warning", words("Important"), FieldKind.FACT, say(words, MEANT)),
        ),
    )


def agent_page(typed: Mapping[str, str], words: Words) -> Parts:
    return (
        words("Who works here?"),
        words("Your name stands under tickets and notes; the team is where your tickets belong."),
        (
            Field("agent_name", words("Your name"), FieldKind.TEXT, typed.get("agent_name", "")),
            Field("team_name", words("Your team"), FieldKind.TEXT, typed.get("team_name", "")),
        ),
    )
