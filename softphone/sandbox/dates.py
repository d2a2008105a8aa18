"""Twilio's ways to write a moment: RFC 2822 in the 2010 API, ISO 8601 in TaskRouter."""

from datetime import UTC, datetime
from email.utils import format_datetime


def rfc_2822(moment: float) -> str:
    return format_datetime(datetime.fromtimestamp(int(moment), UTC))


def iso_8601(moment: float) -> str:
    return datetime.fromtimestamp(int(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds_since_1970(iso: str) -> float:
    """Of an ISO 8601 date or moment, UTC unless it says otherwise; raises ValueError."""
    moment = datetime.fromisoformat(iso)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
