"""A supervisor changes many at once and takes it back; each agent has a result of their own."""

from supervising import apply, attributes, member, outcomes, preview

from softphone.adapters.twilio.taskrouter.worker_text import FLEX_KEY, KEY

NEW_YORK, LOS_ANGELES, SUPPORT = "+12125550101", "+13105550199", "+14155550111"


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
    assert "“twilio/taskrouter/workers/read and …/update”" in applied.results[-1].words


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
    ana.softphone.pick.choose(LOS_ANGELES)
    ana.softphone.pick.send()
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
    ana.softphone.pick.look("before a call")
    ana.softphone.pick.choose(LOS_ANGELES)
    ana.softphone.pick.send()
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
