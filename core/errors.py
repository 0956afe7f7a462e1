"""Three kinds of trouble: the first two are named here, anything else is our bug."""

from __future__ import annotations

from core.words import Sentence


class Trouble(Exception):
    """Something a person is told in one sentence; ``template`` is English with ``{named}`` places."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.sentence = Sentence(template, values)
        super().__init__(str(self.sentence))


class RuleViolation(Trouble):
    """A rule of the house says no: say it to the person."""


class EnvironmentFault(Trouble):
    """Disk, network, device: retry or go offline, and show it in the status strip."""
