"""What no count holds yet is counted while nobody waits: a short slice, a rest, the next one."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.events import Event, ServiceLevelsChanged
from core.reporting.asking import CountingState

AT_ONCE = 30  # records: some six milliseconds of the lane, which a new ticket may have to wait for
REST, DURING_A_CALL, AFTER_TROUBLE = 0.05, 2.0, 30.0  # seconds


class ReportCounting:
    """Goes on where it was, whenever the desk is opened; calls and tickets of today are in the counts anyway."""

    def __init__(
        self,
        place: Workplace,
        counted: Callable[[CountingState], None],
        is_in_call: Callable[[], bool] = lambda: False,
    ) -> None:
        self._place = place
        self._counted = counted
        self._is_in_call = is_in_call
        self._is_open = self._is_asking = False
        place.hub.listen(self._happened)

    def begin(self) -> None:
        self._is_open = True
        self._go_on()

    def end(self) -> None:
        self._is_open = False

    def _go_on(self) -> None:
        if not self._is_open or self._is_asking:
            return
        if self._is_in_call():
            self._place.timers.after(DURING_A_CALL, self._go_on)
        else:
            self._is_asking = True
            self._place.lane.ask(lambda desk: desk.reports.count_on(AT_ONCE), self._was_counted, self._failed)

    def _was_counted(self, state: CountingState) -> None:
        self._is_asking = False
        self._counted(state)
        if not state.is_idle:
            self._place.timers.after(REST, self._go_on)

    def _failed(self, _: Trouble) -> None:
        self._is_asking = False
        self._place.timers.after(AFTER_TROUBLE, self._go_on)

    def _happened(self, event: Event) -> None:
        """The house may have moved to another time zone."""
        if isinstance(event, ServiceLevelsChanged):
            self._go_on()
