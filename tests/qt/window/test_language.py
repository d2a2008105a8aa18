"""The window's language: what is translated, and how the core's sentences are said again."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication

from softphone.domain import Account, OwnNumber, PhoneNumber, Pool, RingGroups, place_of, read, reason, select
from softphone.domain.words import say
from softphone.qt.assets import asset
from softphone.qt.language import LANGUAGES, LinguistFile, nearest, spoken

ROOT = Path(__file__).resolve().parents[3]
SHOWS_TEXT = {
    "QLabel",
    "QPushButton",
    "QToolButton",
    "QAction",
    "setText",
    "setToolTip",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "setWindowTitle",
    "addMenu",
    "label",
    "flat_button",
    "announce",
}


@pytest.fixture
def in_language(qapp):
    """Speak a language in this test."""
    worn = []

    def speak(code: str) -> LinguistFile:
        translator = LinguistFile(asset(f"translations/softphone_{code}.ts"))
        worn.append(translator)
        QApplication.installTranslator(translator)
        return translator

    yield speak
    for translator in worn:
        QApplication.removeTranslator(translator)


def test_what_is_translated_fills_in_the_same_places() -> None:
    script = ROOT / "packaging" / "translations.py"
    checked = subprocess.run([sys.executable, script, "check"], capture_output=True, text=True, check=False)
    assert (checked.stdout, checked.returncode) == ("", 0)


def test_no_text_is_shown_that_cannot_be_translated() -> None:
    untranslated = []
    for path in sorted((ROOT / "softphone" / "qt").rglob("*.py")):
        for call in (
            node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
        ):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            first = call.args[0] if call.args else None
            if name in SHOWS_TEXT and isinstance(first, ast.Constant) and _has_words(first.value):
                untranslated.append(f"{path.name}:{call.lineno}: {first.value}")
    assert untranslated == []


def _has_words(text: object) -> bool:
    return (
        isinstance(text, str) and sum(character.isalpha() for character in text) > 2 and text != "Softphone"
    )


@pytest.mark.parametrize(
    ("system", "spoken_here"),
    [
        ("en_US", "en"),
        ("es_ES", "es"),
        ("es_MX", "es_MX"),
        ("es_AR", "es"),
        ("pt_BR", "pt_BR"),
        ("pt_PT", "pt_BR"),
        ("fr_CA", "fr"),
        ("de_AT", "de"),
        ("th_TH", "th"),
        ("zh_CN", "zh_CN"),
        ("ar_EG", "ar"),
        ("fi_FI", "en"),
    ],
)
def test_the_nearest_language_is_spoken(system: str, spoken_here: str) -> None:
    assert nearest(QLocale(system)) == spoken_here


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_the_reason_for_a_number_is_said_in_the_windows_language(code: str, in_language) -> None:
    number = PhoneNumber("+14155550100")
    pool = Pool.of(Account.of([OwnNumber(number, place_of(number))]), RingGroups(), "ana")
    words = reason(select(read("+14155552671"), pool))

    in_language(code)

    assert spoken(words) != words
    assert "415" in spoken(words)


def test_a_sentence_inside_a_sentence_is_translated_too(in_language) -> None:
    words = say("{what} A phone may be ringing.", what=say("Twilio had an error of its own."))
    in_language("de")
    assert "Twilio had an error" not in spoken(words)


def test_what_has_no_translation_stays_english(in_language) -> None:
    in_language("fr")
    assert spoken(say("Nobody ever says this to {name}.", name="ana")) == "Nobody ever says this to ana."


def test_a_file_of_qt_linguist_is_read_as_it_is(in_language) -> None:
    in_language("es")
    assert QCoreApplication.translate("CallPanel", "Hang up") not in ("", "Hang up")


def test_arabic_runs_from_right_to_left() -> None:
    assert QLocale("ar").textDirection() is Qt.LayoutDirection.RightToLeft
