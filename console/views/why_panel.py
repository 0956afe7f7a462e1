"""Why: the clock of a ticket taken apart, day by day, on screen and on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.service import DueLine, WhyShown
from console.viewmodels.words import Tone, Words
from console.views.day_strip import DayStrips
from console.views.theme import Role, Theme
from console.views.why_sheet import Paper
from console.views.widgets.buttons import KeyButton
from console.views.widgets.marks import ToneMark, has_shape
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import SectionHeader
from console.views.widgets.scroll import Scroll
from console.views.widgets.tabs import Tabs
from console.views.widgets.text import Paragraph, Text


class WhyPanel(SlidePanel):
    """A WhyView. Wide enough for a day of 24 hours with its sums."""

    clock_chosen = Signal(str)
    save_clicked = Signal()
    print_clicked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 760)
        self._words = words
        self.shown = WhyShown("", (), DueLine(""), (), (), (), "", ())
        self.tabs = Tabs(theme)
        self.headline, self._mark = Text(theme, Role.STRONG), ToneMark(theme, 10)
        self.facts = QGridLayout()
        self.strips = DayStrips(words, theme)
        self.left_out, self.rules = Text(theme), Paragraph(theme)
        self.happenings, self.said = Paragraph(theme), Paragraph(theme)
        self.headers = [SectionHeader(theme) for _ in range(3)]
        self.save, self.print, self.open_folder = KeyButton(theme), KeyButton(theme), KeyButton(theme)
        self.open_folder.setVisible(False)
        self._saved_in: Path | None = None
        self._names: list[tuple[Text, Text]] = []
        self._lay_out()
        self.tabs.chosen.connect(self.clock_chosen)
        self.save.clicked.connect(self.save_clicked)
        self.print.clicked.connect(self.print_clicked)
        self.open_folder.clicked.connect(self._open_folder)
        self.retranslate()

    def show_why(self, shown: WhyShown) -> None:
        self.shown = shown
        self.say(shown.title, self._words("Close"))
        self.tabs.show_tabs(tuple((tab.key, tab.text, tab.count, tab.is_chosen) for tab in shown.tabs))
        line = shown.headline
        self.headline.say(shown.empty or line.text, line.tone, line.hover)
        self._mark.show_tone(line.tone)
        self._mark.setVisible(has_shape(line.tone))
        self._show_facts(shown.facts)
        self.strips.show_days(shown.days)
        self.left_out.say(shown.left_out)
        self.left_out.setVisible(bool(shown.left_out))
        self.rules.say("\n".join(shown.rules))
        self.happenings.say("\n".join(f"{at}   {what}" for at, what in shown.happenings))
        for header in self.headers:
            header.setVisible(not shown.empty)
        self.save.setEnabled(not shown.empty)
        self.print.setEnabled(not shown.empty)
        if self.isHidden():
            self._say("", Tone.DIM)
            self.enter()
            self.save.setFocus()

    def say_saved(self, file: Path) -> None:
        self._say(self._words("Saved: {file}", file=file), Tone.DIM, file.parent)

    def say_done(self, what: str) -> None:
        self._say(what, Tone.DIM)

    def say_trouble(self, why: str) -> None:
        self._say(why, Tone.LATE)

    def paper(self) -> Paper:
        """What stands here now, to be drawn elsewhere."""
        headers = tuple(header.text() for header in self.headers)
        font, strong = QFont(self._theme.font(Role.BODY)), QFont(self._theme.font(Role.STRONG))
        return Paper(self.shown, self.strips.legend(), headers, font, strong)

    def retranslate(self) -> None:
        words = self._words
        for header, text in zip(
            self.headers, (words("Day by day"), words("Which rule"), words("What happened")), strict=True
        ):
            header.say(text)
        self.save.say(words("Save as PDF"))
        self.print.say(words("Print …"))
        self.open_folder.say(words("Open folder"))

    def _say(self, text: str, tone: Tone, folder: Path | None = None) -> None:
        """Stays until the panel is opened anew: the minute that passes takes nothing away."""
        self._saved_in = folder
        self.said.say(text, tone)
        had_caret = self.open_folder.hasFocus()
        self.open_folder.setVisible(folder is not None)
        if had_caret and folder is None:
            self.save.setFocus()

    def _open_folder(self) -> None:
        folder = self._saved_in
        if folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._say(self._words("Nothing here can open {folder}.", folder=folder), Tone.LATE, folder)

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        while len(self._names) < len(facts):
            name, value = Text(self._theme, Role.SMALL), Text(self._theme, Role.STRONG)
            self.facts.addWidget(name, 0, len(self._names))
            self.facts.addWidget(value, 1, len(self._names))
            self._names.append((name, value))
        for n, (name, value) in enumerate(self._names):
            text = facts[n] if n < len(facts) else ("", "")
            name.say(text[0])
            value.say(text[1])

    def _lay_out(self) -> None:
        px = self._theme.px
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(px(24), px(12), px(24), px(24))
        box.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(self._mark)
        head.addWidget(self.headline, 1)
        self.facts.setHorizontalSpacing(px(24))
        facts = QHBoxLayout()
        facts.addLayout(self.facts)
        facts.addStretch(1)
        box.addLayout(head)
        box.addLayout(facts)
        for header, parts in zip(
            self.headers, ((self.strips, self.left_out), (self.rules,), (self.happenings,)), strict=True
        ):
            box.addSpacing(px(8))
            box.addWidget(header)
            for part in parts:
                box.addWidget(part)
        box.addStretch(1)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(px(16), px(8), px(16), 0)
        tabs.addWidget(self.tabs)
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.setSpacing(px(8))
        row.addWidget(self.save)
        row.addWidget(self.print)
        row.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.open_folder)
        self.body.addLayout(tabs)
        self.body.addWidget(Scroll(content), 1)
        self.body.addWidget(foot)
