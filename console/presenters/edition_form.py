"""An earlier edition: what would be another way if it held again, and the way to have it so."""

from __future__ import annotations

from dataclasses import replace

from console.presenters.levels import Levels
from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.levels import EditionShown
from core.sla.differences import differences
from core.sla.policy import Edition


class EditionForm:
    """Only read; taken up, it becomes the draft, and holds when that is saved."""

    def __init__(self, place: Workplace, levels: Levels) -> None:
        self._place = place
        self._levels = levels

    def shown(self, id_: str, sheet: Sheet) -> EditionShown:
        words, names = self._place.words, sheet.draft.people
        edition = self._edition(id_)
        author = next((one.name for one in names.people if one.id == edition.by), "")
        facts = [(words("Held from"), self._place.times.exact(edition.valid_from))]
        facts += [(words("Saved by"), author)] if author else []
        facts.append((words("Calendars"), words(", ").join(one.name for one in edition.calendars) or "—"))
        facts.append((words("Policies"), words(", ").join(one.name for one in edition.policies) or "—"))
        lines = []
        for one in differences(sheet.draft.edition, edition):
            told = (
                words('Policy "{name}"', name=one.name)
                if one.is_policy
                else words('Calendar "{name}"', name=one.name)
            )
            lines.append((told if one.name else "", words(", ").join(say(words, said) for said in one.said)))
        empty = "" if lines else words("Nothing differs from what is in the forms now.")
        title = words("Edition of {when}", when=self._place.times.exact(edition.valid_from))
        return EditionShown(sheet.item, title, tuple(facts), tuple(lines), empty, bool(lines))

    def field(self, name: str) -> str:
        return name

    def edit(self, draft: Draft, _id: str, _name: str, _value: str) -> Draft:
        return draft

    def act(self, draft: Draft, id_: str, name: str, _value: str) -> Draft:
        if name != "make_hold":
            return draft
        edition = self._edition(id_)
        fresh = replace(draft.edition, calendars=edition.calendars, policies=edition.policies)
        return Draft(fresh, draft.people)

    def _edition(self, id_: str) -> Edition:
        return next(one for one in self._levels.book.editions if one.id == id_)
