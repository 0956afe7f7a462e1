"""The supervisor's editor of service levels: nothing holds before it is saved, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from console.presenters.calendar_form import Shelf
from console.presenters.item_forms import item_forms
from console.presenters.levels import Levels
from console.presenters.levels_draft import Draft, DraftHistory, Place, Typed
from console.presenters.levels_items import LevelsItems, can_be_done, lines
from console.presenters.levels_sheet import Sheet, sheet_of
from console.presenters.levels_text import TEXT, shown_text, typed_text
from console.presenters.saying import say
from console.presenters.trial import TrialDesk
from console.presenters.workplace import Workplace
from console.viewmodels.levels import LevelsShown, LevelsView
from console.viewmodels.words import Tone
from core.directory import changes_between, names_of
from core.errors import Trouble
from core.events import Event
from core.ids import new_id
from core.ports import Desk
from core.reading import Directory
from core.sla.policy import Edition
from core.tickets.commands import SaveDirectory, SaveEdition
from core.words import Sentence, sentence

NOTHING = Edition("", datetime(1970, 1, 1, tzinfo=UTC))
PAUSE = 0.25  # seconds of typing after which the simulator follows


class LevelsEditor:
    """One draft, shown as forms or as a text; each change can be taken back, and the simulator follows it."""

    def __init__(self, place: Workplace, levels: Levels, view: LevelsView, shelf: Shelf) -> None:
        self._place = place
        self._levels = levels
        self._view = view
        self._directory = Directory()
        self._base = Draft(NOTHING, self._directory)
        self._history = DraftHistory(self._base)
        self._forms = item_forms(place, levels, shelf)
        self._items = LevelsItems(place)
        self._trial = TrialDesk(place, view)
        self._chosen, self._is_text = "", False
        self._said: Sentence | None = None
        self._is_saving = False
        self.is_shown = False
        self._end_wait: Callable[[], None] = lambda: None
        levels.listen(self._levels_changed)

    def open(self) -> None:
        self.is_shown = True
        self._place.lane.ask(lambda desk: desk.read.directory(), self._named, lambda _: None)

    def leave(self) -> None:
        """What was typed stays for the next time."""
        self.is_shown = False

    def choose(self, key: str) -> None:
        self._chosen, self._said = key, None
        self._show_forms()

    def edit(self, name: str, value: str) -> None:
        """A field of the form on screen; what cannot be read stays as it was typed, with the reason."""
        what, _, id_ = self._chosen.partition(":")
        form, why = self._forms[what], None
        before = draft = self._history.now
        at = (self._chosen, form.field(name))
        try:
            draft = form.edit(draft, id_, name, value)
        except Trouble as trouble:
            why = trouble.sentence
        if draft is before and why is None:
            self._show_forms()
            return
        fresh = draft.with_typed((self._chosen, form.field(name)), Typed(value, why))
        self._change(fresh, at, is_typing=True)

    def act(self, name: str, value: str = "") -> None:
        """A button: of the list, of the form, or of the editor."""
        draft = self._history.now
        if name in ("forms", "text"):
            self._turn(is_text=name == "text")
        elif name in self._items.doers:
            fresh, chosen = self._items.doers[name](draft, self._chosen)
            before, self._chosen = self._chosen, chosen
            self._change(fresh, (before if name == "delete" else chosen, name))
        elif name == "undo_all":
            self._change(self._base, (self._chosen, name))
        else:
            what, _, id_ = self._chosen.partition(":")
            self._change(self._forms[what].act(draft, id_, name, value), (self._chosen, name))

    def type(self, text: str) -> None:
        """The same draft, as a text."""
        self._change(typed_text(self._history.now, text), TEXT, is_typing=True)

    def try_out(self, name: str, value: str) -> None:
        self._trial.type(name, value)
        self._try()

    def undo(self) -> None:
        self._follow(self._history.undo())

    def redo(self) -> None:
        self._follow(self._history.redo())

    def save(self) -> None:
        draft = self._history.now
        if "save" not in self._can():
            self._show_forms()
            return
        stamp, people, is_same = self._place.stamp(), draft.people, draft.holds_like(self._base.edition)
        edition = replace(draft.edition, id=new_id(), valid_from=stamp.at)
        are_same = people == self._directory
        changes = changes_between(names_of(self._directory), people)

        def act(desk: Desk) -> list[Event]:
            """Operations both, so that other desks learn of them. What did not change is not written."""
            events = [] if are_same else desk.perform(SaveDirectory(stamp, changes))
            return events if is_same else [*events, *desk.perform(SaveEdition(stamp, edition))]

        self._is_saving = True
        self._place.writer.write(act, lambda _: self._was_saved(people), self._was_refused, self._was_delayed)

    def show(self) -> None:
        """In the language of now; the simulator too."""
        if self.is_shown:
            self._show_forms()
            self._try()

    def _show_forms(self) -> None:
        if not self.is_shown:
            return
        draft, sheet = self._history.now, self._sheet()
        shown = lines(sheet, self._levels.book, self._place)
        keys = [one.key for one in shown if not one.is_heading]
        if self._chosen not in keys:
            self._chosen = keys[0] if keys else ""
        what, _, id_ = self._chosen.partition(":")
        sheet = replace(sheet, item=self._chosen)
        form = self._forms[what].shown(id_, sheet) if self._chosen and not self._is_text else None
        said, tone = self._footer(sheet)
        text = shown_text(draft) if self._is_text else ""
        wrong = sheet.typed_said.get(TEXT, "") or (sheet.held_back() if self._is_text else "")
        can = frozenset(self._can())
        self._view.show_levels(
            LevelsShown(shown, self._chosen, form, can, said, tone, self._is_text, text, wrong)
        )

    def _can(self) -> list[str]:
        draft = self._history.now
        is_like = draft.is_like(self._base)
        can = [] if self._is_text or not self._chosen else list(can_be_done(draft, self._chosen))
        can += ["undo"] * self._history.can_undo + ["redo"] * self._history.can_redo
        can += ["undo_all"] * (not is_like)
        is_free = not is_like and not self._is_saving
        return can + ["save"] * (is_free and not self._sheet().held_back())

    def _footer(self, sheet: Sheet) -> tuple[str, Tone]:
        """What came of the last thing done; else why it cannot be saved; else whether anything waits to be saved."""
        words, back = self._place.words, sheet.held_back()
        if self._said is not None:
            return say(words, self._said), Tone.LATE if back else Tone.DIM
        if back:
            return words("Not to be saved yet. {why}", why=back), Tone.LATE
        is_like = self._history.now.is_like(self._base)
        return (
            "" if is_like else words("Changed and not saved yet: what was saved goes on holding.")
        ), Tone.DIM

    def _sheet(self) -> Sheet:
        return sheet_of(self._history.now, self._chosen, self._place.words, self._place.clock.now())

    def _change(self, draft: Draft, at: Place, *, is_typing: bool = False) -> None:
        self._history.change(draft, at, self._place.clock.now(), is_typing=is_typing)
        self._said = None
        self._show_forms()
        self._end_wait()
        self._end_wait = self._place.timers.after(PAUSE, self._try)

    def _turn(self, *, is_text: bool) -> None:
        """Forms and text say the same: what cannot be read is mended where it was typed."""
        back = self._sheet().typed_said
        if back and is_text is not self._is_text:
            why = next(iter(back.values()))
            self._said = sentence("Please mend this first: {why}", why=why)
        else:
            self._is_text, self._said = is_text, None
        self._show_forms()

    def _follow(self, item: str) -> None:
        """To where something was taken back."""
        wrong = [at for at, _ in self._history.now.wrong]
        if wrong:
            self._is_text = wrong[0] == TEXT
        if item and item != TEXT[0]:
            self._chosen = item
        self._said = None
        self.show()

    def _try(self) -> None:
        if self.is_shown:
            self._trial.show(self._sheet(), self._base)

    def _named(self, directory: Directory) -> None:
        self._directory = directory
        self._rebase()
        self.show()

    def _rebase(self) -> None:
        """What holds now is the ground; a draft that did not differ from the old one goes along."""
        old, now = self._base, self._history.now
        self._base = Draft(self._levels.book.newest or NOTHING, self._directory)
        if now.is_like(old) and not now.is_like(self._base):
            self._history = DraftHistory(self._base)

    def _was_saved(self, people: Directory) -> None:
        self._is_saving, self._directory = False, people
        self._said = Sentence("Saved. It holds from now on; open tickets are being read anew.")
        self._rebase()
        self.show()

    def _was_refused(self, why: Trouble) -> None:
        self._is_saving, self._said = False, why.sentence
        self._show_forms()

    def _was_delayed(self, why: Trouble) -> None:
        """It is tried again by itself."""
        self._said = why.sentence
        self._show_forms()

    def _levels_changed(self) -> None:
        self._rebase()
        self.show()
