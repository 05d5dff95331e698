"""Notices of known problems: a TOML file each, in a folder that is filled from outside and may change at any time.

::

    title = "E-mail is slow today"
    says = "New messages come late, and none is lost. We work on it."
    since = 2026-11-22T09:30:00+01:00
    troubleshooter = "email"            # left out when none fits
    keywords = ["mail", "outlook"]
    phrases = ["my mails do not arrive"]

    [de]                                # the same words for people who read German
    title = "E-Mails kommen heute langsam"
    says = "Neue Nachrichten kommen später, keine geht verloren. Wir arbeiten daran."

A notice ends when its file is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct

from deskside.catalogue import fields
from deskside.catalogue.fields import Field
from deskside.catalogue.listing import printable
from deskside.catalogue.source import TomlSource
from deskside.errors import ManifestProblem
from deskside.model.article import Notice
from deskside.model.troubleshooter import Broken

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]

MAX_NOTICE = 32 * 1024
"""Bytes."""
MOST = 50
"""Notices of one folder that are read; nobody would read more."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")
_WORDS: dict[str, Field] = {
    "title": fields.text(80, must=True),
    "says": fields.text(600, must=True),
    "phrases": fields.texts(60, 120),
    "keywords": fields.texts(60, 60),
}
FIELDS: dict[str, Field] = {
    **_WORDS,
    "since": Field(
        "a time with its zone, such as 2026-11-22T09:30:00+01:00",
        lambda value: isinstance(value, datetime) and value.tzinfo is not None,
        must=True,
    ),
    "troubleshooter": fields.shaped(fields.ID, 'the id of a troubleshooter, such as "printer"'),
}


class Notices(Struct, frozen=True):
    """What was found, the newest first."""

    notices: tuple[Notice, ...] = ()
    broken: tuple[Broken, ...] = ()


class NoticeBoard:
    """The notices of these folders, which may be others each time; read again only when a file has changed."""

    def __init__(self, folders: Callable[[], Sequence[Path]]) -> None:
        self._folders = folders
        self._read: dict[str, tuple[Stamp, Notices]] = {}

    def stamp(self) -> Stamp:
        """Differs when anything on the board does."""
        stamps: list[tuple[str, int, int]] = []
        for file in (file for folder in self._folders() for file in _files(folder)):
            with suppress(OSError):
                seen = file.lstat()
                stamps.append((str(file), seen.st_mtime_ns, seen.st_size))
        return tuple(stamps)

    def read(self, language: str) -> Notices:
        stamp = self.stamp()
        if language not in self._read or self._read[language][0] != stamp:
            self._read[language] = (stamp, discover_notices(self._folders(), language))
        return self._read[language][1]


def discover_notices(folders: Sequence[Path], language: str = "en") -> Notices:
    """The notices of these folders; of two with one id the first counts. Never raises."""
    good: dict[str, Notice] = {}
    broken: list[Broken] = []
    for file in (file for folder in folders for file in _files(folder)):
        try:
            good.setdefault(file.stem, read_notice(file, language))
        except ManifestProblem as problem:
            broken.append(Broken(printable(file.stem[:80]), file, printable(problem.words())))
    newest = sorted(good.values(), key=lambda notice: (-notice.since, notice.id))
    return Notices(tuple(newest), tuple(broken))


def read_notice(file: Path, language: str = "en") -> Notice:
    """The notice in this file, in ``language`` where it has words for it. ManifestProblem names what is wrong."""
    source = TomlSource(file, MAX_NOTICE)
    if not fields.ID.fullmatch(file.stem):
        raise source.problem("The file's name must be small letters, digits and dashes.")
    own = {key: value for key, value in source.data.items() if not _is_language(key, value)}
    source.check(own, FIELDS, "a notice")
    for name in source.data.keys() - own.keys():
        source.check(source.data[name], _WORDS, "a notice's other language", name)
    said = {**own, **_said_in(source.data, language)}
    return Notice(
        id=file.stem,
        title=said["title"],
        says=said["says"],
        phrases=tuple(said.get("phrases", ())),
        keywords=tuple(said.get("keywords", ())),
        since=own["since"].timestamp(),
        troubleshooter=own.get("troubleshooter", ""),
    )


def _is_language(key: str, value: Any) -> bool:
    return isinstance(value, dict) and key not in FIELDS and _LANGUAGE.fullmatch(key) is not None


def _said_in(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The words in this language; "de_AT" falls back on "de"."""
    language = language.replace("-", "_")
    names = (language, language.partition("_")[0])
    return next((data[name] for name in names if _is_language(name, data.get(name))), {})


def _files(folder: Path) -> Iterator[Path]:
    """By name. What begins with a dot is still being written."""
    try:
        inside = sorted(path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))
    except OSError:
        return
    yield from inside[:MOST]
