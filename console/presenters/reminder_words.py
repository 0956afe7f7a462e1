"""How a reminder is said: on screen, in a letter, in a list."""

from __future__ import annotations

import json
from datetime import datetime

from console.presenters.saying import say
from console.presenters.times import Times
from console.viewmodels.words import Words
from core.sla.policy import TargetKind
from core.sla.posts import Post
from core.words import Sentence

KINDS = {
    TargetKind.FIRST_RESPONSE: Sentence("First response"),
    TargetKind.NEXT_UPDATE: Sentence("Next update"),
    TargetKind.RESOLUTION: Sentence("Resolution"),
    TargetKind.CALL_BACK: Sentence("Call-back"),
}


def heading(post: Post, words: Words, times: Times) -> str:
    """Such as "2026-004182: Resolution due 15:40"."""
    kind = say(words, KINDS[post.kind])
    if post.due is None:
        return words("{number}: {kind}", number=post.number, kind=kind)
    return words("{number}: {kind} due {when}", number=post.number, kind=kind, when=times.day_hour(post.due))


def left(post: Post, words: Words, times: Times, now: datetime) -> str:
    if post.due is None:
        return ""
    if now > post.due:
        return words("late by {time}", time=times.length(now - post.due))
    return words("{time} left", time=times.length(post.due - now))


def line(post: Post, words: Words, times: Times, now: datetime) -> str:
    """The heading, how long is left, and what it is about."""
    subject = post.subject or words("(no subject)")
    parts = (heading(post, words, times), left(post, words, times, now), subject)
    return " · ".join(part for part in parts if part)


def many(n: int, words: Words) -> str:
    return words.plural("{n} reminder", "{n} reminders", n)


def trouble(post: Post, words: Words) -> str:
    """Why it was not taken, in the language of the screen."""
    try:
        template, values = json.loads(post.why)
        return words(template, **values)
    except (ValueError, TypeError, KeyError):
        return post.why
