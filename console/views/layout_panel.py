"""The company's layout: fields at the left, the paper they make at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.layout import LayoutShown
from console.viewmodels.levels import FieldShown
from console.viewmodels.words import Words
from console.views.paper_pages import PaperPages
from console.views.theme import Theme
from console.views.widgets.buttons import KeyButton, Kind
from console.views.widgets.entry import TextEntry
from console.views.widgets.form_field import choice_field, line_field
from console.views.widgets.panel import SlidePanel
from console.views.widgets.parts import SectionHeader
from console.views.widgets.scroll import Scroll
from console.views.widgets.text import Paragraph

TEXTS = {"head": 56, "foot": 40, "terms": 56}  # their heights
PICTURES = "*.png *.jpg *.jpeg"


class LayoutPanel(SlidePanel):
    """A LayoutView."""

    edited = Signal(str, str)
    picture_chosen = Signal(str, str)
    picture_removed = Signal(str)
    save_clicked = Signal()
    page_wanted = Signal(int, int, int)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(theme, 1120)
        self._words = words
        self.name, self.accent, self.paper = line_field(theme), line_field(theme), choice_field(theme)
        self.texts = {name: TextEntry(theme) for name in TEXTS}
        self._labels = {name: SectionHeader(theme) for name in (*TEXTS, "logo", "seal")}
        self.choose = {name: KeyButton(theme, icon="folder") for name in ("logo", "seal")}
        self.remove = {name: KeyButton(theme, Kind.QUIET) for name in ("logo", "seal")}
        self.pages = PaperPages(words, theme)
        self.save, self.said = KeyButton(theme, Kind.PRIMARY), Paragraph(theme)
        self._dialog: QFileDialog | None = None
        self._lay_out()
        self._wire()
        self.retranslate()

    def show_layout(self, shown: LayoutShown) -> None:
        for name, field in (("name", self.name), ("accent", self.accent)):
            field.show_field(FieldShown(shown.texts.get(name, "")))
        self.paper.show_field(FieldShown(shown.texts.get("paper", ""), choices=shown.papers))
        for name, entry in self.texts.items():
            if not entry.is_composing and entry.text() != shown.texts.get(name, ""):
                entry.blockSignals(True)
                entry.show_text(shown.texts.get(name, ""))
                entry.blockSignals(False)
        for name, has in (("logo", shown.has_logo), ("seal", shown.has_seal)):
            self.remove[name].setVisible(has)
        self.pages.show_pages(shown.round, shown.sizes, stay=True)
        self.save.setEnabled(shown.is_changed)
        self.said.say(shown.said, shown.tone)
        if self.isHidden():
            self.enter()
            self.name.control.setFocus()

    def retranslate(self) -> None:
        words = self._words
        self.say(words("The company on paper"), words("Close"))
        self.name.say(words("Name of the company"))
        self.accent.say(words("Colour of headings, such as #1f5f99"))
        self.paper.say(words("Size of the paper"))
        names = {
            "head": words("At the head of every page: address, telephone, …"),
            "foot": words("At the foot of every page"),
            "terms": words("Terms, which the customer signs"),
            "logo": words("Logo"),
            "seal": words("Picture of the seal"),
        }
        for name, label in self._labels.items():
            label.say(names[name])
        for name, entry in self.texts.items():
            entry.setAccessibleName(names[name])
        for name in ("logo", "seal"):
            self.choose[name].say(words("Choose a picture …"))
            self.choose[name].setAccessibleName(words("{what}: choose a picture", what=names[name]))
            self.remove[name].say(words("Take away"))
            self.remove[name].setAccessibleName(words("{what}: take away", what=names[name]))
        self.save.say(words("Save"))
        self.pages.retranslate()

    def _choose(self, name: str) -> None:
        """Beside the window, as every dialog."""
        if self._dialog is not None:
            self._dialog.raise_()
            return
        dialog = self._dialog = QFileDialog(self.window(), self._words("Choose a picture …"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self._words("Pictures ({kinds})", kinds=PICTURES))
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.picture_chosen.emit(name, file))
        dialog.finished.connect(self._closed)
        dialog.show()

    def _closed(self, _: int) -> None:
        self._dialog = None

    def _wire(self) -> None:
        for name, field in (("name", self.name), ("accent", self.accent), ("paper", self.paper)):
            field.edited.connect(lambda text, key=name: self.edited.emit(key, text))
        for name, entry in self.texts.items():
            entry.textChanged.connect(lambda key=name, one=entry: self.edited.emit(key, one.text()))
        for name in ("logo", "seal"):
            self.choose[name].clicked.connect(lambda _on=False, key=name: self._choose(key))
            self.remove[name].clicked.connect(lambda _on=False, key=name: self.picture_removed.emit(key))
        self.save.clicked.connect(self.save_clicked)
        self.pages.page_wanted.connect(self.page_wanted)

    def _lay_out(self) -> None:
        px = self._theme.px
        form = QWidget()
        box = QVBoxLayout(form)
        box.setContentsMargins(px(24), px(12), px(16), px(12))
        box.setSpacing(px(6))
        box.addWidget(self.name)
        for name, entry in self.texts.items():
            entry.setFixedHeight(px(TEXTS[name]))
            self._labels[name].setBuddy(entry)
            box.addWidget(self._labels[name])
            box.addWidget(entry)
        for name in ("logo", "seal"):
            row = QHBoxLayout()
            row.setSpacing(px(8))
            row.addWidget(self._labels[name], 1)
            row.addWidget(self.remove[name])
            row.addWidget(self.choose[name])
            box.addLayout(row)
        box.addWidget(self.accent)
        box.addWidget(self.paper)
        box.addStretch(1)
        scroll = Scroll(form)
        scroll.setFixedWidth(px(384))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(scroll)
        columns.addWidget(self.pages, 1)
        foot = QWidget()
        foot.setObjectName("footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.setSpacing(px(8))
        row.addWidget(self.save)
        row.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(columns, 1)
        self.body.addWidget(foot)
