"""The modes in the window, to the letter; and the same answers as ``softphone choose`` for the same files."""

import json

import pytest
from PySide6.QtCore import Qt

from softphone.cli.commands import run

ALT = Qt.KeyboardModifier.AltModifier
CUSTOMER = "+12125550142"
SAN_FRANCISCO, NEW_YORK = "+14155550100", "+12125550101"
WEST = f'[ring_groups.west]\nnumbers = ["{SAN_FRANCISCO}"]\nagents = ["ana"]\n'
DESTINATIONS = ("+12125550142", "+14155552671", "+442079460018", "+5511987654321", "+18005550199")
FILES = {
    "nothing": "",
    "customized": '[locked.caller_id]\nmode = "customized"\nallow_default = true\n',
    "automated": '[locked.caller_id]\nmode = "automated"\n',
    "one group": WEST,
    "own groups only": WEST + '[locked.caller_id]\nlast_resort = "own_groups"\n',
    "in no group": WEST.replace("ana", "bo"),
    "nothing for ana": WEST.replace("ana", "bo") + '[agents.ana.caller_id]\nlast_resort = "own_groups"\n',
    "verified": "[locked.caller_id]\nautomated_uses_verified = true\n",
    "a line of her own": f'[dedicated_lines]\n"{NEW_YORK}" = "ana"\n',
    "a line of another": f'[dedicated_lines]\n"{NEW_YORK}" = "bo"\n',
    "off": "[locked.caller_id]\nenabled = false\n",
    "her own mode": '[agents.ana.caller_id]\nmode = "automated"\n',
}


@pytest.fixture
def sits_with(sandbox, point_at, sit_down, settings_file):
    """Ana at a window with these settings."""

    def sat(toml: str):
        point_at(sandbox)
        ana = sit_down(settings_file=settings_file(toml))
        ana.waits_to_read("43 numbers, refreshed")
        return ana

    return sat


@pytest.mark.parametrize("toml", FILES.values(), ids=FILES)
def test_the_window_and_choose_give_the_same_answer(sits_with, settings_file, capsys, toml) -> None:
    ana = sits_with(toml)
    in_window = []
    for number in DESTINATIONS:
        ana.desk.dial.take(number)
        own = ana.desk.dial.decision.choice
        in_window.append((own.caller_id.e164 if own.caller_id else None, own.rule.value))

    run(["choose", *DESTINATIONS, "--agent", "ana", "--settings", str(settings_file(toml)), "--json"])

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert in_window == [(answer["caller_id"], answer["rule"]) for answer in answers]


@pytest.mark.parametrize("layer", ["locked", "agents.ana"])
def test_a_fixed_number_is_the_only_one(sits_with, layer) -> None:
    ana = sits_with(f'[{layer}.caller_id]\nnumber = "{SAN_FRANCISCO}"\n')
    ana.types(CUSTOMER)
    ana.presses(Qt.Key.Key_I, ALT)
    assert (ana.list_is_open, ana.sees("+1 415 555 0100"), ana.sees("Set ")) == (False, True, True)


@pytest.mark.parametrize(
    "lock", [f'number = "{SAN_FRANCISCO}"', "allow_default = false"], ids=["fixed", "no default"]
)
def test_why_tells_what_the_rules_alone_would_show_as_choose_does(
    sits_with, settings_file, capsys, lock
) -> None:
    toml = f"[locked.caller_id]\n{lock}\n"
    ana = sits_with(toml)
    ana.types(CUSTOMER)
    ana.presses(Qt.Key.Key_W, ALT)
    assert ana.sees("Same area code, +1 212")

    run(["choose", CUSTOMER, "--agent", "ana", "--settings", str(settings_file(toml)), "--json"])

    assert json.loads(capsys.readouterr().out)["caller_id"] == NEW_YORK


def test_a_suggested_number_is_the_pick_that_an_agent_starts_with(sits_with) -> None:
    ana = sits_with(f'[defaults.caller_id]\nnumber = "{SAN_FRANCISCO}"\n')
    ana.types(CUSTOMER)
    assert ana.sees("+1 415 555 0100")
    ana.chooses("sales chicago")
    ana.waits_to_read("+1 312 555 0102")


def test_without_default_and_without_a_pick_the_call_asks(sits_with, sandbox) -> None:
    ana = sits_with("[locked.caller_id]\nallow_default = false\n")
    ana.types(CUSTOMER)
    ana.presses(Qt.Key.Key_Return)
    assert ana.sees("Choose the number to show before you call.")
    assert sandbox.snapshot()["legs"] == []


ACME = '[organization]\nname = "Acme"\ncontact = "it@acme.example"\n'
ELSEWHERE = '[ring_groups.support]\nnumbers = ["+14155550100"]\nagents = ["bo"]\n'
JOIN = "You are in no ring group; Acme (it@acme.example) can add you."


def test_an_agent_without_a_ring_group_is_told_who_can_add_them(sits_with, sandbox) -> None:
    ana = sits_with(ACME + "[locked.caller_id]\nallow_default = false\n" + ELSEWHERE)
    assert ana.sees("No number to show") and ana.sees(JOIN)
    ana.types(CUSTOMER)
    ana.presses(Qt.Key.Key_Return)
    assert ana.sees("No number to show") and ana.sees(JOIN)
    ana.presses(Qt.Key.Key_I, ALT)
    ana.waits_to_read(JOIN)
    assert sandbox.snapshot()["legs"] == []


def test_where_no_number_of_the_groups_can_be_shown_that_is_said(sits_with) -> None:
    gone = '[ring_groups.sales]\nnumbers = ["+14155559999"]\nagents = ["ana"]\n'
    ana = sits_with(ACME + "[locked.caller_id]\nallow_default = false\n" + gone)
    assert ana.sees("None of your numbers can be shown; Acme (it@acme.example) can change that.")


def test_without_default_it_is_not_in_the_list(sits_with) -> None:
    ana = sits_with("[locked.caller_id]\nallow_default = false\n" + WEST)
    ana.presses(Qt.Key.Key_I, ALT)
    ana.waits(lambda: ana.list_is_open)
    assert [row.split(", ")[0] for row in ana.offered] == ["Sales San Francisco"]


def test_a_locked_number_that_is_gone_refuses_the_call_and_swaps_nothing(sits_with, sandbox) -> None:
    ana = sits_with('[locked.caller_id]\nnumber = "+14155559999"\n')
    assert ana.sees("No number to show") and not ana.sees("Choose a number")
    ana.types(CUSTOMER)
    ana.presses(Qt.Key.Key_Return)
    assert ana.sees("It is not among the account's numbers (read at ")
    assert sandbox.snapshot()["legs"] == []


def test_a_pick_that_the_file_no_longer_allows_is_shown_unavailable_and_default_is_offered(
    sits_with, settings_file
) -> None:
    ana = sits_with("")
    ana.chooses("sales chicago")
    ana.waits_to_read("Sales Chicago · chosen by you")
    settings_file(WEST)
    ana.waits_to_read("There is no ring group in common: it is in none, you are in west.")
    ana.presses(Qt.Key.Key_I, ALT)
    ana.waits(lambda: ana.list_is_open)
    assert ana.offered[0].startswith("Default (automatic)")
