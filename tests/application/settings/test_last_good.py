"""The file as it was found, or its last good copy."""

import pytest

from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.settings.company import Company, Problem
from softphone.application.settings.declarations import ALLOW_DEFAULT, LAST_RESORT, MODE
from softphone.application.settings.last_good import Copy, Found, in_force, is_good
from softphone.application.settings.overlay import over, with_locks_of, without_locks
from softphone.application.settings.values import Source

LOCKED = '[locked.caller_id]\nmode = "automated"\n'
DISTRUST = Problem("file.toml", 1, "file", "can be written by others", "chmod go-w", is_about_trust=True)


def company(text: str, file: str = "file.toml") -> Company:
    return company_from_text(text, file)


def found(text: str, **how) -> Found:
    return Found("file.toml", company(text), text, **how)


def copy(text: str, file: str = "copy.toml") -> Copy:
    return Copy(company(text, file), text)


@pytest.mark.parametrize(
    ("it", "copies", "good"),
    [
        (found(LOCKED), (), True),
        (found(LOCKED, distrust=DISTRUST), (), False),
        (found("[locked"), (), False),
        (found("", is_there=False), (), False),
        (found(""), (), True),
        (found(""), (copy(LOCKED),), False),
        (found(LOCKED), (copy(LOCKED),), True),
        (found(LOCKED[:-1]), (copy(LOCKED),), True),
        (found(LOCKED), (copy(LOCKED + "# the end\n"),), True),
        (found(LOCKED), (copy(LOCKED + "allow_default = true\n"),), False),
    ],
)
def test_what_may_take_the_copys_place(it, copies, good):
    assert is_good(it, copies) == good


def test_a_later_copy_only_adds_locks():
    strong = copy('[locked.caller_id]\nmode = "customized"\n', "strong.toml")
    weak = copy(LOCKED + "allow_default = false\n", "weak.toml")
    settings = in_force(found("[locked"), (strong, weak)).settings
    mode, default = settings.in_force(MODE), settings.in_force(ALLOW_DEFAULT)
    assert (mode.value, mode.where) == ("customized", "strong.toml:2")
    assert (default.value, default.where) == (False, "weak.toml:3")


def test_what_is_wrong_with_the_file_is_told_beside_the_copy():
    company = in_force(found("[locked", distrust=DISTRUST), (copy(LOCKED),))
    assert [problem.key for problem in company.problems] == ["file", "file"]
    assert company.is_copy and company.is_sound


def test_a_file_that_never_was_good_is_not_sound():
    assert not in_force(found("[locked")).is_sound


def test_a_file_that_others_may_write_is_sound_though_it_locks_nothing():
    company = in_force(found(LOCKED, distrust=DISTRUST))
    assert (company.is_sound, company.settings.in_force(MODE).source) == (True, Source.DEFAULTS)


def test_entries_of_one_agent_are_as_little_trusted_as_locks():
    told = without_locks(company('[agents.ana.caller_id]\nmode = "automated"\n'))
    assert told.settings.in_force(MODE, "ana").source is Source.BUILT_IN


def test_the_stronger_company_wins_key_by_key():
    policy = company('[locked.caller_id]\nmode = "customized"\n[defaults.caller_id]\nlast_resort = "literal"')
    file = company(LOCKED + 'allow_default = false\n[agents.ana.caller_id]\nlast_resort = "own_groups"\n')
    settings = over(policy, file).settings
    assert (settings.text(MODE), settings.is_on(ALLOW_DEFAULT)) == ("customized", False)
    assert settings.text(LAST_RESORT, "ana") == "own_groups"


def test_locks_of_two_files_name_their_own_file():
    both = with_locks_of(company("", "one.toml"), company(LOCKED, "two.toml"))
    assert both.settings.in_force(MODE).where == "two.toml:2"
