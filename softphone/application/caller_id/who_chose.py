"""Who chose the number that a call shows, in words: for the card, the terminal, Recents and exports.

Rule: "chosen by you" is said of the agent's own choice alone.
"""

from typing import Final

from softphone.domain.caller_id.assignment import Assignment
from softphone.domain.caller_id.policy import CallerIdPolicy
from softphone.domain.words import Words, say

CHOSEN_BY_YOU: Final = say("Chosen by you")
KEPT_BY_YOU: Final = say("Kept by you for this call")
KEPT_FROM_BEFORE: Final = say("Kept from before")


def who_chose(
    policy: CallerIdPolicy, pick: str, there: Assignment | None, *, agent: str, company: str
) -> Words:
    """ "Pinned by sam: campaign", "Set by Twilio Flex", "Suggested by Acme", "Chosen by you".

    Args:
        pick: What is picked: an E.164, "default" or "".
        there: What is set for the agent; None: nothing, so that ``pick`` is their own.
        company: Its name; empty: nobody has given one.
    """
    if policy.fixed:
        return say("Set for you by {company}", company=company or say("your company"))
    if policy.pick_in_force(pick) != pick:
        return say("Suggested by {company}", company=company or say("your company"))
    if there is None or there.by in ("", agent):
        return CHOSEN_BY_YOU
    told = {"by": there.by, "why": there.why}
    if there.pinned:
        return say("Pinned by {by}: {why}", **told) if there.why else say("Pinned by {by}", **told)
    return say("Set by {by}: {why}", **told) if there.why else say("Set by {by}", **told)
