"""The company's settings: of this machine, a draft's, or the sandbox's own."""

from pathlib import Path

from softphone.adapters.settings.company_source import CompanySource as CompanySource
from softphone.adapters.settings.company_source import MachineWide as MachineWide
from softphone.adapters.settings.company_source import this_machine
from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.settings.company import Company
from softphone.folders import data_folder


def company_source(
    draft: Path | None,
    folder: Path | None = None,
    place: MachineWide | None = None,
    *,
    always: bool = False,
) -> CompanySource:
    """Where the company's settings come from.

    Args:
        draft: The file of ``--settings``, if given.
        folder: The user's data; None: their own folder.
        place: Where the machine-wide file is; None: its fixed place.
        always: Take ``draft`` even beside a machine-wide file (a draft tried out).
    """
    return CompanySource(place or this_machine(folder or data_folder()), draft, always=always)


def company_settings(draft: Path | None, *, always: bool) -> Company:
    """The company's settings that count now; see ``company_source``."""
    return company_source(draft, always=always).company()


def sandbox_company() -> Company:
    """The settings of the sandbox's own company, Acme."""
    from softphone.sandbox import default_settings

    return company_from_text(default_settings(), "the sandbox")
