"""The hosts file: what it says of a name, and taking that out of use and back into it."""

from __future__ import annotations

from pathlib import Path

from deskside.errors import Unavailable
from deskside.system.linux import network_files as files
from deskside.system.linux.network_files import MARK

HOSTS = Path("/etc/hosts")
_KEPT = b" # kept by Deskside"


def addresses(name: str, hosts: Path = HOSTS) -> list[str]:
    """The addresses that the file gives this name, in its order."""
    found = []
    for line in files.lines(hosts):
        words = _words(line)
        if _wanted(name) in _names(words):
            found.append(words[0].decode("ascii", "replace"))
    return list(dict.fromkeys(found))


def hide(name: str, hosts: Path = HOSTS) -> None:
    """Makes each line about the name a comment. Other names of such a line keep a line of their own."""
    wanted, new, hidden = _wanted(name), list[bytes](), False
    for line in files.lines(hosts):
        words = _words(line)
        if wanted not in _names(words):
            new.append(line)
            continue
        hidden = True
        new.append(MARK + line if line.endswith(b"\n") else MARK + line + b"\n")
        others = [word for word in words[1:] if word.lower() != wanted]
        if others:
            new.append(b" ".join([words[0], *others]) + _KEPT + b"\n")
    if not hidden:
        raise Unavailable("network.hide_host", f"the hosts file says nothing of {name}")
    files.write(hosts, new)


def show(name: str, hosts: Path = HOSTS) -> None:
    """Takes ``hide`` back."""
    wanted, new, found, after = _wanted(name), list[bytes](), False, False
    for line in files.lines(hosts):
        if after and line.rstrip(b"\n").endswith(_KEPT):
            after = False
            continue
        after = line.startswith(MARK) and wanted in _names(_words(line[len(MARK) :]))
        found = found or after
        new.append(line[len(MARK) :] if after else line)
    if not found:
        raise Unavailable("network.show_host", f"nothing about {name} was hidden")
    files.write(hosts, new)


def _wanted(name: str) -> bytes:
    return name.strip().rstrip(".").lower().encode("utf-8", "replace")


def _words(line: bytes) -> list[bytes]:
    return line.partition(b"#")[0].split()


def _names(words: list[bytes]) -> set[bytes]:
    return {word.lower().rstrip(b".") for word in words[1:]}
