"""The agent's state: what was chosen, what the calls make of it, and the end of wrap-up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from console.presenters.call_actions import can_be_answered
from console.presenters.call_book import CallBook
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone, Words
from core.agents.state import IN_A_CALL, AgentState, Presence, Reason
from core.words import Sentence

STATES = {
    AgentState.LOGGED_OUT: Sentence("Logged out"),
    AgentState.READY: Sentence("Ready"),
    AgentState.RINGING: Sentence("Ringing"),
    AgentState.ON_CALL: Sentence("On call"),
    AgentState.WRAP_UP: Sentence("Wrap-up"),
    AgentState.NOT_READY: Sentence("Not ready"),
}
REASONS = {
    Reason.BREAK: Sentence("Break"),
    Reason.LUNCH: Sentence("Lunch"),
    Reason.MEETING: Sentence("Meeting"),
    Reason.TRAINING: Sentence("Training"),
    Reason.PAPERWORK: Sentence("Paperwork"),
}
TONES = {AgentState.ON_CALL: Tone.TALKING, AgentState.READY: Tone.TALKING, AgentState.RINGING: Tone.ACCENT}


class AgentPresenter:
    """Ready from the moment the desk is unlocked; the table in core says what may follow what."""

    def __init__(self, place: Workplace, book: CallBook, changed: Callable[[], None]) -> None:
        self._place = place
        self._book = book
        self._changed = changed
        self._wrapped_up: Callable[[datetime, datetime], None] = lambda _since, _until: None
        self.presence = Presence(AgentState.READY, place.clock.now())
        book.listen(lambda _: self.calls_changed())

    def on_wrapped_up(self, wrapped_up: Callable[[datetime, datetime], None]) -> None:
        """Who is told from when until when the work after a call took."""
        self._wrapped_up = wrapped_up

    def begin(self) -> None:
        """Another person: ready, unless a call is up."""
        self.presence = Presence(AgentState.READY, self._place.clock.now())
        self.calls_changed()

    def choose(self, key: str) -> None:
        """The key is a state, or "not ready" with a reason: "not ready:lunch"."""
        state, _, reason = key.partition(":")
        self._become(
            self.presence.wished(
                AgentState(state), self._place.clock.now(), Reason(reason) if reason else None
            )
        )

    def calls_changed(self) -> None:
        up = self._book.up
        self._become(
            self.presence.with_calls(
                self._place.clock.now(),
                ringing=any(can_be_answered(call) for call in up),
                talking=any(not can_be_answered(call) for call in up),
                wrap_up=self._wrap_up,
            )
        )

    def tick(self) -> None:
        self._become(self.presence.wrap_up_over(self._place.clock.now(), self._wrap_up))

    @property
    def label(self) -> str:
        presence, words = self.presence, self._place.words
        text = say(words, STATES[presence.state])
        if presence.reason is not None:
            return words("{state}: {reason}", state=text, reason=REASONS[presence.reason])
        if presence.state in IN_A_CALL and presence.after is AgentState.NOT_READY:
            return words("{state}, then not ready", state=text)
        return text

    @property
    def tone(self) -> Tone:
        return TONES.get(self.presence.state, Tone.DIM)

    @property
    def timer(self) -> str:
        return self._place.times.since(self.presence.since)

    def choices(self) -> tuple[Choice, ...]:
        words: Words = self._place.words
        ready = Choice(AgentState.READY.value, say(words, STATES[AgentState.READY]))
        reasons = (
            Choice(f"{AgentState.NOT_READY.value}:{reason.value}", say(words, text), indent=1)
            for reason, text in REASONS.items()
        )
        not_ready = Choice(AgentState.NOT_READY.value, say(words, STATES[AgentState.NOT_READY]))
        return (ready, not_ready, *reasons)

    @property
    def _wrap_up(self) -> timedelta:
        return timedelta(seconds=self._place.preferences.wrap_up_seconds)

    def _become(self, presence: Presence) -> None:
        if presence != self.presence:
            was, self.presence = self.presence, presence
            if was.state is AgentState.WRAP_UP and presence.state is not AgentState.WRAP_UP:
                self._wrapped_up(was.since, presence.since)
            self._changed()
