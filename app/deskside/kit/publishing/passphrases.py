"""Where the passphrase of a key comes from: a file, the keyring, or a person at a terminal; never a command line.

A file named ``passphrase`` beside a key comes first: that is how the online keys
are opened by cron. Whoever may read a passphrase file may sign, so one that others
may read is refused.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from deskside.config.files import Unreadable, read_text
from deskside.errors import PublishingProblem, SecretProblem
from deskside.system import platform

BESIDE = "passphrase"
KEYRING_KEY = "catalogue.passphrase"
SHORTEST = 12
TRIES = 3
_MOST = 4096

Ask = Callable[[str], str]


class Passphrases:
    """``known`` are tried as they are, ``files`` hold one each in their first line; the others may be missing."""

    def __init__(
        self,
        files: Sequence[Path] = (),
        *,
        known: Sequence[str] = (),
        keyring: Callable[[], str] | None = None,
        ask: Ask | None = None,
    ) -> None:
        self._known = [*known, *(read_passphrase(file) for file in files)]
        self._keyring, self._ask = keyring, ask
        self._typed: list[str] = []

    def tried_for(self, key_file: Path) -> Iterator[str]:
        """One after another, until one of them opens this key."""
        beside = key_file.with_name(BESIDE)
        if beside.exists():
            yield read_passphrase(beside)
        yield from self._known
        yield from self._typed
        kept = self._kept()
        if kept:
            yield kept
        if self._ask is not None:
            for _try in range(TRIES):
                typed = self._ask(f"Passphrase of {key_file.name}: ")
                if not typed:
                    return
                self._typed.append(typed)
                yield typed

    def for_new(self, key_file: Path) -> str:
        """The one that a new key gets. PublishingProblem when there is none, or a short one."""
        beside = key_file.with_name(BESIDE)
        if beside.exists():
            return read_passphrase(beside)
        found = next(iter((*self._known, *self._typed)), "") or self._kept() or self._typed_twice()
        if len(found) < SHORTEST:
            raise PublishingProblem(f"A passphrase for keys needs {SHORTEST} letters or more; a few words are best.")
        return found

    def _kept(self) -> str:
        if self._keyring is None:
            return ""
        try:
            return self._keyring()
        except SecretProblem:
            return ""

    def _typed_twice(self) -> str:
        if self._ask is None:
            raise PublishingProblem(
                "New keys need a passphrase. Name a file that holds it with --passphrase-file, keep it in the keyring "
                f"(deskside settings secret set {KEYRING_KEY}), or run this on a terminal."
            )
        first = self._ask("A passphrase for the new keys: ")
        if self._ask("The same once more: ") != first:
            raise PublishingProblem("The two passphrases differ. Nothing was made; run it again.")
        self._typed.append(first)
        return first


def read_passphrase(file: Path) -> str:
    """The file's first line. PublishingProblem when others may read it too."""
    try:
        if platform.current() != "windows" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise PublishingProblem(f"Others may read the passphrase in {file}. Run: chmod 600 {file}")
        text = read_text(file, _MOST)
    except (OSError, Unreadable) as problem:
        why = problem.strerror if isinstance(problem, OSError) else problem
        raise PublishingProblem(f"The passphrase file {file} can't be read: {why}.") from problem
    line = text.partition("\n")[0].rstrip("\r")
    if not line:
        raise PublishingProblem(f"The first line of {file} is empty; the passphrase should stand there.")
    return line
