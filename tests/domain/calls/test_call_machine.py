"""A call is led through everything that can be told of it: it always has a way out, and only once."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from softphone.application.calls.follow_call import as_left, pause_before_next_step
from softphone.domain.calls.call import Call, Guest, Outcome, Transfer
from softphone.domain.calls.legs import OVER, TRANSITIONS, Leg, LegName, LegStatus

S = LegStatus
TOLD_BY_TWILIO = (S.QUEUED, S.RINGING, S.IN_PROGRESS, S.COMPLETED, S.BUSY, S.NO_ANSWER, S.CANCELED, S.FAILED)
GUESTS_AT_MOST = 2


def ways_out_of(status: LegStatus) -> set[LegStatus]:
    """Every status that can be reached from one."""
    reached, ahead = {status}, [status]
    while ahead:
        new = TRANSITIONS[ahead.pop()] - reached
        reached |= new
        ahead += new
    return reached


class CallMachine(RuleBasedStateMachine):
    """What the application does to a call, in any order: rule by rule one fact more."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_795_255_200.0
        self.call = Call(
            id="0" * 32,
            agent="ana",
            destination="+14155552671",
            caller_id="+14155550100",
            rule="same_area_code",
            reason="Same area code, +1 415",
            endpoint="client:ana",
            placed_at=self.now,
        )
        self.ended_as: Outcome | None = None

    def change(self, call: Call) -> None:
        """The next state of the call; every step of a leg is one of the table."""
        for label, leg in self.call.legs.items():
            new = call.legs[label].status
            assert new is leg.status or new in TRANSITIONS[leg.status], f"{label}: {leg.status} to {new}"
        self.call = call

    def labels(self, *statuses: LegStatus) -> list[str]:
        return [label for label, leg in self.call.legs.items() if not statuses or leg.status in statuses]

    def with_leg(self, label: str, leg: Leg) -> None:
        self.change(self.call.with_leg(label, leg))

    @rule(seconds=st.sampled_from([0.0, 0.7, 6.0, 31.0, 3600.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @precondition(lambda self: self.labels(S.PLANNED))
    @rule(data=st.data())
    def is_asked_for(self, data: st.DataObject) -> None:
        label = data.draw(st.sampled_from(self.labels(S.PLANNED)))
        self.with_leg(label, self.call.legs[label].asked(self.now))

    @precondition(lambda self: self.labels(S.ASKED))
    @rule(data=st.data())
    def twilio_did_nothing(self, data: st.DataObject) -> None:
        label = data.draw(st.sampled_from(self.labels(S.ASKED)))
        if self.call.legs[label].attempts < 4:
            self.with_leg(label, self.call.legs[label].not_processed())

    @rule(data=st.data(), status=st.sampled_from(TOLD_BY_TWILIO))
    def twilio_tells(self, data: st.DataObject, status: LegStatus) -> None:
        """Whatever Twilio says, of whichever leg, in whichever order."""
        label = data.draw(st.sampled_from(self.labels()))
        self.with_leg(label, self.call.legs[label].now(status, sid=f"CA{label}"))
        if label == LegName.CUSTOMER and self.call.customer_leg.status is S.IN_PROGRESS:
            self.change(replace(self.call, connected_at=self.call.connected_at or self.now))

    @rule(data=st.data(), status=st.sampled_from([S.UNKNOWN, S.NOT_DIALLED]))
    def nobody_knows_or_it_never_was(self, data: st.DataObject, status: LegStatus) -> None:
        label = data.draw(st.sampled_from(self.labels()))
        self.with_leg(label, self.call.legs[label].now(status))

    @precondition(lambda self: not self.call.is_over and len(self.call.guests) < GUESTS_AT_MOST)
    @rule(transfer=st.sampled_from(list(Transfer)))
    def somebody_is_asked_in(self, transfer: Transfer) -> None:
        guest = Guest(f"guest-{len(self.call.guests) + 1}", "client:bo")
        self.call = replace(self.call.with_guest(guest), transfer=transfer)

    @precondition(lambda self: self.call.is_connected and self.call.guests)
    @rule()
    def is_handed_over(self) -> None:
        if self.call.guests[-1].leg.status is S.IN_PROGRESS:
            self.change(replace(self.call, handed_over=True))

    @precondition(lambda self: not self.call.is_over)
    @rule()
    def is_to_be_hung_up(self) -> None:
        self.change(replace(self.call, hanging_up=True))

    @precondition(lambda self: not self.call.is_over)
    @rule()
    def is_found_by_the_next_run(self) -> None:
        self.change(as_left(self.call))
        assert not self.labels(S.ASKED)
        assert self.call.hanging_up or not self.labels(S.PLANNED)

    @invariant()
    def no_leg_is_without_a_way_out(self) -> None:
        for leg in self.call.legs.values():
            assert ways_out_of(leg.status) & OVER

    @invariant()
    def it_has_a_next_step_until_it_is_over(self) -> None:
        pause = pause_before_next_step(self.call, self.now)
        assert (pause is None) == self.call.is_over
        assert pause is None or 0 <= pause <= 60

    @invariant()
    def it_has_an_outcome_once_it_is_over_and_not_before(self) -> None:
        assert self.call.is_over == (self.call.outcome not in (Outcome.OPEN, Outcome.UNKNOWN))

    @invariant()
    def what_is_over_stays_over_and_ended_as_it_did(self) -> None:
        if self.ended_as is not None:
            assert self.call.is_over and self.call.outcome is self.ended_as
        elif self.call.is_over:
            self.ended_as = self.call.outcome


TestCallMachine = CallMachine.TestCase
TestCallMachine.settings = settings(max_examples=150, stateful_step_count=30)
