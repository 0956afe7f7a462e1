"""Names of what reports are grouped and filtered by."""

from __future__ import annotations

from console.presenters.report_words import NOBODY, ReportWords
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.tickets import Choice
from core.reading import Directory
from core.reporting.counters import BY_DAY, Group
from core.words import Sentence

EVERYBODY = {
    Group.AGENT: Sentence("All agents"),
    Group.TEAM: Sentence("All teams"),
    Group.CATEGORY: Sentence("All categories"),
    Group.QUEUE: Sentence("All queues"),
}
ALL, NONE = "*", ""


class ReportNames:
    """From the directory as it was read last."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._words = ReportWords(place)
        self._directory = Directory()
        self._queues: tuple[str, ...] = ()

    def learn(self, directory: Directory, queues: tuple[str, ...]) -> None:
        self._directory, self._queues = directory, queues

    def of(self, key: str, group: Group) -> str:
        """A long name: what is not known any more keeps its id."""
        if group in BY_DAY:
            return self._words.group_day(key, group)[1]
        if not key:
            return say(self._place.words, NOBODY[group])
        return self._known(group).get(key, key)

    def short(self, key: str, group: Group) -> str:
        if group in BY_DAY:
            return self._words.group_day(key, group)[0]
        return self.of(key, group).rpartition(" › ")[2]

    def choices(self, group: Group) -> tuple[Choice, ...]:
        words = self._place.words
        ends = (Choice(ALL, say(words, EVERYBODY[group])), Choice(NONE, say(words, NOBODY[group])))
        if group is Group.CATEGORY:
            tree = (Choice(one.id, one.path[-1], len(one.path) - 1) for one in self._directory.categories)
            return (*ends, *tree)
        return (*ends, *(Choice(key, name) for key, name in self._known(group).items() if key))

    def _known(self, group: Group) -> dict[str, str]:
        if group is Group.AGENT:
            return {one.id: one.name for one in self._directory.people}
        if group is Group.TEAM:
            return {one.id: one.name for one in self._directory.teams}
        if group is Group.CATEGORY:
            return {one.id: " › ".join(one.path) for one in self._directory.categories}
        return {one: one for one in self._queues}
