"""What is said of a caller ID that somebody set: news, refusals, times."""

from dataclasses import dataclass
from datetime import datetime

from softphone.domain.caller_id.assignment import Assignment
from softphone.domain.caller_id.policy import DEFAULT, NOTHING_PICKED, CallerIdPolicy
from softphone.domain.errors import NOTHING
from softphone.domain.numbers.account import Account
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.words import Words, say


def time_words(at: float, now: float) -> str:
    """ "10:05"; on another day "2026-11-22 10:05". This machine's time zone."""
    there = datetime.fromtimestamp(at)
    is_today = there.date() == datetime.fromtimestamp(now).date()
    return there.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")


def caller_id_words(caller_id: str, account: Account) -> str:
    """ "Sales London", "Default (automatic)"; a number without a name as it is dialled."""
    if caller_id == DEFAULT:
        return say("Default (automatic)")
    if caller_id == NOTHING_PICKED:
        return say("none: every call asks")
    own = account.find(caller_id)
    return own.label if own and own.label else PhoneNumber(caller_id).display


@dataclass(frozen=True, slots=True)
class Choices:
    """What an agent's caller ID may be: the account's numbers, and what the settings make of a pick."""

    account: Account
    policy: CallerIdPolicy

    def in_words(self, pick: str) -> str:
        """What counts when ``pick`` is set: a cleared one is Default, or where the company starts."""
        return caller_id_words(self.policy.pick_in_force(pick), self.account)


def news_words(now_set: Assignment | None, agent: str, choices: Choices, now: float) -> Words:
    """ "Your caller ID is now London (Sam, 10:05: campaign)"."""
    if now_set is None:
        return say("Your caller ID is not set by anybody any more: the company's settings decide.")
    told = {"caller_id": choices.in_words(now_set.caller_id), "time": time_words(now_set.at, now)}
    if now_set.caller_id == NOTHING_PICKED and now_set.by != agent:
        return say(
            "{by} cleared your caller ID ({time}): it is {caller_id} now.", **(told | {"by": now_set.by})
        )
    if now_set.by == agent:
        return say("Your caller ID is now {caller_id} (you, {time}).", **told)
    told["by"] = now_set.by
    if now_set.why:
        return say("Your caller ID is now {caller_id} ({by}, {time}: {why}).", **told, why=now_set.why)
    return say("Your caller ID is now {caller_id} ({by}, {time}).", **told)


def set_by_words(there: Assignment, now: float) -> Words:
    """ "Set by sam until 18:00: campaign"."""
    told = {"by": there.by, "until": time_words(there.until, now), "why": there.why}
    if there.until and there.why:
        return say("Set by {by} until {until}: {why}", **told)
    if there.until:
        return say("Set by {by} until {until}", **told)
    if there.why:
        return say("Set by {by}: {why}", **told)
    return say("Set by {by}", **told)


def went_back_words(was: Assignment, now_set: Assignment | None, choices: Choices) -> Words:
    """The time of ``was`` is over."""
    caller_id = choices.in_words(now_set.caller_id if now_set else NOTHING_PICKED)
    if not now_set or now_set.caller_id == NOTHING_PICKED:
        return say("The time that {by} set is over: the company's settings decide again.", by=was.by)
    return say(
        "The time that {by} set is over: your caller ID is {caller_id} again.", by=was.by, caller_id=caller_id
    )


def pinned_words(pin: Assignment, choices: Choices, now: float) -> Words:
    """Why an agent cannot change a caller ID."""
    told = {"by": pin.by, "caller_id": choices.in_words(pin.caller_id)}
    if pin.until:
        until = time_words(pin.until, now)
        return say("{by} pinned your caller ID to {caller_id} until {until}.", **told, until=until)
    return say("{by} pinned your caller ID to {caller_id}.", **told)


def overtook_words(overruled: Assignment, choices: Choices, now: float) -> Words:
    """For an agent whose pick came after somebody else's."""
    return say(
        "{by} set your caller ID to {caller_id} at {time}; your own choice came later and counts.",
        by=overruled.by,
        caller_id=choices.in_words(overruled.caller_id),
        time=time_words(overruled.at, now),
    )


def since_words(there: Assignment | None, account: Account, now: float) -> Words:
    """For a supervisor: whose change stands now."""
    if there is None:
        return say("It was cleared since.")
    told = _told(there, account, now)
    if there.pinned:
        return say("{by} pinned {caller_id} since ({time}).", **told)
    return say("{by} changed it to {caller_id} since ({time}).", **told)


def replaced_words(there: Assignment | None, account: Account, now: float) -> Words:
    """For a supervisor: what they replaced without having seen it."""
    if there is None:
        return NOTHING
    return say("It replaced {caller_id}, which {by} had set at {time}.", **_told(there, account, now))


def _told(there: Assignment, account: Account, now: float) -> dict[str, str]:
    return {
        "by": there.by,
        "caller_id": caller_id_words(there.caller_id, account),
        "time": time_words(there.at, now),
    }
