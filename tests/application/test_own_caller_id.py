"""An agent's caller ID as TaskRouter keeps it: over machines, by supervisors, against Twilio Flex."""

import json

import pytest

from softphone.application.directory import Worker
from softphone.application.looking import Occasion
from softphone.application.team_preview import Wish
from softphone.domain import SoftphoneError
from softphone.domain.assignment_text import FLEX_KEY, KEY

NEW_YORK, LOS_ANGELES, DEFAULT_SHOWS = "+12125550101", "+13105550199", "+14155550100"
SUPERVISORS = '[supervisors]\nagents = ["sam", "kim"]\n'


@pytest.fixture
def sam(open_desk, desk):
    return open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")


def worker(desk, agent: str = "ana") -> Worker:
    return desk.router.directory.find(agent)


def attributes(desk, agent: str = "ana") -> dict:
    return json.loads(worker(desk, agent).attributes)


def flex_selects(desk, number) -> None:
    """Another program writes without asking for the version."""
    fetched = desk.router.directory.fetch(worker(desk).sid)
    told = {**json.loads(fetched.attributes), FLEX_KEY: number}
    desk.router.directory.update(fetched, json.dumps(told))


def set_by(supervisor, caller_id: str, agent: str = "ana", **wish):
    roster = supervisor.team.roster()
    members = [member for member in roster.members if member.agent == agent]
    applied = supervisor.team.apply(supervisor.team.preview(Wish(caller_id, **wish), members))
    assert [result.outcome for result in applied.results] == ["changed"]
    return applied


def look(desk, occasion=Occasion.CALL):
    desk.time.forward(60)
    return desk.softphone.look(occasion)


def pick(desk, number: str) -> str | None:
    desk.softphone.pick_number(number)
    desk.softphone.keep_pick()
    return desk.softphone.send_pick()


def test_a_pick_follows_the_agent_to_another_machine(desk, open_desk):
    pick(desk, NEW_YORK)
    other = open_desk(sandbox=desk.sandbox, machine="laptop")
    assert look(other).startswith("Your caller ID is now Sales New York (you, ")
    assert other.softphone.pick == NEW_YORK


def test_a_pick_leaves_what_other_programs_keep(desk):
    before = attributes(desk)
    pick(desk, NEW_YORK)
    after = attributes(desk)
    assert (after.pop(KEY)["caller_id"], after.pop(FLEX_KEY)) == (NEW_YORK, NEW_YORK)
    assert after == before


def test_what_a_supervisor_set_is_in_force_and_said_with_who_when_and_why(desk, sam):
    set_by(sam, NEW_YORK, why="campaign")
    news = look(desk)
    assert news.template == "Your caller ID is now {caller_id} ({by}, {time}: {why})."
    assert (news.values["caller_id"], news.values["by"], news.values["why"]) == (
        "Sales New York",
        "sam",
        "campaign",
    )
    assert desk.softphone.pick == NEW_YORK


def test_news_is_told_once(desk, sam):
    set_by(sam, NEW_YORK)
    look(desk)
    assert look(desk) is None


def test_what_a_supervisor_set_is_there_after_a_restart_without_the_network(desk, sam, open_desk):
    set_by(sam, NEW_YORK)
    look(desk)
    assert open_desk(sandbox=desk.sandbox, refreshed=False).softphone.pick == NEW_YORK


def test_a_call_in_progress_keeps_its_number(desk, sam):
    call = desk.connected()
    set_by(sam, NEW_YORK)
    look(desk)
    assert desk.softphone.calls.follow(call).caller_id == DEFAULT_SHOWS


def test_a_pin_cannot_be_changed_by_the_agent_who_sees_by_whom(desk, sam):
    set_by(sam, NEW_YORK, pinned=True)
    look(desk)
    with pytest.raises(SoftphoneError, match=r"^sam pinned your caller ID to Sales New York\.$"):
        desk.softphone.pick_number(LOS_ANGELES)
    assert desk.softphone.pick == NEW_YORK


def test_a_pin_binds_a_number_for_one_call_too(desk, sam):
    set_by(sam, NEW_YORK, pinned=True)
    look(desk)
    other = desk.softphone.decide(desk.softphone.read("+14155552671"), pick=LOS_ANGELES)
    with pytest.raises(SoftphoneError, match="sam pinned"):
        desk.softphone.new_call(other)


def test_a_pin_until_a_time_lets_go_by_itself(desk, sam):
    set_by(sam, NEW_YORK, pinned=True, until=int(desk.time.now()) + 3600)
    look(desk)
    desk.time.forward(3600)
    desk.softphone.pick_number(LOS_ANGELES)
    assert desk.softphone.pick == LOS_ANGELES


def test_a_pin_that_is_found_while_the_pick_is_sent_wins(desk, sam):
    desk.softphone.pick_number(LOS_ANGELES)
    set_by(sam, NEW_YORK, pinned=True)
    with pytest.raises(SoftphoneError, match="sam pinned your caller ID to Sales New York"):
        desk.softphone.send_pick()
    assert desk.softphone.pick == NEW_YORK


def test_without_a_pin_the_last_to_reach_twilio_wins_and_the_agent_is_told(desk, sam):
    desk.softphone.pick_number(LOS_ANGELES)
    set_by(sam, NEW_YORK)
    told = desk.softphone.send_pick()
    assert told.template.startswith("{by} set your caller ID to {caller_id} at {time}; your own choice")
    assert attributes(desk)[KEY]["caller_id"] == LOS_ANGELES


def test_without_a_pin_the_supervisor_is_told_of_what_came_later(desk, sam):
    applied = set_by(sam, NEW_YORK)
    pick(desk, LOS_ANGELES)
    (result,) = sam.team.overtaken(applied, sam.team.roster())
    assert (result.member.agent, result.words.values["by"]) == ("ana", "ana")


def test_what_was_set_until_a_time_goes_back_by_itself_and_is_said(desk, sam):
    pick(desk, LOS_ANGELES)
    set_by(sam, NEW_YORK, until=int(desk.time.now()) + 3600)
    look(desk)
    desk.time.forward(3600)
    assert look(desk) == "The time that sam set is over: your caller ID is Sales Los Angeles again."
    assert desk.softphone.pick == LOS_ANGELES


def test_a_time_that_is_over_is_over_without_the_network(desk, sam):
    pick(desk, LOS_ANGELES)
    set_by(sam, NEW_YORK, until=int(desk.time.now()) + 3600)
    look(desk)
    desk.time.forward(3600)
    assert desk.softphone.pick == LOS_ANGELES


def test_the_desk_writes_what_has_gone_back_so_that_flex_shows_it_too(desk, sam):
    pick(desk, LOS_ANGELES)
    set_by(sam, NEW_YORK, until=int(desk.time.now()) + 3600)
    desk.time.forward(3600)
    look(desk)
    assert attributes(desk)[FLEX_KEY] == LOS_ANGELES


def test_with_nothing_set_before_it_goes_back_to_what_the_settings_say(desk, sam):
    set_by(sam, NEW_YORK, until=int(desk.time.now()) + 3600)
    look(desk)
    desk.time.forward(3600)
    assert look(desk).endswith("the company's settings decide again.")
    assert desk.softphone.pick == "default"


def test_a_choice_in_twilio_flex_counts_as_one_by_twilio_flex(desk):
    pick(desk, LOS_ANGELES)
    desk.time.forward(600)
    flex_selects(desk, NEW_YORK)
    news = look(desk)
    assert (news.values["by"], desk.softphone.pick) == ("Twilio Flex", NEW_YORK)
    assert attributes(desk)[KEY]["by"] == "Twilio Flex"


def test_twilio_flex_cannot_change_a_pin(desk, sam):
    set_by(sam, NEW_YORK, pinned=True)
    flex_selects(desk, LOS_ANGELES)
    look(desk)
    assert (desk.softphone.pick, attributes(desk)[FLEX_KEY]) == (NEW_YORK, NEW_YORK)


def test_a_pick_of_this_machine_is_written_to_a_worker_that_nobody_has_set(desk, open_desk):
    alone = open_desk(sandbox=desk.sandbox, task_router=False)
    alone.softphone.pick_number(NEW_YORK)
    alone.softphone.keep_pick()
    now_with_task_router = open_desk(sandbox=desk.sandbox)
    assert look(now_with_task_router) is None
    assert attributes(desk)[KEY]["by"] == "ana"


def test_what_was_cleared_does_not_come_back_from_this_machine(desk, sam):
    pick(desk, LOS_ANGELES)
    set_by(sam, "")
    look(desk)
    look(desk)
    assert (desk.softphone.pick, attributes(desk)[KEY]["caller_id"]) == ("default", "")


def test_without_a_workspace_the_pick_is_local_and_it_is_said_what_is_missing(desk, open_desk):
    alone = open_desk(sandbox=desk.sandbox, task_router=False)
    assert pick(alone, NEW_YORK) is None
    assert alone.softphone.pick == NEW_YORK
    assert "twilio.workspace_sid" in alone.softphone.own.missing
    assert KEY not in attributes(desk)


def test_without_a_worker_the_pick_is_local_and_it_is_said_what_is_missing(open_desk):
    zoe = open_desk(agent="zoe")
    assert look(zoe) is None
    assert pick(zoe, NEW_YORK) is None
    assert (zoe.softphone.pick, zoe.softphone.own.missing.values) == (NEW_YORK, {"agent": "zoe"})


def test_a_worker_is_found_by_its_client_too(open_desk):
    given = {"friendly_name": "Ana F", "attributes": '{"contact_uri": "client:ana"}'}
    desk = open_desk(account={"workers": [{"friendly_name": "bo"}, given]})
    look(desk)
    assert desk.softphone.own.missing == ""


def test_while_twilio_cannot_be_reached_the_pick_holds_and_is_sent_with_the_next_look(desk):
    look(desk)
    desk.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "503"})
    with pytest.raises(SoftphoneError):
        pick(desk, NEW_YORK)
    assert desk.softphone.pick == NEW_YORK
    look(desk)
    assert attributes(desk)[KEY]["caller_id"] == NEW_YORK


def test_a_pick_that_never_arrived_gives_way_to_what_was_set_after_it(desk, sam):
    look(desk)
    desk.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "503"})
    with pytest.raises(SoftphoneError):
        pick(desk, LOS_ANGELES)
    desk.time.forward(600)
    set_by(sam, NEW_YORK)
    assert "Sales New York" in look(desk)
    assert desk.softphone.pick == NEW_YORK


def test_a_key_without_permission_is_told_which_one_it_lacks(desk):
    look(desk)
    desk.sandbox.add_fault(
        {"request": "POST Workers", "nth": 1, "does": "error", "status": 403, "code": 70051}
    )
    with pytest.raises(SoftphoneError, match="“TaskRouter: Workers, read and update”"):
        pick(desk, NEW_YORK)


def test_attributes_that_cannot_be_read_are_left_alone(open_desk):
    given = {"friendly_name": "ana", "attributes": "not json"}
    desk = open_desk(account={"workers": [given], "incoming_phone_numbers": [{"phone_number": NEW_YORK}]})
    with pytest.raises(SoftphoneError, match="What Twilio keeps about ana cannot be read"):
        pick(desk, NEW_YORK)
    assert worker(desk).attributes == "not json"


def test_each_change_is_in_the_record_of_this_machine_once(desk, sam):
    pick(desk, LOS_ANGELES)
    desk.time.forward(60)
    set_by(sam, NEW_YORK, why="campaign", until=int(desk.time.now()) + 3600, pinned=True)
    look(desk)
    look(desk)
    rows = [(row.agent, row.change.by, row.change.old, row.change.new) for row in desk.team.record("ana")]
    assert rows == [("ana", "sam", LOS_ANGELES, NEW_YORK), ("ana", "ana", "", LOS_ANGELES)]


def test_reading_asks_twilio_once_and_no_more_for_a_call_at_once(desk):
    before = len(desk.sandbox.requests)
    desk.softphone.look(Occasion.TYPING)
    desk.softphone.look(Occasion.TYPING)
    desk.softphone.look(Occasion.CALL)
    assert len(desk.sandbox.requests) == before + 1
