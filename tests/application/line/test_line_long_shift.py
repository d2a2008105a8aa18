"""Many hours of a line's watch against a made-up Twilio that fails at random: it always comes back."""

from random import Random

import pytest

from softphone.adapters.twilio.errors.voice_sdk import trouble_of
from softphone.application.line.line_access import TOKEN_LIVES_SECONDS, AccessToken
from softphone.application.line.registration_watch import Do, LineWatch
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import LineState

HOURS = 8
LOOK_SECONDS = 1
TROUBLE_ENDS_BEFORE_THE_END_SECONDS = 300
EXPIRED, CUT = 20104, 31005


class MadeUpTwilio:
    """A page, a token maker and a gateway; each answers late, wrongly, or not at all."""

    def __init__(self, chance: Random) -> None:
        self.chance, self.now, self.has_trouble = chance, 0.0, True
        self.watch = LineWatch()
        self.registered, self.token_ends = False, 0.0
        self.broken_rules: list[str] = []
        self.tokens = 0
        self._asked_for_token = False
        self._answers: list[tuple[float, str]] = []

    def begins(self) -> None:
        self._do(self.watch.start(self.now))

    def a_second_passes(self) -> None:
        self.now += LOOK_SECONDS
        due = [each for each in self._answers if each[0] <= self.now]
        self._answers = [each for each in self._answers if each[0] > self.now]
        for _, answer in due:
            self._arrives(answer)
        if self.has_trouble:
            self._something_happens()
        self._do(self.watch.looked(self.now))
        if self.watch.is_registered and not self.registered:
            self.broken_rules.append(f"{self.now}: ready, but not registered")

    def _something_happens(self) -> None:
        luck = self.chance.random()
        if luck < 0.001 and self.registered:
            self._is_cut()
        elif luck < 0.002:
            self._do(self.watch.woke_or_moved(self.now))
        elif luck < 0.0025 and self.registered:
            self._do(self.watch.reported(trouble_of(EXPIRED), EXPIRED, self.now))
        elif luck < 0.0030 and not self.watch.has_call:
            self.registered = False
            self._do(self.watch.broke(self.now))
        elif luck < 0.01 and self.registered and not self.watch.has_call:
            self.watch.has_call = True
        elif luck < 0.02 and self.watch.has_call:
            self.watch.call_over(self.now)

    def _is_cut(self) -> None:
        self.registered = False
        self._do(self.watch.reported(trouble_of(CUT), CUT, self.now))
        self.watch.unregistered(self.now)
        if self._goes_well():
            self._answers.append((self.now + 2, "registered again"))

    def _goes_well(self) -> bool:
        return not self.has_trouble or self.chance.random() < 0.7

    def _do(self, wanted: list[Do]) -> None:
        for each in wanted:
            if self.watch.has_call and each in (Do.OPEN, Do.CONNECT, Do.DISCONNECT):
                self.broken_rules.append(f"{self.now}: {each} in a call")
            if each in (Do.OPEN, Do.CONNECT, Do.DISCONNECT):
                self.registered = False
            self._answers += self._answer_to(each)

    def _answer_to(self, wanted: Do) -> list[tuple[float, str]]:
        later = self.now + self.chance.choice((0, 1, 3))
        if wanted is Do.RENEW or wanted is Do.DISCONNECT:
            return []
        if wanted is Do.FETCH_TOKEN:
            if self._asked_for_token:
                self.broken_rules.append(f"{self.now}: two tokens at once")
            self._asked_for_token = True
            return [(later, "token" if self._goes_well() else "no token")]
        answer = {Do.OPEN: "opened", Do.CONNECT: "registered"}[wanted]
        return [(later, answer)] if self._goes_well() else []

    def _arrives(self, answer: str) -> None:
        if answer == "opened":
            self._do(self.watch.opened(self.now))
        elif answer == "token":
            self._asked_for_token, self.tokens = False, self.tokens + 1
            self.token_ends = self.now + TOKEN_LIVES_SECONDS
            self._do(self.watch.token_came(self.now, AccessToken("").lives_for))
        elif answer == "no token":
            self._asked_for_token = False
            self._do(self.watch.token_failed(self.now, SoftphoneError("The token could not be had.")))
        else:
            self.registered = True
            self.watch.registered()


@pytest.fixture(params=range(20))
def shift(request) -> MadeUpTwilio:
    """Eight hours; in the last five minutes all goes well."""
    twilio = MadeUpTwilio(Random(request.param))
    twilio.begins()
    for second in range(HOURS * 3600):
        if second == HOURS * 3600 - TROUBLE_ENDS_BEFORE_THE_END_SECONDS:
            twilio.has_trouble = False
            if twilio.watch.has_call:
                twilio.watch.call_over(twilio.now)
        twilio.a_second_passes()
    return twilio


def test_it_ends_ready_with_a_token_that_is_good(shift):
    assert shift.watch.status.state is LineState.READY
    assert shift.token_ends > shift.now


def test_no_rule_was_broken_on_the_way(shift):
    assert shift.broken_rules == []


def test_no_more_tokens_were_asked_for_than_trouble_and_time_explain(shift):
    assert shift.tokens < HOURS * 60
