"""How this desk stands with its server, in words: the cell of the strip, and the sentence behind it."""

from __future__ import annotations

from console.presenters.saying import say
from console.presenters.times import Times
from console.viewmodels.frame import Mark, StatusCell
from console.viewmodels.words import Words
from core.sync.standing import Stand, Standing
from core.words import Sentence

ALONE = Sentence(
    "There is no server yet: everything is on this desk only. {n} changes will be sent when there is one."
)
MARKS = {
    Stand.ALONE: Mark.OFF,
    Stand.BEGINNING: Mark.BUSY,
    Stand.IN_STEP: Mark.GOOD,
    Stand.OFFLINE: Mark.WARN,
    Stand.MUST_UPDATE: Mark.BAD,
    Stand.SIGNED_OUT: Mark.BAD,
    Stand.WITHDRAWN: Mark.BAD,
    Stand.TROUBLED: Mark.WARN,
}
SHORT = {
    Stand.ALONE: Sentence("this desk only"),
    Stand.BEGINNING: Sentence("asking the server"),
    Stand.IN_STEP: Sentence("in step"),
    Stand.MUST_UPDATE: Sentence("must update"),
    Stand.SIGNED_OUT: Sentence("sign in again"),
    Stand.WITHDRAWN: Sentence("withdrawn: read only"),
    Stand.TROUBLED: Sentence("trouble: look"),
}
WHOLE = {
    Stand.BEGINNING: Sentence("The server is being asked what is new."),
    Stand.IN_STEP: Sentence("This desk and its server have the same."),
    Stand.OFFLINE: Sentence(
        "The server cannot be reached. Work goes on; what you do waits here and is sent then."
    ),
    Stand.MUST_UPDATE: Sentence(
        "This desk is too old for its server. Please update Ringdesk; what you did waits here and is sent then."
    ),
    Stand.SIGNED_OUT: Sentence(
        "The server does not take your password any more. Lock the desk and sign in again; what you did waits here."
    ),
    Stand.WITHDRAWN: Sentence(
        "IT withdrew this desk from the server: what it holds can be read, and nothing can be changed."
    ),
    Stand.TROUBLED: Sentence("Keeping in step met a mistake; it is tried again. IT finds it in the log."),
}


def sync_cell(standing: Standing, waiting: int, words: Words, times: Times) -> StatusCell:
    """``waiting`` is what the desk itself has counted; it matters only where nobody else counts."""
    label = words("Sync")
    if standing.stand is Stand.ALONE:
        text = words(ALONE.template, n=waiting)
        return StatusCell("sync", label, Mark.OFF, say(words, SHORT[Stand.ALONE]), text, has_panel=True)
    return StatusCell(
        "sync",
        label,
        mark_of(standing),
        short(standing, words, times),
        whole(standing, words),
        has_panel=True,
    )


def mark_of(standing: Standing) -> Mark:
    if standing.stand is Stand.IN_STEP:
        if standing.to_look_at:
            return Mark.WARN
        if standing.held:
            return Mark.WARN
        return Mark.BUSY if standing.waiting else Mark.GOOD
    return MARKS[standing.stand]


def short(standing: Standing, words: Words, times: Times) -> str:
    """Few words for the strip: what is most worth knowing."""
    if standing.stand in (Stand.IN_STEP, Stand.OFFLINE) and standing.to_look_at:
        refused = words.plural("{n} refused: look", "{n} refused: look", standing.to_look_at)
        return (
            refused if standing.stand is Stand.IN_STEP else f"{_offline(standing, words, times)} · {refused}"
        )
    if standing.stand is Stand.OFFLINE:
        return _offline(standing, words, times)
    if standing.is_first and standing.stand is Stand.BEGINNING and standing.rows:
        return words("first sync: {n} records", n=f"{standing.rows:,}")
    if standing.stand is Stand.IN_STEP and standing.held:
        return words("server is older: {n} waiting", n=standing.waiting)
    if standing.stand is Stand.IN_STEP and standing.waiting:
        return words.plural("{n} waiting", "{n} waiting", standing.waiting)
    return say(words, SHORT[standing.stand])


def whole(standing: Standing, words: Words) -> str:
    """The sentences on hover and on the panel."""
    said = [say(words, WHOLE[standing.stand])]
    if standing.is_first:
        said = [
            words(
                "This desk is being filled: {n} records came so far. The newest open tickets came first; you can work.",
                n=f"{standing.rows:,}",
            )
        ]
    if standing.why is not None and standing.stand in (Stand.OFFLINE, Stand.WITHDRAWN):
        said = [say(words, standing.why)]
    if standing.waiting:
        said.append(
            words.plural("{n} change waits to be sent.", "{n} changes wait to be sent.", standing.waiting)
        )
    if standing.held:
        said.append(
            words(
                "The server is older than this desk and cannot read some of it yet: that waits here, for as long as it "
                "takes. Ask IT to update the server."
            )
        )
    if standing.to_look_at:
        said.append(words("What the server did not take waits for you in the panel; nothing of it is lost."))
    if standing.differing:
        said.append(
            words("Desk and server did not agree somewhere: everything is fetched anew. IT can see it.")
        )
    return " ".join(said)


def _offline(standing: Standing, words: Words, times: Times) -> str:
    text = words("offline since {time}", time=times.hour(standing.since) if standing.since else "–")
    if standing.waiting:
        text += " · " + words.plural("{n} waiting", "{n} waiting", standing.waiting)
    return text
