"""Twilio's number resources, from the API or from a file, as the application lists them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from softphone.application.ports import ListedNumber


def owned_number(
    *, e164: str, sid: str | None, label: str | None, created: Any, capabilities: Any, receive_mode: Any
) -> ListedNumber:
    """An incoming phone number, from the fields that Twilio gives it.

    What Twilio does not say of a number (a hosted one has no capabilities yet) is unknown, and no "cannot".
    """
    voice = capabilities.get("voice") if isinstance(capabilities, Mapping) else None
    return ListedNumber(
        e164=e164,
        sid=str(sid or ""),
        label=str(label or ""),
        created_at=_seconds(created),
        voice=voice is not False,
        receives_fax=str(receive_mode or "").lower() == "fax",
    )


def verified_number(*, e164: str, sid: str | None, label: str | None, created: Any) -> ListedNumber:
    """An outgoing caller ID: verified, not owned."""
    return ListedNumber(
        e164=e164, sid=str(sid or ""), label=str(label or ""), created_at=_seconds(created), verified=True
    )


def _seconds(created: Any) -> float:
    """Twilio's times are UTC, said or not."""
    if not isinstance(created, datetime):
        return 0.0
    return (created if created.tzinfo else created.replace(tzinfo=UTC)).timestamp()
