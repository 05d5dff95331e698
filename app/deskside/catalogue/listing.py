"""Which troubleshooters there are: the good ones, and the broken ones with their reason. A broken one harms nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from deskside.catalogue.manifest import read_manifest
from deskside.catalogue.translation import read_translation, translated
from deskside.errors import ManifestProblem
from deskside.model.troubleshooter import Broken, Troubleshooter

_MOST = 5000


class Listing(Struct, frozen=True):
    """What was found, by id."""

    troubleshooters: tuple[Troubleshooter, ...] = ()
    broken: tuple[Broken, ...] = ()

    def get(self, id: str) -> Troubleshooter | None:  # noqa: A002 - it is the id
        return next((one for one in self.troubleshooters if one.id == id), None)


def discover(folders: Sequence[Path], language: str = "en", system: str = "") -> Listing:
    """The troubleshooters of these folders, one folder each; of two with one id the first counts. Never raises.

    With ``system`` ("linux", "macos", "windows") only those for it.
    """
    good: dict[str, Troubleshooter] = {}
    broken: list[Broken] = []
    for folder in folders:
        for candidate in candidates(folder):
            try:
                found = read_manifest(candidate, language)
            except ManifestProblem as problem:
                broken.append(Broken(printable(candidate.name[:80]), candidate, printable(problem.words())))
                continue
            if system and system not in found.systems:
                continue
            if found.id in good:
                why = f"There is another troubleshooter with this id in {good[found.id].folder}."
                broken.append(Broken(found.id, candidate, why))
            else:
                good[found.id] = found
    return Listing(tuple(good[name] for name in sorted(good)), tuple(broken))


def in_language(english: Listing, language: str) -> Listing:
    """The same troubleshooters with their words in ``language``, as far as they are translated; only those are read."""
    told = ((one, read_translation(one.folder, language)) for one in english.troubleshooters)
    good = tuple(translated(one, texts) if texts else one for one, texts in told)
    return Listing(good, english.broken)


def candidates(folder: Path) -> Iterator[Path]:
    """The folders in it, by name. What begins with a dot or an underscore is not meant."""
    try:
        inside = sorted(path for path in folder.iterdir() if path.name[0] not in "._" and path.is_dir())
    except OSError:
        return
    yield from inside[:_MOST]


def printable(text: str) -> str:
    """A folder's name, or words with one in them, fit to be printed."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
