"""A settings file that was read again: what counts then, and the one sentence about it."""

import pytest

from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.settings.company_changes import news_of
from softphone.application.settings.declarations import HOME_COUNTRY, MODE
from softphone.application.settings.origins import Rulebook

ACME = '[organization]\nname = "Acme"\n'
AUTOMATED = ACME + '[locked.caller_id]\nmode = "automated"\n'
WEST = '[ring_groups.west]\nnumbers = ["+14155550100"]\nagents = ["ana"]\n'
CUSTOMER = "+12125550142"


def book(toml: str) -> Rulebook:
    company = company_from_text(toml, "settings.toml")
    return Rulebook(company, company.settings, "ana")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (ACME, ACME, ""),
        (ACME, ACME + "# a comment\n", ""),
        (
            ACME,
            AUTOMATED,
            "Acme has changed “Who chooses the caller ID”. It is now: The rules (Automated)",
        ),
        (
            ACME,
            ACME + "[locked.caller_id]\nallow_default = false\n",
            "Acme has changed “Offer Default (automatic)”. It is now: No",
        ),
        (
            ACME + '[defaults.dialing]\nhome_country = "US"\n',
            ACME,
            "Acme has changed “Home country”. It is now: Not set",
        ),
        (
            ACME,
            ACME + '[locked.caller_id]\nmode = "customized"\n',
            "“Who chooses the caller ID” is now set by Acme.",
        ),
        (
            ACME + '[locked.caller_id]\nmode = "customized"\n',
            ACME,
            "“Who chooses the caller ID” is yours to change now.",
        ),
        (ACME, AUTOMATED + "allow_default = false\n", "Acme has changed settings: 2."),
        (ACME, ACME + WEST, "Acme has changed your ring groups."),
        (ACME, AUTOMATED + WEST, "Acme has changed your ring groups and settings: 1."),
        (
            ACME + WEST,
            ACME + WEST + '[ring_groups.east]\nnumbers = ["+12125550101"]\nagents = ["bo"]\n',
            "",
        ),
        (ACME, ACME + '[agents.bo.caller_id]\nmode = "automated"\n', ""),
        ("", WEST, "your company has changed your ring groups."),
    ],
)
def test_what_is_different_for_this_agent_is_one_sentence(before, after, words):
    assert news_of(book(before), book(after)) == words


def test_a_new_file_counts_at_once(open_desk):
    softphone = open_desk().softphone
    softphone.use_company(company_from_text(AUTOMATED, "settings.toml"))
    assert (softphone.settings.text(MODE), softphone.inventory.policy.agent_may_pick) == ("automated", False)


def test_what_the_user_chose_stays_theirs_where_it_is_not_locked(open_desk):
    softphone = open_desk().softphone
    softphone.prefer({HOME_COUNTRY.key: "BR"})
    softphone.use_company(company_from_text(AUTOMATED, "settings.toml"))
    assert softphone.settings.text(HOME_COUNTRY) == "BR"


def test_what_the_user_chose_is_back_when_a_lock_goes(open_desk):
    softphone = open_desk().softphone
    softphone.prefer({MODE.key: "automated"})
    softphone.use_company(company_from_text('[locked.caller_id]\nmode = "customized"\n', "settings.toml"))
    locked = softphone.settings.text(MODE)
    softphone.use_company(company_from_text("", "settings.toml"))
    assert (locked, softphone.settings.text(MODE)) == ("customized", "automated")


def test_the_pick_is_kept_and_counts_again_when_it_may(open_desk):
    softphone = open_desk().softphone
    softphone.pick.choose("+12125550101")
    softphone.use_company(company_from_text(WEST, "settings.toml"))
    asked = softphone.decide(softphone.read(CUSTOMER)).asks
    softphone.use_company(company_from_text("", "settings.toml"))
    shown = softphone.decide(softphone.read(CUSTOMER)).choice.caller_id
    assert (asked, shown.e164) == (True, "+12125550101")


def test_the_same_file_again_changes_nothing(open_desk):
    softphone = open_desk().softphone
    before = softphone.inventory
    assert (softphone.use_company(softphone.company), softphone.inventory is before) == ("", True)
