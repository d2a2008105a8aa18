"""Where a setting comes from, in words, with file and line."""

import pytest

from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.settings.declarations import MODE
from softphone.application.settings.origins import Rulebook

FILE = "/etc/softphone/settings.toml"
NAMED = '[organization]\nname = "Acme"\ncontact = "it@acme.example"\n'


def origin(toml: str, agent: str = "ana", **chosen: str):
    company = company_from_text(toml, FILE)
    values = {key.replace("__", "."): value for key, value in chosen.items()}
    return Rulebook(company, company.settings.with_user(values), agent).origin(MODE)


@pytest.mark.parametrize(
    ("toml", "words", "where"),
    [
        ('[locked.caller_id]\nmode = "automated"\n', "Set by Acme (it@acme.example)", f"{FILE}:5"),
        (
            '[agents.ana.caller_id]\nmode = "automated"\n',
            "Set for you by Acme (it@acme.example)",
            f"{FILE}:5",
        ),
        ('[defaults.caller_id]\nmode = "automated"\n', "Suggested by Acme (it@acme.example)", f"{FILE}:5"),
        ("", "Built in", ""),
    ],
)
def test_each_source_has_its_words_and_its_place(toml, words, where):
    found = origin(NAMED + toml)
    assert (found.words, found.where) == (words, where)


def test_what_the_user_chose_is_theirs():
    found = origin(NAMED, caller_id__mode="automated")
    assert (found.words, found.where, found.is_locked) == ("Chosen by you", "", False)


@pytest.mark.parametrize(
    ("organization", "words"),
    [
        ("", "Set by your company"),
        ('[organization]\nname = "Acme"\n', "Set by Acme"),
        ('[organization]\ncontact = "ext. 100"\n', "Set by your company (ext. 100)"),
    ],
)
def test_who_has_locked_is_named_as_far_as_the_file_says(organization, words):
    assert origin(organization + '[locked.caller_id]\nmode = "automated"\n').words == words


def test_an_agents_entry_is_not_told_to_another_agent():
    found = origin('[agents.ana.caller_id]\nmode = "automated"\n', agent="bo")
    assert (found.words, found.value) == ("Built in", "customized")
