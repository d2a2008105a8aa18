"""A supervisor sees everybody's caller ID, and what a change would do before it is made."""

import json

import pytest
from supervising import apply, member, members, preview, problems

from softphone.adapters.twilio.taskrouter.worker_text import FLEX_KEY
from softphone.application.team.roster import may_see_team
from softphone.domain import SoftphoneError
from softphone.sandbox.account import default_settings

NEW_YORK, SUPPORT, ANAS_LINE = "+12125550101", "+14155550111", "+14155550188"


# The roster


def test_the_roster_has_everybody_with_groups_mode_and_caller_id(sam):
    ana = member(sam)
    assert (ana.full_name, ana.ring_groups, ana.policy.mode, ana.caller_id, ana.activity) == (
        "Ana Ferreira",
        ("sales", "support"),
        "customized",
        "default",
        "Available",
    )


def test_the_roster_says_who_set_what_when_why_and_until_when(sam):
    until = int(sam.time.now()) + 3600
    apply(sam, NEW_YORK, "ana", until=until, pinned=True, why="campaign")
    there = member(sam).assignment
    assert (there.caller_id, there.by, there.at, there.until, there.pinned, there.why) == (
        NEW_YORK,
        "sam",
        int(sam.time.now()),
        until,
        True,
        "campaign",
    )


def test_the_roster_shows_what_twilio_flex_selected(sam):
    fetched = sam.router.directory.fetch(member(sam).sid)
    sam.router.directory.write(fetched, json.dumps({FLEX_KEY: NEW_YORK}))
    assert (member(sam).caller_id, member(sam).assignment.by) == (NEW_YORK, "Twilio Flex")


def test_the_roster_knows_who_is_in_a_call(sam, ana):
    ana.connected()
    assert [each.agent for each in members(sam) if each.is_in_call] == ["ana"]


def test_a_key_that_may_not_list_calls_does_not_know_who_is_in_one(sam):
    sam.sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "error", "status": 403, "code": 70051})
    assert member(sam).is_in_call is None


def test_a_key_that_may_not_read_workers_is_told_the_permission(sam):
    sam.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "error", "status": 403, "code": 70051})
    with pytest.raises(SoftphoneError, match="“twilio/taskrouter/workers/list and …/read”"):
        sam.team.roster()


def test_workers_of_many_pages_are_all_there(open_desk):
    workers = [{"friendly_name": f"agent {serial:04}"} for serial in range(2100)]
    sam = open_desk(agent="sam", account={"workers": workers})
    assert len(sam.team.roster().members) == 2100


@pytest.mark.parametrize(("agent", "offered"), [("sam", True), ("kim", True), ("ana", False)])
def test_the_settings_file_decides_to_whom_a_team_is_offered(sam, agent, offered):
    assert may_see_team(sam.softphone.company, agent) is offered


def test_without_a_workspace_it_is_said_what_is_missing(open_desk):
    alone = open_desk(agent="sam", settings=default_settings(), task_router=False)
    assert "workspace_sid under [locked.twilio]" in alone.team.missing
    with pytest.raises(SoftphoneError, match="workspace is not set"):
        alone.team.roster()


# The preview


def test_the_preview_says_what_changes(sam):
    (line,) = preview(sam, NEW_YORK, "ana").lines
    assert (line.now, line.then, line.will_change) == ("default", NEW_YORK, True)


def test_the_preview_says_who_may_not_use_a_number_and_why(sam):
    assert problems(sam, SUPPORT, "ana", "bo", "lea") == {
        "bo": "There is no ring group in common: it is in support, bo is in sales.",
        "lea": "There is no ring group in common: it is in support, lea is in freephone.",
    }


@pytest.mark.parametrize(
    ("caller_id", "words"),
    [
        (ANAS_LINE, "It is ana's dedicated line."),
        ("+15035550121", "It cannot carry calls."),
        ("+12155550122", "It is set to receive fax."),
        ("+19995550100", "It is not among the account's numbers."),
    ],
)
def test_the_preview_has_the_reasons_that_the_agent_would_see(sam, caller_id, words):
    assert problems(sam, caller_id, "bo") == {"bo": words}


@pytest.mark.parametrize(
    ("settings", "caller_id", "words"),
    [
        ('[agents.bo.caller_id]\nnumber = "+12125550101"\n', NEW_YORK, "gives bo Sales New York alone"),
        ('[agents.bo.caller_id]\nmode = "automated"\n', NEW_YORK, "Automated for bo: the rules choose"),
        ("[agents.bo.caller_id]\nallow_default = false\n", "default", "Default is not offered to bo"),
    ],
)
def test_the_preview_knows_what_the_settings_file_says_of_each(open_desk, settings, caller_id, words):
    sam = open_desk(agent="sam", settings=settings)
    found = problems(sam, caller_id, "ana", "bo")
    assert list(found) == ["bo"]
    assert words in found["bo"]


def test_the_preview_notes_who_pinned_it_and_who_is_in_a_call(sam, ana):
    apply(sam, NEW_YORK, "bo", pinned=True)
    ana.connected()
    notes = {line.member.agent: line.note for line in preview(sam, "default", "ana", "bo", "hal").lines}
    assert notes == {
        "ana": "The call in progress keeps its number.",
        "bo": "sam pinned Sales New York.",
        "hal": None,
    }


def test_a_time_that_is_over_is_refused(sam):
    with pytest.raises(SoftphoneError, match="That time is over already"):
        preview(sam, NEW_YORK, "ana", until=int(sam.time.now()))


def test_who_has_it_already_is_not_changed(sam):
    apply(sam, NEW_YORK, "ana")
    assert preview(sam, NEW_YORK, "ana").changing == 0
