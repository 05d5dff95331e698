"""Who this process belongs to on Linux and macOS. Importable everywhere, of use only there."""

from __future__ import annotations

import os


def name() -> str:
    """The person's account name; their number when it has none."""
    import pwd  # here: only these systems have it

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def groups() -> set[str]:
    """The names of the groups this process is in."""
    import grp  # here: only these systems have it

    names = set()
    for number in {os.getegid(), *os.getgroups()}:
        try:
            names.add(grp.getgrgid(number).gr_name)
        except KeyError:
            continue
    return names


def is_administrator() -> bool:
    return os.geteuid() == 0
