"""For how long: for good, or until a time after which it goes back by itself."""

from typing import Final

from PySide6.QtCore import QDateTime, QLocale, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QWidget

from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.contacts.contact_form import CalmComboBox

END_OF_DAY: Final = QTime(18, 0)
_FRIDAY: Final = 5
_OWN: Final = 4  # the last choice


class CalmDateTimeEdit(QDateTimeEdit):
    """Does not change under the wheel."""

    @virtual(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Until(QWidget):
    """A choice of times, the last of them the supervisor's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = CalmComboBox()
        self.own = CalmDateTimeEdit(calendarPopup=True)
        self.choice.setAccessibleName(self.tr("For how long"))
        self.own.setAccessibleName(self.tr("Until"))
        self.own.setVisible(False)
        for part in (self.choice, self.own):
            part.setMinimumHeight(units(1.8))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.4))
        inside.addWidget(self.choice)
        inside.addWidget(self.own)
        self.choice.currentIndexChanged.connect(self._show_own)
        self.refresh()

    def refresh(self) -> None:
        """Say the times as they are now; what is chosen stays chosen."""
        at, now = max(0, self.choice.currentIndex()), QDateTime.currentDateTime()
        is_today = end_of_day(now).date() == now.date()
        words = (
            self.tr("for good"),
            self.tr("for 1 hour"),
            self.tr("until today, 18:00") if is_today else self.tr("until tomorrow, 18:00"),
            self.tr("until {time}").format(time=QLocale().toString(end_of_week(now), "dddd, HH:mm")),
            self.tr("until another time…"),
        )
        for position, text in enumerate(words):
            if position < self.choice.count():
                self.choice.setItemText(position, text)
            else:
                self.choice.addItem(text)
        self.choice.setCurrentIndex(at)

    def seconds(self) -> int:
        """Until when (seconds since 1970); 0: for good."""
        now = QDateTime.currentDateTime()
        moments = (None, now.addSecs(3600), end_of_day(now), end_of_week(now), self.own.dateTime())
        chosen = moments[self.choice.currentIndex()]
        return 0 if chosen is None else chosen.toSecsSinceEpoch()

    def _show_own(self) -> None:
        is_own = self.choice.currentIndex() == _OWN
        if is_own and self.own.isHidden():
            self.own.setDateTime(end_of_day(QDateTime.currentDateTime()))
        self.own.setVisible(is_own)


def end_of_day(now: QDateTime) -> QDateTime:
    """Today at 18:00; after that tomorrow."""
    end = QDateTime(now.date(), END_OF_DAY)
    return end if end > now else end.addDays(1)


def end_of_week(now: QDateTime) -> QDateTime:
    """Friday at 18:00; after that the next one."""
    end = QDateTime(now.date(), END_OF_DAY).addDays((_FRIDAY - now.date().dayOfWeek()) % 7)
    return end if end > now else end.addDays(7)
