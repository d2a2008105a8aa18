"""The line is kept registered: each trap of the SDK ends in a true state."""

import pytest

from softphone.adapters.twilio.errors.voice_sdk import trouble_of
from softphone.application.line.line_access import (
    IDLE_BEFORE_NEW_PAGE_SECONDS,
    PAGE_SERVES_CALLS,
    PAUSES,
    TIME_OUTS,
    Waiting,
)
from softphone.application.line.registration_watch import Do, LineWatch, SleepWatch
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import LineState

S = LineState
LIVES = 600.0


@pytest.fixture
def opening() -> LineWatch:
    watch = LineWatch()
    watch.start(0.0)
    return watch


@pytest.fixture
def connecting(opening) -> LineWatch:
    opening.opened(0.0)
    opening.token_came(0.0, LIVES)
    return opening


@pytest.fixture
def ready(connecting) -> LineWatch:
    connecting.registered()
    return connecting


def reported(watch: LineWatch, code: int, now: float = 1.0) -> list[Do]:
    return watch.reported(trouble_of(code), code, now)


def test_a_line_opens_asks_for_a_token_and_connects():
    watch = LineWatch()
    steps = [watch.start(0.0), watch.opened(0.1), watch.token_came(0.2, LIVES)]
    watch.registered()
    assert (steps, watch.status.state) == ([[Do.OPEN], [Do.FETCH_TOKEN], [Do.CONNECT]], S.READY)


@pytest.mark.parametrize("waiting", [Waiting.PAGE, Waiting.TOKEN, Waiting.REGISTRATION])
def test_what_never_comes_is_not_waited_for_longer_than_its_time(opening, waiting):
    if waiting is not Waiting.PAGE:
        opening.opened(0.0)
    if waiting is Waiting.REGISTRATION:
        opening.token_came(0.0, LIVES)
    opening.looked(TIME_OUTS[waiting] - 0.1)
    before = opening.status.state
    opening.looked(TIME_OUTS[waiting])
    assert (before, opening.status.state) == (S.STARTING, S.NOT_REGISTERED)


def test_another_attempt_takes_a_new_token_and_another_device(connecting):
    late = TIME_OUTS[Waiting.REGISTRATION]
    connecting.looked(late)
    assert connecting.looked(late + PAUSES[0]) == [Do.FETCH_TOKEN]
    assert connecting.token_came(late + 2, LIVES) == [Do.CONNECT]


def test_attempts_come_less_and_less_often(connecting):
    now, pauses = 0.0, []
    for _ in range(len(PAUSES) + 1):
        reported(connecting, 20101, now)
        failed_at = now
        while not connecting.looked(now):
            now += 0.5
        pauses.append(now - failed_at)
        connecting.token_came(now, LIVES)
    assert pauses == [*PAUSES, PAUSES[-1]]


@pytest.mark.parametrize("code", [20101, 31204, 20104, 31205, 31203])
def test_a_token_that_is_refused_at_once_is_said_at_once(connecting, code):
    assert reported(connecting, code) == []
    assert (connecting.status.state, connecting.status.code) == (S.NOT_REGISTERED, code)


@pytest.mark.parametrize("code", [31000, 31005, 53000])
def test_while_connecting_the_sdk_may_try_again(connecting, code):
    reported(connecting, code)
    assert connecting.status.state is S.STARTING


def test_the_last_trouble_is_the_reason_that_is_given(connecting):
    reported(connecting, 31005)
    connecting.looked(TIME_OUTS[Waiting.REGISTRATION])
    assert connecting.status.what == "Twilio's voice service cannot be reached."


@pytest.mark.parametrize("events", ["unregistered", "31000", "31000 31005", "31005 unregistered 31000 31005"])
def test_a_lost_socket_is_reconnecting_however_often_it_is_reported(ready, events):
    seen = set()
    for event in events.split():
        ready.unregistered(1.0) if event == "unregistered" else reported(ready, int(event))
        seen.add(id(ready.status))
    assert (len(seen), ready.status.state) == (1, S.RECONNECTING)


def test_a_socket_that_is_back_is_ready(ready):
    ready.unregistered(1.0)
    ready.registered()
    assert ready.status.state is S.READY


def test_a_socket_that_stays_away_is_said_and_a_new_device_is_tried(ready):
    ready.unregistered(1.0)
    late = 1.0 + TIME_OUTS[Waiting.RECONNECTION]
    ready.looked(late)
    assert ready.status.state is S.NOT_REGISTERED
    assert ready.looked(late + PAUSES[0]) == [Do.FETCH_TOKEN]


def test_during_a_call_no_new_device_is_made(ready):
    ready.has_call = True
    ready.unregistered(1.0)
    ready.looked(100.0)
    assert ready.looked(200.0) == []
    ready.has_call = False
    assert ready.looked(201.0) == [Do.FETCH_TOKEN]


def test_a_token_is_renewed_before_it_ends(ready):
    assert ready.looked(479.0) == []
    assert ready.looked(480.0) == [Do.FETCH_TOKEN]
    assert ready.token_came(481.0, LIVES) == [Do.RENEW]
    assert ready.status.state is S.READY


def test_a_token_that_lives_shortly_is_not_renewed_all_the_time(connecting):
    connecting.registered()
    connecting.token_came(0.0, 60.0)
    assert connecting.looked(29.0) == []
    assert connecting.looked(30.0) == [Do.FETCH_TOKEN]


def test_a_renewal_that_fails_leaves_the_line_ready_and_is_tried_again(ready):
    ready.looked(480.0)
    ready.token_failed(481.0, SoftphoneError("tokens.example did not answer."))
    assert ready.status.state is S.READY
    assert ready.looked(501.0) == [Do.FETCH_TOKEN]


def test_an_expired_token_takes_another_device(ready):
    assert reported(ready, 20104) == [Do.FETCH_TOKEN]
    assert (ready.status.state, ready.token_came(2.0, LIVES)) == (S.RECONNECTING, [Do.CONNECT])


def test_an_expired_token_during_a_call_is_only_renewed(ready):
    ready.has_call = True
    assert reported(ready, 20104) == [Do.FETCH_TOKEN]
    assert ready.token_came(2.0, LIVES) == [Do.RENEW]


def test_one_token_is_asked_for_at_a_time(ready):
    asked = [*reported(ready, 20104), *reported(ready, 31205), *ready.woke_or_moved(1.0)]
    assert asked == [Do.FETCH_TOKEN]


def test_after_sleep_the_line_is_not_called_ready_before_it_is(ready):
    assert ready.woke_or_moved(5.0) == [Do.FETCH_TOKEN]
    assert ready.status.state is S.RECONNECTING
    assert ready.token_came(5.1, LIVES) == [Do.CONNECT]


def test_after_sleep_during_a_call_the_call_is_left_alone(ready):
    ready.has_call = True
    ready.woke_or_moved(5.0)
    assert ready.token_came(5.1, LIVES) == [Do.RENEW]


def test_another_network_is_tried_at_once(connecting):
    connecting.looked(TIME_OUTS[Waiting.REGISTRATION])
    assert connecting.woke_or_moved(TIME_OUTS[Waiting.REGISTRATION] + 0.1) == [Do.FETCH_TOKEN]


def test_a_page_that_broke_is_opened_again(ready):
    ready.broke(1.0)
    assert ready.status.state is S.NOT_REGISTERED
    assert ready.looked(1.0 + PAUSES[0]) == [Do.OPEN]


def had_calls(watch: LineWatch, count: int) -> LineWatch:
    for _ in range(count):
        watch.has_call = True
        watch.call_over(10.0)
    return watch


def test_after_many_calls_another_page_is_opened_while_nobody_calls(ready):
    had_calls(ready, PAGE_SERVES_CALLS)
    assert ready.looked(10.0 + IDLE_BEFORE_NEW_PAGE_SECONDS - 1) == []
    assert ready.looked(10.0 + IDLE_BEFORE_NEW_PAGE_SECONDS) == [Do.OPEN]
    assert ready.status.state is S.STARTING


def test_the_page_is_not_changed_during_a_call(ready):
    had_calls(ready, PAGE_SERVES_CALLS).has_call = True
    assert ready.looked(100.0) == []


def test_after_few_calls_the_page_stays(ready):
    assert had_calls(ready, PAGE_SERVES_CALLS - 1).looked(100.0) == []


def test_a_call_lost_without_a_word_is_said_until_the_line_is_back(ready):
    ready.has_call = True
    assert ready.lost(1.0) == [Do.OPEN]
    ready.opened(1.2)
    ready.token_came(1.3, LIVES)
    before = ready.status.state
    ready.registered()
    assert (before, ready.status.state) == (S.LOST, S.READY)


def test_a_line_without_a_microphone_is_not_registered(opening):
    opening.microphone(False, 0.0)
    assert opening.opened(0.1) == [Do.DISCONNECT]
    assert (opening.status.state, opening.looked(1000.0)) == (S.NO_MICROPHONE, [])


def test_a_microphone_that_is_plugged_in_registers_the_line(opening):
    opening.microphone(False, 0.0)
    opening.opened(0.1)
    assert opening.microphone(True, 5.0) == [Do.FETCH_TOKEN]
    assert opening.token_came(5.1, LIVES) == [Do.CONNECT]


def test_a_microphone_that_is_taken_away_lets_the_line_go(ready):
    assert ready.microphone(False, 1.0) == [Do.DISCONNECT]
    assert ready.status.state is S.NO_MICROPHONE


def test_during_a_call_the_line_is_let_go_only_after_it(ready):
    ready.has_call = True
    assert (ready.microphone(False, 1.0), ready.looked(2.0)) == ([], [])
    ready.has_call = False
    assert ready.looked(3.0) == [Do.DISCONNECT]


@pytest.mark.parametrize(
    ("forward", "wall", "slept"),
    [
        (1.0, 1.0, False),
        (3.0, 3.0, False),  # a busy machine
        (1.0, 600.0, True),  # Linux, macOS
        (600.0, 600.0, True),  # Windows
        (1.0, -3600.0, False),  # the clock was put back
    ],
)
def test_sleep_is_told_from_the_clocks(forward, wall, slept):
    assert SleepWatch(0.0, 0.0).slept(forward, wall) is slept
