"""A supervisor's work: everybody's caller ID seen, many changed, all taken back."""

import json

import pytest

from softphone.application.roster import may_see_team
from softphone.application.team import Outcome
from softphone.application.team_preview import Wish
from softphone.domain import SoftphoneError
from softphone.domain.assignment_text import FLEX_KEY, KEY
from softphone.sandbox.account import default_settings

NEW_YORK, LOS_ANGELES, SUPPORT, ANAS_LINE = "+12125550101", "+13105550199", "+14155550111", "+14155550188"


@pytest.fixture
def sam(open_desk):
    return open_desk(agent="sam", settings=default_settings(), machine="sam")


@pytest.fixture
def kim(open_desk, sam):
    return open_desk(agent="kim", settings=default_settings(), machine="kim", sandbox=sam.sandbox)


@pytest.fixture
def ana(open_desk, sam):
    return open_desk(settings=default_settings(), machine="ana", sandbox=sam.sandbox)


def members(desk, *agents: str):
    everybody = desk.team.roster().members
    return [member for member in everybody if not agents or member.agent in agents]


def member(desk, agent: str = "ana"):
    return members(desk, agent)[0]


def preview(desk, caller_id: str, *agents: str, **wish):
    return desk.team.preview(Wish(caller_id, **wish), members(desk, *agents))


def apply(desk, caller_id: str, *agents: str, **wish):
    return desk.team.apply(preview(desk, caller_id, *agents, **wish))


def problems(desk, caller_id: str, *agents: str) -> dict[str, str]:
    return {
        line.member.agent: line.problem for line in preview(desk, caller_id, *agents).lines if line.problem
    }


def outcomes(applied) -> list[Outcome]:
    return [result.outcome for result in applied.results]


def attributes(desk, agent: str = "ana") -> dict:
    return json.loads(desk.router.directory.find(agent).attributes)


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
    sam.router.directory.update(fetched, json.dumps({FLEX_KEY: NEW_YORK}))
    assert (member(sam).caller_id, member(sam).assignment.by) == (NEW_YORK, "Twilio Flex")


def test_the_roster_knows_who_is_in_a_call(sam, ana):
    ana.connected("+12125550142")
    assert [each.agent for each in members(sam) if each.is_in_call] == ["ana"]


def test_a_key_that_may_not_list_calls_does_not_know_who_is_in_one(sam):
    sam.sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "error", "status": 403, "code": 70051})
    assert member(sam).is_in_call is None


def test_a_key_that_may_not_read_workers_is_told_the_permission(sam):
    sam.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "error", "status": 403, "code": 70051})
    with pytest.raises(SoftphoneError, match="“TaskRouter: Workers, read”"):
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
        ("+19995550100", "The account does not have it any more."),
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
    ana.connected("+12125550142")
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


# The change


def test_a_change_is_made_for_those_who_may_and_told_for_each(sam):
    told = []
    plan = preview(sam, SUPPORT, "ana", "bo", "dee")
    applied = sam.team.apply(
        plan, lambda done, total, result: told.append((done, total, result.member.agent))
    )
    assert outcomes(applied) == ["changed", "refused", "changed"]
    assert told == [(1, 3, "ana"), (2, 3, "bo"), (3, 3, "dee")]


def test_a_change_leaves_what_other_programs_keep(sam):
    before = attributes(sam)
    apply(sam, NEW_YORK, "ana")
    after = attributes(sam)
    assert (after.pop(KEY)["by"], after.pop(FLEX_KEY)) == ("sam", NEW_YORK)
    assert after == before


def test_a_change_waits_when_twilio_takes_too_many_requests(sam):
    sam.sandbox.add_fault({"request": "POST Workers", "nth": 1, "does": "429"})
    sam.sandbox.add_fault({"request": "POST Workers", "nth": 2, "does": "429"})
    began = sam.time.now()
    assert outcomes(apply(sam, NEW_YORK, "ana")) == ["changed"]
    assert sam.time.now() - began == 3


def test_a_change_that_twilio_never_takes_is_a_failure_of_that_agent_alone(sam):
    plan = preview(sam, NEW_YORK, "ana", "bo")
    sam.sandbox.add_fault({"request": "POST Workers", "nth": 1, "does": "500", "executed": False})
    assert outcomes(sam.team.apply(plan)) == ["failed", "changed"]


def test_a_key_that_may_not_write_is_told_the_permission_and_asks_no_more(sam):
    plan = preview(sam, NEW_YORK, "ana", "bo", "cyd")
    sam.sandbox.add_fault(
        {"request": "POST Workers", "every": 1, "does": "error", "status": 403, "code": 70051}
    )
    applied = sam.team.apply(plan)
    assert outcomes(applied) == ["failed", "not done", "not done"]
    assert "“TaskRouter: Workers, read and update”" in applied.results[-1].words


def test_a_change_that_others_spoil_three_times_says_so(sam):
    sam.sandbox.add_fault(
        {"request": "POST Workers", "every": 1, "does": "error", "status": 412, "code": 20412}
    )
    (result,) = apply(sam, NEW_YORK, "ana").results
    assert (result.outcome, "each of three times" in result.words) == ("failed", True)
    assert sum(request.kind == "POST Workers" for request in sam.sandbox.requests) == 3


def test_a_change_that_was_written_over_once_is_made_again(sam):
    sam.sandbox.add_fault(
        {"request": "POST Workers", "nth": 1, "does": "error", "status": 412, "code": 20412}
    )
    assert outcomes(apply(sam, NEW_YORK, "ana")) == ["changed"]


def test_a_change_can_be_cancelled(sam):
    done = []
    plan = preview(sam, NEW_YORK, "ana", "bo", "cyd")
    applied = sam.team.apply(plan, lambda *each: done.append(each), lambda: len(done) == 1)
    assert outcomes(applied) == ["changed", "not done", "not done"]


def test_a_change_that_replaces_what_came_since_the_preview_says_so(sam, ana):
    plan = preview(sam, NEW_YORK, "ana")
    ana.softphone.pick_number(LOS_ANGELES)
    ana.softphone.send_pick()
    (result,) = sam.team.apply(plan).results
    assert (result.outcome, result.words.values["by"]) == ("changed", "ana")


def test_a_pin_that_came_since_the_preview_wins(sam, kim):
    plan = preview(sam, NEW_YORK, "ana")
    apply(kim, LOS_ANGELES, "ana", pinned=True)
    (result,) = sam.team.apply(plan).results
    assert (result.outcome, "kim pinned" in result.words) == ("overruled", True)
    assert attributes(sam)[KEY]["caller_id"] == LOS_ANGELES


def test_a_pin_that_was_seen_can_be_taken_off_by_another_supervisor(sam, kim):
    apply(kim, LOS_ANGELES, "ana", pinned=True)
    assert outcomes(apply(sam, "default", "ana")) == ["changed"]


def test_clearing_leaves_it_to_the_settings(sam):
    apply(sam, NEW_YORK, "ana")
    apply(sam, "", "ana")
    assert (member(sam).caller_id, FLEX_KEY in attributes(sam)) == ("default", False)


# Undo


def test_an_undo_restores_exactly_what_was_there(sam, kim):
    apply(kim, LOS_ANGELES, "ana", until=int(sam.time.now()) + 3600, pinned=True, why="until five")
    before = member(sam).assignment
    sam.team.undo(apply(sam, NEW_YORK, "ana"))
    assert member(sam).assignment == before


def test_an_undo_leaves_alone_whom_somebody_changed_since_and_says_so(sam, ana):
    applied = apply(sam, NEW_YORK, "ana", "bo")
    ana.softphone.look("before a call")
    ana.softphone.pick_number(LOS_ANGELES)
    ana.softphone.send_pick()
    undone = sam.team.undo(applied)
    assert outcomes(undone) == ["overruled", "changed"]
    assert undone.results[0].words.values["by"] == "ana"


def test_an_undo_of_what_has_gone_back_by_itself_has_nothing_to_do(sam):
    applied = apply(sam, NEW_YORK, "ana", until=int(sam.time.now()) + 60)
    sam.time.forward(60)
    assert outcomes(sam.team.undo(applied)) == ["as before"]
    assert member(sam).caller_id == "default"


def test_an_undo_is_in_the_record(sam):
    sam.team.undo(apply(sam, NEW_YORK, "ana"))
    latest = sam.team.record("ana")
    assert {(row.change.old, row.change.new, row.change.why) for row in latest} == {
        ("", NEW_YORK, ""),
        (NEW_YORK, "", "undo"),
    }


def test_the_record_of_other_supervisors_is_read_from_the_workers(sam, kim):
    apply(kim, NEW_YORK, "ana", why="campaign")
    sam.team.roster()
    assert [(row.agent, row.change.by, row.change.why) for row in sam.team.record()] == [
        ("ana", "kim", "campaign")
    ]
