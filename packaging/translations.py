"""Keeps Qt Linguist's files in step with the code.

    packaging/translations.py update    adds new sentences, drops those nobody says any more
    packaging/translations.py check     tells what is wrong: a translation with other {places}; exit status 1
    packaging/translations.py complete  tells besides what is missing or unused; what a release must pass

Sentences are: self.tr("…"), QCoreApplication.translate("Context", "…"), a module's own _tr("…"),
and the core's say("…").
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from softphone.application.settings.declarations import LANGUAGE
from softphone.domain.numbers.country_names import COUNTRY_NAMES
from softphone.domain.numbers.place_names import STATE_NAMES

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "resources" / "translations"
LANGUAGES: Final = tuple(code for code in LANGUAGE.choices if code not in ("system", "en"))
WORDS: Final = "Words"
NOT_SHOWN_TO_PEOPLE: Final = ("sandbox", "cli")

Sentence = tuple[str, str]  # context, English


def sentences() -> set[Sentence]:
    """Every sentence that the window may show."""
    found: set[Sentence] = set()
    for path in sorted((ROOT / "softphone").rglob("*.py")):
        if path.relative_to(ROOT / "softphone").parts[0] not in NOT_SHOWN_TO_PEOPLE:
            found.update(_in_module(ast.parse(path.read_text(encoding="utf-8")), path))
    # Places are said, too: "California, United States".
    return found | {(WORDS, name) for name in (*COUNTRY_NAMES.values(), *STATE_NAMES.values())}


def _in_module(tree: ast.Module, path: Path) -> Iterator[Sentence]:
    own_context = next(_own_contexts(tree), "")
    for outer in tree.body:
        context = outer.name if isinstance(outer, ast.ClassDef) else ""
        for call in (node for node in ast.walk(outer) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            said = [
                arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            if name in ("translate", "tr", "_tr") and len(said) == 2:
                yield said[0], said[1]
            elif name == "tr" and said:
                yield context, said[0]
            elif name == "_tr" and said:
                yield own_context, said[0]
            elif name == "say" and said and said[0]:
                yield WORDS, said[0]
            elif name in ("tr", "_tr") and not said and outer is not _definition(tree, "_tr"):
                raise SystemExit(f"{path}:{call.lineno}: a sentence must stand here in full")


def _own_contexts(tree: ast.Module) -> Iterator[str]:
    """The context that a module's own _tr() names."""
    definition = _definition(tree, "_tr")
    for node in ast.walk(definition) if definition else ():
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def _definition(tree: ast.Module, name: str) -> ast.FunctionDef | None:
    return next((node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name), None)


def read(language: str) -> dict[Sentence, str]:
    """What is translated into ``language``."""
    path = FOLDER / f"softphone_{language}.ts"
    if not path.exists():
        return {}
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        or ""
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


def write(language: str, translations: dict[Sentence, str]) -> None:
    """Write Qt Linguist's file; what has no translation is marked unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name in sorted({context for context, _ in translations}):
        context = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(context, "name").text = name
        for (_, source), translated in sorted(item for item in translations.items() if item[0][0] == name):
            message = ElementTree.SubElement(context, "message")
            ElementTree.SubElement(message, "source").text = source
            translation = ElementTree.SubElement(message, "translation")
            if translated:
                translation.text = translated
            else:
                translation.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode")
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"softphone_{language}.ts"
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def update() -> int:
    wanted = sentences()
    for language in LANGUAGES:
        known = read(language)
        elsewhere = {source: text for (_, source), text in known.items() if text}
        write(language, {one: known.get(one) or elsewhere.get(one[1], "") for one in wanted})
    return 0


def check() -> int:
    """What is translated fills in the same places; a new sentence may wait for its translation."""
    wrong = 0
    for language in LANGUAGES:
        for (context, source), text in sorted(read(language).items()):
            if text and _places(source) != _places(text):
                print(f"{language}: {context}: “{source}” is not translated with the same {{places}}")
                wrong += 1
    return min(wrong, 1)


def complete() -> int:
    wanted, wrong = sentences(), check()
    for language in LANGUAGES:
        known = read(language)
        for context, source in sorted(wanted ^ known.keys()):
            what = "is missing" if (context, source) in wanted else "is said by nobody"
            print(f"{language}: {context}: “{source}” {what}")
            wrong += 1
        for (context, source), text in sorted(known.items()):
            if not text:
                print(f"{language}: {context}: “{source}” is not translated")
                wrong += 1
    return min(wrong, 1)


def _places(text: str) -> list[str]:
    """The {places} that a sentence fills in."""
    return sorted(part.partition("}")[0].partition(":")[0] for part in text.split("{")[1:])


if __name__ == "__main__":
    sys.exit({"update": update, "check": check, "complete": complete}[sys.argv[1]]())
