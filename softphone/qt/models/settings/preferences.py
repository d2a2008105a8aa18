"""The settings as people change them: drawn from their one declaration.

Rule 1: a change counts at once and is kept; what is refused says why, and the old value stays.
Rule 2: what the company has locked is shown with who locked it and where, and cannot be changed.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from softphone.application.settings.declarations import SECTIONS, SETTINGS
from softphone.application.settings.setting import Setting, ValueKind
from softphone.application.settings.values import Source
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say
from softphone.qt.language import error_words, spoken
from softphone.qt.models.account.session import SessionModel

__all__ = ["PreferencesModel", "Section", "SettingRow", "ValueKind"]

BY_COMPANY: Final = "company"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it stands.

    Attributes:
        choices: For ``ValueKind.ONE_OF``: each value and its words.
        origin: Where the value comes from: "Set by Acme (it@acme.example)".
        where: File and line; empty where there is none.
        can_reset: The user has chosen it and may take that back.
    """

    key: str
    label: str
    help: str
    kind: ValueKind
    choices: tuple[tuple[str, str], ...]
    value: str | bool
    origin: str
    where: str
    is_locked: bool
    can_reset: bool

    @property
    def shown(self) -> str:
        """The value in words."""
        if isinstance(self.value, bool):
            return spoken(say("Yes") if self.value else say("No"))
        return dict(self.choices).get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together.

    Attributes:
        help: More about all of them; empty if there is nothing to say.
        is_read_only: They are not the user's to change.
    """

    title: str
    help: str
    rows: tuple[SettingRow, ...]
    is_read_only: bool = False


class PreferencesModel(QObject):
    """Signals:
    changed: A value, or where it comes from.
    refused: The key of a setting that kept its old value, and why.
    """

    changed = Signal()
    refused = Signal(str, str)

    def __init__(self, session: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.changed.connect(self.changed)

    def sections(self) -> tuple[Section, ...]:
        """What the page shows, in order; what is on the sign-in page is left out."""
        of_user: dict[str, list[SettingRow]] = {}
        for setting in SETTINGS.values():
            if setting.set_by == "user":
                of_user.setdefault(setting.section, []).append(self._row(setting))
        sections = [
            Section(spoken(SECTIONS.get(name, name)), "", tuple(rows)) for name, rows in of_user.items()
        ]
        of_company = [self._row(each) for each in SETTINGS.values() if each.set_by == BY_COMPANY]
        return (*sections, self._of_company(of_company))

    def row(self, key: str) -> SettingRow:
        """One setting as it stands now."""
        return self._row(SETTINGS[key])

    def all_rows(self) -> tuple[SettingRow, ...]:
        """Every setting there is, in the order of its declaration."""
        return tuple(self._row(setting) for setting in SETTINGS.values())

    def choose(self, key: str, value: str | bool) -> None:
        """Use ``value`` from now on; an empty text that cannot be kept takes the choice back."""
        setting = SETTINGS[key]
        if value == self._row(setting).value:
            return
        self._prefer(key, None if value == "" and not _may_be_empty(setting) else value)

    def reset(self, key: str) -> None:
        """Take the user's choice back."""
        self._prefer(key, None)

    def _prefer(self, key: str, value: str | bool | None) -> None:
        def refused(error: SoftphoneError) -> None:
            self.refused.emit(key, error_words(error))

        self._session.prefer({key: value}, failed=refused)

    def _of_company(self, rows: list[SettingRow]) -> Section:
        return Section(
            self.tr("Set by your company"),
            self.tr("Only your company's settings file can change these."),
            tuple(rows),
            is_read_only=True,
        )

    def _row(self, setting: Setting) -> SettingRow:
        origin = self._session.rulebook.origin(setting)
        return SettingRow(
            setting.key,
            spoken(setting.label),
            spoken(setting.help),
            setting.kind,
            tuple((value, spoken(words)) for value, words in setting.choices.items()),
            origin.value,
            spoken(origin.words),
            origin.where,
            origin.is_locked,
            can_reset=origin.source is Source.USER,
        )


def _may_be_empty(setting: Setting) -> bool:
    try:
        return setting.check("") == ""
    except ValueError:
        return False
