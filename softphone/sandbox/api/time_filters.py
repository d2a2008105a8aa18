"""Filters by time: ``StartTime=2026-11-22``, ``StartTime<=…``, ``StartTime>=…``.

Rule 1: = is any time on that day in UTC, < is before the moment given, > is at it or after it.
Rule 2: a plain date is the moment it begins; comparisons are to the second.
Rule 3: what has not begun (a queued call, a call not ended) matches no filter on that time.
"""

from collections.abc import Callable

from softphone.sandbox.dates import seconds_since_1970
from softphone.sandbox.errors import invalid_parameter
from softphone.sandbox.messages import Request

DAY = 86400


def asked_for(request: Request, name: str) -> Callable[[float | None], bool]:
    """A test for moments; raises TwilioError where the filter is no date."""
    asked = {sign: request.query.get(name + sign, "") for sign in ("", "<", ">")}
    given = {sign: _moment(name, text) for sign, text in asked.items() if text}

    def matches(moment: float | None) -> bool:
        if not given or moment is None:
            return not given
        return all(_holds(int(moment), sign, bound) for sign, bound in given.items())

    return matches


def _holds(second: int, sign: str, bound: float) -> bool:
    if sign == "<":
        return second < bound
    return second >= bound if sign == ">" else second // DAY == bound // DAY


def _moment(name: str, text: str) -> float:
    try:
        return seconds_since_1970(text)
    except ValueError:
        raise invalid_parameter(f"{name} must be a date such as 2026-11-22: {text}") from None
