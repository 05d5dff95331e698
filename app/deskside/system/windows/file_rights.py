"""Who may change a file on Windows, by its owner and its list of rights. Importable everywhere, of use only there.

Windows writes both as one text, "O:BAD:(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)", in the language that Microsoft publishes
as "Security Descriptor String Format"; here that text is read. Refusals ("D") are passed over: to whom something is
allowed is told though another line may refuse it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

_INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
_KEEPERS = re.compile(rf"SY|BA|LA|DA|EA|CO|S-1-5-18|S-1-5-32-544|S-1-5-21-[\d-]+-(500|512|519)|{_INSTALLER}")
"""The system, administrators, Windows' own installer; and "whoever makes it", which is a pattern for new files only."""

_RIGHTS = {
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
    "SD": 0x10000, "RC": 0x20000, "WD": 0x40000, "WO": 0x80000, "AS": 0x1000000,
    "GA": 0x10000000, "GX": 0x20000000, "GW": 0x40000000, "GR": 0x80000000,
    "FA": 0x1F01FF, "FR": 0x120089, "FW": 0x120116, "FX": 0x1200A0,
}  # fmt: skip
_TAKE_IT = 0x10000 | 0x40000 | 0x80000 | 0x10000000
"""To remove it, to give rights to it, to make it one's own, everything."""
_CHANGE_FILE = _TAKE_IT | 0x2 | 0x4 | 0x40000000
_CHANGE_FOLDER = _TAKE_IT | 0x40
"""Who may add a file beside ours harms nothing; who may remove what others made there puts another in its place."""

_RULE = re.compile(r"\((?P<kind>[A-Z]+);(?P<flags>[A-Z]*);(?P<rights>[^;]*);[^;]*;[^;]*;(?P<who>[^;)]+)[^)]*\)")
_ALLOWS = ("A", "XA", "OA")


def may_be_changed(told: str, *, folder: bool) -> bool:
    """Whether ``told`` lets anybody but the system and administrators change the file, or what lies in the folder."""
    owner = re.match(r"O:(?P<who>[A-Z]{2}(?=[GDS]:|$)|S-[\d-]+)", told)
    if owner is None or not _KEEPERS.fullmatch(owner["who"]):
        return True
    _before, is_there, rules = told.partition("D:")
    if not is_there or "NO_ACCESS_CONTROL" in rules:
        return True
    harm = _CHANGE_FOLDER if folder else _CHANGE_FILE
    return any(rights & harm for rights in _given(rules))


def _given(rules: str) -> Iterator[int]:
    """What each rule that counts here gives to somebody else."""
    for rule in _RULE.finditer(rules):
        only_for_what_comes = "IO" in (rule["flags"][place : place + 2] for place in range(0, len(rule["flags"]), 2))
        if rule["kind"] in _ALLOWS and not only_for_what_comes and not _KEEPERS.fullmatch(rule["who"]):
            yield _mask(rule["rights"])


def _mask(rights: str) -> int:
    """A right that nobody has heard of counts as all of them."""
    try:
        if rights[:1].isdigit():
            return int(rights, 0)
        return sum({_RIGHTS[rights[place : place + 2]] for place in range(0, len(rights), 2)})
    except (KeyError, ValueError):
        return 0xFFFFFFFF


def told_of(path: str) -> str | None:
    """Owner and rights as Windows writes them; None for what is not there or may not be looked at."""
    import ctypes as c

    windll = getattr(c, "windll", None)
    if windll is None:
        return None
    owner_and_rights, revision, needed = 1 | 4, 1, c.c_uint32()
    windll.advapi32.GetFileSecurityW(c.c_wchar_p(path), owner_and_rights, None, 0, c.byref(needed))
    held = c.create_string_buffer(needed.value)
    if not needed.value or not windll.advapi32.GetFileSecurityW(
        c.c_wchar_p(path), owner_and_rights, held, needed, c.byref(needed)
    ):
        return None
    text = c.c_wchar_p()
    write = windll.advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW
    if not write(held, revision, owner_and_rights, c.byref(text), None):
        return None
    told = text.value
    windll.kernel32.LocalFree(text)
    return told


def changed_by_others(path: Path, told: Callable[[str], str | None] = told_of) -> Path | None:
    """The file, or the first folder around it, that others can change. Also where links lead, if that is elsewhere."""
    for name in dict.fromkeys((path, path.resolve())):
        for place in (name, *name.parents):
            if (about := told(str(place))) is not None and may_be_changed(about, folder=place != name):
                return place
    return None


def put_right(place: Path) -> str:
    """The command that gives it to administrators and lets people read it only; "" for a whole drive."""
    if not PureWindowsPath(place).name:
        return ""
    inside = "(OI)(CI)" if place.is_dir() else ""
    system, administrators, people = "*S-1-5-18", "*S-1-5-32-544", "*S-1-5-32-545"
    rights = f"{system}:{inside}F {administrators}:{inside}F {people}:{inside}RX"
    first = f'icacls "{place}" /setowner {administrators} && icacls "{place}" /reset'
    return f'{first} && icacls "{place}" /inheritance:r /grant:r {rights}'
