"""Posts and coming steps as the lines of a list."""

from __future__ import annotations

from datetime import timedelta

from console.presenters.reminder_words import heading, left, trouble
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.reminders import ReminderLine
from console.viewmodels.words import Tone
from core.reading import Directory
from core.sla.posts import Coming, Post, PostList, PostState
from core.words import Sentence

TABS = {
    PostList.MINE: Sentence("Mine"),
    PostList.WAITING: Sentence("Waiting"),
    PostList.SENT: Sentence("Sent"),
    PostList.FAILED: Sentence("Failed"),
}
EMPTY = {
    PostList.MINE: Sentence("No reminder waits for you. They come when one of your tickets falls due."),
    PostList.WAITING: Sentence("Nothing is about to be sent, and no step of an open ticket lies ahead."),
    PostList.SENT: Sentence("No reminder has been sent yet."),
    PostList.FAILED: Sentence("Every reminder has arrived, as far as anybody knows."),
}
WAYS = {
    "screen": Sentence("on screen"),
    "mail": Sentence("by mail"),
    "sms": Sentence("by SMS"),
    "robot": Sentence("by robot"),
}
STATES = {
    PostState.WAITING: Sentence("waits until {when}"),
    PostState.TRYING: Sentence("on its way"),
    PostState.SENT: Sentence("sent {when}"),
    PostState.DEALT: Sentence("dealt with {when}"),
    PostState.DEAD: Sentence("not sent: {why}"),
    PostState.DOUBTFUL: Sentence("sent twice without an answer: it may have arrived"),
    PostState.NEEDLESS: Sentence("not needed any more"),
}


def post_line(post: Post, place: Workplace, directory: Directory) -> ReminderLine:
    words, times, now = place.words, place.times, place.clock.now()
    who = next((one.name for one in directory.people if one.id == post.to), post.to)
    is_mine = post.way == "screen" and post.to == place.me.agent
    stands = is_mine and post.state in (PostState.WAITING, PostState.SENT)
    gone = post.state in (PostState.DEAD, PostState.DOUBTFUL)
    if stands:
        state = left(post, words, times, now)
    else:
        when = times.day_hour(post.done_at or post.next_try)
        state = words(STATES[post.state].template, when=when, why=trouble(post, words))
    detail = " · ".join((post.subject or words("(no subject)"), who, say(words, WAYS[post.way])))
    is_late = stands and post.due is not None and post.due < now
    tone = Tone.LATE if is_late or gone else Tone.DIM
    return ReminderLine(
        post.id, post.ticket, heading(post, words, times), detail, state, tone, stands, stands, gone
    )


def coming_line(one: Coming, place: Workplace) -> ReminderLine:
    words, times = place.words, place.times
    time = max(one.at - place.clock.now(), timedelta())
    title = words("{number}: next step {when}", number=one.number, when=times.day_hour(one.at))
    return ReminderLine(
        "",
        one.ticket,
        title,
        one.subject or words("(no subject)"),
        words("in {time}", time=times.length(time)),
    )
