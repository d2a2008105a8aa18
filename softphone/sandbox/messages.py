"""One request and its answer, free of any HTTP library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote


@dataclass(frozen=True)
class Request:
    """``path`` is as sent, percent-encoded; a field given twice keeps its last value.

    ``base`` is where the sandbox listens: what links begin with.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    base: str = "http://127.0.0.1"

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(unquote(part) for part in self.path.strip("/").split("/"))


@dataclass(frozen=True)
class Answer:
    """``body`` None is an answer without content."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


def fields(encoded: str) -> dict[str, str]:
    """The fields of a query or a form; ``StartTime>=2026-11-22`` is the field ``StartTime>``."""
    return dict(parse_qsl(encoded, keep_blank_values=True))
