"""Translators: ours and Qt's own, for the system's languages or the one that was chosen."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from mine_reader.resources import translations


class Languages:
    """The translators that are installed."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []
        self._choice = ""

    def choose(self, choice: str) -> None:
        """Speak a language from now on: `system`, or a name like `zh_CN`."""
        if choice == self._choice:
            return
        self._choice = choice
        locale = QLocale.system() if choice == "system" else QLocale(choice)
        self.remove()
        ours = self._load(locale, "mine_reader", str(translations()))
        if ours is None:
            # English is in the sources, but for its plural forms.
            ours = self._load(QLocale("en"), "mine_reader", str(translations()))
        qt = self._load(locale, "qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for translator in (qt, ours):
            if translator is not None:
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)

    def remove(self) -> None:
        """Take all translators out."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()

    @staticmethod
    def _load(locale: QLocale, name: str, folder: str) -> QTranslator | None:
        translator = QTranslator()
        return translator if translator.load(locale, name, "_", folder) else None


def ui_language() -> str:
    """Return the language that the window speaks, as files name it: zh_CN or en."""
    spoken = QCoreApplication.translate("languages", "en", "the name of this language: en, zh_CN")
    return spoken if spoken in ("en", "zh_CN") else "en"
