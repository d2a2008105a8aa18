"""Twilio's pages: 50 a page unless asked, 1000 at most, and a token for the next one.

Rule 1: a token names the last resource seen (PA: after it, PB: before it), so what comes or goes
        elsewhere in the list never makes a page repeat or skip one.
Rule 2: ``Page`` is for the client's own use; without a token it changes nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from softphone.sandbox.errors import TwilioError, invalid_parameter
from softphone.sandbox.messages import Request

DEFAULT_SIZE, MAX_SIZE = 50, 1000
TOKEN = re.compile(r"P([AB])([A-Z]{2}[0-9a-fA-F]{32})")


@dataclass(frozen=True)
class Page:
    """One page of a list, and where its neighbours begin."""

    items: list[dict[str, Any]]
    number: int
    size: int
    start: int
    link: str
    first: str
    following: str | None
    previous: str | None

    def as_2010(self, key: str) -> dict[str, Any]:
        return {
            key: self.items,
            "first_page_uri": self.first,
            "next_page_uri": self.following,
            "previous_page_uri": self.previous,
            "uri": self.link,
            "page": self.number,
            "page_size": self.size,
            "start": self.start,
            "end": self.start + max(len(self.items) - 1, 0),
        }

    def as_v1(self, key: str, base_url: str) -> dict[str, Any]:
        def absolute(link: str | None) -> str | None:
            return None if link is None else base_url + link

        meta = {
            "first_page_url": absolute(self.first),
            "next_page_url": absolute(self.following),
            "previous_page_url": absolute(self.previous),
            "url": absolute(self.link),
            "page": self.number,
            "page_size": self.size,
            "key": key,
        }
        return {key: self.items, "meta": meta}


Item = TypeVar("Item")


def page(
    request: Request,
    listed: Sequence[Item],
    sid_of: Callable[[Item], str],
    render: Callable[[Item], dict[str, Any]],
) -> Page:
    """The page that a request asks for; raises TwilioError."""
    size = _whole_number(request, "PageSize", DEFAULT_SIZE)
    if size > MAX_SIZE:
        raise TwilioError(20007, f"Page size must not be greater than {MAX_SIZE}")
    number, token = _whole_number(request, "Page", 0), request.query.get("PageToken")
    start = 0
    if token is None:
        number = 0
    else:
        start = _start(token, [sid_of(item) for item in listed], size, number)
    shown = listed[start : start + size]
    more = start + size < len(listed)
    return Page(
        items=[render(item) for item in shown],
        number=number,
        size=size,
        start=start,
        link=_link(request, size, number, token),
        first=_link(request, size, 0),
        following=_link(request, size, number + 1, "PA" + sid_of(shown[-1])) if more else None,
        previous=_link(request, size, number - 1, "PB" + sid_of(shown[0])) if start and shown else None,
    )


def _whole_number(request: Request, name: str, default: int) -> int:
    text = request.query.get(name, "")
    if not text:
        return default
    least = 1 if name == "PageSize" else 0
    if not (text.isascii() and text.isdecimal()) or int(text) < least:
        raise invalid_parameter(f"{name} must be an integer, {least} or more: {text}")
    return int(text)


def _start(token: str, sids: list[str], size: int, number: int) -> int:
    read = TOKEN.fullmatch(token)
    if read is None:
        raise invalid_parameter(f"Invalid PageToken: {token}")
    side, sid = read.groups()
    if sid not in sids:
        return number * size
    place = sids.index(sid)
    return place + 1 if side == "A" else max(place - size, 0)


def _link(request: Request, size: int, number: int, token: str | None = None) -> str:
    own = [(k, v) for k, v in request.query.items() if k not in ("PageSize", "Page", "PageToken")]
    own += [("PageSize", str(size)), ("Page", str(number))]
    if token is not None:
        own.append(("PageToken", token))
    return f"{request.path}?{urlencode(own, quote_via=quote)}"
