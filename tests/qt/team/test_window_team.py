"""The Team page: everybody's caller ID seen, many changed at once, and taken back; by keys."""

import csv
from pathlib import Path

import pytest
from agent_at_work import spoken_name
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QLabel, QWidget
from team_at_work import CONTROL, SHIFT, Supervisor, rows_in

from softphone.application.team.preview import CallerIdChange
from softphone.sandbox import Sandbox

LONDON, NEW_YORK, CHICAGO = "+442079460100", "+12125550101", "+13125550102"
NOT_THEIRS = {"does": "error", "code": 20006, "status": 403, "message": "no permission", "every": 1}


@pytest.fixture
def sam(qtbot, desk_of) -> Supervisor:
    """Sam at the Team page."""
    sam = Supervisor(qtbot, desk_of("sam"))
    sam.opens_the_team()
    return sam


@pytest.fixture
def kim(desk_of):
    """Another supervisor's desk: what she sets is set."""
    kim = desk_of("kim")

    def sets(e164: str, agent: str, **wanted) -> None:
        team = kim.desk.session.team
        members = [member for member in team.roster().members if member.agent == agent]
        team.apply(team.preview(CallerIdChange(e164, **wanted), members))

    return sets


# Who sees it


def test_a_supervisor_opens_the_team_and_sees_everybody(sam) -> None:
    assert [row["Agent"] for row in sam.rows][:3] == [
        "Ana Ferreira (ana)",
        "Bo Lindqvist (bo)",
        "Cyd Okafor (cyd)",
    ]


def test_a_row_tells_what_the_agent_shows_and_in_which_groups_they_are(sam) -> None:
    row = sam.row("Ana")

    assert (row["Caller ID"], row["Ring groups"], row["Mode"], row["Now"]) == (
        "Default (automatic)",
        "sales, support",
        "Customized",
        "Available",
    )


def test_whoever_is_no_supervisor_has_neither_the_menu_nor_the_key(desk_of) -> None:
    ana = desk_of("ana")

    ana.presses(Qt.Key.Key_T, CONTROL | SHIFT)

    assert not ana.sees("agents · as of")
    assert [
        menu for menu in ana.window.menuBar().actions() if menu.text() == "&Team" and menu.isVisible()
    ] == []


def test_who_is_no_supervisor_any_more_is_led_back_to_the_dialler(sam, tmp_path) -> None:
    settings = tmp_path / "sam.toml"

    settings.write_text(settings.read_text().replace('["sam", "kim"]', '["kim"]'))

    sam.person.waits(lambda: sam.person.has_button("Call"))
    assert not sam.person.desk.team.is_offered


def test_in_the_sandbox_a_supervisors_desk_can_be_tried(sit_down) -> None:
    ana = sit_down(sandbox=True)
    ana.waits_to_read("43 numbers, refreshed")

    ana.presses(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    ana.presses(Qt.Key.Key_Down)
    assert QApplication.activePopupWidget().activeAction().text() == "Try it as sam, a supervisor"
    ana.presses(Qt.Key.Key_Return)
    ana.waits(lambda: ana.desk.session.agent == "sam")

    ana.presses(Qt.Key.Key_T, CONTROL | SHIFT)
    ana.waits_to_read("14 agents · as of")


def test_escape_leads_back_to_the_dialler(sam) -> None:
    sam.person.presses(Qt.Key.Key_Escape)

    assert sam.person.has_button("Call")


def test_without_taskrouter_the_page_says_what_is_missing(qtbot, desk_of) -> None:
    sam = desk_of("sam", workspace_sid="")

    sam.presses(Qt.Key.Key_T, CONTROL | SHIFT)

    assert sam.sees("The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio]")


def test_a_key_without_the_permission_gets_its_sentence(desk_of, sandbox) -> None:
    sandbox.world.add_fault({"request": "GET Workers", **NOT_THEIRS})
    sam = desk_of("sam")

    sam.presses(Qt.Key.Key_T, CONTROL | SHIFT)

    sam.waits_to_read("The team could not be read. The API key may not do this.")
    assert sam.sees("twilio/taskrouter/workers/list and …/read")


def test_a_team_that_could_not_be_read_is_read_again_with_f5(desk_of, sandbox) -> None:
    sam = desk_of("sam")
    sandbox.world.add_fault({"request": "GET Workers", "nth": 1, "does": "500"})
    sam.presses(Qt.Key.Key_T, CONTROL | SHIFT)
    sam.waits_to_read("The team could not be read.")

    sam.presses(Qt.Key.Key_F5)

    sam.waits_to_read("14 agents · as of")


def test_a_workspace_without_workers_says_what_to_do(point_at, sit_down, settings_file) -> None:
    account = {"incoming_phone_numbers": [{"phone_number": "+14155550100"}], "workers": []}
    with Sandbox(account=account) as empty:
        point_at(empty)
        settings = settings_file('[supervisors]\nagents = ["sam"]\n[defaults.agent]\nname = "sam"\n')
        sam = sit_down(settings_file=settings)
        sam.waits_to_read("1 numbers, refreshed")

        sam.presses(Qt.Key.Key_T, CONTROL | SHIFT)

        sam.waits_to_read("The TaskRouter workspace has no workers. Add one for each agent")
        sam.leaves()


# Finding and selecting


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tremb", ["Eve Tremblay (eve)"]),
        ("freephone sales", ["Sam Adeyemi (sam)"]),
        ("lon camp", ["Ana Ferreira (ana)"]),
        ("+44 20 7946", ["Ana Ferreira (ana)"]),
    ],
)
def test_agents_are_found_by_name_ring_group_label_number_and_reason(kim, sam, words, found) -> None:
    kim(LONDON, "ana", why="campaign")
    sam.person.presses(Qt.Key.Key_F5)
    sam.person.waits(lambda: sam.row("Ana")["By"] == "kim")

    assert sam.finds(words) == found


def test_words_that_nobody_has_say_so(sam) -> None:
    sam.finds("zzz")

    assert sam.person.sees("No agent matches “zzz”.")


def test_whoever_is_not_shown_is_not_selected(sam) -> None:
    sam.finds("")
    sam.selects_all()

    sam.finds("eve")

    assert sam.person.sees("1 of 14 agents selected.")


def test_without_a_selection_the_preview_says_why_it_does_nothing(sam) -> None:
    preview = sam.person.button("Preview…")

    assert (preview.isEnabled(), preview.toolTip()) == (False, "Select agents in the table first.")


def test_without_a_number_the_preview_says_why_it_does_nothing(sam) -> None:
    sam.selects("eve")

    assert sam.person.button("Preview…").toolTip() == "Choose a number first."


# The preview


def test_the_preview_says_who_may_not_use_the_number_and_why(sam) -> None:
    sam.selects("e")
    sam.chooses("sales london")

    row = next(row for row in rows_in(sam.previews()) if row["Agent"] == "Eve Tremblay (eve)")

    assert row["What happens"] == (
        "stays as it is: There is no ring group in common: it is in sales, eve is in support."
    )


def test_the_preview_counts_who_changes_and_who_does_not(sam) -> None:
    sam.selects("")
    sam.chooses("sales london")

    words = next(label.text() for label in sam.previews().findChildren(QLabel))

    assert words.split("\n") == [
        "Sales London · +44 20 7946 0100, for good",
        "7 will change.",
        "7 may not use it and stay as they are; the reasons are below.",
    ]


def test_a_preview_that_is_cancelled_changes_nothing(sam) -> None:
    sam.selects("ana")
    sam.chooses("sales london")
    sam.answers(sam.previews(), Qt.Key.Key_Escape)

    sam.person.presses(Qt.Key.Key_F5)

    sam.person.waits_to_read("14 agents · as of")
    assert sam.row("Ana")["By"] == ""


def test_a_preview_that_would_change_nobody_cannot_be_applied(sam) -> None:
    sam.selects("eve")
    sam.chooses("sales london")
    sam.previews()

    apply = sam.person.button("Apply to 0")

    assert (apply.isEnabled(), apply.toolTip()) == (
        False,
        "There is nobody for whom this would change anything.",
    )


def test_a_time_that_is_over_is_said_before_anything_is_done(sam) -> None:
    sam.selects("ana")
    sam.chooses("sales london")
    choose_time(sam, 4)
    own = sam.person.window.pages.currentWidget().bar.until.own
    own.setDateTime(own.dateTime().addYears(-1))

    sam.person.presses(Qt.Key.Key_Return, CONTROL)

    sam.person.waits_to_read("That time is over already. Choose a later time.")


def choose_time(sam: Supervisor, position: int) -> None:
    """The list of times, by its keys."""
    combos = sam.person.window.pages.currentWidget().findChildren(QComboBox)
    combo = next(each for each in combos if each.accessibleName() == "For how long")
    combo.setFocus()
    for _ in range(position):
        sam.person.presses(Qt.Key.Key_Down)


# The change


def test_a_change_stands_in_the_table_with_who_when_and_why(sam) -> None:
    sam.selects("ana")
    sam.chooses("sales london")
    sam.person.field("Reason").setFocus()
    sam.person.types("campaign")

    sam.applies("1 changed.")

    row = sam.row("Ana")
    assert (row["Caller ID"], row["By"], row["Why"], row["Until"], row["Pinned"]) == (
        "Sales London · +44 20 7946 0100",
        "sam",
        "campaign",
        "",
        "",
    )


def test_a_change_can_be_pinned_and_end_by_itself(sam) -> None:
    sam.selects("ana")
    sam.chooses("sales london")
    choose_time(sam, 1)
    pin = sam.person.window.pages.currentWidget().findChild(QCheckBox)
    pin.setFocus()
    sam.person.presses(Qt.Key.Key_Space)

    sam.applies("1 changed.")

    row = sam.row("Ana")
    assert (row["Pinned"], bool(row["Until"])) == ("pinned", True)


def test_those_who_may_not_use_a_number_are_left_out_and_counted(sam) -> None:
    sam.sets("sales london", "e", "may not use it and stay as they are.")

    assert (sam.row("Eve")["By"], sam.row("Ana")["By"]) == ("", "sam")


def test_default_can_be_set(kim, sam) -> None:
    kim(LONDON, "ana")

    sam.person.presses(Qt.Key.Key_F5)
    sam.person.waits(lambda: sam.row("Ana")["By"] == "kim")
    sam.sets("", "ana")

    row = sam.row("Ana")
    assert (row["Caller ID"], row["By"]) == ("Default (automatic)", "sam")


def test_what_somebody_else_set_meanwhile_is_told(kim, sam) -> None:
    sam.selects("ana")
    sam.chooses("sales london")
    sheet = sam.previews()
    kim(CHICAGO, "ana")

    sam.answers(sheet, Qt.Key.Key_Return)
    sam.person.waits_to_read("1 changed.")
    sam.person.clicks("Details…")

    assert "It replaced Sales Chicago, which kim had set at" in rows_in(sam.opened())[0]["To know"]


def test_a_pin_that_was_set_after_the_preview_stays_and_is_told(kim, sam) -> None:
    sam.selects("ana")
    sam.chooses("sales london")
    sheet = sam.previews()
    kim(CHICAGO, "ana", pinned=True)

    sam.answers(sheet, Qt.Key.Key_Return)
    sam.person.waits_to_read("1 were changed by somebody else meanwhile, and that stays.")
    sam.person.clicks("Details…")

    assert "kim pinned Sales Chicago since" in rows_in(sam.opened())[0]["To know"]


def test_a_conflict_at_the_same_moment_is_read_again_and_wins(sam, sandbox) -> None:
    conflict = {"request": "POST Workers", "nth": 1, "does": "error", "code": 20412, "status": 412}
    sandbox.world.add_fault({**conflict, "message": "Precondition failed"})

    sam.sets("sales london", "ana")

    assert sam.row("Ana")["By"] == "sam"


def test_a_conflict_that_does_not_end_is_told(sam, sandbox) -> None:
    conflict = {"request": "POST Workers", "every": 1, "does": "error", "code": 20412, "status": 412}
    sandbox.world.add_fault({**conflict, "message": "Precondition failed"})

    sam.sets("sales london", "ana", "1 failed.")
    sam.person.clicks("Details…")

    assert "Try again" in rows_in(sam.opened())[0]["To know"]


def test_a_key_that_may_read_but_not_change_gets_its_sentence(sam, sandbox) -> None:
    sandbox.world.add_fault({"request": "POST Workers", **NOT_THEIRS})

    sam.sets("sales london", "sales", "1 failed.")
    sam.person.clicks("Details…")

    assert "twilio/taskrouter/workers/read and …/update" in " ".join(
        row["To know"] for row in rows_in(sam.opened())
    )


# Undo


def test_ctrl_z_takes_the_change_back(sam) -> None:
    sam.sets("sales london", "ana")

    sam.person.presses(Qt.Key.Key_Z, CONTROL)
    sam.person.waits_to_read("1 put back.")

    sam.person.waits(lambda: sam.row("Ana")["Caller ID"] == "Default (automatic)")


def test_an_undo_says_for_whom_it_could_not(kim, sam) -> None:
    sam.sets("sales london", "ana")
    kim(CHICAGO, "ana")

    sam.person.presses(Qt.Key.Key_Z, CONTROL)
    sam.person.waits_to_read("0 put back. 1 were changed by somebody else meanwhile, and that stays.")
    sam.person.clicks("Details…")

    assert "kim changed it to Sales Chicago since" in rows_in(sam.opened())[0]["To know"]


def test_what_was_changed_again_by_somebody_is_told_when_the_team_is_read(kim, sam) -> None:
    sam.sets("sales london", "ana")
    kim(CHICAGO, "ana")

    sam.person.presses(Qt.Key.Key_F5)

    sam.person.waits_to_read("Changed again by somebody since: 1.")


def test_ctrl_z_while_a_reason_is_typed_takes_back_the_typing(sam) -> None:
    sam.sets("sales london", "ana")
    reason = sam.person.field("Reason")
    reason.setFocus()
    sam.person.types("x")

    sam.person.presses(Qt.Key.Key_Z, CONTROL)

    assert (reason.text(), sam.row("Ana")["By"]) == ("", "sam")


# The record


def test_the_record_tells_every_change_of_one_agent(sam) -> None:
    sam.sets("sales london", "ana")

    sam.person.presses(Qt.Key.Key_R, CONTROL | SHIFT)

    [row] = rows_in(sam.opened())
    assert (row["Agent"], row["By"], row["From"], row["To"]) == (
        "ana",
        "sam",
        "nothing",
        "Sales London · +44 20 7946 0100",
    )


def test_the_record_is_written_as_csv(sam, tmp_path) -> None:
    sam.sets("sales london", "ana")
    path = tmp_path / "record.csv"

    saves(path)
    sam.person.presses(Qt.Key.Key_E, CONTROL | SHIFT)

    sam.person.waits_to_read("1 changes were written.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["agent"], row["by"], row["to"]) == ("ana", "sam", LONDON)


def saves(path: Path) -> None:
    """Answers the question where to, as soon as it is asked."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(5, answer)
            return
        dialog.selectFile(str(path))
        dialog.accept()

    QTimer.singleShot(0, answer)


# A thousand agents


@pytest.fixture
def many(qtbot, point_at, sit_down, settings_file):
    """Sam over a thousand agents."""
    account = {
        "incoming_phone_numbers": [{"phone_number": "+14155550100", "friendly_name": "Sales"}],
        "workers": [{"friendly_name": f"agent {serial}"} for serial in range(1000)],
    }
    with Sandbox(account=account) as sandbox:
        point_at(sandbox)
        settings = settings_file('[supervisors]\nagents = ["sam"]\n[defaults.agent]\nname = "sam"\n')
        person = sit_down(settings_file=settings)
        person.waits_to_read("1 numbers, refreshed")
        sam = Supervisor(qtbot, person)
        sam.opens_the_team()
        yield sam
        person.leaves()


def test_a_search_among_a_thousand_makes_no_widget(many) -> None:
    before = len(many.person.window.findChildren(QWidget))

    found = many.finds("agent 99")

    assert len(found) == 19
    assert len(many.person.window.findChildren(QWidget)) == before


def test_a_change_of_a_thousand_can_be_cancelled(many) -> None:
    many.selects("")
    many.chooses("sales")
    many.answers(many.previews(), Qt.Key.Key_Return)
    many.person.waits(lambda: many.person.has_button("Cancel"))

    many.person.clicks("Cancel")

    many.person.waits_to_read("were not done.")


def test_the_agent_calls_while_a_thousand_are_changed(many) -> None:
    many.selects("")
    many.chooses("sales")
    many.answers(many.previews(), Qt.Key.Key_Return)
    many.person.waits(lambda: many.person.has_button("Cancel"))

    many.person.presses(Qt.Key.Key_Escape)
    many.person.calls("+12125550142")

    many.person.waits_to_read("as +1 415 555 0100")
    assert many.person.desk.team.is_working


# For everybody


def test_everything_on_the_page_has_a_name_for_a_screen_reader(sam) -> None:
    page = sam.person.window.pages.currentWidget()
    parts = [each for each in sam.person.focusable() if page.isAncestorOf(each)]

    assert [part for part in parts if not spoken_name(part)] == []
