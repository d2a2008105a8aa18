"""Keys behind a number: what is pressed once somebody has answered (",,123#", "p123", ";postd=123").

Rule 1: digits behind a comma, a semicolon or a pause are keys, never a second number.
Rule 2: what is written like a telephone number of its own (", (212) 555-0123") is one all the same.
Rule 3: keys are "0" to "9", "*" and "#"; a comma among them is a pause of two seconds.
"""

import re
from dataclasses import dataclass
from typing import Final

_PAUSE: Final = re.compile(
    r"(?<=[\d)])(?:[ ]*[,;][,; ]*|[ ]*[pw](?=[pw,; ]*[\d*#])[pw,; ]*|[PW]+(?=[\d*#]))(?=[\d*#])"
)
_NUMBER_BEFORE: Final = re.compile(r"[+\d(][\d ().\-/]*(?:(?:ext\.?|x) ?\d{1,7})?$", re.I)
_PAUSE_PLAYED: Final = "wwww"
_LONGEST_BEFORE: Final = 40
_FEWEST_DIGITS: Final = 7
_RUN: Final = re.compile(r"[\d*#,;pwPW -]*")
_BARE: Final = re.compile(r"[\d*#]+(?:[,;]+[\d*#]+)*")
_ENDS: Final = " ,;-pwPW"
_WAITS: Final = str.maketrans({"p": ",", "P": ",", "w": ",", "W": ",", ";": ",", " ": None, "-": None})


@dataclass(frozen=True, slots=True)
class Keys:
    """Where keys stand in a text, the pause before them included, and what they are: ",,123#"."""

    start: int
    end: int
    keys: str


def keys_in(text: str) -> list[Keys]:
    """The keys behind anything in ``text`` that is as long as a number."""
    found: list[Keys] = []
    for pause in _PAUSE.finditer(text):
        before = _NUMBER_BEFORE.search(text, max(0, pause.start() - _LONGEST_BEFORE), pause.start())
        is_inside = bool(found) and pause.start() < found[-1].end
        if is_inside or before is None or sum(map(str.isdecimal, before[0])) < _FEWEST_DIGITS:
            continue
        run = _run_of_keys(text, pause, before[0].strip())
        if run:
            end = pause.end() + len(run)
            found.append(Keys(pause.start(), end, normal(pause[0] + run)))
    return found


def normal(keys: str) -> str:
    """ "pp22 33" -> ",,2233"."""
    return keys.translate(_WAITS)


def _run_of_keys(text: str, pause: re.Match[str], before: str) -> str:
    """What follows the pause and is keys; empty where it is something else."""
    whole = _RUN.match(text, pause.end())
    run = whole[0].rstrip(_ENDS) if whole else ""
    behind = text[pause.end() + len(run) :][:2]
    if behind[:1].isalnum():  # "42nd": the last digits belong to a word
        run = re.sub(r"[\d*#]+$", "", run).rstrip(_ENDS)
    elif behind[:1] in (".", ":", "/") and behind[1:].isdecimal():
        return ""
    signs = pause[0].replace(" ", "")
    if len(signs) > 1 or signs.isalpha() or re.search(r"[*#]", run):
        return run
    bare = _BARE.match(run)
    if bare is None or bare[0] != run:
        return ""
    if " " in pause[0]:  # a list of numbers in one style is a list
        is_last = text[pause.end() + len(run) :].split("\n", 1)[0].strip() == ""
        return run if is_last and not before.isdecimal() else ""
    return run


def with_keys(number: str, keys: str) -> str:
    """A number and the keys behind it as one text to read: "+14155552671,12#"."""
    return f"{number},{keys.removeprefix(',')}" if keys else number


def playable(keys: str) -> str:
    """Keys as Twilio plays them: w waits half a second; nothing waits in front."""
    return keys.lstrip(",").replace(",", _PAUSE_PLAYED)


def heard(played: str) -> str:
    """Keys as they sound, "1wwww4#" -> "14#"."""
    return played.replace("w", "")
