"""What may be opened for a person at all: web pages and folders of their own, never a file or a program.

The same on every system: opening a file would run whatever the system thinks fit for it.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from deskside.errors import Unavailable, WrongCall

_LONGEST = 2000


def page(address: str) -> str:
    """The address itself, when it is one of a web page. ``WrongCall`` otherwise."""
    plain = address.isascii() and address.isprintable() and not set(address) & set(" \"'<>\\^`{|}")
    try:
        parts = urlsplit(address)
        place = bool(parts.hostname) and "@" not in parts.netloc  # what stands before an @ is taken for the place
        good = plain and parts.scheme in ("http", "https") and place and len(address) <= _LONGEST
    except ValueError:
        good = False
    if not good:
        raise WrongCall("open.link", f"no address of a web page: {address[:80]!r}")
    return address


def folder(home: str, below: str) -> str:
    """The real path of a folder in the home folder, by its path below home or by its whole path.

    ``WrongCall`` when it leads elsewhere, ``Unavailable`` when there is no such folder. Elsewhere is not even looked
    at: Windows signs in at a server whose share is looked at.
    """
    top = os.path.realpath(home)
    named = os.path.normpath(os.path.join(top, below))  # noqa: PTH118 - a whole path stays one
    whole = os.path.realpath(named) if _is_below(top, named) or _is_below(os.path.normpath(home), named) else ""
    if not _is_below(top, whole):
        raise WrongCall("open.folder", f"not below the home folder: {below[:80]!r}")
    if not os.path.isdir(whole):  # noqa: PTH112
        raise Unavailable("open.folder", f"no such folder: {below[:80]!r}")
    return whole


def _is_below(top: str, path: str) -> bool:
    """By the names alone."""
    return _same_disk(top, path) and os.path.normcase(os.path.commonpath([top, path])) == os.path.normcase(top)


def _same_disk(one: str, other: str) -> bool:
    """Not so when the other is no whole path: Windows makes none of some odd names."""
    if not os.path.isabs(other):  # noqa: PTH117
        return False
    return os.path.normcase(os.path.splitdrive(one)[0]) == os.path.normcase(os.path.splitdrive(other)[0])
