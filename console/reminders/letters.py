"""From posts to letters: one for each receiver and way, and one for all of them when they are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from console.presenters.reminder_words import heading, line, many
from console.presenters.workplace import Workplace
from core.post import Letter, Way
from core.reading import Directory
from core.sla.posts import Post

FOLDED_FROM = 4
_WAYS = {"mail": Way.MAIL, "sms": Way.SMS, "robot": Way.ROBOT}


@dataclass(frozen=True, slots=True)
class Bundle:
    """Posts that travel together."""

    posts: tuple[Post, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.posts)

    @property
    def name(self) -> str:
        """Of the letter: the same for the same posts, however often it is tried."""
        if len(self.posts) == 1:
            return self.posts[0].id
        return sha256("|".join(sorted(self.ids)).encode()).hexdigest()[:32]

    @property
    def tries(self) -> int:
        return max(one.tries for one in self.posts)


def bundles(posts: Sequence[Post]) -> Iterator[Bundle]:
    """Those that were tried before go as they went; of the others many are folded into one."""
    tried: dict[str, list[Post]] = {}
    fresh: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        if post.group:
            tried.setdefault(post.group, []).append(post)
        else:
            fresh.setdefault((post.way, post.to), []).append(post)
    yield from (Bundle(tuple(some)) for some in tried.values())
    for some in fresh.values():
        if len(some) < FOLDED_FROM:
            yield from (Bundle((one,)) for one in some)
        else:
            yield Bundle(tuple(some))


def letter_of(bundle: Bundle, directory: Directory, place: Workplace, now: datetime) -> Letter:
    """In the language of this desk."""
    first, words, times = bundle.posts[0], place.words, place.times
    to = first.to
    if first.way != "robot":
        person = next((one for one in directory.people if one.id == first.to), None)
        to = (person.mail if first.way == "mail" else person.mobile) if person else ""
    lines = [line(one, words, times, now) for one in bundle.posts]
    is_repeat = any(one.is_repeat for one in bundle.posts)
    subject = heading(first, words, times) if len(bundle.posts) == 1 else many(len(bundle.posts), words)
    if is_repeat:
        subject = words("(repeated) {subject}", subject=subject)
    urgent = any(one.is_urgent for one in bundle.posts)
    return Letter(bundle.name, _WAYS[first.way], to, subject, "\n".join(lines), is_repeat, urgent)
