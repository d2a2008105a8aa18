"""A worker's attributes: JSON text that many programs share.

Rule 1: only the members named are touched; every other one stays as it was written, letter by
        letter: numbers too large for anybody, keys given twice, whatever it is.
Rule 2: text that is no JSON object is never written over.
Rule 3: nothing to change means the same text.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_BLANKS: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder(strict=False)


class NotAnObject(ValueError):
    """The text is not one JSON object."""


@dataclass(frozen=True, slots=True)
class JsonMember:
    """One member of the object.

    Attributes:
        text: As it stands: "key": value.
    """

    key: str
    value: Any
    text: str


def members(attributes: str) -> tuple[JsonMember, ...]:
    """The members of an object, in order; of a key given twice, both.

    Raises NotAnObject.
    """
    if not attributes.strip(" \t\r\n"):
        return ()
    try:
        return tuple(_members(attributes))
    except (ValueError, IndexError, RecursionError) as error:
        raise NotAnObject(str(error)) from error


def _members(text: str) -> Iterator[JsonMember]:
    at = _passed(text, _blank(text, 0), "{")
    if text[at] == "}":
        return _end(text, at)
    while True:
        began = at
        key, at = _DECODER.raw_decode(text, at)
        if not isinstance(key, str):
            raise ValueError("a key is no text")
        value, at = _DECODER.raw_decode(text, _passed(text, _blank(text, at), ":"))
        yield JsonMember(key, value, text[began:at])
        at = _blank(text, at)
        if text[at] == "}":
            return _end(text, at)
        at = _passed(text, at, ",")


def _blank(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _passed(text: str, at: int, character: str) -> int:
    if text[at] != character:
        raise ValueError(f"no {character} at {at}")
    return _blank(text, at + 1)


def _end(text: str, at: int) -> None:
    if _blank(text, at + 1) != len(text):
        raise ValueError("something follows the object")


def value_of(attributes: str, key: str) -> Any:
    """What ``key`` holds; None if it is not there, or the text is no object."""
    try:
        found = members(attributes)
    except NotAnObject:
        return None
    return next((member.value for member in reversed(found) if member.key == key), None)


def with_values(attributes: str, values: Mapping[str, Any]) -> str:
    """``attributes`` with these members instead of what they were; None takes one out.

    Raises NotAnObject: it is not ours to write over.
    """
    found = members(attributes)
    if all(_stands(found, key, value) for key, value in values.items()):
        return attributes
    kept = [member.text for member in found if member.key not in values]
    ours = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in values.items() if value is not None]
    return "{" + ", ".join([*kept, *ours]) + "}"


def _stands(found: tuple[JsonMember, ...], key: str, value: Any) -> bool:
    there = [member.value for member in found if member.key == key]
    return there == ([] if value is None else [value])
