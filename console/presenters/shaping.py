"""The supervisor shapes service levels: a draft that nothing loses, seen through three lists, saved as one edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from console.presenters import calendar_editor, people_editor, policy_editor
from console.presenters.calendar_days import NewDay, with_day, with_new
from console.presenters.draft import Draft
from console.presenters.levels import Levels
from console.presenters.material import Material, State
from console.presenters.saying import say
from console.presenters.shaping_page import Page, first_item, move_item, press_button
from console.presenters.shaping_shown import shaping_shown
from console.presenters.simulator import Story, first_story, with_told
from console.presenters.workplace import Workplace
from console.viewmodels.shaping import ShapingView
from core.errors import Trouble
from core.events import Event
from core.ids import new_id
from core.ports import Desk
from core.reading import Counts, Directory
from core.sla.calendar_files import HolidayYear, with_year
from core.sla.policy import Edition
from core.tickets.commands import SaveEdition
from core.words import Sentence, sentence

NOTHING = Edition("", datetime(1970, 1, 1, tzinfo=UTC))
TYPING = 0.15  # seconds: the simulator follows when the fingers rest


class Shaping:
    """The presenter of the panel. It is read when it is first opened, and keeps the draft when it is left."""

    def __init__(
        self,
        place: Workplace,
        levels: Levels,
        view: ShapingView,
        shipped: tuple[str, ...],
        year_in: Callable[[str], HolidayYear],
    ) -> None:
        """``shipped`` are the names of the holiday files that came with the program, "CN 2026"."""
        self._place = place
        self._levels = levels
        self._view = view
        self._shipped = shipped
        self._year_in = year_in
        self.draft = Draft(State(NOTHING, Directory()))
        self.page = Page()
        self._story: Story | None = None
        self._begins = ""
        self._said = Sentence("")
        self._is_shown = False
        self._end_wait: Callable[[], None] = lambda: None
        levels.listen(self._levels_changed)

    def open(self, tab: str = "", item: str = "") -> None:
        self._is_shown = True
        if tab:
            self.page = self.page.turned(tab, item)
        self._place.lane.ask(lambda desk: desk.read.directory(), self._named, self._failed)

    def leave(self) -> None:
        """What was typed stays for the next time."""
        self._is_shown = False

    def choose_tab(self, tab: str) -> None:
        self.page = self.page.turned(tab)
        self.show()

    def choose(self, item: str) -> None:
        self.page = self.page.turned(self.page.tab, item)
        self.show()

    def choose_edition(self, id_: str) -> None:
        """The newest is where one edits; an earlier one is looked at."""
        newest = self._levels.book.newest
        self.page = replace(self.page, edition="" if newest is None or id_ == newest.id else id_)
        self.show()

    def type_begin(self, text: str) -> None:
        self._begins = text
        self.show()

    def press(self, button: str) -> None:
        """A button below the list, or at an earlier edition."""
        if button in {"again", "back"}:
            self._leave_old(again=button == "again")
        else:
            state, item = press_button(self._material(), self.page, button)
            if state != self.draft.now:
                self.draft.change(state)
            self.page = self.page.turned(self.page.tab, item)
        self.show()

    def move(self, item: str, to: int) -> None:
        if self.page.tab == policy_editor.TAB and not self.page.edition:
            self.draft.change(move_item(self.draft.now, item, to))
            self.show()

    def edit(self, key: str, value: str) -> None:
        """A cell of the sheet."""
        self._said = Sentence("")
        item, kind = self._item(), key.partition(":")[0]
        if self.page.edition:
            return
        if kind == "year":
            self.page = replace(self.page, year=int(value))
        elif kind == "new":
            self._edit_new(key, value)
        elif kind in {"year+", "file"}:
            self._add_year(value)
        else:
            self._change(item, key, value)
        self._soon()

    def try_out(self, key: str, value: str) -> None:
        self._story = with_told(self._told(), key, value)
        self._soon()

    def undo(self) -> None:
        self.draft.undo()
        self._said = Sentence("")
        self.show()

    def undo_all(self) -> None:
        """Undo leads back from this too."""
        self.draft.change(State(self._levels.book.newest or NOTHING, self.draft.saved.directory))
        self.show()

    def save(self) -> None:
        shown = self._shown()
        if not shown.foot.can_save:
            self.show()
            return
        stamp = self._place.stamp()
        begins = self._place.times.read(self._begins) if self._begins.strip() else stamp.at
        state = self.draft.now
        edition = replace(policy_editor.tidied(state.edition), id=new_id(), valid_from=begins)
        is_same = not self.draft.is_edition_changed

        def act(desk: Desk) -> list[Event]:
            """People are base data; calendars and policies are an operation, when anything about them changed."""
            desk.save_directory(state.directory)
            return [] if is_same else desk.perform(SaveEdition(stamp, edition))

        self._place.writer.write(act, lambda _: self._was_saved(state), self._failed, self._failed)

    def show(self) -> None:
        self._end_wait()
        if self._is_shown:
            self._view.show_shaping(self._shown())

    def focus(self, tab: str, item: str, cell: str) -> None:
        """What is to be mended, and the caret in it."""
        self.page = self.page.turned(tab, item or self.page.items.get(tab, ""))
        self.show()
        if cell:
            self._view.focus_cell(cell)

    def _shown(self) -> object:
        return shaping_shown(self._material(), self.page, self._levels.book, self._told(), self._foot(), self._place)
