"""Who chose the number shown: said truly of every choice, over restarts, in the call that is kept."""

import pytest
from setting_caller_ids import LOS_ANGELES, NEW_YORK, SUPERVISORS, flex_selects, look, pick, set_by

STARTS = f'[organization]\nname = "Acme"\n[defaults.caller_id]\nnumber = "{NEW_YORK}"\n'


@pytest.fixture
def sam(open_desk, desk):
    return open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")


def said(desk, **pick) -> str:
    """What the call keeps as its reason."""
    softphone = desk.softphone
    return softphone.new_call(softphone.decide(softphone.read("+14155552671"), **pick)).reason


def restarted(desk, open_desk, **options):
    return open_desk(sandbox=desk.sandbox, **options)


def test_the_agents_own_pick_is_chosen_by_them_also_after_a_restart(desk, open_desk):
    pick(desk, NEW_YORK)
    assert said(desk) == "Chosen by you"
    assert said(restarted(desk, open_desk)) == "Chosen by you"


def test_the_companys_starting_number_is_suggested_by_the_company(open_desk):
    assert said(open_desk(settings=STARTS)) == "Suggested by Acme"


def test_a_company_without_a_name_is_still_not_the_agent(open_desk):
    assert (
        said(
            open_desk(
                settings=STARTS.split("[defaults")[0].replace('"Acme"', '""')
                + "[defaults"
                + STARTS.split("[defaults")[1]
            )
        )
        == "Suggested by your company"
    )


def test_an_agent_who_takes_the_starting_number_has_chosen_it(open_desk):
    desk = open_desk(settings=STARTS)
    pick(desk, NEW_YORK)
    assert said(desk) == "Chosen by you"


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({}, "Set by sam"),
        ({"why": "campaign"}, "Set by sam: campaign"),
        ({"pinned": True}, "Pinned by sam"),
        ({"pinned": True, "why": "campaign"}, "Pinned by sam: campaign"),
    ],
)
def test_a_supervisors_number_is_said_to_be_theirs_also_after_a_restart(desk, sam, open_desk, wish, words):
    set_by(sam, NEW_YORK, **wish)
    look(desk)
    assert said(desk) == words
    assert said(restarted(desk, open_desk)) == words


def test_flexs_number_is_said_to_be_flexs_also_after_a_restart(desk, open_desk):
    flex_selects(desk, NEW_YORK)
    look(desk)
    assert said(desk) == "Set by Twilio Flex"
    assert said(restarted(desk, open_desk)) == "Set by Twilio Flex"


def test_a_number_for_this_call_is_the_agents_whatever_is_set(desk, sam):
    set_by(sam, NEW_YORK)
    look(desk)
    assert said(desk, pick=LOS_ANGELES) == "Chosen by you"


def test_a_pick_that_an_older_version_kept_alone_is_nobodys_in_words(desk, open_desk, tmp_path):
    import sqlite3

    pick(desk, NEW_YORK)
    with sqlite3.connect(tmp_path / "softphone.sqlite") as database:
        database.execute("DROP TABLE pick_set")
    database.close()
    assert said(restarted(desk, open_desk)) == "Kept from before"
    assert said(restarted(desk, open_desk, task_router=False)) == "Chosen by you"
    again = restarted(desk, open_desk)
    look(again)
    assert said(again) == "Chosen by you"  # TaskRouter has said so


def test_what_an_older_version_has_picked_since_is_nobodys_in_words(desk, sam, open_desk, tmp_path):
    import sqlite3

    set_by(sam, NEW_YORK)
    look(desk)
    with sqlite3.connect(tmp_path / "softphone.sqlite") as database:
        database.execute("UPDATE pick SET pick = ?", (LOS_ANGELES,))
    database.close()
    assert said(restarted(desk, open_desk)) == "Kept from before"


@pytest.mark.parametrize("by", ["sam", "Twilio Flex"])
def test_what_counts_after_a_number_was_cleared_is_the_companys_suggestion(open_desk, by):
    desk = open_desk(settings=STARTS)
    if by == "sam":
        sam = open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")
        set_by(sam, LOS_ANGELES)
        look(desk)
        set_by(sam, "")
    else:
        flex_selects(desk, LOS_ANGELES)
        look(desk)
        flex_selects(desk, None)
    news = look(desk)
    assert news.template == "{by} cleared your caller ID ({time}): it is {caller_id} now."
    assert (news.values["by"], news.values["caller_id"]) == (by, "Sales New York")
    assert said(desk) == "Suggested by Acme"
    assert said(restarted(desk, open_desk, settings=STARTS)) == "Suggested by Acme"


def test_a_number_that_the_file_fixes_is_the_companys(open_desk):
    settings = f'[organization]\nname = "Acme"\n[locked.caller_id]\nnumber = "{NEW_YORK}"\n'
    assert said(open_desk(settings=settings)) == "Set for you by Acme"
    assert said(open_desk(settings=settings), pick=LOS_ANGELES) == "Set for you by Acme"


def test_a_pin_that_cannot_be_shown_names_who_pinned_it(desk, sam):
    set_by(sam, NEW_YORK, pinned=True)
    desk.sandbox.world.release(NEW_YORK)
    desk.softphone.numbers.refresh()
    look(desk)
    made = desk.softphone.decide(desk.softphone.read("+14155552671"))
    assert (made.can_call, made.asks) == (False, False)
    assert made.words.endswith(
        "It is not among the account's numbers (read at 10:00). Ask sam, who pinned it."
    )
