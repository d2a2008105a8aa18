"""The road between a softphone and Twilio: it takes time, and the program may end on it.

Rule: it is requests' own transport; what is sent and what comes back are untouched.
"""

from collections.abc import Callable
from typing import Any

import requests
from schedule import Outage

from softphone.adapters.twilio.network.transport import WatchedAdapter

TIME_OUT_SECONDS = 10.0


class Killed(BaseException):
    """The program ended here, as by kill -9: nothing of it goes on."""


class UnsteadyLine(WatchedAdapter):
    """Args:
    passes: Lets virtual time go by, and everybody else do what they do meanwhile.
    is_killed: Whether the program ends now; asked with "is it before the request is sent".
    outage: The outage that there is now.
    """

    def __init__(
        self,
        passes: Callable[[float], None],
        is_killed: Callable[[bool], bool],
        outage: Callable[[], Outage | None],
        *,
        latency: float,
        times_out: bool,
    ) -> None:
        super().__init__()
        self._passes, self._is_killed, self._outage = passes, is_killed, outage
        self._unanswered = 0
        self._latency, self._times_out = latency, times_out

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        self._passes(self._latency)
        if self._is_killed(True):
            raise Killed
        try:
            self._fail_in_outage(request, *args, **kwargs)
            return super().send(request, *args, **kwargs)
        except (requests.ConnectionError, requests.Timeout):
            self._passes(TIME_OUT_SECONDS if self._times_out else 0.0)
            raise
        finally:
            self._passes(self._latency)
            if self._is_killed(False):
                raise Killed

    def _fail_in_outage(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> None:
        outage = self._outage()
        if outage is None:
            return
        if not outage.is_silent:
            raise requests.ConnectTimeout
        self._unanswered += 1
        if self._unanswered % 2:
            super().send(request, *args, **kwargs).close()
        raise requests.ReadTimeout
