"""The floor live: who is ready, who talks and since when, what the queues hold; for those who lead."""

from __future__ import annotations

from collections import Counter

from console.presenters.agent_presenter import REASONS, STATES, TONES
from console.presenters.colleagues import Colleagues
from console.presenters.saying import say
from console.presenters.times import counted
from console.presenters.workplace import Workplace
from console.viewmodels.floor import AgentLine, Floor, FloorView
from console.viewmodels.tickets import Choice
from console.viewmodels.words import Tone
from core.agents.state import AgentState
from core.rights import Right
from core.sync.live import AgentNow

ORDER = (AgentState.ON_CALL, AgentState.RINGING, AgentState.WRAP_UP, AgentState.READY, AgentState.NOT_READY)
BUSY = frozenset({AgentState.ON_CALL, AgentState.RINGING})


class FloorPresenter:
    """Nothing is asked for: it shows what the open line tells, and counts the seconds itself."""

    def __init__(self, place: Workplace, colleagues: Colleagues, view: FloorView) -> None:
        self._place = place
        self._colleagues = colleagues
        self._view = view
        self._rights: frozenset[Right] = frozenset()
        self._is_shown = False
        colleagues.listen(self.show)

    @property
    def may_look(self) -> bool:
        return Right.SEE_TEAM_LIVE in self._rights

    def allow(self, rights: frozenset[Right]) -> None:
        """As the server last said."""
        self._rights = rights

    def open(self) -> None:
        if self.may_look:
            self._is_shown = True
            self.show()

    def leave(self) -> None:
        self._is_shown = False

    def show(self) -> None:
        if not self._is_shown:
            return
        words, agents = self._place.words, self._colleagues.others
        by_state = Counter(one.state for one in agents)
        figures = tuple(
            Choice(state.value, words("{n} {state}", n=by_state[state], state=STATES[state]))
            for state in ORDER
        )
        by_queue = Counter(one.queue for one in agents if one.state in BUSY and one.queue)
        queues = tuple(
            Choice(queue, words("{queue}: {n} in a call", queue=queue, n=n))
            for queue, n in sorted(by_queue.items())
        )
        lines = tuple(self.line(one) for one in sorted(agents, key=lambda one: ORDER.index(one.state)))
        empty = "" if lines else self._empty()
        self._view.show_floor(Floor(figures, queues, lines, empty))

    def line(self, one: AgentNow) -> AgentLine:
        return agent_line(one, self._colleagues, self._place)

    def _empty(self) -> str:
        words = self._place.words
        if not self._colleagues.is_live:
            return words("The server does not answer: nobody's state is known now.")
        return words("Nobody else is at a desk now.")


def agent_line(one: AgentNow, colleagues: Colleagues, place: Workplace) -> AgentLine:
    words = place.words
    state = say(words, STATES[one.state])
    if one.reason is not None:
        state = f"{state} · {say(words, REASONS[one.reason])}"
    seconds = (
        max(0, int((place.clock.now() + place.offset - one.since).total_seconds())) if one.since else None
    )
    tone = TONES.get(one.state, Tone.DIM)
    return AgentLine(
        one.person,
        colleagues.name_of(one.person),
        state,
        counted(seconds) if seconds is not None else "",
        one.queue,
        tone,
        can_take=one.state is AgentState.READY,
    )
