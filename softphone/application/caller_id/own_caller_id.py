"""An agent's own caller ID, as TaskRouter keeps it for all their machines.

Rule 1: read when the agent begins to type, before every call, and slowly in between (``poll_schedule``).
Rule 2: what supervisors set counts; a pin cannot be changed here. The agent's own pick is written
        there too. Whoever reached Twilio last wins, but for a pin; the agent is told either way.
Rule 3: without TaskRouter, or while Twilio cannot be reached, what is known stays in force: no call
        waits for it. A pick that did not arrive is sent with the next look, unless a later one is there.
Rule 4: a call in progress keeps its number: this only says what the next one shows.
"""

from contextlib import suppress
from threading import Lock

from softphone.application.caller_id.agent_worker import AgentWorker, PinnedByOther, TaskRouter
from softphone.application.caller_id.assignment_words import (
    Choices,
    news_words,
    overtook_words,
    pinned_words,
    went_back_words,
)
from softphone.application.caller_id.poll_schedule import PollReason, PollSchedule
from softphone.application.caller_id.update_worker import WorkerUpdate
from softphone.application.caller_id.worker_directory import Worker
from softphone.application.ports import Clock
from softphone.domain.caller_id.assignment import Assignment, Kept, is_same, settled
from softphone.domain.caller_id.policy import NOTHING_PICKED
from softphone.domain.errors import NOTHING, SoftphoneError
from softphone.domain.words import Words, say


class OwnCallerId:
    """What is set for one agent; ``look`` and ``send`` block, all else is without I/O."""

    def __init__(self, agent: str, router: TaskRouter, clock: Clock) -> None:
        self._agent, self._chance, self._clock = agent, router.chance, clock
        self._worker = AgentWorker(agent, router)
        self._one_at_a_time = Lock()  # held over requests: never by what the window waits for
        self._state = Lock()  # held for moments
        self._schedule = PollSchedule.begun(clock.now(), router.chance)
        self._known: Assignment | None = None
        self._unsent: Assignment | None = None
        self._seen: Assignment | None = None  # when the unsent pick was made
        self._is_known = False

    def restore(self, assignment: Assignment | None) -> None:
        """What this machine keeps of it, until the worker is read."""
        if assignment is not None and self._worker.has_directory:
            self._known, self._is_known = assignment, True

    @property
    def missing(self) -> Words:
        """Why a pick stays on this machine; empty if it is kept by TaskRouter."""
        if not self._worker.has_directory:
            return say(
                "The TaskRouter workspace is not set (twilio.workspace_sid), so your choice stays on this "
                "machine and supervisors cannot change it."
            )
        if self._worker.is_not_there:
            return say(
                "TaskRouter has no worker named {agent}, so your choice stays on this machine.",
                agent=self._agent,
            )
        return NOTHING

    @property
    def has_directory(self) -> bool:
        """False: there is no TaskRouter to be read."""
        return self._worker.has_directory

    @property
    def assignment(self) -> Assignment | None:
        """What is set now, as far as is known; a time that is over has gone back by itself."""
        return settled(Kept(self._known), self._clock.now()).assignment

    @property
    def goes_back_in(self) -> float | None:
        """Seconds until the time of what is set is over; None: it is for good."""
        there = self.assignment
        return max(0.0, there.until - self._clock.now()) if there is not None and there.until else None

    def in_force(self, kept_here: str) -> str:
        """What counts as the agent's pick; ``kept_here``, where nothing is known of the worker."""
        there = self.assignment
        if there is not None:
            return there.caller_id
        return NOTHING_PICKED if self._is_known else kept_here

    def pinned_words(self, choices: Choices) -> Words | None:
        """Why the agent cannot choose; None if they may."""
        pin = self.assignment
        if pin is None or not pin.binds(self._agent):
            return None
        return pinned_words(pin, choices, self._clock.now())

    def choose(self, pick: str) -> None:
        """The agent picked: in force at once, and to be sent. Without TaskRouter nothing to do."""
        if self._worker.has_directory:
            with self._state:
                if self._unsent is None:
                    self._seen = self.assignment
                self._known = self._unsent = Assignment(pick, self._agent, int(self._clock.now()))

    def is_due(self, reason: PollReason) -> bool:
        """True when ``look`` would ask Twilio; where there is no worker, once an hour."""
        now = self._clock.now()
        if not self._worker.has_directory or (self._worker.is_not_there and self._schedule.in_past_hour(now)):
            return False
        if reason is PollReason.START and self._is_known:
            return False
        return self._schedule.is_due(reason, now)

    def until_slow_look(self) -> float:
        """Seconds until ``is_due(PollReason.SLOW)`` may become true."""
        return self._schedule.until_slow(self._clock.now())

    def look(self, reason: PollReason, kept_here: str, choices: Choices) -> Words | None:
        """Read the worker if that is due; news for the agent, or None.

        Args:
            kept_here: The pick that this machine kept; written to a worker that keeps none yet.

        Raises SoftphoneError: Twilio could not be asked; what is known stays in force.
        """
        with self._one_at_a_time:
            now, gone_back = self._clock.now(), self._gone_back(choices)
            if reason is PollReason.CALL:
                self._schedule = self._schedule.called(now)
            if not self.is_due(reason):
                return gone_back
            if reason is not PollReason.START:  # once in a desk's life: what is due later stays due
                self._schedule = self._schedule.polled(now, self._chance)
            worker, known = self._worker.read(), self._known
            if worker is None:
                return self._let_go(choices) or gone_back
            self._take_over(worker, kept_here)
            if reason is PollReason.START:
                return None  # nothing was shown here before it
            return self._news(known, kept_here, choices) or gone_back

    def send(self, choices: Choices) -> Words | None:
        """Write the agent's pick, if it was not written yet; what the agent should know, or None.

        Raises SoftphoneError: it is pinned, and the pin is in force now; or Twilio could not be asked.
        """
        with self._one_at_a_time:
            pick = self._unsent
            try:
                done = self._write(pick) if pick is not None else None
            except PinnedByOther as error:
                words = pinned_words(error.pin, choices, self._clock.now())
                raise SoftphoneError(words, remedy=say("Ask {by}.", by=error.pin.by)) from error
            before = settled(done.before, self._clock.now()).assignment if done else None
            if before is None or before.by == self._agent or is_same(before, self._seen):
                return None
            return overtook_words(before, choices, self._clock.now())

    def _take_over(self, worker: Worker, kept_here: str) -> None:
        found = worker.kept
        there = settled(found, self._clock.now(), worker.updated_at)
        with self._state:
            pick = self._to_send(there, kept_here)
            self._known, self._unsent = (there.assignment, None) if pick is None else (pick, pick)
            self._is_known = True
        if pick is None:
            self._worker.remember(there)
        with suppress(SoftphoneError):  # it is pinned, and taken over; or it is tried again next time
            if pick is not None:
                self._write(pick)
            elif there != found and (tidied := self._worker.tidy(self._clock.now())):
                self._learn(tidied, None)

    def _to_send(self, there: Kept, kept_here: str) -> Assignment | None:
        """The agent's own pick, if it is to be written over what is there."""
        pick, now_set = self._unsent, there.assignment
        if pick is not None and now_set is not None and (now_set.binds(self._agent) or now_set.at > pick.at):
            return None
        is_own = self._known is None or self._known.by == self._agent
        if pick is None and kept_here and is_own and there == Kept(more=there.more):  # nobody has set it yet
            return Assignment(kept_here, self._agent, int(self._clock.now()))
        return pick

    def _write(self, pick: Assignment) -> WorkerUpdate | None:
        """Raises PinnedByOther (then the pin is in force), or SoftphoneError: Twilio could not be asked."""
        try:
            done = self._worker.write(pick, self._clock.now())
        except PinnedByOther as error:
            with self._state:
                self._known, self._unsent = error.pin, None
            raise
        if done is not None:
            self._learn(done.after, pick)
        return done

    def _learn(self, there: Kept, sent: Assignment | None) -> None:
        """What was written is in force, unless the agent has picked again since."""
        with self._state:
            if self._unsent is None or self._unsent is sent:
                self._known, self._unsent = there.assignment, None

    def _let_go(self, choices: Choices) -> Words | None:
        """What somebody else has set is over when the worker is not there any more."""
        was = self.assignment
        if not self._worker.is_not_there or was is None or was.by == self._agent:
            return None
        self._known = None
        return news_words(None, self._agent, choices, self._clock.now())

    def _gone_back(self, choices: Choices) -> Words | None:
        """What is said once, when the time of what is known is over."""
        was, now_set = self._known, self.assignment
        if was is None or not was.is_over(self._clock.now()):
            return None
        self._known = now_set
        return went_back_words(was, now_set, choices)

    def _news(self, known: Assignment | None, kept_here: str, choices: Choices) -> Words | None:
        now_set = self._known
        if is_same(known, now_set):
            return None
        is_as_before = now_set is not None and now_set.caller_id == (known.caller_id if known else kept_here)
        was_pinned = known is not None and known.binds(self._agent)
        is_own = now_set is not None and now_set.by == self._agent
        if is_as_before and not was_pinned and (known is None or is_own):
            return self.pinned_words(choices) if known is None else None
        return news_words(now_set, self._agent, choices, self._clock.now())
