"""The hosts file, which every system has in the same form: what it says of a name, and hiding a name in it.

Hiding makes a line a comment that says for which name; other names of the same
line stay in force on a line of their own. Showing puts the line back as it was.
Worked on as bytes, so that nothing else in the file changes, and written where
it is: a new file would lose its owner, its rights and, in a container, its mount.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path

from deskside.errors import CallProblem, NotPermitted, Unavailable

_HIDDEN, _COLON = b"# hidden by Deskside (", b"): "
_BOM = b"\xef\xbb\xbf"
_MOST = 32 << 20
"""Bytes of the longest hosts file that is changed; lists of unwanted sites are long, but not this long."""


class HostsFile:
    def __init__(self, path: Path) -> None:
        self._path = path

    def addresses(self, name: str) -> list[str]:
        """Where the file sends ``name``; nothing for a file that is not there."""
        try:
            lines = self._lines()
        except FileNotFoundError:
            return []
        sent = [address.decode() for address, names in map(_entry, lines) if _plain(name) in names]
        return list(dict.fromkeys(sent))

    def hide(self, name: str) -> None:
        """Makes the lines about ``name`` comments. ``Unavailable`` when there is none."""
        self._change(name, _hide)

    def show(self, name: str) -> None:
        """Puts back what ``hide`` made comments. ``Unavailable`` when nothing of ``name`` is hidden."""
        self._change(name, _show)

    def may_write(self) -> bool:
        """Whether it can be opened for writing, which alone tells the truth on every system."""
        try:
            with self._path.open("r+b"):
                return True
        except OSError:
            return False

    def _lines(self) -> list[bytes]:
        with self._path.open("rb") as file:
            data = file.read(_MOST + 1)
        if len(data) > _MOST:
            raise Unavailable("network", f"{self._path} is too long")
        return data.splitlines(keepends=True)

    def _change(self, name: str, how: Callable[[list[bytes], bytes], Iterator[bytes]]) -> None:
        try:
            before = self._lines()
            after = list(how(before, _plain(name)))
            if after == before:
                raise Unavailable("network", f"no such line about {name} in {self._path}")
            self._write(b"".join(before), b"".join(after))
        except PermissionError as problem:
            raise NotPermitted("network", str(problem)) from problem
        except OSError as problem:
            raise CallProblem("network", str(problem)) from problem

    def _write(self, before: bytes, after: bytes) -> None:
        """A disk that is full must not leave half a file."""
        with self._path.open("r+b") as file:
            try:
                _put(file.fileno(), after)
            except OSError:
                _put(file.fileno(), before)
                raise


def _put(number: int, data: bytes) -> None:
    os.lseek(number, 0, os.SEEK_SET)
    left = memoryview(data)
    while left:
        left = left[os.write(number, left) :]
    os.ftruncate(number, len(data))
    os.fsync(number)


def _plain(name: str) -> bytes:
    return name.strip().rstrip(".").lower().encode()


def _entry(line: bytes) -> tuple[bytes, list[bytes]]:
    """The address of a line and its names; both empty for a comment and for what no system understands."""
    words = line.removeprefix(_BOM).partition(b"#")[0].split()
    try:
        ip_address((words[0] if words else b"").decode())
    except ValueError:  # of which a wrong encoding is one too
        return b"", []
    return words[0], [word.lower().rstrip(b".") for word in words[1:]]


def _without(line: bytes, name: bytes) -> bytes:
    """What stays in force of a line once ``name`` is hidden; b"" when that is nothing."""
    address, names = _entry(line)
    others = [other for other in names if other != name]
    return b" ".join([address, *others]) + _end(line) if others else b""


def _end(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :]


def _hide(lines: list[bytes], name: bytes) -> Iterator[bytes]:
    for line in lines:
        if name not in _entry(line)[1]:
            yield line
            continue
        rest = _without(line, name)
        yield _HIDDEN + name + _COLON + line + (b"\n" if rest and not _end(line) else b"")
        if rest:
            yield rest


def _show(lines: list[bytes], name: bytes) -> Iterator[bytes]:
    """What others did to the rest of a line in the meantime stays; the name then gets a line of its own."""
    ours = _HIDDEN + name + _COLON
    left = iter([*lines, b""])
    line = next(left)
    while line:
        following = next(left, b"")
        if not line.startswith(ours):
            yield line
        else:
            original = line.removeprefix(ours)
            if _without(original, name) and not _end(following):  # it was the last line, without an end
                original = original.removesuffix(b"\n")
            rest = _without(original, name)
            if following == rest:
                yield original
                following = next(left, b"") if rest else following
            elif rest:
                yield b" ".join([_entry(original)[0], name]) + (_end(original) or b"\n")
            else:
                yield original
        line = following
