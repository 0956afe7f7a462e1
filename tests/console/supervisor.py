"""The rig with hands for the editor of service levels."""

from __future__ import annotations

from typing import Any

from console.viewmodels.levels import LevelsShown, TrialShown
from core.sla.calendar import Calendar
from core.sla.policy import Edition, Policy
from tests.console.service_rig import ServiceRig

HOUR = 3600


class Supervisor(ServiceRig):
    """The rig, and hands for the editor."""

    def __init__(self) -> None:
        super().__init__()
        self.editor.open()
        self.lane.settle()

    @property
    def levels_shown(self) -> LevelsShown:
        found: LevelsShown = self.view.last("show_levels")
        return found

    @property
    def form(self) -> Any:
        return self.levels_shown.form

    @property
    def trial(self) -> TrialShown:
        self.wait(1)
        found: TrialShown = self.view.last("show_trial")
        return found

    def types(self, **fields: str) -> None:
        for name, value in fields.items():
            self.editor.edit(name.replace("__", "."), value)

    def saves(self) -> Edition:
        self.editor.save()
        self.lane.settle()
        newest = self.desk.clocks.book().newest
        assert newest is not None
        return newest

    def editions(self) -> int:
        return len(self.desk.clocks.book().editions)


def titles(desk: Supervisor) -> list[str]:
    return [one.title for one in desk.levels_shown.lines if not one.is_heading]


def calendar(edition: Edition, name: str) -> Calendar:
    return next(one for one in edition.calendars if one.name == name)


def policy(edition: Edition, name: str) -> Policy:
    return next(one for one in edition.policies if one.name == name)


def is_text(desk: Supervisor) -> bool:
    return desk.levels_shown.is_text
