"""An agent's caller ID as TaskRouter keeps it: over machines, by supervisors, against Twilio Flex."""

import sqlite3
from dataclasses import replace

import pytest
from setting_caller_ids import (
    LOS_ANGELES,
    NEW_YORK,
    SUPERVISORS,
    attributes,
    flex_selects,
    look,
    pick,
    set_by,
)

from softphone.adapters.twilio.taskrouter.worker_text import FLEX_KEY, KEY
from softphone.application.caller_id.assignment_words import Choices
from softphone.application.caller_id.own_caller_id import OwnCallerId
from softphone.application.caller_id.poll_schedule import PollReason
from softphone.domain import SoftphoneError

DEFAULT_SHOWS = "+14155550100"


@pytest.fixture
def sam(open_desk, desk):
    return open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")


def test_a_pick_follows_the_agent_to_another_machine(desk, open_desk):
    pick(desk, NEW_YORK)
    other = open_desk(sandbox=desk.sandbox, machine="laptop")
    assert look(other).startswith("Your caller ID is now Sales New York (you, ")
    assert other.softphone.pick.in_force == NEW_YORK


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
    assert desk.softphone.pick.in_force == NEW_YORK


def test_news_is_told_once(desk, sam):
    set_by(sam, NEW_YORK)
    look(desk)
    assert look(desk) is None


def test_where_the_company_locks_automated_a_supervisors_number_counts_for_nothing_and_is_no_news(
    desk, sam, open_desk
):
    set_by(sam, NEW_YORK)
    locked = open_desk(sandbox=desk.sandbox, settings='[locked.caller_id]\nmode = "automated"\n')
    assert (look(locked), locked.softphone.pick.in_force) == (None, "default")


def test_what_a_supervisor_set_is_there_after_a_restart_without_the_network(desk, sam, open_desk):
    set_by(sam, NEW_YORK)
    look(desk)
    assert open_desk(sandbox=desk.sandbox, refreshed=False).softphone.pick.in_force == NEW_YORK


def test_a_pin_binds_after_a_restart_without_the_network_and_until_its_time(desk, sam, open_desk):
    set_by(sam, NEW_YORK, pinned=True, why="campaign", until=int(desk.time.now()) + 3600)
    look(desk)
    again = open_desk(sandbox=desk.sandbox, refreshed=False)
    assert again.softphone.pick.pinned == "sam pinned your caller ID to Sales New York until 11:00."
    assert again.softphone.pick.who_chose == "Pinned by sam: campaign"
    desk.time.forward(3600)
    assert (again.softphone.pick.pinned, again.softphone.pick.in_force) == (None, "default")


def test_a_pin_of_a_worker_that_is_gone_is_over_and_that_is_said(desk, sam):
    set_by(sam, NEW_YORK, pinned=True)
    look(desk)
    desk.sandbox.world.let_worker_go("ana")
    assert look(desk) == "Your caller ID is not set by anybody any more: the company's settings decide."
    assert (desk.softphone.pick.pinned, desk.softphone.pick.in_force) == (None, "default")


def test_a_pin_counts_though_another_process_holds_the_disk(desk, sam, tmp_path):
    set_by(sam, NEW_YORK, pinned=True)
    desk.softphone.load()  # the file is there
    other = sqlite3.connect(tmp_path / "softphone.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert "sam" in look(desk)
        assert desk.softphone.pick.in_force == NEW_YORK
    finally:
        other.close()
    look(desk)
    assert desk.softphone.pick.who_chose == "Pinned by sam"


@pytest.mark.parametrize(
    ("settings", "counts"),
    [
        ("", "Default (automatic)"),
        (f'[defaults.caller_id]\nnumber = "{LOS_ANGELES}"\n', "Sales Los Angeles"),
        ("[locked.caller_id]\nallow_default = false\n", "none: every call asks"),
    ],
)
def test_what_flex_took_back_is_said_as_what_counts_then(desk, open_desk, settings, counts):
    pick(desk, NEW_YORK)
    flex_selects(desk, None)
    other = open_desk(sandbox=desk.sandbox, settings=settings)
    news = look(other)
    assert (news.values["caller_id"], news.values["by"]) == (counts, "Twilio Flex")


def test_on_a_machine_that_keeps_nothing_what_flex_keeps_is_read_as_the_desk_starts(desk, open_desk):
    flex_selects(desk, NEW_YORK)
    laptop = open_desk(sandbox=desk.sandbox, machine="laptop")
    assert laptop.softphone.pick.at_task_router.is_due(PollReason.START)
    assert laptop.softphone.pick.look(PollReason.START) is None
    assert (laptop.softphone.pick.in_force, laptop.softphone.pick.who_chose) == (
        NEW_YORK,
        "Set by Twilio Flex",
    )
    assert not open_desk(sandbox=desk.sandbox, machine="laptop").softphone.pick.at_task_router.is_due(
        PollReason.START
    )


def test_a_call_in_progress_keeps_its_number(desk, sam):
    call = desk.connected()
    set_by(sam, NEW_YORK)
    look(desk)
    assert desk.softphone.calls.follow(call).caller_id == DEFAULT_SHOWS


def test_a_pin_cannot_be_changed_by_the_agent_who_sees_by_whom(desk, sam):
    set_by(sam, NEW_YORK, pinned=True)
    look(desk)
    with pytest.raises(SoftphoneError, match=r"^sam pinned your caller ID to Sales New York\.$"):
        desk.softphone.pick.choose(LOS_ANGELES)
    assert desk.softphone.pick.in_force == NEW_YORK


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
    desk.softphone.pick.choose(LOS_ANGELES)
    assert desk.softphone.pick.in_force == LOS_ANGELES


def test_a_pin_that_is_found_while_the_pick_is_sent_wins(desk, sam):
    desk.softphone.pick.choose(LOS_ANGELES)
    set_by(sam, NEW_YORK, pinned=True)
    with pytest.raises(SoftphoneError, match="sam pinned your caller ID to Sales New York"):
        desk.softphone.pick.send()
    assert desk.softphone.pick.in_force == NEW_YORK


def test_without_a_pin_the_last_to_reach_twilio_wins_and_the_agent_is_told(desk, sam):
    desk.softphone.pick.choose(LOS_ANGELES)
    set_by(sam, NEW_YORK)
    told = desk.softphone.pick.send()
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
    assert desk.softphone.pick.in_force == LOS_ANGELES


def test_a_time_that_is_over_is_over_without_the_network(desk, sam):
    pick(desk, LOS_ANGELES)
    set_by(sam, NEW_YORK, until=int(desk.time.now()) + 3600)
    look(desk)
    desk.time.forward(3600)
    assert desk.softphone.pick.in_force == LOS_ANGELES


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
    assert desk.softphone.pick.in_force == "default"


def test_a_choice_in_twilio_flex_counts_as_one_by_twilio_flex(desk):
    pick(desk, LOS_ANGELES)
    desk.time.forward(600)
    flex_selects(desk, NEW_YORK)
    news = look(desk)
    assert (news.values["by"], desk.softphone.pick.in_force) == ("Twilio Flex", NEW_YORK)
    assert attributes(desk)[KEY]["by"] == "Twilio Flex"


def test_twilio_flex_cannot_change_a_pin(desk, sam):
    set_by(sam, NEW_YORK, pinned=True)
    flex_selects(desk, LOS_ANGELES)
    look(desk)
    assert (desk.softphone.pick.in_force, attributes(desk)[FLEX_KEY]) == (NEW_YORK, NEW_YORK)


def test_a_pick_of_this_machine_is_written_to_a_worker_that_nobody_has_set(desk, open_desk):
    alone = open_desk(sandbox=desk.sandbox, task_router=False)
    alone.softphone.pick.choose(NEW_YORK)
    alone.softphone.pick.keep()
    now_with_task_router = open_desk(sandbox=desk.sandbox)
    assert look(now_with_task_router) is None
    assert attributes(desk)[KEY]["by"] == "ana"


def test_what_was_cleared_does_not_come_back_from_this_machine(desk, sam):
    pick(desk, LOS_ANGELES)
    set_by(sam, "")
    look(desk)
    look(desk)
    assert (desk.softphone.pick.in_force, attributes(desk)[KEY]["caller_id"]) == ("default", "")


def test_each_change_is_in_the_record_of_this_machine_once(desk, sam):
    pick(desk, LOS_ANGELES)
    desk.time.forward(60)
    set_by(sam, NEW_YORK, why="campaign", until=int(desk.time.now()) + 3600, pinned=True)
    look(desk)
    look(desk)
    rows = [(row.agent, row.change.by, row.change.old, row.change.new) for row in desk.team.record("ana")]
    assert rows == [("ana", "sam", LOS_ANGELES, NEW_YORK), ("ana", "ana", "", LOS_ANGELES)]


class PickedMeanwhile:
    """A directory; while it fetches, the agent picks."""

    def __init__(self, directory, pick) -> None:
        self._directory, self._pick = directory, pick

    def find(self, agent):
        self._pick()
        return self._directory.find(agent)

    def fetch(self, sid):
        self._pick()
        return self._directory.fetch(sid)

    def update(self, worker, kept):
        self._pick()
        return self._directory.update(worker, kept)


@pytest.mark.parametrize("expired", [False, True])
def test_a_pick_made_while_a_look_is_under_way_is_not_lost(desk, sam, expired):
    set_by(sam, LOS_ANGELES, until=int(desk.time.now()) + 3600 if expired else 0)
    desk.time.forward(3600)
    picks = [lambda: own.choose(NEW_YORK)]
    directory = PickedMeanwhile(desk.router.directory, lambda: picks.pop()() if picks else None)
    own = OwnCallerId("ana", replace(desk.router, directory=directory), desk.time)
    choices = Choices(desk.softphone.inventory.account, desk.softphone.inventory.policy)
    own.look(PollReason.CALL, "", choices)
    own.send(choices)
    assert (own.in_force(""), attributes(desk)[KEY]["caller_id"]) == (NEW_YORK, NEW_YORK)


def test_an_agent_without_a_worker_is_looked_for_once_an_hour(open_desk):
    zoe = open_desk(agent="zoe")
    for _ in range(90):
        look(zoe)
    assert sum(request.kind == "GET Workers" for request in zoe.sandbox.requests) == 4


def test_reading_asks_twilio_once_as_one_types_and_once_for_each_call(desk):
    before = len(desk.sandbox.requests)
    desk.softphone.pick.look(PollReason.TYPING)
    desk.softphone.pick.look(PollReason.TYPING)
    desk.softphone.pick.look(PollReason.CALL)
    assert len(desk.sandbox.requests) == before + 3  # the first finds the worker by name, then reads it
