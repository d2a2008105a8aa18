"""Contacts at the window: find, fill, call, keep, pin, delete and bring back, all by keys."""

import pytest
from agent_at_work import spoken_name
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QListView, QPushButton

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
MIA, CUSTOMER = "+1 415 555 2671", "+1 212 555 0142"


@pytest.fixture
def dialog(agent):
    """The dialog that is open over the window."""

    def opened() -> QDialog:
        agent.waits(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        return QApplication.activeModalWidget()

    return opened


@pytest.fixture
def add(agent, dialog, qtbot):
    """Adds a contact as a person does: Ctrl+Shift+N, typing, Enter."""

    def added(name: str, number: str) -> None:
        agent.presses(Qt.Key.Key_N, CONTROL_SHIFT)
        form = dialog()
        qtbot.keyClicks(form.name, name)
        qtbot.keyClicks(form.numbers[0][0], number)
        qtbot.keyClick(form.numbers[0][0], Qt.Key.Key_Return)
        comes_back(agent, qtbot)
        agent.waits(lambda: any(row.startswith(name) for row in contacts_of(agent)))

    return added


@pytest.fixture
def at_contacts(agent):
    agent.presses(Qt.Key.Key_2, CONTROL)
    return agent


def comes_back(agent, qtbot) -> None:
    """To the window, which the screen that is none does not bring back by itself."""
    agent.window.activateWindow()
    qtbot.waitActive(agent.window)


def hangs_up(agent) -> None:
    agent.presses(Qt.Key.Key_F8)
    agent.waits(lambda: not agent.desk.call.is_open)


def contacts_of(agent) -> list[str]:
    return agent.rows("Contacts") if agent.window.dialler.contacts.isVisible() else []


def chooses_row(agent, row: int) -> QListView:
    rows = agent.window.dialler.contacts.list
    rows.setFocus()
    agent.presses(Qt.Key.Key_Home)
    for _ in range(row):
        agent.presses(Qt.Key.Key_Down)
    return rows


def test_ctrl_2_and_ctrl_1_go_between_contacts_and_recents(agent) -> None:
    agent.presses(Qt.Key.Key_2, CONTROL)
    assert QApplication.focusWidget() is agent.field("Find in contacts")
    assert agent.sees("Keep the people you call here, or import a CSV or vCard file.")

    agent.presses(Qt.Key.Key_1, CONTROL)
    assert not agent.sees("Keep the people you call here")


def test_a_contact_that_was_added_is_listed_and_is_there_in_the_next_window(
    at_contacts, add, sit_down
) -> None:
    add("Mia Chen", "(415) 555-2671")
    assert contacts_of(at_contacts) == [f"Mia Chen, {MIA}"]
    at_contacts.leaves()

    later = sit_down()
    later.presses(Qt.Key.Key_2, CONTROL)

    later.waits(lambda: contacts_of(later) == [f"Mia Chen, {MIA}"])


def test_a_form_that_is_no_contact_yet_says_why_and_stays(at_contacts, dialog, qtbot) -> None:
    at_contacts.presses(Qt.Key.Key_N, CONTROL_SHIFT)
    form = dialog()
    qtbot.keyClicks(form.name, "Mia")

    qtbot.keyClick(form.name, Qt.Key.Key_Return)

    assert form.isVisible()
    assert at_contacts.sees("A contact needs a telephone number.")
    qtbot.keyClick(form, Qt.Key.Key_Escape)


def test_typing_finds_and_enter_fills_the_number_field_without_calling(at_contacts, add, sandbox) -> None:
    add("Mia Chen", MIA)
    add("Jonas Weber", "+49 30 901820")
    at_contacts.presses(Qt.Key.Key_2, CONTROL)

    at_contacts.types("mia")
    assert contacts_of(at_contacts) == [f"Mia Chen, {MIA}"]
    at_contacts.presses(Qt.Key.Key_Return)

    assert at_contacts.number == MIA
    assert QApplication.focusWidget() is at_contacts.field("Number to call")
    assert sandbox.snapshot()["legs"] == []


def test_what_nobody_matches_is_said(at_contacts, add) -> None:
    add("Mia Chen", MIA)
    at_contacts.presses(Qt.Key.Key_2, CONTROL)

    at_contacts.types("atlantis")

    assert at_contacts.sees("No contact matches “atlantis”.")


def test_a_click_fills_the_number_field(at_contacts, add, qtbot, sandbox) -> None:
    add("Mia Chen", MIA)
    rows = at_contacts.window.dialler.contacts.list

    place = rows.visualRect(rows.model().index(0, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert at_contacts.number == MIA
    assert sandbox.snapshot()["legs"] == []


def test_enter_in_the_list_calls(at_contacts, add, sandbox) -> None:
    add("Acme", CUSTOMER)

    chooses_row(at_contacts, 0)
    at_contacts.presses(Qt.Key.Key_Return)

    at_contacts.waits(lambda: len(sandbox.snapshot()["legs"]) == 2)
    assert "+12125550142" in {leg["to"] for leg in sandbox.snapshot()["legs"]}
    hangs_up(at_contacts)


def test_a_favourite_comes_first_and_is_said(at_contacts, add) -> None:
    add("Acme", CUSTOMER)
    add("Mia Chen", MIA)
    chooses_row(at_contacts, 1)

    at_contacts.presses(Qt.Key.Key_D, CONTROL)

    at_contacts.waits(
        lambda: contacts_of(at_contacts) == [f"Mia Chen, favourite, {MIA}", f"Acme, {CUSTOMER}"]
    )


def test_a_pinned_caller_id_is_shown_on_the_contact_and_on_the_call(
    at_contacts, add, dialog, qtbot, sandbox
) -> None:
    add("Acme", CUSTOMER)
    chooses_row(at_contacts, 0)

    at_contacts.presses(Qt.Key.Key_P, CONTROL_SHIFT)
    pins = dialog()
    qtbot.keyClicks(pins.search, "312 555")
    qtbot.keyClick(pins.search, Qt.Key.Key_Return)
    comes_back(at_contacts, qtbot)
    at_contacts.waits(lambda: contacts_of(at_contacts) == [f"Acme, {CUSTOMER}, as +1 312 555 0102"])
    chooses_row(at_contacts, 0)
    at_contacts.presses(Qt.Key.Key_Return)

    at_contacts.waits_to_read("Sales Chicago · pinned for this contact")
    at_contacts.waits(lambda: len(sandbox.snapshot()["legs"]) == 2)
    assert {leg["from"] for leg in sandbox.snapshot()["legs"]} == {"+13125550102"}
    hangs_up(at_contacts)


def test_where_the_company_chooses_nothing_can_be_pinned_and_it_says_why(
    sandbox, point_at, sit_down, settings_file
) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file('[locked.caller_id]\nmode = "automated"\n'))
    ana.waits_to_read("43 numbers, refreshed")
    ana.desk.contacts.save(None, "Mia", "", [(MIA, "work")])
    ana.presses(Qt.Key.Key_2, CONTROL)
    ana.waits(lambda: len(contacts_of(ana)) == 1)
    chooses_row(ana, 0)

    pin = ana.window.dialler.contacts.todo.pin

    assert not pin.isEnabled()
    assert pin.toolTip().startswith("Your caller ID is set by")


def test_a_deleted_contact_is_brought_back_by_undo(at_contacts, add) -> None:
    add("Acme", CUSTOMER)
    add("Mia Chen", MIA)
    chooses_row(at_contacts, 0)

    at_contacts.presses(Qt.Key.Key_Delete)
    at_contacts.waits_to_read("Acme was deleted.")
    assert contacts_of(at_contacts) == [f"Mia Chen, {MIA}"]
    at_contacts.clicks("Undo")

    at_contacts.waits(lambda: len(contacts_of(at_contacts)) == 2)
    assert not at_contacts.has_button("Undo")


def test_ctrl_c_in_the_list_copies_the_number(at_contacts, add) -> None:
    add("Mia Chen", MIA)
    chooses_row(at_contacts, 0)

    at_contacts.presses(Qt.Key.Key_C, CONTROL)

    assert QGuiApplication.clipboard().text() == "+14155552671"


def test_a_contact_is_changed_by_f2(at_contacts, add, dialog, qtbot) -> None:
    add("Mia Chen", MIA)
    chooses_row(at_contacts, 0)

    at_contacts.presses(Qt.Key.Key_F2)
    form = dialog()
    assert form.numbers[0][0].text() == MIA
    qtbot.keyClicks(form.company, "Acme")
    qtbot.keyClick(form.company, Qt.Key.Key_Return)

    at_contacts.waits(lambda: contacts_of(at_contacts) == [f"Mia Chen, {MIA}, Acme"])


def test_another_agent_at_the_same_machine_has_contacts_of_their_own(
    at_contacts, add, sit_down, settings_file
) -> None:
    add("Mia Chen", MIA)
    at_contacts.leaves()

    bo = sit_down(settings_file=settings_file('[defaults.agent]\nname = "bo"\n'))
    bo.waits_to_read("43 numbers, refreshed")
    bo.presses(Qt.Key.Key_2, CONTROL)

    assert contacts_of(bo) == []
    assert bo.sees("Keep the people you call here")


def test_other_parts_of_the_window_ask_who_is_at_a_number(at_contacts, add) -> None:
    add("Mia Chen", MIA)
    contacts = at_contacts.desk.contacts

    assert contacts.name_of("+14155552671") == "Mia Chen"
    assert contacts.name_of("+14155550000") is None
    assert contacts.caller_id_of("+14155552671") is None
    assert contacts.suggestions("mi") == [("Mia Chen", "+14155552671")]
    assert contacts.suggestions("  ") == []


def test_every_part_of_the_page_and_its_dialogs_has_a_name(at_contacts, add, dialog, qtbot) -> None:
    add("Mia Chen", MIA)
    chooses_row(at_contacts, 0)
    unnamed = []
    for key, modifier in ((Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_P, CONTROL_SHIFT)):
        at_contacts.presses(key, modifier)
        opened = dialog()
        unnamed += [each for each in at_contacts.focusable() if not spoken_name(each)]
        qtbot.mouseClick(
            next(each for each in opened.findChildren(QPushButton) if each.text() == "Cancel"),
            Qt.MouseButton.LeftButton,
        )
        comes_back(at_contacts, qtbot)

    assert unnamed == []
