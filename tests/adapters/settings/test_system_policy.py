r"""What Windows' policies and macOS' managed preferences set, as the tables of a file.

Reading HKEY_LOCAL_MACHINE and CoreFoundation themselves needs those systems and is not tested here.
"""

import sys

import pytest

from softphone.adapters.settings.system_policy import policy_company, policy_tables, tables_of_registry
from softphone.application.settings.declarations import ALLOW_DEFAULT, LAST_RESORT, MODE

WHERE = r"HKLM\Software\Policies\Softphone"


def company(tree):
    return policy_company(lambda: (tables_of_registry(tree), WHERE))


def test_a_policy_has_the_keys_of_the_file():
    read = company({"locked": {"caller_id": {"mode": "automated"}}})
    in_force = read.settings.in_force(MODE)
    assert (in_force.value, in_force.is_locked, in_force.where) == ("automated", True, WHERE)


@pytest.mark.parametrize(("number", "value"), [(0, False), (1, True)])
def test_yes_and_no_are_numbers_in_the_registry(number, value):
    read = company({"locked": {"caller_id": {"allow_default": number}}})
    assert (read.settings.is_on(ALLOW_DEFAULT), read.problems) == (value, ())


def test_another_number_is_no_yes():
    [problem] = company({"locked": {"caller_id": {"allow_default": 7}}}).problems
    assert str(problem) == f"{WHERE}: locked.caller_id.allow_default: 7 does not fit; expected true or false"


def test_lists_are_lists_and_one_line_is_a_list_of_one():
    read = company({"ring_groups": {"sales": {"numbers": ["+14155550100"], "agents": "ana"}}})
    assert (read.ring_groups.numbers_shared_with("ana"), read.problems) == ({"+14155550100"}, ())


def test_an_agents_own_entry_can_be_a_policy():
    read = company({"agents": {"ana": {"caller_id": {"last_resort": "own_groups"}}}})
    assert read.settings.in_force(LAST_RESORT, "ana").is_locked


def test_a_key_that_is_unknown_is_a_problem():
    [problem] = company({"lockd": {}}).problems
    assert str(problem) == f"{WHERE}: lockd: is not known here; expected locked (did you mean that?)"


def test_no_policy_says_nothing():
    assert policy_company(lambda: ({}, "")).problems == ()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="systems with policies of their own")
def test_here_the_system_sets_nothing():
    assert policy_tables() == ({}, "")
