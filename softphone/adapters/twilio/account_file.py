"""Twilio's own resources in a file: ``softphone choose --account FILE``."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final

from softphone.adapters.bounded_read import read_at_most
from softphone.adapters.twilio.resources import owned_number, verified_number
from softphone.application.ports import ListedNumber
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

_E164: Final = re.compile(r"\+[1-9]\d{4,14}", re.ASCII)
_MEGABYTES_AT_MOST: Final = 512  # 50,000 numbers have 100


class AccountFile:
    """A NumberSource that reads {"incoming_phone_numbers": […], "outgoing_caller_ids": […]}."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def numbers(self) -> Sequence[ListedNumber]:
        text = self._text()
        try:
            content = json.loads(text)
        except json.JSONDecodeError as error:
            raise self._unusable(error.lineno, f"is not JSON ({error.msg})") from error
        except RecursionError as error:
            raise self._unusable(1, "is nested too deeply") from error
        if not isinstance(content, dict):
            raise self._unusable(1, "must be an object with incoming_phone_numbers and outgoing_caller_ids")
        return [
            *self._list(content, "incoming_phone_numbers", text, _owned),
            *self._list(content, "outgoing_caller_ids", text, _verified),
        ]

    def _text(self) -> str:
        try:
            return read_at_most(self._path, _MEGABYTES_AT_MOST).decode("utf-8-sig")
        except OSError as error:
            raise self._unusable(0, f"cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise self._unusable(1, "is not UTF-8 text") from error

    def _list(
        self, content: dict[str, Any], key: str, text: str, of: Callable[[dict[str, Any]], ListedNumber]
    ) -> list[ListedNumber]:
        resources = content.get(key, [])
        if not isinstance(resources, list):
            raise self._unusable(_line_of(text, key), f"{key} must be a list")
        found = []
        for position, resource in enumerate(resources, 1):
            number = resource.get("phone_number") if isinstance(resource, dict) else None
            if not isinstance(number, str) or not number:
                line = _line_of(text, resource.get("sid", key) if isinstance(resource, dict) else key)
                raise self._unusable(line, f"{key}, number {position}, has no phone_number")
            if not _E164.fullmatch(number):
                line = _line_of_number(text, number)
                what = f"{key}, number {position}: “{number[:40]}” is no number like +14155550123"
                raise self._unusable(line, what)
            found.append(of(resource))
        return found

    def _unusable(self, line: int, what: str) -> SoftphoneError:
        where = f"{self._path}:{line}" if line else str(self._path)
        return SoftphoneError(say("{where}: {what}", where=where, what=what))


def _owned(resource: dict[str, Any]) -> ListedNumber:
    return owned_number(
        e164=resource["phone_number"],
        sid=resource.get("sid"),
        label=resource.get("friendly_name"),
        created=_date(resource.get("date_created")),
        capabilities=resource.get("capabilities"),
        receive_mode=resource.get("voice_receive_mode"),
    )


def _verified(resource: dict[str, Any]) -> ListedNumber:
    return verified_number(
        e164=resource["phone_number"],
        sid=resource.get("sid"),
        label=resource.get("friendly_name"),
        created=_date(resource.get("date_created")),
    )


def _date(text: Any) -> datetime | None:
    """As the REST API writes it, "Mon, 16 Aug 2010 23:00:23 +0000", or as ISO 8601."""
    for reads in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return reads(text) if isinstance(text, str) else None
        except ValueError:
            continue
    return None


def _line_of(text: str, word: Any) -> int:
    return _line_at(text, text.find(f'"{word}"'))


def _line_of_number(text: str, number: str) -> int:
    """Where ``number`` is a phone_number; as a label it may stand anywhere."""
    written = "|".join(map(re.escape, (f'"{number}"', json.dumps(number))))
    found = re.search(rf'"phone_number"\s*:\s*(?:{written})', text)
    return _line_at(text, found.end() if found else -1)


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1 if position >= 0 else 1
