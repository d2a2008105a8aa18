"""Every setting, declared once; the order is that of the preferences.

The settings file, the preferences, the command line and the documentation read
SETTINGS; nothing is declared twice. Which of several values counts is in ``values``.
"""

from collections.abc import Mapping
from typing import Final

from softphone.application.settings.checks import (
    agent_name,
    country,
    device_name,
    e164,
    endpoint,
    https_url,
    one_of,
    percent,
    quiet_hours,
    sid,
    yes_or_no,
)
from softphone.application.settings.setting import Setting, declared
from softphone.domain.words import say

CALLER_ID_NUMBER: Final = Setting(
    "caller_id.number",
    "",
    e164,
    say("Caller ID"),
    say("The number to show; the only one where it is locked."),
    set_by="company",
)
ENABLED: Final = Setting(
    "caller_id.enabled",
    True,
    yes_or_no,
    say("Show the caller ID picker"),
    say("Off: the number given in the file is shown; without one, every call is Automated."),
)
INCLUDE_VERIFIED: Final = Setting(
    "caller_id.include_outgoing_only_numbers",
    True,
    yes_or_no,
    say("Offer verified numbers"),
    say("Numbers that are only verified with Twilio may be picked; calls back do not reach you."),
)
MODE: Final = Setting(
    "caller_id.mode",
    "customized",
    one_of(customized=say("The agent (Customized)"), automated=say("The rules (Automated)")),
    say("Who chooses the caller ID"),
    say("Customized: the agent picks a number. Automated: the rules choose one for each call."),
)
ALLOW_DEFAULT: Final = Setting(
    "caller_id.allow_default",
    True,
    yes_or_no,
    say("Offer Default (automatic)"),
    say("The agent may leave the choice to the rules."),
    set_by="company",
)
AUTOMATED_USES_VERIFIED: Final = Setting(
    "caller_id.automated_uses_verified",
    False,
    yes_or_no,
    say("Automated uses verified numbers"),
    say("Off by default: nobody can call them back through us, and carriers trust them less."),
    set_by="company",
)
LAST_RESORT: Final = Setting(
    "caller_id.last_resort",
    "literal",
    one_of(literal=say("Any number of the account"), own_groups=say("Only the agent's ring groups")),
    say("Last resort"),
    say("Which numbers the rules may take when none of the agent's ring groups fits."),
    set_by="company",
)
SAME_AS_LAST_TIME: Final = Setting(
    "caller_id.same_as_last_time",
    True,
    yes_or_no,
    say("Same caller ID as last time"),
    say("Where several numbers fit equally, the one of the last conversation with this person is shown."),
    set_by="company",
)
ACCOUNT_SID: Final = Setting(
    "twilio.account_sid",
    "",
    sid("AC"),
    say("Account SID"),
    say("Twilio Console, Account info."),
    set_by="sign-in",
)
WORKSPACE_SID: Final = Setting(
    "twilio.workspace_sid",
    "",
    sid("WS"),
    say("Workspace SID"),
    say("TaskRouter; optional."),
    set_by="sign-in",
)
API_KEY_SID: Final = Setting(
    "twilio.api_key_sid", "", sid("SK"), say("API key SID"), say("Starts with SK."), set_by="sign-in"
)
AGENT: Final = Setting(
    "agent.name",
    "",
    agent_name,
    say("Your name"),
    say("As your supervisor knows it, e.g. ana."),
    set_by="sign-in",
)
ENDPOINT: Final = Setting(
    "agent.endpoint",
    "",
    endpoint,
    say("Your phone rings at"),
    say("A SIP address, a phone number, or client: and a name."),
    set_by="sign-in",
)
HOME_COUNTRY: Final = Setting(
    "dialing.home_country",
    "",
    country,
    say("Home country"),
    say("Two letters, such as US. Numbers typed without + are read as numbers of this country."),
)
OUTBOUND: Final = Setting(
    "dialing.outbound",
    True,
    yes_or_no,
    say("Outgoing calls"),
    say("Off: this desk only takes calls."),
    set_by="company",
)
QUIET: Final = Setting(
    "dialing.quiet_hours",
    "",
    quiet_hours,
    say("Quiet hours"),
    say("Such as 21:00-08:00, in the customer's own time: a call then is warned of. Empty: never."),
)
LOOK: Final = Setting(
    "window.look",
    "system",
    one_of(system=say("As the system"), light=say("Light"), dark=say("Dark")),
    say("Look"),
    say("Light, dark, or as the system is."),
)
LANGUAGE: Final = Setting(
    "window.language",
    "system",
    one_of(
        system=say("As the system"),
        en="English",
        es="Español (España)",
        es_MX="Español (México)",
        pt_BR="Português (Brasil)",
        fr="Français",
        de="Deutsch",
        th="ไทย",
        zh_CN="简体中文",
        ar="العربية",
    ),
    say("Language"),
    say("Used from the next start."),
)
LINKS_DIAL: Final = Setting(
    "desktop.links_dial",
    False,
    yes_or_no,
    say("Links call by themselves"),
    say("Off: a tel: link only fills in the number. On: it calls after 3 seconds in which you can cancel."),
)
CLOSE_TO_TRAY: Final = Setting(
    "desktop.close_to_tray",
    True,
    yes_or_no,
    say("Keep running in the tray"),
    say("Closing the window keeps the softphone in the tray, where there is one. Off: closing quits."),
)
START_AT_LOGIN: Final = Setting(
    "desktop.start_at_login",
    False,
    yes_or_no,
    say("Start when you log in"),
    say("In the tray, or minimised where there is none."),
)
MINI_PANEL: Final = Setting(
    "desktop.mini_panel",
    False,
    yes_or_no,
    say("Show a small panel during calls"),
    say("With the timer and Hang up, over other windows, while this one is hidden or minimised."),
)
GLOBAL_KEYS: Final = Setting(
    "desktop.global_keys",
    False,
    yes_or_no,
    say("Keys that work in every window"),
    say("Ctrl+Shift+F8 hangs up, Ctrl+Shift+F9 takes the number from the clipboard. Not on macOS."),
)
TOKEN_URL: Final = Setting(
    "twilio.token_url",
    "",
    https_url,
    say("Token URL"),
    say("Where the app gets access tokens for audio, if agents have no standard API key. https only."),
    set_by="company",
)
REGION: Final = Setting(
    "twilio.region",
    "us1",
    one_of(us1=say("United States (US1)"), ie1=say("Ireland (IE1)"), au1=say("Australia (AU1)")),
    say("Twilio's region"),
    say("Where the account is processed; the API key must have been made in that region."),
    set_by="company",
)
MICROPHONE: Final = Setting(
    "audio.microphone",
    "",
    device_name,
    say("Microphone"),
    say("Remembered by its name and id; another one is used while it is not plugged in."),
    set_by="sound",
)
SPEAKER: Final = Setting(
    "audio.speaker",
    "",
    device_name,
    say("Speaker"),
    say("Where you hear the customer."),
    set_by="sound",
)
RING_DEVICE: Final = Setting(
    "audio.ring_device",
    "",
    device_name,
    say("Rings at"),
    say("Where other incoming calls ring; it need not be your headset."),
    set_by="sound",
)
VOLUME: Final = Setting(
    "audio.volume", "100", percent, say("Volume"), say("Of the customer's voice."), set_by="sound"
)
RING_VOLUME: Final = Setting(
    "audio.ring_volume", "70", percent, say("Ring volume"), say("Of incoming calls."), set_by="sound"
)
CLEAN_SOUND: Final = Setting(
    "audio.clean",
    True,
    yes_or_no,
    say("Take echo and noise off my voice"),
    say("Turn it off if your headset does that already."),
    set_by="sound",
)

SECTIONS: Final = {
    "caller_id": say("Caller ID"),
    "dialing": say("Dialling"),
    "window": say("Window"),
    "desktop": say("On your desktop"),
    "twilio": say("Account"),
    "agent": say("You"),
    "audio": say("Sound"),
}

SETTINGS: Final[Mapping[str, Setting]] = declared()
