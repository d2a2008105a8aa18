"""What must not leave the machine in a log or a report: telephone numbers, identifiers, secrets.

Rule 1: a number is taken out however it is written: with blanks, brackets, dots, other digits.
Rule 2: what is left of it are its last two digits, enough to tell two apart.
Rule 3: too much taken out is a nuisance, too little is a leak; dates and times are kept.
"""

import re
from collections.abc import Iterable
from typing import Final

SHORTEST_SECRET: Final = 6

# Between two digits: blanks of every width, dashes, dots, brackets, slashes, and what cannot be seen.
_BETWEEN: Final = (
    r"(?:[ \t.()/·•~_\-\u00a0\u00ad\u2000-\u200f\u2010-\u2015\u202a-\u202f\u205f-\u2064\u2066-\u2069"
    r"\u3000\ufe58\ufe63\ufeff\uff08\uff09\uff0d\uff0e]|%20|%28|%29){0,4}"
)
_PLUS: Final = r"(?:[+＋]|%2[Bb]|(?<!\w)00)"
_KEPT: Final = re.compile(
    r"(?<!\d)(?P<kept>\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?Z?)?(?!\d))"
    rf"|(?P<number>{_PLUS}{_BETWEEN}\d(?:{_BETWEEN}\d){{3,}}|\(?\d(?:{_BETWEEN}\d){{6,}})"
)
_FORMS_OF_SECRETS: Final = (
    (re.compile(r"\b([A-Z]{2})[0-9a-fA-F]{32}\b"), r"\1…"),  # a SID: AC…, SK…, CA…
    (re.compile(r"\beyJ[\w-]*\.[\w-]+\.[\w-]*"), "…"),  # a token
    (re.compile(r"(?i)\b(basic|bearer)\s+[\w+/=.~-]{6,}"), r"\1 …"),
    (re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"), "…"),
    (re.compile(r"(?i)(\b[\w-]*(?:secret|password|token)\b[\"']?\s*[:=]\s*[\"']?)[^\s\"',;&}]+"), r"\1…"),
    (re.compile(r"\b[0-9A-Za-z]{32}\b"), "…"),  # an API key's secret
)


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """``text`` without telephone numbers (but their last two digits), identifiers and secrets.

    Args:
        secrets: Known ones, taken out wherever they stand.
    """
    return _KEPT.sub(_without_number, without_secrets(text, secrets))


def without_secrets(text: str, secrets: Iterable[str] = ()) -> str:
    """``text`` without identifiers and secrets; its numbers stay."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, "…")
    for form, instead in _FORMS_OF_SECRETS:
        text = form.sub(instead, text)
    return text


def _without_number(found: re.Match[str]) -> str:
    kept = found["kept"]
    if kept is not None:
        return str(kept)
    digits = [character for character in found[0] if character.isdigit()]
    return "…" + "".join(digits[-2:])
