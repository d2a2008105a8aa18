"""The agent's pick: kept over restarts, checked before every call, never swapped."""

import pytest

from softphone.domain import SoftphoneError

CUSTOMER = "+14155552671"
PICKED, DEFAULT_SHOWS = "+12125550101", "+14155550100"
GROUPS = '[ring_groups.sales]\nnumbers = ["+14155550100", "+12125550101"]\nagents = ["ana"]\n'


def decision(desk, pick=None):
    return desk.softphone.decide(desk.softphone.read(CUSTOMER), pick=pick)


def shown(desk) -> str:
    return decision(desk).choice.caller_id.e164


def test_before_a_pick_default_is_shown(desk):
    assert (desk.softphone.pick.in_force, shown(desk)) == ("default", DEFAULT_SHOWS)


def test_the_pick_is_shown(desk):
    desk.softphone.pick.choose(PICKED)
    desk.softphone.pick.keep()
    assert (desk.softphone.pick.in_force, shown(desk)) == (PICKED, PICKED)


def test_the_pick_is_dialled(desk):
    desk.softphone.pick.choose(PICKED)
    desk.softphone.pick.keep()
    desk.connected()
    assert {leg["from"] for leg in desk.legs} == {PICKED}


def test_the_pick_is_there_after_a_restart(desk, open_desk):
    desk.softphone.pick.choose(PICKED)
    desk.softphone.pick.keep()
    assert open_desk(sandbox=desk.sandbox).softphone.pick.in_force == PICKED


def test_default_can_be_picked_again(desk, open_desk):
    desk.softphone.pick.choose(PICKED)
    desk.softphone.pick.keep()
    desk.softphone.pick.choose("default")
    desk.softphone.pick.keep()
    assert shown(open_desk(sandbox=desk.sandbox)) == DEFAULT_SHOWS


def test_two_agents_on_one_machine_do_not_see_each_others_pick(desk, open_desk):
    desk.softphone.pick.choose(PICKED)
    desk.softphone.pick.keep()
    assert open_desk(agent="bo", sandbox=desk.sandbox).softphone.pick.in_force == "default"


def test_a_pick_for_one_decision_is_not_kept(desk):
    assert decision(desk, pick=PICKED).choice.caller_id.e164 == PICKED
    assert desk.softphone.pick.in_force == "default"


def test_a_pick_that_was_released_asks_and_is_not_swapped(desk):
    desk.softphone.pick.choose(PICKED)
    desk.softphone.pick.keep()
    desk.sandbox.world.release(PICKED)
    desk.softphone.numbers.refresh()
    made = decision(desk)
    assert (made.choice.caller_id, made.asks) == (None, True)


def test_a_call_with_a_pick_that_was_released_since_it_was_shown_is_refused(desk):
    desk.softphone.pick.choose(PICKED)
    desk.softphone.pick.keep()
    made = decision(desk)
    desk.sandbox.world.release(PICKED)
    desk.softphone.numbers.refresh()
    with pytest.raises(SoftphoneError, match="can no longer be shown"):
        desk.softphone.new_call(made)


def test_a_call_with_a_choice_that_was_released_since_it_was_shown_is_refused(desk):
    made = decision(desk)
    desk.sandbox.world.release(DEFAULT_SHOWS)
    desk.softphone.numbers.refresh()
    with pytest.raises(SoftphoneError, match="does not have it any more"):
        desk.softphone.new_call(made)


def test_a_call_without_a_number_to_show_is_refused(open_desk):
    desk = open_desk(account={"incoming_phone_numbers": []})
    with pytest.raises(SoftphoneError, match="no number to show"):
        desk.softphone.new_call(decision(desk))


def test_a_refused_call_rings_nobody_and_is_not_in_recents(open_desk):
    desk = open_desk(account={"incoming_phone_numbers": []})
    with pytest.raises(SoftphoneError):
        desk.softphone.new_call(decision(desk))
    assert (desk.legs, list(desk.softphone.calls.recent())) == ([], [])


@pytest.mark.parametrize(
    ("settings", "pick", "words"),
    [
        ('[locked.caller_id]\nmode = "automated"\n', PICKED, "Your caller ID is set by your company."),
        (
            f'[locked.caller_id]\nnumber = "{PICKED}"\n',
            DEFAULT_SHOWS,
            "Your caller ID is set by your company.",
        ),
        ('[organization]\nname = "Acme"\n[locked.caller_id]\nenabled = false\n', PICKED, "is set by Acme."),
        ("[locked.caller_id]\nallow_default = false\n", "default", "Default is not offered here."),
        (GROUPS, "+13125550102", "There is no ring group in common: it is in none, you are in sales."),
        ("", "+19995550100", "It is not among the account's numbers (read at 10:00)."),
        ("", "+15035550121", "It cannot carry calls."),
        ("", "+12155550122", "It is set to receive fax."),
    ],
)
def test_a_pick_that_is_not_the_agents_to_make_is_refused(open_desk, settings, pick, words):
    desk = open_desk(settings=settings)
    before = desk.softphone.pick.in_force
    with pytest.raises(SoftphoneError) as refused:
        desk.softphone.pick.choose(pick)
        desk.softphone.pick.keep()
    assert refused.value.what.endswith(words)
    assert desk.softphone.pick.in_force == before


def test_with_nothing_picked_and_no_default_the_call_asks(open_desk):
    desk = open_desk(settings="[locked.caller_id]\nallow_default = false\n")
    assert decision(desk).asks


def test_a_number_fixed_for_the_agent_is_dialled(open_desk):
    desk = open_desk(settings=f'[agents.ana.caller_id]\nnumber = "{PICKED}"\n')
    call = desk.connected()
    assert (call.rule, {leg["from"] for leg in desk.legs}) == ("fixed", {PICKED})


def test_an_emergency_number_of_the_accounts_countries_is_not_read(desk):
    with pytest.raises(SoftphoneError, match="190 is an emergency number"):
        desk.softphone.read("190")
