"""The calls on the agent's line, as the page reported them: who asks, who is talked to."""

from typing import Any

from softphone.domain.line.line_state import InvitedCall


class LineCalls:
    """The calls on the line.

    Attributes:
        own: SIDs of legs that this app asked for.
        asking: Who rings and waits for the agent, the longest first.
    visitor: Who asked and is talked to.
    """

    def __init__(self) -> None:
        self.own: set[str] = set()
        self.asking: dict[str, InvitedCall] = {}
        self.visitor: InvitedCall | None = None
        self.open_sid = ""
        self.is_muted = False
        self.is_reconnecting = False

    @property
    def any(self) -> bool:
        return bool(self.open_sid or self.asking or self.own)

    def follow(self, sid: str, happened: str, rest: dict[str, Any]) -> None:
        """Take in what the page reported of a call after its first ring."""
        if happened == "answered":
            self.visitor = self.asking.pop(sid, None)
            self.open_sid, self.is_muted, self.is_reconnecting = sid, False, False
        elif happened == "over":
            self.asking.pop(sid, None)
            self.own.discard(sid)
            if sid == self.open_sid:
                self.open_sid, self.is_muted, self.is_reconnecting = "", False, False
                self.visitor = None
        elif sid == self.open_sid:
            self.is_muted = rest.get("muted", self.is_muted)
            self.is_reconnecting = happened == "reconnecting"
