"""The numbers that Twilio refused as caller IDs, remembered over restarts until they may work again."""

from contextlib import suppress
from typing import Final

from softphone.application.ports import Clock, Refusals
from softphone.domain.caller_id.refusals import Refusal, in_force, is_about_caller_id
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import Words

_SAME_REFUSAL_SECONDS: Final = 60.0  # one call tells of it with every step


class RefusedNumbers:
    def __init__(self, store: Refusals, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._refusals: dict[str, Refusal] = {}

    def load(self) -> None:
        """Take over what the disk has."""
        self._refusals = dict(self._store.all())

    def note(self, e164: str, kind: str) -> bool:
        """Remember how Twilio refused a number; False: it says nothing new of the number."""
        known, now = self._refusals.get(e164), self._clock.now()
        if not is_about_caller_id(kind) or (known is not None and now - known.at < _SAME_REFUSAL_SECONDS):
            return False
        self._refusals[e164] = Refusal(kind, now)
        with suppress(SoftphoneError):  # a disk that cannot be written keeps no call from going on
            self._store.keep(e164, self._refusals[e164])
        return True

    def in_force(self) -> dict[str, Words]:
        """E.164 -> why it may not be shown just now."""
        return in_force(self._refusals, self._clock.now())
