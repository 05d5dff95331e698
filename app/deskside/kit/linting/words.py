"""The plain-language lint over one troubleshooter: its manifest, its code and its translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import polib

from deskside.catalogue.translation import MAX_TRANSLATION
from deskside.config.files import Unreadable, read_text
from deskside.kit import jargon, plain
from deskside.kit.manuscript import line_of_no_text
from deskside.kit.plain import Objection
from deskside.kit.remarks import Remark, Severity
from deskside.kit.texts import Text, in_code, in_manifest
from deskside.paths import find_paths

_HEARD = re.compile(r'(?:say ".*" instead of|leave out) "(.*)"')
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@lru_cache(maxsize=1)
def _ears() -> dict[str, jargon.Ear]:
    return jargon.ears(find_paths().resources)


def words(folder: Path) -> Iterator[Remark]:
    """What is said unkindly, at length, in words of our trade, or not in every language."""
    if not (folder / "manifest.toml").is_file():
        return  # whoever names another folder by mistake does not wait until all of it is read
    texts = [*in_manifest(folder / "manifest.toml")]
    for file in (one for one in sorted(folder.glob("*.py")) if one.is_file()):
        texts += [text for text in in_code(file) if isinstance(text, Text)]
    sound = []
    for file in sorted((folder / "locale").glob("*.po")):
        wrong = tuple(_translation(file, {text.words for text in texts}))
        yield from wrong
        if not any(one.severity is Severity.PROBLEM for one in wrong):
            sound.append((file.stem, file))
    parts = plain.wholes(plain.TROUBLESHOOTERS, folder, sound)
    told = (part for part in parts if isinstance(part, Objection) or part.language in _ears())
    for objection in plain.review(told, _ears()):
        yield _remark(objection, folder)


def _remark(objection: Objection, folder: Path) -> Remark:
    file = folder / "manifest.toml" if objection.file == folder else objection.file
    heard = _HEARD.fullmatch(objection.says)
    says = f'"{heard[1]}" is not a word for everyone' if heard else objection.says.rstrip(".:")
    says = f"{says[:1].upper()}{says[1:]}."
    severity = Severity.ADVICE if objection.mild else Severity.PROBLEM
    line = objection.line
    if file.suffix == ".po" and line == 1 and objection.sentence:
        line = _line_of(file, objection.sentence)
    return Remark(file, line, says, objection.do, severity, objection.sentence)


def _line_of(file: Path, source: str) -> int:
    """Where the text waits for its translation; 1 when it is not there at all."""
    found = polib.pofile(str(file)).find(source, include_obsolete_entries=False)
    return found.linenum if found is not None and found.linenum else 1


def _translation(file: Path, sources: set[str]) -> Iterator[Remark]:
    """A file that can't be read leaves everything English; a lost placeholder leaves a hole in a sentence."""
    try:
        read_text(file, MAX_TRANSLATION, links=False)
        entries = polib.pofile(str(file))
    except Unreadable as problem:
        says = f"{file.name} can't be read ({problem.why}): its words would stay English."
        yield Remark(file, line_of_no_text(file), says, "Save it as UTF-8, smaller than 512 KiB.")
        return
    except (OSError, ValueError) as problem:
        line = re.search(r"line (\d+)", str(problem))
        says = f"{file.name} is damaged: its words would stay English."
        yield Remark(file, int(line[1]) if line else 1, says, "Mend this line: msgid and msgstr, each in quotes.")
        return
    for entry in entries:
        if entry.msgid not in sources or not entry.translated() or entry.obsolete:
            continue
        lost = set(_PLACEHOLDER.findall(entry.msgid)) ^ set(_PLACEHOLDER.findall(entry.msgstr))
        if entry.msgstr and lost:
            says = f"{', '.join(sorted(lost))} is not in both the text and its translation."
            yield Remark(file, entry.linenum or 1, says, "Keep what is in braces as it is.", sentence=entry.msgstr)
