"""The agent's own caller ID while a supervisor sets it: two windows of two people on one account."""

import json
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from team_at_work import Supervisor

from softphone.application.team.preview import CallerIdChange

ALT = Qt.KeyboardModifier.AltModifier
CUSTOMER, OTHER = "+12125550142", "+442079460018"
LONDON, CHICAGO = "+442079460100", "+13125550102"
SHOWN_BY_RULES = "+1 212 555 0101"


@pytest.fixture
def sam(desk_of):
    """Sam's desk: what he sets for Ana is set at once."""
    sam = desk_of("sam")

    def sets(e164: str, **wish) -> None:
        team = sam.desk.session.team
        members = [member for member in team.roster().members if member.agent == "ana"]
        team.apply(team.preview(CallerIdChange(e164, **wish), members))

    return sets


@pytest.fixture
def ana(sam, desk_of):
    """Ana, in the window in front."""
    return desk_of("ana")


@pytest.fixture
def half_an_hour_later(monkeypatch):
    """Time goes forward at the desk."""
    real = time.time
    return lambda: monkeypatch.setattr(time, "time", lambda: real() + 1800.0)


def from_numbers(sandbox) -> set[str]:
    return {leg["from"] for leg in sandbox.snapshot()["legs"]}


def test_what_a_supervisor_sets_by_keys_is_there_when_the_agent_begins_to_type(qtbot, desk_of) -> None:
    ana, supervisor = desk_of("ana"), Supervisor(qtbot, desk_of("sam"))
    supervisor.opens_the_team()
    supervisor.sets("sales london", "ana")

    Supervisor(qtbot, ana).comes_back()
    ana.types("2")

    ana.waits_to_read("Your caller ID is now Sales London (sam, ")
    assert ana.sees("+44 20 7946 0100")


def test_the_notice_says_who_and_why(sam, ana) -> None:
    sam(LONDON, why="campaign")

    ana.types("2")

    ana.waits_to_read(": campaign).")


def test_the_card_says_who_has_set_it_and_the_agent_may_choose(sam, ana) -> None:
    sam(LONDON, why="campaign")

    ana.types("2")

    ana.waits_to_read("Sales London · set by sam: campaign")
    assert ana.has_button("Calling as +44 20 7946 0100")


def test_a_pin_shows_a_padlock_until_when_and_why(sam, ana) -> None:
    until = int(time.time()) + 7 * 24 * 3600
    sam(LONDON, pinned=True, until=until, why="campaign")

    ana.types("2")

    day = time.strftime("%Y-%m-%d %H:%M", time.localtime(until))
    ana.waits_to_read(f"Set by sam until {day}: campaign")


def test_a_pin_can_be_read_by_keyboard(sam, ana) -> None:
    sam(LONDON, pinned=True)
    ana.types("2")

    ana.waits_to_read("+44 20 7946 0100: Set by sam")

    lines = [each for each in ana.focusable() if isinstance(each, QLabel)]
    assert any("Set by sam" in each.accessibleName() for each in lines)


def test_a_pin_cannot_be_changed_and_the_menu_says_by_whom(sam, ana) -> None:
    sam(LONDON, pinned=True)
    ana.types("2")
    ana.waits_to_read("+44 20 7946 0100: Set by sam")

    ana.presses(Qt.Key.Key_I, ALT)

    choose = next(each for each in ana.window.findChildren(QAction) if each.shortcut().toString() == "Alt+I")
    assert (ana.list_is_open, choose.isEnabled(), choose.toolTip()) == (False, False, "Set by sam")


def test_a_key_that_is_refused_is_not_typed_and_says_why(sam, ana) -> None:
    sam(LONDON, pinned=True)
    ana.types("2")
    ana.waits_to_read("+44 20 7946 0100: Set by sam")

    ana.presses(Qt.Key.Key_I, ALT)

    assert ana.number == "2"
    ana.waits_to_read("Set by sam")


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, ALT)]
)
def test_every_key_of_the_list_says_why_there_is_none(sam, ana, key, modifier) -> None:
    sam(LONDON, pinned=True)
    ana.types("2")
    ana.waits_to_read("+44 20 7946 0100: Set by sam")
    before = ana.reads().count("Set by sam")

    ana.presses(key, modifier)

    ana.waits(lambda: ana.reads().count("Set by sam") == before + 1)


def test_asking_why_without_a_number_is_answered(ana) -> None:
    ana.presses(Qt.Key.Key_W, ALT)
    ana.waits_to_read("Type a number first: why depends on whom you call.")


def test_a_pin_to_a_number_that_is_gone_says_whom_to_ask_and_not_to_choose(ana, sandbox) -> None:
    with sandbox.world.up_to_date() as world:
        worker = next(each for each in world.directory.workers.values() if "Ana" in str(each.resource))
        kept = {"caller_id": "+19998887777", "by": "sam", "at": int(world.now), "pinned": True}
        told = json.dumps({**worker.attributes, "softphone": kept, "selectedCallerId": "+19998887777"})
        world.directory.update(worker, {"Attributes": told}, None, world.now)

    ana.types("2")

    ana.waits_to_read("Ask sam, who pinned it.")
    assert ana.sees("No number to show") and not ana.sees("Choose a number")


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_J, Qt.Key.Key_1])
def test_alt_and_a_letter_that_means_nothing_here_is_not_typed(ana, key) -> None:
    ana.types("2")
    ana.presses(key, ALT)
    assert ana.number == "2"


def test_taking_back_what_was_typed_is_not_refused_where_no_contact_was_deleted(ana) -> None:
    ana.types("2125550142")
    ana.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ana.number != "+1 212-555-0142"
    assert not ana.sees("Nothing was deleted.")


def test_hanging_up_without_a_call_says_that_it_is_not_possible(ana) -> None:
    ana.presses(Qt.Key.Key_F8)
    ana.waits_to_read("Hang up: that is not possible just now.")


def test_what_is_set_until_a_time_goes_back_by_itself(sam, ana) -> None:
    sam(LONDON, until=int(time.time()) + 2)
    ana.types("2")
    ana.waits_to_read("+44 20 7946 0100")

    ana.waits_to_read("The time that sam set is over")

    assert not ana.sees("+44 20 7946 0100")


def test_what_is_taken_back_is_told(sam, ana, half_an_hour_later) -> None:
    sam(LONDON)
    ana.types("2")
    ana.waits_to_read("+44 20 7946 0100")
    sam("")
    half_an_hour_later()
    ana.presses(Qt.Key.Key_Backspace)

    ana.types("2")

    ana.waits_to_read("it is Default (automatic) now.")


def test_a_call_in_progress_keeps_its_number(sam, ana, sandbox, half_an_hour_later) -> None:
    ana.calls(CUSTOMER)
    ana.waits_to_read(f"as {SHOWN_BY_RULES}")
    sam(LONDON, pinned=True)
    half_an_hour_later()

    ana.presses(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    ana.presses(Qt.Key.Key_Escape)
    ana.types(OTHER)

    ana.waits_to_read("Set by sam")
    assert ana.sees(f"as {SHOWN_BY_RULES}")
    ana.waits(lambda: from_numbers(sandbox) == {"+12125550101"})


@pytest.fixture
def asked(sam, ana, sandbox):
    """Ana has pressed Call a moment after sam set London: she is asked, and nobody else rings."""
    ana.types(CUSTOMER)
    ana.waits(lambda: ana.desk.dial.can_call)
    sam(LONDON, why="campaign")
    ana.presses(Qt.Key.Key_Return)
    ana.waits_to_read("Show it to this customer, or +1 212 555 0101, which you saw?")
    ana.waits(lambda: [leg["status"] for leg in sandbox.snapshot()["legs"]] == ["in-progress"])
    return ana


def customer_saw(sandbox) -> set[str]:
    return {leg["from"] for leg in sandbox.snapshot()["legs"] if leg["label"] == "customer"}


@pytest.mark.parametrize(
    ("button", "seen"), [("Show +44 20 7946 0100", LONDON), ("Keep +1 212 555 0101", "+12125550101")]
)
def test_a_change_just_before_the_press_is_asked_about_before_the_customer_rings(
    asked, sandbox, button, seen
) -> None:
    asked.clicks(button)
    asked.waits(lambda: customer_saw(sandbox) == {seen})
    assert not asked.sees("which you saw?")


def test_the_two_answers_stand_together_above_hang_up(asked) -> None:
    show, keep = asked.button("Show +44 20 7946 0100"), asked.button("Keep +1 212 555 0101")
    tops = {asked.top_of(each) for each in (show, keep)}
    assert len(tops) == 1
    assert tops.pop() + show.height() <= asked.top_of(asked.button("Hang up"))


def test_a_call_without_a_question_offers_no_answers(ana) -> None:
    ana.calls(CUSTOMER)
    ana.waits_to_read(f"as {SHOWN_BY_RULES}")
    assert [name for name in ana.button_names() if name.startswith(("Show", "Keep"))] == []


def test_who_is_asked_may_hang_up_and_the_customer_never_rang(asked, sandbox) -> None:
    asked.presses(Qt.Key.Key_F8)
    asked.waits(lambda: not asked.desk.call.is_open)
    assert customer_saw(sandbox) == set()


def test_a_pin_just_before_the_press_is_obeyed_and_said(sam, ana, sandbox) -> None:
    ana.types(CUSTOMER)
    ana.waits(lambda: ana.desk.dial.can_call)
    sam(LONDON, pinned=True)
    ana.presses(Qt.Key.Key_Return)
    ana.waits(lambda: customer_saw(sandbox) == {LONDON})
    assert ana.sees("The customer sees +44 20 7946 0100.")
    ana.waits_to_read("as +44 20 7946 0100")


def test_where_taskrouter_does_not_answer_the_call_goes_on_and_that_is_said(ana, sandbox) -> None:
    ana.types(CUSTOMER)
    ana.waits(lambda: ana.desk.dial.can_call)
    sandbox.add_fault({"request": "GET Workers", "every": 1, "does": "503"})
    ana.presses(Qt.Key.Key_Return)
    ana.waits(lambda: customer_saw(sandbox) == {"+12125550101"})
    ana.waits_to_read("The caller ID that was known last is shown.")


def test_what_the_agent_picks_is_seen_by_the_supervisor(qtbot, desk_of) -> None:
    ana = desk_of("ana")
    ana.chooses("sales chicago")
    ana.waits_to_read("chosen by you")
    supervisor = Supervisor(qtbot, desk_of("sam"))

    supervisor.opens_the_team()

    supervisor.person.presses(Qt.Key.Key_F5)
    supervisor.person.waits(lambda: supervisor.row("Ana")["By"] == "ana")
    assert supervisor.row("Ana")["Caller ID"] == "Sales Chicago · +1 312 555 0102"


def test_a_pick_that_meets_a_pin_is_refused_with_who_pinned(sam, ana) -> None:
    sam(LONDON, pinned=True)

    ana.chooses("sales chicago")

    ana.waits_to_read("sam pinned your caller ID to Sales London. Ask sam.")
    assert ana.sees("+44 20 7946 0100")


def test_a_pick_that_overrules_a_supervisor_is_told(sam, ana) -> None:
    sam(LONDON)

    ana.chooses("sales chicago")

    ana.waits_to_read("sam set your caller ID to Sales London at ")
    assert ana.sees("+1 312 555 0102")


def test_when_taskrouter_does_not_answer_the_call_goes_through(ana, sandbox) -> None:
    sandbox.world.add_fault({"request": "GET Workers", "every": 1, "does": "500"})

    ana.calls(CUSTOMER)

    ana.waits_to_read(f"as {SHOWN_BY_RULES}")
    assert not ana.has_button("Dismiss this message")


def test_a_pick_that_does_not_arrive_counts_here(ana, sandbox) -> None:
    sandbox.world.add_fault({"request": "GET Workers", "every": 1, "does": "500"})

    ana.chooses("sales chicago")

    ana.waits_to_read("Your choice counts here. TaskRouter did not answer and gets it later.")
    assert ana.sees("+1 312 555 0102")


def test_what_flex_keeps_shows_before_the_first_key_on_a_second_machine(desk_of, sandbox) -> None:
    with sandbox.world.up_to_date() as world:
        worker = next(each for each in world.directory.workers.values() if "Ana" in str(each.resource))
        told = json.dumps({**worker.attributes, "selectedCallerId": LONDON})
        world.directory.update(worker, {"Attributes": told}, None, world.now)

    ana = desk_of("ana")

    ana.waits_to_read("Sales London · set by Twilio Flex")


def test_recents_say_who_pinned_the_number(sam, ana) -> None:
    sam(LONDON, pinned=True)
    ana.calls(CUSTOMER)

    ana.waits_to_read("as +44 20 7946 0100")
    ana.presses(Qt.Key.Key_F8)

    ana.waits(lambda: any("as +44 20 7946 0100 · pinned by sam, " in row for row in ana.recents))
