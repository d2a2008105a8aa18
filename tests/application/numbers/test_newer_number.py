"""A number that is newer than the list: the list is read again, once, and its age is named."""

import pytest
from setting_caller_ids import SUPERVISORS, flex_selects, set_by

from softphone.application.check_at_press import check_at_press, check_with_newer_list, showing
from softphone.domain.errors import SoftphoneError

NEW = "+13055550177"
LOCKED = f'[locked.caller_id]\nnumber = "{NEW}"\n'
CUSTOMER = "+14155552671"


def buys(desk, e164: str = NEW) -> None:
    """The company gets a number, as an administrator buys one in Twilio's console."""
    desk.sandbox.world.buy(e164, "Sales Miami")


def lists_read(desk) -> int:
    return sum(request.kind == "GET IncomingPhoneNumbers" for request in desk.sandbox.requests)


def checked_at_press(desk, call):
    checked = check_at_press(desk.softphone, call, is_for_this_call_only=False)
    if not checked.missing:
        return checked
    return check_with_newer_list(desk.softphone, call, checked, is_for_this_call_only=False)


def decision(desk):
    return desk.softphone.decide(desk.softphone.read(CUSTOMER))


def test_a_locked_number_that_the_list_lacks_makes_the_list_due_once(open_desk):
    desk = open_desk(settings=LOCKED)
    assert not desk.softphone.numbers.is_due()  # it was sought with this list, in vain
    desk.time.forward(5)
    assert not desk.softphone.numbers.is_due()
    desk.time.forward(1)
    assert desk.softphone.numbers.is_due()


def test_a_list_from_before_the_lock_is_due_at_once_and_then_the_number_is_shown(desk, open_desk):
    buys(desk)
    locked = open_desk(sandbox=desk.sandbox, settings=LOCKED, refreshed=False)
    assert locked.softphone.numbers.is_due()
    locked.softphone.numbers.refresh()
    assert decision(locked).choice.caller_id.e164 == NEW
    assert not locked.softphone.numbers.is_due()


def test_the_words_name_the_age_of_the_list(desk, open_desk):
    locked = open_desk(sandbox=desk.sandbox, settings=LOCKED, refreshed=False)
    assert decision(locked).words == (
        "+1 305 555 0177 is not available. It is not among the account's numbers (read at 10:00). "
        "Ask your company to change that."
    )
    desk.time.forward(24 * 3600)
    assert decision(locked).words.endswith("(read at 2026-11-21 10:00). Ask your company to change that.")


def test_without_any_list_the_words_say_that_it_was_not_read(open_desk):
    desk = open_desk(settings=LOCKED, refreshed=False)
    assert "The account's numbers have not been read yet." in decision(desk).words


@pytest.mark.parametrize("by", ["sam", "Twilio Flex"])
def test_a_number_that_was_bought_and_set_since_the_list_was_read_is_shown(desk, open_desk, by):
    call = desk.softphone.new_call(decision(desk))
    buys(desk)
    if by == "sam":
        sam = open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")
        set_by(sam, NEW, pinned=True)
    else:
        flex_selects(desk, NEW)
    before = lists_read(desk)
    checked = checked_at_press(desk, call)
    assert (checked.is_question, showing(call, checked.decision).caller_id) == (by != "sam", NEW)
    assert lists_read(desk) == before + 1


def test_a_number_that_nobody_has_is_looked_for_once_and_the_call_asks(desk):
    call = desk.softphone.new_call(decision(desk))
    flex_selects(desk, NEW)
    before = lists_read(desk)
    for _ in range(3):
        checked = checked_at_press(desk, call)
        assert (checked.is_question, checked.decision.can_call) == (True, False)
    assert lists_read(desk) == before + 1


def test_a_list_that_cannot_be_read_just_now_is_looked_for_again_with_the_next_press(desk):
    flex_selects(desk, NEW)
    buys(desk)
    call = desk.softphone.new_call(decision(desk))
    desk.sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "503"})
    assert not checked_at_press(desk, call).decision.can_call
    assert checked_at_press(desk, call).decision.can_call


def test_a_number_named_for_one_call_is_looked_for_too(desk):
    buys(desk)
    made = desk.softphone.decide(desk.softphone.read(CUSTOMER), pick=NEW)
    assert (made.missing, desk.softphone.numbers.may_have(made.missing)) == (NEW, True)
    desk.softphone.numbers.refresh(made.missing)
    assert desk.softphone.decide(desk.softphone.read(CUSTOMER), pick=NEW).can_call


def test_what_is_not_the_lists_fault_is_no_reason_to_read_it(desk):
    made = desk.softphone.decide(desk.softphone.read(CUSTOMER), pick="+15035550121")  # without voice
    assert (made.missing, desk.softphone.numbers.may_have(made.missing)) == ("", False)
    with pytest.raises(SoftphoneError, match="It cannot carry calls"):
        desk.softphone.pick.choose("+15035550121")
