"""How an agent's caller ID stands in the attributes of the agent's worker in TaskRouter.

    {"softphone": {"caller_id": "+14155550100", "by": "sam", "at": 1795255200, "until": 1795280400,
                   "pinned": true, "why": "campaign", "before": {…}, "record": [{…}, …]},
     "selectedCallerId": "+14155550100", …}

Rule 1: two keys are ours, "softphone" and "selectedCallerId" (which Twilio Flex reads and writes);
        others are never touched, and what a newer version keeps below ours stays there.
Rule 2: no value holds a hyphen: TaskRouter's expressions cannot read one. Times are whole seconds
        since 1970; in texts "-" is "%2D" and "%" is "%25".
Rule 3: a selectedCallerId that is not the one we wrote is Twilio Flex's, and is said so.
Rule 4: nothing that stands there crashes; what cannot be read is kept below "was".
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from softphone.adapters.twilio.taskrouter.worker_attributes import value_of, with_values
from softphone.domain.caller_id.assignment import BEFORE_LENGTH, RECORD_LENGTH, Assignment, Change, Kept
from softphone.domain.caller_id.policy import DEFAULT, NOTHING_PICKED

KEY: Final = "softphone"
FLEX_KEY: Final = "selectedCallerId"
_OURS: Final = frozenset({"caller_id", "by", "at", "until", "pinned", "why", "before", "record"})
_RECORD_SIZE: Final = 1600  # characters of JSON: attributes stay small
_WAS_SIZE: Final = 1000
_E164: Final = re.compile(r"\+[1-9]\d{4,14}", re.ASCII)
_LATEST: Final = 2**34  # the year 2514: later is a mistake
_ESCAPED: Final = re.compile("%(2D|25)")


def kept_in(attributes: str) -> Kept:
    """What a worker's attributes keep for us, whatever they hold."""
    found = value_of(attributes, KEY)
    content: Mapping[str, Any] = found if isinstance(found, dict) else {}
    assignment = _assignment(content)
    rows = content.get("record")
    record = [_change(row) for row in rows] if isinstance(rows, list) else []
    more = {key: value for key, value in content.items() if key not in _OURS and _size(value)}
    is_unreadable = found is not None and (
        content is not found or ("caller_id" in content and not assignment)
    )
    if is_unreadable and "was" not in more and 0 < _size(found) <= _WAS_SIZE:
        more["was"] = found
    return Kept(
        assignment,
        tuple(row for row in record if row)[-RECORD_LENGTH:],
        _elsewhere(value_of(attributes, FLEX_KEY), assignment),
        more,
    )


def as_text(assignment: Assignment | None) -> str:
    """The assignment alone, to be kept on a machine; ``read_back`` reads it."""
    return json.dumps(_assignment_json(assignment))


def read_back(text: str) -> Assignment | None:
    """The assignment of ``as_text``; None: nothing was set, or it cannot be read."""
    try:
        return _assignment(json.loads(text))
    except ValueError:
        return None


def written(attributes: str, kept: Kept) -> str:
    """``attributes`` with ``kept`` in them, and selectedCallerId to match.

    Raises NotAnObject: the attributes are not ours to write over.
    """
    content = {**_assignment_json(kept.assignment), **_record_json(kept.record), **kept.more}
    selected = _selected(kept.assignment) if kept.elsewhere is None else kept.elsewhere or None
    return with_values(attributes, {KEY: content or None, FLEX_KEY: selected})


def _selected(assignment: Assignment | None) -> str | None:
    """What Flex is to show: a number; for anything else its own default."""
    return assignment.caller_id if assignment and _E164.fullmatch(assignment.caller_id) else None


def _elsewhere(found: Any, assignment: Assignment | None) -> str | None:
    wrote = _selected(assignment)
    if found == wrote:
        return None
    if found is None or found == "":
        return NOTHING_PICKED if wrote else None
    return found if isinstance(found, str) and _E164.fullmatch(found) else None


def _assignment_json(assignment: Assignment | None) -> dict[str, Any]:
    if assignment is None:
        return {}
    told = _without_nothing(
        by=_escaped(assignment.by),
        at=assignment.at,
        until=assignment.until,
        pinned=assignment.pinned,
        why=_escaped(assignment.why),
        before=_assignment_json(assignment.before),
    )
    return {"caller_id": assignment.caller_id, **told}


def _record_json(record: tuple[Change, ...]) -> dict[str, Any]:
    rows = [_row_json(row) for row in record]
    while len(rows) > 1 and len(json.dumps(rows)) > _RECORD_SIZE:
        rows = rows[1:]
    return _without_nothing(record=rows)


def _row_json(row: Change) -> dict[str, Any]:
    return _without_nothing(
        at=row.at,
        by=_escaped(row.by),
        old=row.old,
        new=row.new,
        until=row.until,
        pinned=row.pinned,
        why=_escaped(row.why),
    )


def _without_nothing(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _assignment(content: Any, depth: int = BEFORE_LENGTH) -> Assignment | None:
    if not isinstance(content, dict) or not _is_caller_id(content.get("caller_id")):
        return None
    return Assignment(
        content["caller_id"],
        _text(content.get("by")),
        _time(content.get("at")),
        _time(content.get("until")),
        content.get("pinned") is True,
        _text(content.get("why")),
        _assignment(content.get("before"), depth - 1) if depth else None,
    )


def _change(row: Any) -> Change | None:
    if not isinstance(row, dict):
        return None
    old, new = row.get("old", NOTHING_PICKED), row.get("new", NOTHING_PICKED)
    if not _is_caller_id(old) or not _is_caller_id(new):
        return None
    return Change(
        _time(row.get("at")),
        _text(row.get("by")),
        old,
        new,
        _time(row.get("until")),
        row.get("pinned") is True,
        _text(row.get("why")),
    )


def _is_caller_id(value: Any) -> bool:
    return isinstance(value, str) and (
        value in (DEFAULT, NOTHING_PICKED) or _E164.fullmatch(value) is not None
    )


def _time(value: Any) -> int:
    return value if type(value) is int and 0 <= value < _LATEST else 0


def _text(value: Any) -> str:
    return (
        _ESCAPED.sub(lambda found: {"2D": "-", "25": "%"}[found[1]], value) if isinstance(value, str) else ""
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("-", "%2D")


def _size(value: Any) -> int:
    """Characters of JSON; 0: it is not to be written as JSON (infinite, or nested too deeply)."""
    try:
        return len(json.dumps(value, allow_nan=False))
    except (ValueError, RecursionError):
        return 0
