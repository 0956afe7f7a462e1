"""What can be chosen in the list of the editor, and the form of each."""

from __future__ import annotations

from typing import Protocol

from console.presenters.calendar_form import CalendarForm, Shelf
from console.presenters.edition_form import EditionForm
from console.presenters.levels import Levels
from console.presenters.levels_draft import Draft
from console.presenters.levels_sheet import Sheet
from console.presenters.people_form import PeopleForm, TeamForm
from console.presenters.policy_form import PolicyForm
from console.presenters.workplace import Workplace
from console.viewmodels.levels import Form


class ItemForm(Protocol):
    """What each kind of item has: how it is shown, and what a field or a button makes of the draft."""

    def shown(self, id_: str, sheet: Sheet) -> Form: ...
    def field(self, name: str) -> str: ...
    def edit(self, draft: Draft, id_: str, name: str, value: str) -> Draft: ...
    def act(self, draft: Draft, id_: str, name: str, value: str) -> Draft: ...


def item_forms(place: Workplace, levels: Levels, shelf: Shelf) -> dict[str, ItemForm]:
    """By the first word of an item's key."""
    return {
        "calendar": CalendarForm(place, shelf),
        "policy": PolicyForm(place),
        "person": PeopleForm(place),
        "team": TeamForm(place),
        "edition": EditionForm(place, levels),
    }
