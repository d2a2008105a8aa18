"""What a company's settings file means, and what is wrong with it."""

import pytest

from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.caller_id.inventory import inventory_of, policy_of
from softphone.domain import Account
from softphone.domain.caller_id.policy import CallerIdPolicy, Mode

WHOLE = """\
[organization]
name = "Acme"
contact = "it@acme.example"

[locked.caller_id]
mode = "customized"
allow_default = true

[defaults.caller_id]
include_outgoing_only_numbers = false

[agents."ana".caller_id]
mode = "automated"

[ring_groups.sales]
numbers = ["+14155550123", "+13105550199"]
agents = ["ana", "bo*"]

[dedicated_lines]
"+14155550188" = "ana"

[supervisors]
agents = ["sam"]
"""


def problems(text: str) -> list[str]:
    return [str(problem) for problem in company_from_text(text, "settings.toml").problems]


def policy(text: str, agent: str = "ana") -> CallerIdPolicy:
    return policy_of(company_from_text(text, "settings.toml").settings, agent)


def test_a_file_as_the_contract_shows_it_has_no_problems():
    assert problems(WHOLE) == []


def test_a_file_says_who_the_company_is():
    company = company_from_text(WHOLE, "settings.toml")
    assert (company.name, company.contact, company.supervisors) == ("Acme", "it@acme.example", ("sam",))


def test_a_file_says_who_shares_which_numbers():
    groups = company_from_text(WHOLE, "settings.toml").ring_groups
    assert groups.numbers_shared_with("bob") == {"+14155550123", "+13105550199"}
    assert groups.dedicated_lines == {"+14155550188": "ana"}


def test_an_empty_file_changes_nothing():
    company = company_from_text("", "settings.toml")
    assert (company.problems, dict(company.ring_groups.groups), company.settings.locked) == ((), {}, {})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[locked.caller_id]\nmodes = "automated"',
         "2: locked.caller_id.modes: is not a setting; expected caller_id.mode (did you mean that?)"),
        ('[lockd.caller_id]\nmode = "automated"',
         "1: lockd: is not known here; expected locked (did you mean that?)"),
        ('[locked.caller_id]\nmode = "manual"',
         "2: locked.caller_id.mode: 'manual' does not fit; expected \"customized\" or \"automated\""),
        ("[locked.caller_id]\nallow_default = 1",
         "2: locked.caller_id.allow_default: 1 does not fit; expected true or false"),
        ('[locked.caller_id]\nnumber = "415 555 0123"',
         "2: locked.caller_id.number: '415 555 0123' does not fit; expected a number in E.164, such as "
         '"+14155550123"'),
        ("[locked]\ncaller_id = true",
         "2: locked.caller_id: is true or false; expected a table of settings"),
        ("[locked.callerid]",
         "1: locked.callerid: is not known here; expected caller_id (did you mean that?)"),
        ("locked = 5", "1: locked: is a number; expected a table"),
        ("[ring_groups]\nsales = []", "2: ring_groups.sales: is a list; expected a table"),
        ('[ring_groups.sales]\nnumbers = "+14155550123"',
         "2: ring_groups.sales.numbers: is text; expected a list"),
        ('[ring_groups.sales]\nagents = [3]',
         "2: ring_groups.sales.agents: 3 is no name; expected agent names, or patterns with *"),
        ('[ring_groups.sales]\nagent = ["ana"]',
         "2: ring_groups.sales.agent: is not known here; expected agents (did you mean that?)"),
        ('[dedicated_lines]\n"4155550188" = "ana"',
         "2: dedicated_lines.4155550188: '4155550188' does not fit; expected a number in E.164, such as "
         '"+14155550123"'),
        ("[organization]\nname = 1979-05-27", "2: organization.name: is a date; expected text"),
        ('[organization]\nowner = "Ana"',
         "2: organization.owner: is not known here; expected one of contact, name"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_its_key_and_what_was_expected(text, problem):
    assert problems(text) == ["settings.toml:" + problem]


def test_all_mistakes_are_found_at_once():
    text = '[locked.caller_id]\nmode = 1\nallow_default = "yes"\n[ring_groups.sales]\nnumbers = ["x", "y"]\n'
    assert [problem.split(":")[1] for problem in problems(text)] == ["2", "3", "5", "5"]


def test_what_is_right_counts_beside_what_is_wrong():
    text = '[locked.caller_id]\nmode = "manual"\nallow_default = false\n'
    assert not policy(text).allow_default


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", CallerIdPolicy()),
        ('[locked.caller_id]\nmode = "automated"', CallerIdPolicy(mode=Mode.AUTOMATED)),
        ("[locked.caller_id]\nallow_default = false", CallerIdPolicy(allow_default=False)),
        ("[defaults.caller_id]\ninclude_outgoing_only_numbers = false",
         CallerIdPolicy(include_verified=False)),
        ('[defaults.caller_id]\nnumber = "+14155550123"', CallerIdPolicy(starts_with="+14155550123")),
        ('[locked.caller_id]\nnumber = "+14155550123"', CallerIdPolicy(fixed="+14155550123")),
        ('[agents.ana.caller_id]\nnumber = "+14155550123"', CallerIdPolicy(fixed="+14155550123")),
        ('[agents.bo.caller_id]\nnumber = "+14155550123"', CallerIdPolicy()),
        ("[locked.caller_id]\nenabled = false", CallerIdPolicy(mode=Mode.AUTOMATED)),
        ('[locked.caller_id]\nenabled = false\nnumber = "+14155550123"',
         CallerIdPolicy(mode=Mode.AUTOMATED, fixed="+14155550123")),
        ('[locked.caller_id]\nmode = "customized"\n[agents.ana.caller_id]\nmode = "automated"',
         CallerIdPolicy()),
    ],
)  # fmt: skip
def test_the_file_makes_the_agents_policy(text, expected):
    assert policy(text) == expected


@pytest.mark.parametrize(
    ("text", "uses_verified", "own_groups_only"),
    [
        ("", False, False),
        ("[defaults.caller_id]\nautomated_uses_verified = true", True, False),
        ('[locked.caller_id]\nlast_resort = "own_groups"', False, True),
        ('[agents.ana.caller_id]\nlast_resort = "own_groups"', False, True),
        ('[agents.bo.caller_id]\nlast_resort = "own_groups"', False, False),
    ],
)
def test_the_file_makes_the_agents_pool(text, uses_verified, own_groups_only):
    company = company_from_text(text, "settings.toml")
    pool = inventory_of(Account.of([]), 0.0, company, company.settings, "ana").pool
    assert (pool.uses_verified, pool.own_groups_only) == (uses_verified, own_groups_only)
