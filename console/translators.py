"""Qt's own words (undo, copy, paste …) in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from console.words import Catalogue


class QtWords:
    """Follows the catalogue."""

    def __init__(self, app: QApplication, words: Catalogue) -> None:
        self._app = app
        self._words = words
        self._translator = QTranslator(app)
        words.listen(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._app.removeTranslator(self._translator)
        QLocale.setDefault(QLocale(self._words.language))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{self._words.language}", folder):
            self._app.installTranslator(self._translator)
