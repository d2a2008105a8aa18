"""Builds the softphone from its settings: on Twilio, or on a sandbox.

Rule 1: knows every layer and decides nothing.
Rule 2: what is slow to import (twilio, keyring, aiohttp) is imported when it is used:
        the first window does not wait for it.
"""

from softphone.adapters.settings.company_source import CompanySource, MachineWide
from softphone.wiring.access import (
    SANDBOX_AGENT,
    SANDBOX_VARIABLE,
    Access,
    LocalTwilio,
    access_to,
    embedded_sandbox,
    sandbox_from_environment,
    sandbox_identity,
)
from softphone.wiring.company import company_settings, company_source, sandbox_company
from softphone.wiring.exports import (
    account_from_file,
    contacts_of_nobody,
    installed_packages,
    run_sandbox,
    save_report,
    versions,
    write_caller_id_record,
    write_calls,
    write_contacts,
)
from softphone.wiring.installation import Installation, SignedIn, window_language

__all__ = [
    "SANDBOX_AGENT",
    "SANDBOX_VARIABLE",
    "Access",
    "CompanySource",
    "Installation",
    "LocalTwilio",
    "MachineWide",
    "SignedIn",
    "access_to",
    "account_from_file",
    "company_settings",
    "company_source",
    "contacts_of_nobody",
    "embedded_sandbox",
    "installed_packages",
    "run_sandbox",
    "sandbox_company",
    "sandbox_from_environment",
    "sandbox_identity",
    "save_report",
    "versions",
    "window_language",
    "write_caller_id_record",
    "write_calls",
    "write_contacts",
]
