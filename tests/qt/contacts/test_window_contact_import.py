"""Importing contacts at the window: seen first, kept only when confirmed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QListView

CONTROL = Qt.KeyboardModifier.ControlModifier
FILE = (
    "Name;Firma;Telefon\n"
    "Mia Chen;Acme;+1 415 555 2671\n"
    "José Muñoz;;+34 600 123 456\n"
    "Bo;;12\n"
    "MIA CHEN;;(415) 555-2671\n"
)


@pytest.fixture
def page(agent):
    agent.presses(Qt.Key.Key_2, CONTROL)
    return agent.window.dialler.contacts


@pytest.fixture
def opens(agent, page, tmp_path):
    """Chooses a file with this content; the dialog that shows it."""

    def opened(content: str | bytes, *, name: str = "kunden.csv") -> QDialog:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        page.todo.take_file(str(path))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        agent.waits(lambda: not agent.desk.contact_import.is_busy)
        return dialog

    return opened


def lines(rows: QListView) -> list[str]:
    return [str(rows.model().index(row, 0).data()) for row in range(rows.model().rowCount())]


def test_the_file_is_shown_before_anything_is_kept(agent, opens, page) -> None:
    dialog = opens(FILE)

    assert agent.sees("kunden.csv")
    for line in (
        "Found in the file: 4",
        "New contacts: 2",
        "Put together with another of the file, by number: 1",
        "Left out, listed below: 1",
    ):
        assert agent.sees(line)
    assert lines(dialog.skipped) == ["Line 4, Bo · 12: “12” has too few digits."]
    assert len(lines(dialog.taken)) == 2
    assert dialog.confirm.text() == "Import 2"
    assert len(agent.desk.contacts.directory) == 0


def test_import_keeps_what_was_shown_and_says_how_many(agent, opens, qtbot) -> None:
    dialog = opens(FILE)

    qtbot.keyClick(dialog, Qt.Key.Key_Return)

    agent.waits(lambda: len(agent.rows("Contacts")) == 2)
    assert agent.rows("Contacts") == ["José Muñoz, +34 600 12 34 56", "Mia Chen, +1 415 555 2671, Acme"]
    assert agent.sees("Contacts imported: 2.")
    assert QApplication.activeModalWidget() is None


def test_esc_keeps_nothing(agent, opens, qtbot) -> None:
    dialog = opens(FILE)

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert QApplication.activeModalWidget() is None
    assert len(agent.desk.contacts.directory) == 0


def test_the_same_file_again_has_nothing_new_and_says_so(agent, opens, qtbot) -> None:
    qtbot.keyClick(opens(FILE), Qt.Key.Key_Return)
    agent.waits(lambda: len(agent.desk.contacts.directory) == 2)

    dialog = opens(FILE)

    assert agent.sees("There already: 3")
    assert not dialog.confirm.isEnabled()
    assert dialog.confirm.toolTip() == "Nothing in the file is new."
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_file_that_is_neither_is_one_sentence_and_can_only_be_closed(agent, opens, qtbot) -> None:
    dialog = opens(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", name="picture.csv")

    assert agent.sees("picture.csv is neither a CSV nor a vCard file.")
    assert not dialog.confirm.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_letters_in_doubt_can_be_read_in_another_way(agent, opens, qtbot) -> None:
    dialog = opens("Name;Phone\nสมชาย;+66 81 234 5678\n".encode("cp874"))
    assert agent.sees("Do names look wrong?")

    dialog.encoding.setFocus()
    for character in "Thai":
        qtbot.keyClick(dialog.encoding, character)
    agent.waits(lambda: not agent.desk.contact_import.is_busy and "สมชาย" in lines(dialog.taken)[0])

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_vcard_is_imported(agent, opens, qtbot) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Mia Chen\nTEL;TYPE=CELL:+14155552671\nEND:VCARD\n"

    qtbot.keyClick(opens(card, name="mia.vcf"), Qt.Key.Key_Return)

    agent.waits(lambda: agent.rows("Contacts") == ["Mia Chen, +1 415 555 2671, mobile"])


def test_a_column_that_looks_like_numbers_is_named_and_can_be_taken(agent, opens, qtbot) -> None:
    dialog = opens(
        "Name,Kontaktdaten,Policy Number\nMia,415-555-2671,4155559999\nBo,415-555-2672,2125550188\n"
    )
    assert list(dialog.columns) == ["Kontaktdaten", "Policy Number"]
    assert not dialog.confirm.isEnabled()

    choice = dialog.columns["Kontaktdaten"]
    choice.setFocus()
    for character in "mobile":
        qtbot.keyClick(choice, character)
    agent.waits(lambda: not agent.desk.contact_import.is_busy and dialog.confirm.text() == "Import 2")

    assert choice.currentText() == "mobile"
    assert lines(dialog.taken) == ["Mia · \u2066+1 415 555 2671\u2069", "Bo · \u2066+1 415 555 2672\u2069"]
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    agent.waits(
        lambda: agent.rows("Contacts") == ["Bo, +1 415 555 2672, mobile", "Mia, +1 415 555 2671, mobile"]
    )


def test_colleagues_behind_one_switchboard_stay_apart_and_it_is_said(agent, opens, qtbot) -> None:
    dialog = opens("Name,Phone\nAna Reyes,415-555-0100 x101\nBo Lund,415-555-0100 x102\n")

    assert agent.sees("Share a number with somebody of another name, kept apart: 2")
    assert dialog.confirm.text() == "Import 2"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
