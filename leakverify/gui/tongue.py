"""The language of the window: which one, in which direction, and Qt's own texts in it; switched while the window is open."""

from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from leakverify.words import language

QT_OWN: Final = "qtbase"
KEYS: Final = "QShortcut"


class Tongue(QObject):
    """`changed` when the window is to speak another language; every window that stands by then is made again."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._own: QTranslator | None = None
        self.turned = False
        """Whether the last choice changed the direction."""

    @property
    def code(self) -> str:
        """The language in use."""
        return language.in_use()

    def choose(self, code: str) -> None:
        """Speak another language from now on. What the program cannot speak is left as it is."""
        if code != self.code and language.exists(code):
            language.use(code)
            self.apply()
            self.changed.emit()

    def apply(self) -> None:
        """Give Qt the language in use: its own texts, its numbers in spin boxes, and the direction."""
        if self._own is not None:
            self._app.removeTranslator(self._own)
            self._own = None
        code = self.code
        QLocale.setDefault(QLocale(code if code in language.OWN_NAMES else language.SOURCE))
        if code in language.OWN_NAMES and code != language.SOURCE:
            self._own = _qt_texts(code, self)
            if self._own is not None:
                self._app.installTranslator(self._own)
        right = language.right_to_left()
        direction = Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        self.turned = direction != self._app.layoutDirection()
        self._app.setLayoutDirection(direction)


def of_system() -> str:
    """The first language of the desktop that the program can speak, else English."""
    told = (language.of_locale(name) for name in QLocale.system().uiLanguages())
    return next((code for code in told if code), language.SOURCE)


class QtTexts(QTranslator):
    """Qt's own texts, but for the names of keys where keyboards of the language carry the Latin ones."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if context == KEYS:
            return source
        return str(super().translate(context, source, disambiguation, n) or "")


def _qt_texts(code: str, parent: QObject) -> QTranslator | None:
    """The texts of Qt's own dialogs and menus in a language, where Qt brings them."""
    made = QtTexts(parent) if language.right_to_left() else QTranslator(parent)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return made if made.load(f"{QT_OWN}_{code}", folder) else None
