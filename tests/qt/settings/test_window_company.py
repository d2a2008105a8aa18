"""The machine-wide settings file while the window is open: reloaded, broken, gone, not to be trusted."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from softphone.adapters.settings.company_source import MachineWide

ALT = Qt.KeyboardModifier.AltModifier
CUSTOMER = "+12125550142"
ACME = '[organization]\nname = "Acme"\ncontact = "it@acme.example"\n'
LOCKED = ACME + '[locked.caller_id]\nmode = "automated"\n'
SET_BY_ACME = "Default (automatic): Set by Acme (it@acme.example)"


@pytest.fixture
def place(tmp_path) -> MachineWide:
    tmp_path.chmod(0o755)
    (tmp_path / "etc").mkdir(mode=0o755)
    own = tmp_path / "data" / "settings.last-good.toml"
    protected = tmp_path / "var" / "copy.toml"
    return MachineWide(
        tmp_path / "etc" / "settings.toml", protected, own, os.getuid(), tmp_path, lambda: ({}, "")
    )


@pytest.fixture
def says(place):
    """Puts a whole file in place, as an administrator's tool does."""

    def said(text: str, mode: int = 0o644) -> None:
        beside = place.file.with_name("new")
        beside.write_text(text)
        beside.chmod(mode)
        beside.replace(place.file)

    return said


@pytest.fixture
def sits_here(sandbox, point_at, sit_down, place):
    """Ana at a window on the machine of this file."""

    def sat():
        point_at(sandbox)
        ana = sit_down(place=place)
        ana.waits_to_read("43 numbers, refreshed")
        return ana

    return sat


def the_line(agent, name: str) -> QLabel:
    labels = agent.window.findChildren(QLabel)
    return next(each for each in labels if each.isVisible() and each.accessibleName() == name)


def test_a_lock_shows_a_padlock_who_has_set_it_and_the_line(sits_here, says, place) -> None:
    says(LOCKED)
    lock = the_line(sits_here(), SET_BY_ACME)
    where = f"{place.file}:5"
    assert (lock.toolTip(), lock.accessibleDescription()) == (where, where)
    assert lock.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_where_the_agent_may_pick_there_is_no_padlock(sits_here, says) -> None:
    says(ACME)
    ana = sits_here()
    assert (ana.sees("Set by Acme"), ana.has_button("Calling as Default (automatic)")) == (False, True)


def test_the_menu_says_why_there_is_no_list(sits_here, says) -> None:
    says(LOCKED)
    ana = sits_here()
    [choose] = [action for action in ana.window.findChildren(type(ana.window.menuBar().actions()[0]))
                if action.text() == "Choose the caller &ID"]  # fmt: skip
    assert (choose.isEnabled(), choose.toolTip()) == (False, "Set by Acme (it@acme.example)")


def test_a_new_file_counts_without_a_restart(sits_here, says) -> None:
    says(ACME)
    ana = sits_here()
    says(LOCKED)
    ana.waits_to_read(SET_BY_ACME)
    assert ana.sees("Acme has changed “Who chooses the caller ID”. It is now: The rules (Automated)")


def test_a_file_that_is_put_where_none_was_counts_without_a_restart(sits_here, says) -> None:
    ana = sits_here()
    says(LOCKED)
    ana.waits_to_read(SET_BY_ACME)


def test_a_file_that_is_written_over_counts_without_a_restart(sits_here, says, place) -> None:
    says(ACME)
    ana = sits_here()
    place.file.write_text(LOCKED)
    ana.waits_to_read(SET_BY_ACME)


def test_what_is_unlocked_is_the_agents_again(sits_here, says) -> None:
    says(LOCKED)
    ana = sits_here()
    says(ACME + "# nothing is locked\n")
    ana.waits(lambda: ana.has_button("Calling as Default (automatic)"))


def test_other_ring_groups_are_told_and_offered(sits_here, says) -> None:
    says(ACME)
    ana = sits_here()
    says(ACME + '[ring_groups.west]\nnumbers = ["+14155550100"]\nagents = ["ana"]\n')
    ana.waits_to_read("Acme has changed your ring groups.")
    ana.presses(Qt.Key.Key_I, ALT)
    ana.waits(lambda: ana.list_is_open and len(ana.offered) == 2)


def test_a_call_in_progress_keeps_its_number(sits_here, says, sandbox) -> None:
    says(ACME)
    ana = sits_here()
    ana.calls(CUSTOMER)
    ana.waits_to_read("as +1 212 555 0101")
    says(ACME + '[locked.caller_id]\nnumber = "+14155550100"\n')
    ana.waits_to_read("Set by Acme (it@acme.example)")
    assert ana.sees("as +1 212 555 0101")
    assert {leg["from"] for leg in sandbox.snapshot()["legs"]} == {"+12125550101"}


def test_a_broken_file_leaves_what_it_locked_and_a_lasting_line(sits_here, says, place) -> None:
    says(LOCKED)
    ana = sits_here()
    says(LOCKED + "mode = ")
    ana.waits_to_read(
        "The company's settings file has a mistake, so its last good copy counts. "
        f"{place.file}:6: file: is not TOML"
    )
    assert ana.sees(SET_BY_ACME)


def test_the_lasting_line_cannot_be_dismissed_and_goes_when_the_file_is_mended(sits_here, says) -> None:
    says(LOCKED)
    ana = sits_here()
    says("")
    ana.waits_to_read("so its last good copy counts")
    assert not ana.has_button("Dismiss this message")
    says(LOCKED)
    ana.waits(lambda: not ana.sees("last good copy"))


def test_the_lasting_line_can_be_reached_by_keyboard(sits_here, says) -> None:
    says(LOCKED)
    ana = sits_here()
    says("")
    ana.waits_to_read("so its last good copy counts")
    assert any("last good copy" in widget.accessibleName() for widget in ana.focusable())


def test_a_file_that_is_gone_leaves_what_it_locked(sits_here, says, place) -> None:
    says(LOCKED)
    ana = sits_here()
    place.file.unlink()
    ana.waits_to_read(f"The company's settings file {place.file} is gone, so its last good copy counts.")
    assert ana.sees(SET_BY_ACME)


def test_after_a_restart_a_broken_file_still_opens_nothing(sits_here, says) -> None:
    says(LOCKED)
    sits_here().leaves()
    says("[locked")
    later = sits_here()
    assert later.sees(SET_BY_ACME) and later.sees("so its last good copy counts")


def test_a_file_that_others_may_write_locks_nothing_and_says_how_to_mend_it(sits_here, says, place) -> None:
    says(LOCKED, mode=0o666)
    ana = sits_here()
    assert ana.sees(f"so it locks nothing and only suggests. To mend it: sudo chmod go-w {place.file}")
    assert not ana.sees("Set by Acme")


def test_a_file_that_others_may_write_opens_nothing(sits_here, says, place) -> None:
    says(LOCKED)
    ana = sits_here()
    says(ACME + "# open\n", mode=0o666)
    ana.waits_to_read(f"so its last good copy counts. To mend it: sudo chmod go-w {place.file}")
    assert ana.sees(SET_BY_ACME)


def test_where_the_selector_is_off_it_is_hidden_and_the_rules_choose(sits_here, says) -> None:
    says(ACME + "[locked.caller_id]\nenabled = false\n")
    ana = sits_here()
    ana.types(CUSTOMER)
    ana.presses(Qt.Key.Key_I, ALT)
    assert (ana.list_is_open, ana.sees("Same area code, +1 212")) == (False, True)
    assert not ana.has_button("Calling as +1 212 555 0101")


def test_where_the_selector_is_off_the_number_of_the_file_is_shown(sits_here, says, sandbox) -> None:
    says(ACME + '[locked.caller_id]\nenabled = false\n[defaults.caller_id]\nnumber = "+14155550100"\n')
    ana = sits_here()
    ana.presses(Qt.Key.Key_I, ALT)
    assert not ana.list_is_open
    ana.calls(CUSTOMER)
    ana.waits_to_read("as +1 415 555 0100")
    ana.waits(lambda: {leg["from"] for leg in sandbox.snapshot()["legs"]} == {"+14155550100"})


def test_a_number_of_another_group_says_why_it_is_not_offered(sits_here, says) -> None:
    says(
        '[ring_groups.sales]\nnumbers = ["+14155550100"]\nagents = ["ana"]\n'
        '[ring_groups.support]\nnumbers = ["+13125550102"]\nagents = ["bo"]\n'
    )
    ana = sits_here()
    ana.presses(Qt.Key.Key_I, ALT)
    ana.types("sales chicago")
    model = QApplication.activePopupWidget().list.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert said == [
        "Not for you to show",
        "Sales Chicago, +1 312 555 0102, "
        "There is no ring group in common: it is in support, you are in sales.",
    ]


def test_a_verified_number_that_is_hidden_is_nowhere_and_is_there_where_it_is_not(sits_here, says) -> None:
    says("[locked.caller_id]\ninclude_outgoing_only_numbers = false\n")
    ana = sits_here()
    ana.presses(Qt.Key.Key_I, ALT)
    ana.types("verified only")
    assert QApplication.activePopupWidget().list.model().rowCount() == 0
    ana.waits_to_read("No number matches “verified only”.")
    says("[locked.caller_id]\ninclude_outgoing_only_numbers = true\n")
    ana.waits(lambda: QApplication.activePopupWidget().list.model().rowCount() > 0)


def test_the_reason_does_not_name_a_verified_number_that_is_hidden(sits_here, says) -> None:
    says("[locked.caller_id]\ninclude_outgoing_only_numbers = false\n")
    ana = sits_here()
    ana.types("+12125550142")
    ana.presses(Qt.Key.Key_W, ALT)
    ana.waits(lambda: ana.list_is_open)
    model = QApplication.activePopupWidget().list.model()
    said = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert len(said) > 10
    assert [line for line in said if "only verified" in line] == []


def test_a_draft_with_a_mistake_says_so_and_what_is_right_in_it_counts(
    sandbox, point_at, sit_down, settings_file
) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(LOCKED + "allow_defaul = true\n"))
    ana.waits_to_read("43 numbers, refreshed")
    assert ana.sees("what is right in it counts. ") and ana.sees(SET_BY_ACME)
