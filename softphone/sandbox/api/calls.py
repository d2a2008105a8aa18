"""Calls: create, fetch, update, list, delete.

Source: /2010-04-01/Accounts/{Sid}/Calls.json and Calls/{Sid}.json.
"""

import re
from collections.abc import Mapping

from softphone.sandbox.api import resources, time_filters
from softphone.sandbox.api.paging import page
from softphone.sandbox.errors import TwilioError, invalid_parameter, not_found
from softphone.sandbox.messages import Answer, Request
from softphone.sandbox.telephony import call_checks, twiml
from softphone.sandbox.telephony.legs import PARTICIPANT_STATUS, Leg
from softphone.sandbox.telephony.twiml_runner import FOR_EVER
from softphone.sandbox.world import World

MAX_TIMEOUT, MAX_TALK = 600, 86400
URL = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
UNSEEN_TWIML = (twiml.Wait(FOR_EVER),)


def create(world: World, request: Request) -> Answer:
    form = request.form
    dial = call_checks.checked(form, world.account)
    script = _script(form)
    limit = call_checks.whole_seconds(form, "TimeLimit", MAX_TALK, 1, MAX_TALK)
    leg = world.switchboard.place(
        dial.to,
        dial.caller,
        caller_sid=dial.caller_sid,
        rings_at_most=float(call_checks.whole_seconds(form, "Timeout", 60, 1, MAX_TIMEOUT)),
        talks_at_most=float(limit) if "TimeLimit" in form else None,
        script=script,
    )
    return Answer(201, resources.call(leg, world.account.sid, just_created=True))


def fetch(world: World, request: Request, sid: str) -> Answer:
    return _answer(world, _leg(world, request, sid))


def update(world: World, request: Request, sid: str) -> Answer:
    leg, form = _leg(world, request, sid), request.form
    if "Status" in form:
        _end(world, leg, form["Status"])
    elif form.get("Url") or form.get("Twiml"):
        script = _script(form)
        if leg.status != "in-progress":
            raise TwilioError(21220, "Call is not in-progress. Cannot redirect.")
        world.switchboard.redirect(leg, script)
    elif leg.is_over:
        raise TwilioError(21220, "Call is not in-progress. Cannot redirect.")
    return _answer(world, leg)


def delete(world: World, request: Request, sid: str) -> Answer:
    leg = _leg(world, request, sid)
    if not leg.is_over:
        raise TwilioError(21220, "Invalid call state: a call in progress cannot be deleted")
    leg.deleted = True
    return Answer(204)


def list_all(world: World, request: Request) -> Answer:
    status = request.query.get("Status")
    if status is not None and status not in PARTICIPANT_STATUS:
        raise invalid_parameter(f"Status is not a call status: {status}")
    started, ended = time_filters.asked_for(request, "StartTime"), time_filters.asked_for(request, "EndTime")
    until = world.listed_until
    legs = [
        leg
        for leg in reversed(world.switchboard.legs)
        if leg.created <= until
        and _matches(request, leg, leg.status_at(until))
        and started(leg.dialled_at)
        and ended(leg.ended_at)
    ]
    sid = world.account.sid
    shown = page(request, legs, lambda leg: leg.sid, lambda leg: resources.call(leg, sid, as_of=until))
    return Answer(200, shown.as_2010("calls"))


def _end(world: World, leg: Leg, status: str) -> None:
    """Twilio: "canceled" ends what is queued or ringing only, "completed" whatever is there."""
    if status not in ("canceled", "completed"):
        raise invalid_parameter(f"Status must be canceled or completed: {status}")
    if leg.is_over:
        raise TwilioError(21220, "Call is not in-progress. Cannot redirect.")
    if status == "completed" or leg.answered_at is None:
        world.switchboard.hang_up(leg)


def _script(form: Mapping[str, str]) -> list[twiml.Verb]:
    """What the call will do; TwiML behind an address or in an application cannot be seen from here."""
    if form.get("Url"):
        if not URL.match(form["Url"]):
            raise TwilioError(21205, f"Url is not a valid URL: {form['Url']}")
        return list(UNSEEN_TWIML)
    if form.get("Twiml"):
        return twiml.parse(form["Twiml"])
    if form.get("ApplicationSid"):
        if not re.fullmatch("AP[0-9a-fA-F]{32}", form["ApplicationSid"]):
            raise TwilioError(21218, f"Invalid ApplicationSid: {form['ApplicationSid']}")
        return list(UNSEEN_TWIML)
    raise TwilioError(21205, "Url parameter is required.")


def _leg(world: World, request: Request, sid: str) -> Leg:
    for leg in world.switchboard.legs:
        if leg.sid == sid and not leg.deleted and world.is_known_by_sid(leg.created):
            return leg
    raise not_found(request.path)


def _answer(world: World, leg: Leg, status: int = 200) -> Answer:
    return Answer(status, resources.call(leg, world.account.sid))


def _matches(request: Request, leg: Leg, status: str) -> bool:
    asked = request.query
    return (
        not leg.deleted
        and asked.get("To", leg.to) == leg.to
        and asked.get("From", leg.caller) == leg.caller
        and asked.get("Status", status) == status
        and asked.get("ParentCallSid", leg.parent_sid) == leg.parent_sid
    )
