"""One described field, drawn by its kind: label above, control, hint or problem below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from console.viewmodels.settings import Field, FieldKind
from console.viewmodels.words import Tone, Words
from console.views.theme import Role, Theme
from console.views.widgets.buttons import IconButton, KeyButton
from console.views.widgets.check import CheckField
from console.views.widgets.choice import ChoiceField
from console.views.widgets.entry import LineEntry
from console.views.widgets.parts import LevelMeter, SectionHeader
from console.views.widgets.text import Paragraph

_TYPED = (FieldKind.TEXT, FieldKind.PASSWORD, FieldKind.NUMBER, FieldKind.FILE)


class FieldRow(QWidget):
    """Keeps its control while the field keeps its kind; a control with the caret keeps what is being typed."""

    changed = Signal(str, str)
    clicked = Signal(str)
    entered = Signal()

    def __init__(self, words: Words, theme: Theme, field: Field) -> None:
        super().__init__()
        self._words, self._theme, self.field = words, theme, field
        self._label = SectionHeader(theme)
        self._below = Paragraph(theme, Role.SMALL, Tone.DIM)
        self._said: str | None = None
        self._shown = ""
        self.control: QWidget = self._make(field.kind)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(4))
        self._box.addWidget(self._label)
        self._box.addLayout(self._beside())
        self._box.addWidget(self._below)
        self._label.setBuddy(self.control)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        self.field = field
        self._label.say(field.label)
        self._label.setVisible(bool(field.label) and field.kind not in {FieldKind.CHECK, FieldKind.BUTTON})
        self._below.say(field.problem or field.hint, Tone.LATE if field.problem else Tone.DIM)
        self._below.setVisible(bool(field.problem or field.hint))
        self.control.setEnabled(field.is_enabled)
        self.control.setAccessibleName(field.label or field.value)
        self.control.setAccessibleDescription(field.problem or field.hint)
        self._show_value(field)

    def _show_value(self, field: Field) -> None:
        control = self.control
        if isinstance(control, LineEntry):
            is_typed = control.hasFocus() and control.text() != self._shown
            if not is_typed and not control.is_composing:
                self._said = field.value
                control.show_text(field.value)
            self._shown = field.value
        elif isinstance(control, ChoiceField):
            control.say(field.label, self._words("Choose …"), self._words("Type to find"))
            control.show_choices(field.choices, field.value)
        elif isinstance(control, QCheckBox):
            control.setText(field.label)
            control.setChecked(bool(field.value))
        elif isinstance(control, QSlider):
            if not control.isSliderDown():
                self._said = field.value
                control.setValue(int(field.value or 0))
        elif isinstance(control, LevelMeter):
            control.show_level(int(field.value or 0) / 100)
        elif isinstance(control, KeyButton | Paragraph):
            control.say(field.value)

    def _make(self, kind: FieldKind) -> QWidget:
        makers: dict[FieldKind, Callable[[], QWidget]] = {
            **dict.fromkeys(_TYPED, self._entry),
            FieldKind.CHOICE: self._choice,
            FieldKind.CHECK: self._check,
            FieldKind.SLIDER: self._slider,
            FieldKind.BUTTON: self._button,
            FieldKind.METER: lambda: LevelMeter(self._theme, "mic"),
            FieldKind.FACT: lambda: Paragraph(self._theme),
        }
        return makers[kind]()

    def _entry(self) -> QWidget:
        entry = LineEntry(self._theme)
        if self.field.kind is FieldKind.PASSWORD:
            entry.setEchoMode(QLineEdit.EchoMode.Password)
        entry.textChanged.connect(self._say)
        entry.entered.connect(lambda _text: self.entered.emit())
        return entry

    def _choice(self) -> QWidget:
        choice = ChoiceField(self._theme, enter_opens=False)  # Enter goes on, as the button below says
        choice.entered.connect(self.entered)
        choice.chosen.connect(self._say)
        return choice

    def _check(self) -> QWidget:
        check = CheckField(self._theme)
        check.clicked.connect(lambda on: self._say("1" if on else ""))
        return check

    def _slider(self) -> QWidget:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 200)
        slider.setMinimumHeight(self._theme.px(24))
        slider.valueChanged.connect(lambda value: self._say(str(value)))
        return slider

    def _button(self) -> QWidget:
        button = KeyButton(self._theme)
        button.clicked.connect(lambda: self.clicked.emit(self.field.key))
        return button

    def _beside(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(4))
        row.addWidget(self.control, 0 if self.field.kind is FieldKind.BUTTON else 1)
        if self.field.kind is FieldKind.BUTTON:
            row.addStretch(1)
        if self.field.kind is FieldKind.NUMBER:
            self.control.setMaximumWidth(self._theme.px(120))
            row.addStretch(1)
        is_read_only = self.field.kind in {FieldKind.FACT, FieldKind.METER}
        self.stops: list[QWidget] = (
            [] if is_read_only else [self.control]
        )  # Qt breaks a chain of Tab at what takes no focus
        if self.field.kind is FieldKind.FILE:
            browse = IconButton(self._theme, "folder")
            self.stops.append(browse)
            browse.say("", hover=self._words("Choose a file"))
            browse.clicked.connect(self._browse)
            row.addWidget(browse)
        return row

    def _say(self, value: str) -> None:
        if value != self._said:
            self._said = value
            self.changed.emit(self.field.key, value)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self._words("Choose a file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(self.control, LineEntry):
            dialog.fileSelected.connect(self.control.setText)
        dialog.open()
