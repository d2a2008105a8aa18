"""Who hears whom, read off the legs and the conferences at one moment.

Rule 1: on hold one hears music, and is not heard.
Rule 2: who is muted is not heard; a coach is heard by the one they coach only.
Rule 3: while somebody is being called into the conference, those in it hear the line ring.
Rule 4: TwiML that speaks or plays is a person of its own, who listens as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from softphone.sandbox.telephony.legs import Leg, Participant


@dataclass(frozen=True)
class AudioRoutes:
    """What one ear is given; ``voices`` are call SIDs, or the name of a script."""

    voices: tuple[str, ...] = ()
    ringing: bool = False
    music: bool = False


NOTHING = AudioRoutes()


def ears(legs: Iterable[Leg]) -> dict[str, AudioRoutes]:
    """What the given legs hear, and everybody they are connected with."""
    found: dict[str, AudioRoutes] = {}
    for leg in legs:
        found[leg.sid] = _hearing(leg)
        for other in _connected_with(leg):
            if other.status == "in-progress":
                found[other.sid] = _hearing(other)
        if _alone_with_script(leg):
            found[_script(leg)] = AudioRoutes((leg.sid,))
    return found


def _hearing(leg: Leg) -> AudioRoutes:
    if leg.seat is not None:
        return _in_conference(leg.seat)
    if _alone_with_script(leg):
        return AudioRoutes((_script(leg),))
    others = _connected_with(leg)
    return AudioRoutes(
        tuple(each.sid for each in others if each.status == "in-progress"),
        ringing=any(each.status in ("queued", "ringing") for each in others),
    )


def _in_conference(seat: Participant) -> AudioRoutes:
    if seat.hold:
        return AudioRoutes(music=True)
    others = [each for each in seat.conference.participants if each is not seat]
    return AudioRoutes(
        tuple(each.leg.sid for each in others if _is_heard(each, seat)),
        ringing=any(each.leg.answered_at is None for each in others),
    )


def _is_heard(speaker: Participant, listener: Participant) -> bool:
    if speaker.joined_at is None or speaker.muted or speaker.hold:
        return False
    return not speaker.coaching or speaker.call_sid_to_coach == listener.leg.sid


def _connected_with(leg: Leg) -> list[Leg]:
    if leg.seat is not None:
        return [each.leg for each in leg.seat.conference.participants if each is not leg.seat]
    return leg.children or ([leg.parent] if leg.parent is not None else [])


def _alone_with_script(leg: Leg) -> bool:
    return leg.seat is None and not _connected_with(leg)


def _script(leg: Leg) -> str:
    return f"script of {leg.sid}"
