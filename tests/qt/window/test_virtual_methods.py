"""Methods that Qt calls: an exception in one is told, and the window goes on."""

import ast
import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QListView

from softphone.qt.virtual import virtual

FOLDER = Path(__file__).parents[3] / "softphone" / "qt"
IN_ONE_WORD = {"data", "paint", "sort", "event", "flags", "translate"}


def unguarded() -> list[str]:
    """Every method under one of Qt's names, in a class of Qt's kind, that has no guard."""
    found = []
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                of_qt = any(
                    getattr(base, "id", getattr(base, "attr", "")).startswith("Q") for base in node.bases
                )
                for method in (each for each in node.body if isinstance(each, ast.FunctionDef)):
                    is_qts = re.fullmatch(r"[a-z]+[A-Z]\w*", method.name) or (
                        of_qt and method.name in IN_ONE_WORD
                    )
                    guards = [each for each in method.decorator_list if isinstance(each, ast.Call)]
                    if is_qts and not any(getattr(each.func, "id", "") == "virtual" for each in guards):
                        found.append(f"{path.relative_to(FOLDER)}: {node.name}.{method.name}")
    return found


def test_every_method_that_qt_calls_is_guarded():
    assert unguarded() == []


class Broken(QAbstractListModel):
    """A model with a mistake in what Qt asks it."""

    @virtual(0)
    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 3

    @virtual(None)
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        raise LookupError("a column was forgotten")

    @virtual(None)
    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        raise LookupError("a heading was forgotten")


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """What the exception hook was told."""
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(str(error)))
    return told


def test_a_mistake_in_a_model_is_told_and_the_view_stands(qtbot, told):
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(Broken(view))
    view.show()
    view.grab()
    assert set(told) == {"a column was forgotten"}
    assert view.model().headerData(0, Qt.Orientation.Horizontal) is None
