"""The machine's own clock, and names that nobody else has."""

import time
import uuid


class SystemClock:
    def now(self) -> float:
        return time.time()


def new_call_id() -> str:
    """32 hex digits, never twice."""
    return uuid.uuid4().hex
