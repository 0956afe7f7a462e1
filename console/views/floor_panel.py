"""The floor as it is just now: counts on top, then everybody with their state and since when."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from console.viewmodels.floor import AgentLine, Floor
from console.viewmodels.words import Words
from console.views.theme import Role, Theme
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import EmptyState, Line
from console.views.widgets.rows import Row, RowList
from console.views.widgets.text import Paragraph


def row_of(line: AgentLine) -> Row:
    """State as the second line, the time at the end with the shape of its tone."""
    detail = " · ".join(part for part in (line.state, line.detail) if part)
    return Row(line.id, line.name, detail, line.since or line.state, line.tone)


class FloorPanel(SlidePanel):
    """A FloorView. Nothing in it can be pressed: it is looked at."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 480)
        self._words = words
        self.figures, self.queues = Paragraph(theme, Role.STRONG), Paragraph(theme)
        self.rows = RowList(theme, takes_two_clicks=True)
        self.rows.delegate.shows_check = False
        self.empty = EmptyState(theme, "people")
        self._lay_out()
        self.retranslate()

    def show_floor(self, floor: Floor) -> None:
        self.figures.say("   ".join(one.text for one in floor.figures))
        self.queues.say("   ".join(one.text for one in floor.queues))
        self.queues.setVisible(bool(floor.queues))
        self.empty.say(floor.empty)
        self.empty.setVisible(bool(floor.empty))
        self.rows.setVisible(not floor.empty)
        self.rows.show_rows(tuple(row_of(one) for one in floor.lines))
        if self.isHidden():
            self.enter()
            self.rows.setFocus()

    def retranslate(self) -> None:
        words = self._words
        self.say(words("The floor now"), words("Close"))
        self.rows.setAccessibleName(words("The floor now"))

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(16), px(24), px(12))
        head.setSpacing(px(4))
        head.addWidget(self.figures)
        head.addWidget(self.queues)
        inside = QVBoxLayout()
        inside.setContentsMargins(px(14), px(8), px(14), px(8))
        inside.addWidget(self.rows, 1)
        inside.addWidget(self.empty, 1)
        self.body.addLayout(head)
        self.body.addWidget(Line(self._theme))
        self.body.addLayout(inside, 1)
