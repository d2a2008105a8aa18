"""The window's language: Qt Linguist's files, and the core's sentences said again in it.

Rule 1: English stands in the code; ``resources/translations/*.ts`` has the others.
Rule 2: a sentence of the core keeps its template and values (``domain.words``), so that it
        can be said in another language without being taken apart.
Rule 3: what has no translation is shown in English, never as an empty place.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from softphone.application.settings.declarations import LANGUAGE
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import Words
from softphone.qt.assets import asset
from softphone.qt.virtual import virtual

ENGLISH: Final = "en"
LANGUAGES: Final = tuple(code for code in LANGUAGE.choices if code != "system")
_LEFT_TO_RIGHT_ISOLATE, _FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2066", "\u2068", "\u2069"
_PLACES: Final = re.compile(r"\+?\{[^}]*\}(?: \{[^}]*\})*")
WORDS: Final = "Words"  # the context of the core's sentences


class LinguistFile(QTranslator):
    """A .ts file as Qt Linguist writes it, read as it is: there is nothing to compile."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._said: dict[tuple[str, str], str] = {}
        runs_to_the_left = (
            QLocale(path.stem.partition("_")[2]).textDirection() is Qt.LayoutDirection.RightToLeft
        )
        self._isolated: Callable[[str], str] = isolated if runs_to_the_left else str
        for context in ElementTree.parse(path).getroot().iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                translation = message.find("translation")
                if translation is not None and translation.text and translation.get("type") is None:
                    self._said[name, message.findtext("source", "")] = self._isolated(translation.text)

    @virtual(True)
    def isEmpty(self) -> bool:
        return not self._said

    @virtual(None)
    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return self._said.get((context, source))


def isolated(template: str) -> str:
    """Each filled-in place in a direction of its own: +1 415 555 0100 never reads 0100 555 415 1+."""
    return _PLACES.sub(lambda found: f"{_FIRST_STRONG_ISOLATE}{found[0]}{_POP_ISOLATE}", template)


def in_order(number: str) -> str:
    """A number painted alone where text runs from right to left: its groups keep their order."""
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return number
    return f"{_LEFT_TO_RIGHT_ISOLATE}{number}{_POP_ISOLATE}"


def in_line(words: str) -> str:
    """Words at the end of a line that has begun: "chosen by you"."""
    return words[:1].lower() + words[1:]


def use_language(application: QApplication, chosen: str) -> str:
    """Speak ``chosen`` ("system", or one of LANGUAGES) from now on; return what is spoken.

    Widgets made before keep their words: call this first.
    """
    locale = QLocale.system() if chosen == "system" else QLocale(chosen)
    spoken = nearest(locale)
    if spoken != ENGLISH:
        QLocale.setDefault(locale if nearest(locale) == spoken else QLocale(spoken))
        for translator in (LinguistFile(asset(f"translations/softphone_{spoken}.ts")), _of_qt(locale)):
            application.installTranslator(translator)
            translator.setParent(application)
    elif chosen != "system":
        QLocale.setDefault(locale)
    application.setLayoutDirection(
        locale.textDirection() if spoken != ENGLISH else QLocale(ENGLISH).textDirection()
    )
    return spoken


def nearest(locale: QLocale) -> str:
    """The language we have for ``locale``: es_MX, else es, else English."""
    name = locale.name()
    same_language = [code for code in LANGUAGES if code.partition("_")[0] == name.partition("_")[0]]
    return name if name in LANGUAGES else next(iter(same_language), ENGLISH)


def spoken(words: str) -> str:
    """A sentence of the core, in the window's language."""
    if not isinstance(words, Words):
        return words
    template = QCoreApplication.translate(WORDS, words.template)
    values = {
        name: spoken(value) if isinstance(value, str) else value for name, value in words.values.items()
    }
    return template.format(**values) if values else template


def error_words(error: SoftphoneError) -> str:
    """What happened and what to do, in the window's language."""
    return f"{spoken(error.what)} {spoken(error.remedy)}".strip()


def _of_qt(locale: QLocale) -> QTranslator:
    """Qt's own words ("Cancel") in the same language, where Qt has them."""
    translator = QTranslator()
    translator.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator
