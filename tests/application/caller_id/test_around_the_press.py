"""A supervisor, Twilio Flex and the agent change the choice around the press, in any order, with faults.

The model below is independent of the program: who wrote last wins, but for a pin. Checked of each press:
the customer sees a number that held at the press (or the one that the agent saw, where the agent said so
or TaskRouter could not be asked), and nothing changes on the agent's card without a word to them.
"""

import os
from dataclasses import dataclass, replace
from random import Random

import pytest
from setting_caller_ids import SUPERVISORS, flex_selects, set_by

from softphone.application.caller_id.poll_schedule import PollReason
from softphone.application.calls import control_call
from softphone.application.check_at_press import check_at_press, showing
from softphone.domain.errors import SoftphoneError

SAN_FRANCISCO = "+14155550100"  # what Default shows to every customer here
NUMBERS = ("+12125550101", "+13105550199", "+13125550102")
PRESSES = int(os.environ.get("SOFTPHONE_PRESSES", "150"))


@dataclass
class Truth:
    """What is set at TaskRouter: caller ID, by whom, pinned."""

    caller_id: str = "default"
    by: str = "ana"
    pinned: bool = False

    @property
    def shows(self) -> str:
        return self.caller_id if self.caller_id in NUMBERS else SAN_FRANCISCO


class Day:
    """One agent's day: presses, and what others do around them."""

    def __init__(self, desk, sam, laptop, seed: int) -> None:
        self.desk, self.sam, self.laptop = desk, sam, laptop
        self.random = Random(seed)
        self.truth = Truth()
        self.card = (desk.softphone.pick.in_force, bool(desk.softphone.pick.pinned))
        self.place = 0

    def somebody_changes_it(self) -> None:
        """By any of the four who can."""
        number = self.random.choice(NUMBERS)
        act = self.random.choice((self._sam, self._sam, self._flex, self._elsewhere))
        act(number)

    def _sam(self, number: str) -> None:
        pinned = self.random.random() < 0.3
        wanted = self.random.choice((number, number, number, "default"))
        if (wanted, pinned) != (self.truth.caller_id, self.truth.pinned):
            set_by(self.sam, wanted, pinned=pinned)
            self.truth = Truth(wanted, "sam", pinned)

    def _flex(self, number: str) -> None:
        flex_selects(self.desk, number)
        if not self.truth.pinned and number != self.truth.caller_id:
            self.truth = Truth(number, "Twilio Flex")

    def _elsewhere(self, number: str) -> None:
        """The agent, at a second machine."""
        self.laptop.softphone.pick.look(PollReason.CALL)
        self._picks(self.laptop, number)

    def here(self) -> None:
        """The agent, at this machine."""
        self._picks(self.desk, self.random.choice((*NUMBERS, "default")))
        self.card = (self.desk.softphone.pick.in_force, bool(self.desk.softphone.pick.pinned))

    def _picks(self, desk, number: str) -> None:
        try:
            desk.softphone.pick.choose(number)
            desk.softphone.pick.keep()
            desk.softphone.pick.send()
        except SoftphoneError:
            assert self.truth.pinned
        else:
            assert not self.truth.pinned
            self.truth = Truth(number)

    def told(self, words: str | None) -> None:
        """Nothing on the card changes by itself without a word."""
        now = (self.desk.softphone.pick.in_force, bool(self.desk.softphone.pick.pinned))
        assert words or now == self.card, f"{self.card} became {now}, and nobody was told"
        self.card = now

    def maybe(self, act, chance: float) -> None:
        if self.random.random() < chance:
            act()

    def press(self) -> None:
        self.place += 1
        softphone = self.desk.softphone
        self.maybe(self.here, 0.2)
        self.maybe(self.somebody_changes_it, 0.3)
        self.told(softphone.pick.look(PollReason.TYPING))
        self.maybe(self.somebody_changes_it, 0.3)
        self.desk.time.forward(self.random.choice((0, 1, 5, 29, 31, 1000)))
        decision = softphone.decide(softphone.read(f"+1415555{2000 + self.place % 7000:04}"))
        seen = decision.choice.caller_id.e164
        call = replace(softphone.new_call(decision), waits_for_caller_id=True)
        self.maybe(self.somebody_changes_it, 0.3)
        call = softphone.calls.begin(call, asks_within=None)
        self.maybe(self.somebody_changes_it, 0.3)
        fails = self.random.random() < 0.15
        if fails:
            does = self.random.choice(("503", "garbage", "502 html", "answer lost"))
            self.desk.sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": does})
        else:  # a change that reaches Twilio just before the question does
            self.maybe(lambda: self.desk.going_out.update({"GET Workers": self.somebody_changes_it}), 0.2)
        checked = check_at_press(softphone, call, is_for_this_call_only=False)
        self.desk.going_out.clear()
        self.desk.sandbox.world.mend()
        self.told(checked.news)
        takes = self.random.random() < 0.5
        held = self.truth
        decision = checked.decision if takes or not checked.is_question else None
        self.maybe(self.somebody_changes_it, 0.2)
        call = softphone.calls.control(
            call, lambda call, ports: control_call.show(call, ports, lambda call: showing(call, decision))
        )
        self.desk.follow(call, lambda call: bool(call.customer_leg.sid))
        shown = self._customer_saw(call.destination)
        self._is_right(seen, shown, held, checked, fails=fails, takes=takes)
        softphone.calls.hang_up(call)
        self.told(softphone.pick.look(PollReason.CALL))
        assert (softphone.pick.in_force, bool(softphone.pick.pinned)) == (
            self.truth.caller_id,
            self.truth.pinned,
        )

    def _customer_saw(self, destination: str) -> str:
        return [leg["from"] for leg in self.desk.legs if leg["to"] == destination][-1]

    def _is_right(self, seen, shown, held, checked, *, fails: bool, takes: bool) -> None:
        if fails:
            assert (shown, checked.is_question) == (seen, False)
            assert checked.news.endswith("The caller ID that was known last is shown.")
        elif held.pinned:
            assert (shown, checked.is_question) == (held.shows, False)
        elif held.shows == seen:
            assert (shown, checked.is_question) == (seen, False)
        else:
            assert checked.is_question and checked.news
            assert shown == (held.shows if takes else seen)


@pytest.mark.parametrize("seed", range(1, 11))
def test_no_customer_sees_what_did_not_hold_and_no_change_goes_untold(open_desk, desk, seed):
    sam = open_desk(agent="sam", sandbox=desk.sandbox, settings=SUPERVISORS, machine="sam")
    laptop = open_desk(sandbox=desk.sandbox, machine="laptop")
    day = Day(desk, sam, laptop, seed)
    day.told(desk.softphone.pick.look(PollReason.CALL))
    for _ in range(PRESSES // 10):
        day.press()
