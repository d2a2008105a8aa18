"""Where a number is and what time it is there, in the words of the window's language."""

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from softphone.application.numbers.local_time import LocalTime, is_quiet, local_time
from softphone.domain.numbers.place_names import place_name
from softphone.domain.numbers.reading import Destination
from softphone.qt.language import spoken


def place_and_time(destination: Destination, now: float) -> str:
    """ "California, United States · 10:04 there"; without the time where nobody can say."""
    place, there = spoken(place_name(destination.place)), local_time(destination.number, now)
    if there is None:
        return place
    return _tr("{place} · {time} there").format(place=place, time=_time(there))


def quiet_words(destination: Destination, now: float, quiet_hours: str) -> str:
    """A warning during ``quiet_hours`` ("21:00-08:00") where the number lives; else empty."""
    there = local_time(destination.number, now) if quiet_hours else None
    if there is None or not is_quiet(there, quiet_hours):
        return ""
    return _tr("It is {time} there: quiet hours ({hours}).").format(time=_time(there), hours=quiet_hours)


def _time(there: LocalTime) -> str:
    """One time, or both where the number may be in several time zones."""
    both = [
        QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
        for at in (there.earliest, there.latest)
    ]
    return both[0] if there.is_one else _tr("{earliest} to {latest}").format(earliest=both[0], latest=both[1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlaceWords", text)
