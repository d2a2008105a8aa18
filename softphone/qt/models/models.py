"""All models of the window, handed to widgets as one value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.caller_id.caller_id_check import CallerIdCheck
from softphone.qt.models.caller_id.caller_ids import CallerIdsModel
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.models.calls.call_guests import CallGuests
from softphone.qt.models.calls.call_note import CallNote
from softphone.qt.models.calls.call_tones import CallTones
from softphone.qt.models.calls.recents import RecentsModel
from softphone.qt.models.contacts.contact_import import ContactImportModel
from softphone.qt.models.contacts.contacts import ContactsModel
from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.models.dialling.suggestions import SuggestionsModel
from softphone.qt.models.dialling.why import WhyModel
from softphone.qt.models.line.line import LineModel
from softphone.qt.models.line.sound import SoundModel
from softphone.qt.models.notices import NoticesModel
from softphone.qt.models.settings.preferences import PreferencesModel
from softphone.qt.models.support import SupportModel
from softphone.qt.models.team.team import TeamModel

if TYPE_CHECKING:
    from softphone.qt.models.line_test import LineTestModel


@dataclass(frozen=True, slots=True)
class Models:
    """They live as long as the application.

    Attributes:
        line_test: Loaded and made when somebody tests the line.
    """

    session: SessionModel
    dial: DialModel
    caller_ids: CallerIdsModel
    why: WhyModel
    suggestions: SuggestionsModel
    call: CallModel
    controls: CallControls
    tones: CallTones
    guests: CallGuests
    call_note: CallNote
    caller_id_check: CallerIdCheck
    recents: RecentsModel
    contacts: ContactsModel
    contact_import: ContactImportModel
    notices: NoticesModel
    preferences: PreferencesModel
    support: SupportModel
    line: LineModel
    sound: SoundModel
    line_test: Callable[[], "LineTestModel"]
    team: TeamModel
