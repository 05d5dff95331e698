"""Every text that people read, with the place where it stands: in code inside ``_()``, in a manifest, in a translation.

Only these count. What is printed without ``_()``, such as the help of the
command line, a log line or an error's technical ``why``, is for IT and may be
technical.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import polib
from msgspec import Struct

from deskside.config.files import Unreadable, read_text

_MOST = 2 << 20
"""Bytes of one file: a larger one is told otherwise, and is not waited for."""
MARKS = {"_": 1, "gettext": 1, "ngettext": 2}
SHOWN = {
    *("title", "summary", "ask", "hint", "choices", "label", "explain", "why", "tip", "consent", "changes"),
    *("no_undo_why", "hands_on", "picture_says", "opens", "people"),
}
"""Keys of a manifest whose values are shown to people."""
SPOKEN = {"phrases", "keywords"}
"""Keys whose values are people's own words: translated, and not held to plain language."""


class Text(Struct, frozen=True):
    """``many`` is the plural's text, or ""; ``spoken`` marks what people say themselves and are not shown."""

    file: Path
    line: int
    words: str
    many: str = ""
    spoken: bool = False


class Untranslatable(Struct, frozen=True):
    """A text inside ``_()`` that is put together before it can be looked up."""

    file: Path
    line: int


def in_code(file: Path) -> Iterator[Text | Untranslatable]:
    """The texts inside ``_()`` and ``ngettext()`` of a Python file, in its order; none when it is no Python."""
    try:
        tree = ast.parse(read_text(file, _MOST), str(file))
    except (Unreadable, SyntaxError, ValueError, RecursionError, MemoryError):
        return
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        marked = call.args[: MARKS.get(call.func.id, 0)] if isinstance(call.func, ast.Name) else []
        if any(isinstance(part, ast.JoinedStr | ast.BinOp) or _is_formatted(part) for part in marked):
            yield Untranslatable(file, call.lineno)
            continue
        words = [part.value for part in marked if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if words and len(words) == len(marked):
            yield Text(file, marked[0].lineno, words[0], words[1] if len(words) > 1 else "")


def _is_formatted(part: ast.expr) -> bool:
    """Whether it is ``"…".format(…)``."""
    return isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr == "format"


def in_manifest(file: Path) -> Iterator[Text]:
    """The texts of a manifest. A manifest that is no TOML has none: reading it says why."""
    try:
        source = read_text(file, _MOST)
        manifest = tomllib.loads(source)
    except (Unreadable, ValueError, RecursionError):
        return
    for key, words in _under(manifest, ""):
        if key in SHOWN or key in SPOKEN:
            yield Text(file, _line_of(words, source), words, spoken=key in SPOKEN)


def _under(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Every text inside a value, with the key nearest to it."""
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from _under(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from _under(inner, key)
    elif isinstance(value, str) and value:
        yield key, value


def _line_of(words: str, source: str) -> int:
    """The line where a manifest's text begins; 1 when it is written in a way that cannot be found again."""
    opening = re.escape(" ".join(words.split()[:4])).replace(r"\ ", r"\s+")
    found = re.search(opening, source)
    return source.count("\n", 0, found.start()) + 1 if found else 1


def in_article(file: Path) -> Iterator[Text]:
    """The texts of an article: each heading, paragraph and item. Its keywords and phrases are what people say."""
    begun, said = 0, ""
    for number, line in enumerate([*file.read_text("utf-8").splitlines(), ""], 1):
        mark = re.match(r"#+ |- |-> |(summary|keywords|phrase): ?|  |", line)
        starts = mark is not None and bool(mark[0].strip())
        if said and (starts or not line.strip()):
            yield Text(file, begun, said)
            said = ""
        name = mark[0].strip() if mark else ""
        words = line[len(mark[0]) :].strip() if mark else ""
        if name in ("keywords:", "phrase:"):
            yield Text(file, number, words, spoken=True)
        elif words and name != "->":
            begun, said = (begun, f"{said} {words}") if said else (number, words)


def in_folder(folder: Path) -> Iterator[Text | Untranslatable]:
    """All texts of a troubleshooter, which has nothing below its folder that counts; else all below a folder."""
    if (folder / "manifest.toml").is_file():
        yield from in_manifest(folder / "manifest.toml")
        files = folder.glob("*.py")
    else:
        files = folder.rglob("*.py")
    for file in sorted(files):
        if file.is_file():  # a pipe would never be read to its end
            yield from in_code(file)


def in_translation(file: Path, sources: set[str]) -> Iterator[Text]:
    """What a ``.po`` file says for these source texts, in its own language."""
    for entry in polib.pofile(str(file)):
        if entry.obsolete or entry.fuzzy or entry.msgid not in sources:
            continue
        said = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        for words in said:
            if words:
                yield Text(file, entry.linenum or 1, words)


def untranslated(file: Path, sources: set[str]) -> list[str]:
    """Those source texts for which a ``.po`` file has no word."""
    said = {entry.msgid for entry in polib.pofile(str(file)) if entry.translated() and not entry.obsolete}
    return sorted(sources - said)
