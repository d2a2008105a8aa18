"""Where a number in a text begins, how far it goes, and which keys stand behind it.

Rule 1: what stands behind ``x``, ``ext.``, ``Durchwahl`` is an extension; behind ``,`` ``;`` ``p`` ``w``
        it is keys; both are tones: digits, * and #, where a comma is a pause.
Rule 2: a comma with a blank, or before a number written with blanks and dashes, makes a list.
"""

import re
from typing import Final

SHORTEST: Final = 7  # digits; with fewer it is an area code, a suffix or keys
RUN: Final = re.compile(r"[+(]{0,2}\d(?:[\d \t().\-]*\d\)?)?", re.ASCII)
_PAUSED: Final = re.compile(r"(?:[ \t]*[,;pw])+[ \t]*", re.I)
# Grouped only up to a #: "123 415-555-2672" is keys and a number.
KEYS: Final = re.compile(r"\d+(?:[ \-]\d+)+#|[\d*#](?:[\d*#]|[,;pw]+(?=[\d*#]))*", re.ASCII | re.I)
_AREA_CODE: Final = re.compile(r"[ \t]*[/\\][ \t]*(\d[\d \t.\-]*\d)", re.ASCII)
_EXTENSION: Final = re.compile(
    r"(?:[\s,;(\[]*(?:;ext=|(?<![^\W\d_])(?:ext(?:ension|n|en)?|xtn|xt|x|durchwahl|dw|app(?:arat)?|nst|nebenstelle|"
    r"klappe|kl|poste|anexo|interno|int|ramal|wewn|wew|tst|toestel|anknytning|anknytn|linha|доб|вн)|"
    r"内线|分机|內線|分機|内線)|[\s(\[]*#)\s*[.:=]*\s*(\d{1,10})(?!\d)[)\]]?",
    re.I,
)
WAITING: Final = str.maketrans("pPwW;", ",,,,,", " -")


def digits_in(text: str) -> int:
    return sum(map(str.isdecimal, text))


def behind_area_code(piece: str, run: re.Match[str]) -> re.Match[str] | None:
    """What stands behind the slash of "030/1234567" and "+49 (0)30 / 1234567"."""
    digits = digits_in(run[0].replace("(0)", ""))
    if digits >= SHORTEST + run[0].startswith(("+", "00")) * 2:
        return None
    found = _AREA_CODE.match(piece, run.end())
    return found if found and digits + digits_in(found[1]) >= SHORTEST else None


def tones_behind(piece: str, end: int, number: str) -> tuple[str, int]:
    """The keys behind a number, as tones, and where they end."""
    if (extension := _EXTENSION.match(piece, end)) is not None:
        more, after = tones_behind(piece, extension.end(), number)
        return f",{extension[1]}{more}", after
    paused = _PAUSED.match(piece, end)
    keys = KEYS.match(piece, paused.end()) if paused else None
    if paused is None or keys is None or _is_second_number(piece, paused[0], keys.start(), number):
        return "", end
    waits = paused[0].translate(WAITING).replace("\t", "")
    return waits + keys[0].translate(WAITING), keys.end()


def _is_second_number(piece: str, pause: str, start: int, first: str) -> bool:
    """In "415-555-2671, 415-555-2672" the comma is no pause."""
    run = RUN.match(piece, start)
    if run is not None and behind_area_code(piece, run):
        return True
    behind = piece[run.end() :].lstrip() if run else ""
    if run is None or behind[:1] in ("*", "#") or len(pause.strip()) > 1:
        return False
    digits = digits_in(run[0])
    if pause.strip().isalpha():
        return digits >= 10 and not run[0].isdecimal()  # "w 415-555-2671": a label
    if digits < SHORTEST:
        return pause != pause.rstrip()  # a list has a blank behind its comma, keys have none
    if not run[0].isdecimal() or pause != pause.rstrip():
        return True
    if run[0].startswith("0"):
        return digits >= SHORTEST + 2
    return digits == digits_in(first) and not first.startswith("+")


def apart(text: str) -> list[str]:
    """ "4155552671 4155552672" -> both: twice the same length, or the second begins with 0."""
    whole = digits_in(text)
    for blank in re.finditer(r"[ \t]+(?:-[ \t]+)?|-", text) if whole >= 2 * SHORTEST else ():
        before = digits_in(text[: blank.start()])
        begins_anew = text[blank.end() : blank.end() + 1] == "0" and min(before, whole - before) > SHORTEST
        if 2 * before == whole or (begins_anew and "-" not in blank[0]):
            return [text[: blank.start()].strip(), text[blank.end() :].strip()]
    return []
