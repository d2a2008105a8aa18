"""Twilio's regions: where an account's data is processed, and which hosts serve it there.

Rule: a key belongs to one region; outside US1 a host names its edge and its region.

Source: https://www.twilio.com/docs/global-infrastructure, read 2026-07; hosts without an edge ended
2026-04-28.
"""

from enum import StrEnum
from typing import Final


class Region(StrEnum):
    US1 = "us1"
    IE1 = "ie1"
    AU1 = "au1"


EDGES: Final = {Region.IE1: "dublin", Region.AU1: "sydney"}
_DOMAIN: Final = ".twilio.com"


def host_in(region: Region, host: str) -> str:
    """The host that serves a product there: "api.dublin.ie1.twilio.com" for "api.twilio.com"."""
    if region is Region.US1 or not host.endswith(_DOMAIN):
        return host
    product = host.removesuffix(_DOMAIN).partition(".")[0]
    return f"{product}.{EDGES[region]}.{region}{_DOMAIN}"


def is_twilios(host: str) -> bool:
    """Only there may credentials go."""
    return host == _DOMAIN[1:] or host.endswith(_DOMAIN)
