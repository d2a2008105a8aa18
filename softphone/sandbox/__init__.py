"""A stand-in for Twilio on 127.0.0.1, for trying out and for tests.

It shares no code with the rest of the program: the two can only agree over HTTP. The parts, from
the inside out: ``telephony`` (facts), ``switchboard`` and ``conferencing`` (what happens to them),
``world`` (all of it at one moment), ``api`` (Twilio's API on it), ``voice`` (where devices are
called and heard), ``server`` (the Sandbox).
"""

from softphone.sandbox.account import default_settings
from softphone.sandbox.errors import UnusableInput
from softphone.sandbox.server import Sandbox

DEFAULT_SETTINGS_TOML = default_settings()

__all__ = ["DEFAULT_SETTINGS_TOML", "Sandbox", "UnusableInput", "default_settings"]
