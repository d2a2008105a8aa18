"""What an agent's caller ID is set to, by whom, until when; and who wins.

Rule 1: what is set until a time goes back by itself to the latest before it that lasts longer.
Rule 2: who wins: a pin; else whoever reached Twilio last. A pin is taken off by supervisors alone,
        and only by one who had seen it. Whoever is overruled is told.
Rule 3: a number that Twilio Flex selected since is a change like any other (Rule 2).
Rule 4: every change is a row of the record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from softphone.domain.caller_id.policy import NOTHING_PICKED

FLEX: Final = "Twilio Flex"
WHY_LENGTH: Final = 120  # characters
RECORD_LENGTH: Final = 10
BEFORE_LENGTH: Final = 3


@dataclass(frozen=True, slots=True)
class Assignment:
    """What an agent's caller ID is set to.

    Attributes:
        caller_id: E.164, "default", or "": cleared, so that the settings decide.
        by: Whose change it was: an agent's name, or "Twilio Flex".
        at: When (seconds since 1970).
        until: When it goes back by itself to ``before``; 0: for good.
        pinned: The agent cannot change it.
        before: What it goes back to; None: nothing was set.
    """

    caller_id: str
    by: str = ""
    at: int = 0
    until: int = 0
    pinned: bool = False
    why: str = ""
    before: "Assignment | None" = None

    def is_over(self, now: float) -> bool:
        return 0 < self.until <= now

    def binds(self, agent: str) -> bool:
        """True when ``agent`` cannot change it."""
        return self.pinned and self.by != agent


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the record.

    Attributes:
        by: Empty: by itself, the time was over.
        old, new: Caller IDs, as in an assignment.
    """

    at: int
    by: str
    old: str
    new: str
    until: int = 0
    pinned: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a worker keeps for us.

    Attributes:
        assignment: As written; its time may be over: ``settled`` says what is in force.
        record: The latest changes, the oldest first.
        elsewhere: What Twilio Flex selected since; None: nothing.
        more: What a newer version of this program keeps, or what could not be read.
    """

    assignment: Assignment | None = None
    record: tuple[Change, ...] = ()
    elsewhere: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def settled(kept: Kept, now: float, updated_at: float = 0.0) -> Kept:
    """What is in force ``now``: times that are over have gone back, Flex's change is taken over.

    Args:
        updated_at: When the worker was last written: when Flex changed it, at the latest.
    """
    current = kept.assignment
    if kept.elsewhere is not None:
        if current is not None and current.pinned and not current.is_over(now):
            return replace(kept, elsewhere=None)
        at = int(min(updated_at, now) if updated_at else now)
        return changed(kept, Assignment(kept.elsewhere, FLEX, at))
    if current is None or not current.is_over(now):
        return kept
    back = current.before
    while back is not None and back.is_over(now):
        back = back.before
    row = Change(current.until, "", current.caller_id, back.caller_id if back else NOTHING_PICKED)
    return replace(kept, assignment=back, record=_with_row(kept.record, row))


def changed(kept: Kept, new: Assignment) -> Kept:
    """``new`` in force instead; what lasts longer is kept to go back to."""
    current = kept.assignment
    before = _lasting_longer(current, new.until) if new.until else None
    now = replace(new, before=before, why=new.why[:WHY_LENGTH])
    return _put(kept, now, now)


def put_back(kept: Kept, old: Assignment | None, by: str, at: int, why: str) -> Kept:
    """Exactly what was there before (an undo), recorded as a change by ``by``."""
    row = replace(old or Assignment(NOTHING_PICKED), by=by, at=at, why=why)
    return _put(kept, old, row)


def is_overruled(current: Assignment | None, new: Assignment, seen: Assignment | None) -> bool:
    """True when ``new`` may not replace ``current``: a pin that whoever changes it had not seen (Rule 2)."""
    if current is None or not current.binds(new.by) or new.pinned:
        return False
    return not is_same(current, seen)


def is_same(one: Assignment | None, other: Assignment | None) -> bool:
    """True when both are one and the same change."""
    if one is None or other is None:
        return one is other
    return (one.caller_id, one.by, one.at, one.until, one.pinned) == (
        other.caller_id,
        other.by,
        other.at,
        other.until,
        other.pinned,
    )


def _put(kept: Kept, now: Assignment | None, told: Assignment) -> Kept:
    old = kept.assignment.caller_id if kept.assignment else NOTHING_PICKED
    row = Change(told.at, told.by, old, told.caller_id, told.until, told.pinned, told.why[:WHY_LENGTH])
    return replace(kept, assignment=now, record=_with_row(kept.record, row), elsewhere=None)


def _lasting_longer(assignment: Assignment | None, until: int) -> Assignment | None:
    while assignment is not None and 0 < assignment.until <= until:
        assignment = assignment.before
    return _shortened(assignment, BEFORE_LENGTH)


def _shortened(assignment: Assignment | None, length: int) -> Assignment | None:
    """At most ``length`` of a chain; what holds for good is its end."""
    if assignment is None or assignment.before is None:
        return assignment
    if length <= 2:
        last = assignment.before
        while last.before is not None:
            last = last.before
        return replace(assignment, before=last)
    return replace(assignment, before=_shortened(assignment.before, length - 1))


def _with_row(record: tuple[Change, ...], row: Change) -> tuple[Change, ...]:
    return (*record, row)[-RECORD_LENGTH:]
