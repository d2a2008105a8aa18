"""May a file be taken for the administrator's, on Windows: its owner and who may write it.

Rule 1: what may write is decided from the security descriptor as text (SDDL), a pure function;
        only asking Windows for that text is Windows' own, and **untested**.
Rule 2: administrators, the system and the installer service are the administrator; nobody else.
Rule 3: below %ProgramData% everybody may make folders, so the file's own folder is checked, too.

Source: MS-DTYP 2.5.1.1 (SDDL), 2.4.3 (access masks).
"""

import re
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Final

from softphone.application.settings.company import Problem

TRUSTED: Final = frozenset(
    {
        "BA",  # built-in administrators
        "SY",  # the local system
        "S-1-5-32-544",
        "S-1-5-18",
        "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",  # TrustedInstaller
    }
)
# Write data, append, delete a child, delete, change the list of rights, take over ownership.
_WRITES: Final = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x40000000 | 0x10000000
# In a folder, new files are no danger: they cannot take the file's name while it is there.
_SWAPS: Final = _WRITES & ~0x6
_RIGHTS: Final = {
    "FA": 0x1F01FF, "FW": 0x120116, "FR": 0x120089, "FX": 0x1200A0,
    "GA": 0x10000000, "GW": 0x40000000, "GR": 0x80000000, "GX": 0x20000000,
    "SD": 0x10000, "RC": 0x20000, "WD": 0x40000, "WO": 0x80000,
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
}  # fmt: skip
_OWNER: Final = re.compile(r"O:(S-[\d-]+|[A-Z]{2})")
_ENTRY: Final = re.compile(r"\((\w+);(\w*);(\w*);[^;]*;[^;]*;([^;)]*)")
_ALLOWS: Final = frozenset({"A", "XA", "OA"})


def writers(sddl: str, *, is_folder: bool = False) -> tuple[str, ...]:
    """Who else than the administrator owns or may change what ``sddl`` guards: SIDs or their short names.

    A descriptor without a list of rights lets everybody write.
    """
    owner = _OWNER.search(sddl)
    found = [] if owner and owner[1] in TRUSTED else [owner[1] if owner else "nobody known"]
    dacl = sddl.partition("D:")[2].partition("S:")[0]
    if not dacl or "NO_ACCESS_CONTROL" in dacl:
        return (*found, "everybody")
    forbidden = _SWAPS if is_folder else _WRITES
    for kind, flags, rights, who in _ENTRY.findall(dacl):
        is_for_children_only = "IO" in re.findall("..", flags)
        if kind in _ALLOWS and not is_for_children_only and who not in TRUSTED and mask(rights) & forbidden:
            found.append(who)
    return tuple(dict.fromkeys(found))


def mask(rights: str) -> int:
    """The access mask that SDDL's rights stand for: "FA", "0x1200a9", "CCLCSW"."""
    if rights.lower().startswith("0x"):
        return int(rights, 16)
    # An unknown right counts as every right: who cannot be understood is not trusted.
    return reduce(or_, (_RIGHTS.get(right, 0x1F01FF) for right in re.findall("..", rights)), 0)


def distrust(file: Path, file_sddl: str, folder_sddl: str) -> Problem | None:
    """Why ``file`` may not be the administrator's; None if it can only be theirs."""
    for path, who in (
        (file, writers(file_sddl)),
        (file.parent, writers(folder_sddl, is_folder=True)),
    ):
        if who:
            mend = (
                f'icacls "{file.parent}" /setowner *S-1-5-32-544 /T && icacls "{file.parent}" '
                "/inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F "
                f'*S-1-5-32-545:(OI)(CI)RX && icacls "{file}" /reset'
            )
            what = f"{path} can be changed by {', '.join(who)}"
            return Problem(str(file), 1, "file", what, mend, is_about_trust=True)
    return None


def why_distrusted(file: Path) -> Problem | None:
    """Look at ``file`` and its folder now. Untested."""
    try:
        return distrust(file, _sddl(file), _sddl(file.parent))
    except OSError as error:
        what = f"its owner cannot be read ({error.strerror})"
        return Problem(str(file), 1, "file", what, "a file of the administrators")


def _sddl(path: Path) -> str:
    """Owner and rights of ``path`` as text. Untested."""
    import ctypes

    windows = ctypes.windll.advapi32  # type: ignore[attr-defined,unused-ignore]  # Windows only
    free = ctypes.windll.kernel32.LocalFree  # type: ignore[attr-defined,unused-ignore]
    free.argtypes = [ctypes.c_void_p]
    a_file, owner_and_rights, revision = 1, 0x1 | 0x4, 1
    descriptor, text = ctypes.c_void_p(), ctypes.c_wchar_p()
    failed = windows.GetNamedSecurityInfoW(
        ctypes.c_wchar_p(str(path)),
        a_file,
        owner_and_rights,
        None,
        None,
        None,
        None,
        ctypes.byref(descriptor),
    )
    if failed:
        raise OSError(failed, f"GetNamedSecurityInfo: {failed}")
    try:
        if not windows.ConvertSecurityDescriptorToStringSecurityDescriptorW(
            descriptor, revision, owner_and_rights, ctypes.byref(text), None
        ):
            raise OSError(0, "ConvertSecurityDescriptorToStringSecurityDescriptor")
        return text.value or ""
    finally:
        free(ctypes.cast(text, ctypes.c_void_p))
        free(descriptor)
