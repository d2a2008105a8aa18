"""The account's numbers as this machine has them: when they are read again, and for whose sake.

Rule: a number that is wanted and not there is sought once with each list, and again after some seconds;
the longer the list, the more of them.
"""

from collections.abc import Callable
from typing import Final

from softphone.application.numbers.refresh import Refreshed, is_due, load, refresh
from softphone.application.ports import Clock, NumberCache, NumberSource
from softphone.domain.caller_id.policy import DEFAULT, NOTHING_PICKED
from softphone.domain.numbers.account import Account

SOUGHT_AGAIN_AFTER_SECONDS: Final = 5.0
_NUMBERS_READ_A_SECOND: Final = 200


class NumberList:
    """Args:
    wanted: What is to be shown now: an E.164, "default" or "".
    taken_over: Told of each list that is in use from now on.
    """

    def __init__(
        self,
        account_sid: str,
        source: NumberSource,
        cache: NumberCache,
        clock: Clock,
        *,
        wanted: Callable[[], str],
        taken_over: Callable[[Refreshed], None],
    ) -> None:
        self._account_sid, self._source, self._cache, self._clock = account_sid, source, cache, clock
        self._wanted, self._taken_over = wanted, taken_over
        self._sought: frozenset[str] = frozenset()  # in vain, when the numbers were read last
        self.current = Refreshed(Account.of(()), 0.0)

    def load(self) -> None:
        """Use the last good list."""
        self._use(load(self._cache, self._account_sid))

    def is_due(self) -> bool:
        """True when the numbers are old, or lack the one that is to be shown."""
        return is_due(self.current.refreshed_at, self._clock.now()) or self.may_have(self._wanted())

    def may_have(self, pick: str) -> bool:
        """True when the numbers are worth reading again for a pick that they lack."""
        if pick in (DEFAULT, NOTHING_PICKED) or self.current.account.find(pick) is not None:
            return False
        age = self._clock.now() - self.current.refreshed_at
        pause = SOUGHT_AGAIN_AFTER_SECONDS + len(self.current.account) / _NUMBERS_READ_A_SECOND
        return pick not in self._sought or not 0 <= age < pause

    def refresh(self, *also_sought: str) -> str:
        """Read the numbers again; return what changed, in words.

        Args:
            also_sought: Numbers that were wanted and not there (E.164), beside the pick.

        Raises SoftphoneError: the old list stays in use.
        """
        sought = frozenset((self._wanted(), *also_sought))
        refreshed = refresh(self._source, self._cache, self._account_sid, self._clock.now())
        self._use(refreshed)
        self._sought = sought
        return refreshed.changes

    def _use(self, refreshed: Refreshed) -> None:
        self.current = refreshed
        self._taken_over(refreshed)
