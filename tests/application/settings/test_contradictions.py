"""Lines of a settings file that cannot both hold: both are named, and which of them wins."""

import pytest

from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.caller_id.inventory import policy_of

NUMBER = 'number = "+14155550123"\n'


def told(text: str) -> list[str]:
    company = company_from_text(text, "s.toml")
    assert company.problems == ()
    return [str(each) for each in company.contradictions]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f'[locked.caller_id]\nmode = "automated"\n{NUMBER}',
            "s.toml:2: locked.caller_id.mode: line 3 fixes the number, which is shown in every call",
        ),
        (
            f"[locked.caller_id]\nenabled = false\n{NUMBER}",
            "s.toml:2: locked.caller_id.enabled: "
            "the list is hidden, and the number of line 3 is shown in every call",
        ),
        (
            f'[agents."ana".caller_id]\n{NUMBER}mode = "automated"\n',
            "s.toml:3: agents.ana.caller_id.mode: line 2 fixes the number, which is shown in every call",
        ),
        (
            f'[locked.caller_id]\nmode = "automated"\n[agents."ana".caller_id]\n{NUMBER}',
            "s.toml:2: locked.caller_id.mode: line 4 fixes the number, which is shown in every call",
        ),
        (
            f'[defaults.caller_id]\n{NUMBER}mode = "automated"\n',
            "s.toml:2: defaults.caller_id.number: "
            "with line 3 the rules choose, so nobody starts with this number",
        ),
        (
            '[locked.caller_id]\nmode = "automated"\n[agents."ana".caller_id]\nmode = "customized"\n',
            "s.toml:4: agents.ana.caller_id.mode: line 2 locks it for everybody",
        ),
        (
            f"[defaults.caller_id]\n{NUMBER}"
            '[ring_groups.sales]\nnumbers = ["+13105550199"]\nagents = ["bo*"]\n',
            "s.toml:2: defaults.caller_id.number: "
            "ring group sales (line 3) lacks it: its agents have to choose another",
        ),
        (
            '[ring_groups.sales]\nnumbers = []\nagents = ["ana"]\n'
            '[ring_groups.support]\nnumbers = []\nagents = ["Ana"]\n',
            "s.toml:6: ring_groups.support.agents: "
            "“Ana” and “ana” (line 3) differ only in case, so they are two agents",
        ),
        (
            f'[locked.caller_id]\nmode = "automated"\n[defaults.caller_id]\n{NUMBER}',
            "s.toml:4: defaults.caller_id.number: "
            "with line 2 the rules choose, so nobody starts with this number",
        ),
        (
            f"[locked.caller_id]\nenabled = false\n[defaults.caller_id]\n{NUMBER}",
            "s.toml:2: locked.caller_id.enabled: "
            "the list is hidden, and the number of line 4 is shown in every call",
        ),
        (
            f"[defaults.caller_id]\nenabled = false\n[locked.caller_id]\n{NUMBER}",
            "s.toml:2: defaults.caller_id.enabled: "
            "the list is hidden, and the number of line 4 is shown in every call",
        ),
        (
            f'[agents."ana".caller_id]\nmode = "automated"\n[locked.caller_id]\n{NUMBER}',
            "s.toml:2: agents.ana.caller_id.mode: line 4 fixes the number, which is shown in every call",
        ),
        (
            f'[defaults.caller_id]\nmode = "automated"\n[agents."ana".caller_id]\n{NUMBER}',
            "s.toml:2: defaults.caller_id.mode: line 4 fixes the number, which is shown in every call",
        ),
        (
            f'[agents."ana".caller_id]\n{NUMBER}[dedicated_lines]\n"+14155550123" = "bo"\n',
            "s.toml:2: agents.ana.caller_id.number: it is bo's dedicated line (line 4)",
        ),
        (
            f'[agents."ana".caller_id]\n{NUMBER}'
            '[ring_groups.sales]\nnumbers = ["+13105550199"]\nagents = ["ana"]\n',
            "s.toml:2: agents.ana.caller_id.number: "
            "ana is in no ring group that has it; it is shown all the same",
        ),
        (
            '[locked.caller_id]\nallow_default = false\n[agents."ana".window]\nlook = "dark"\n'
            '[ring_groups.sales]\nnumbers = ["+13105550199"]\nagents = ["bo"]\n',
            "s.toml:3: agents.ana: "
            "ana is in no ring group, and with line 2 Default is not offered: no call can be placed",
        ),
        (
            "[locked.caller_id]\nenabled = false\nallow_default = false\n",
            "s.toml:3: locked.caller_id.allow_default: "
            "line 2 hides the list, so it does not matter what is offered in it",
        ),
        (
            "[locked.caller_id]\ninclude_outgoing_only_numbers = false\nautomated_uses_verified = true\n",
            "s.toml:2: locked.caller_id.include_outgoing_only_numbers: "
            "verified numbers are not in the list, but with line 3 the rules show them",
        ),
        (
            "[locked.dialing]\noutbound = false\n[locked.desktop]\nlinks_dial = true\n",
            "s.toml:4: locked.desktop.links_dial: with line 2 no call is placed, so no link places one",
        ),
        (
            '[supervisors]\nagents = ["Sam"]\n[ring_groups.sales]\nnumbers = []\nagents = ["sam"]\n',
            "s.toml:5: ring_groups.sales.agents: "
            "“sam” and “Sam” (line 2) differ only in case, so they are two agents",
        ),
        (
            '[ring_groups.sales]\nnumbers = []\nagents = ["Bo*"]\n[agents."bob"]\n',
            "s.toml:3: ring_groups.sales.agents: “Bo*” leaves out “bob” (line 4) for the case of its letters",
        ),
        (
            '[ring_groups.sales]\nnumbers = []\nagents = ["a"]\n'
            '[ring_groups.Sales]\nnumbers = []\nagents = ["a"]\n',
            "s.toml:4: ring_groups.Sales: "
            "“Sales” and “sales” (line 1) differ only in case, so they are two ring groups",
        ),
        (
            '[agents."bo*".caller_id]\nmode = "automated"\n',
            "s.toml:1: agents.bo*: only names count here, and “bo*” is a pattern: it is nobody's",
        ),
        (
            '[locked.caller_id]\nlast_resort = "own_groups"\n',
            "s.toml:2: locked.caller_id.last_resort: there are no ring groups, so every number is in reach",
        ),
    ],
)
def test_two_lines_that_cannot_both_hold_are_named_with_what_wins(text, words):
    assert told(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        f"[locked.caller_id]\n{NUMBER}",
        '[locked.caller_id]\nmode = "automated"\nallow_default = true\n',
        f'[defaults.caller_id]\n{NUMBER}[ring_groups.sales]\nnumbers = ["+14155550123"]\nagents = ["*"]\n'
        '[ring_groups.support]\nnumbers = []\nagents = ["bo"]\n',
        '[ring_groups.sales]\nnumbers = []\nagents = ["ana", "bo*"]\n[agents."ana"]\n',
    ],
)
def test_what_holds_together_is_not_told(text):
    assert told(text) == []


@pytest.mark.parametrize("table", ["locked", 'agents."ana"', "defaults"])
def test_where_the_list_is_hidden_the_number_of_the_file_is_shown(table):
    text = f"[locked.caller_id]\nenabled = false\n[{table}.caller_id]\n{NUMBER}"
    if table == "locked":
        text = f"[locked.caller_id]\nenabled = false\n{NUMBER}"
    company = company_from_text(text, "s.toml")
    assert policy_of(company.settings, "ana").fixed == "+14155550123"


@pytest.mark.parametrize("table", ["caller_id", "callerId", "custom_data", "outbound_call_flows"])
def test_a_table_of_another_product_is_told_where_it_belongs(table):
    [problem] = company_from_text(f"[{table}]\nenabled = true\n", "s.toml").problems
    assert str(problem).endswith(
        "is not known here; expected put it under [locked.caller_id] or [defaults.caller_id]"
    )
