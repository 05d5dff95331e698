"""Keeps the translations in step with the texts: new texts in, old ones out, and compiled for use.

``python -m deskside.kit.translations update | compile [FOLDER]``, in a
checkout. The application's lie in ``resources/locale`` (a ``.pot`` template and
``LANGUAGE/LC_MESSAGES/deskside.po``); a troubleshooter's beside it, in ``locale/LANGUAGE.po``. A new
language begins as an empty ``.po`` file.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from deskside.kit.texts import Text, in_folder

_HEADERS = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
"""Of a ``.po`` file's header what gettext needs. No dates: they would change with every run."""


def template(folder: Path, name: str, relative_to: Path) -> Catalog:
    """Every text below a folder, with the files it stands in."""
    catalog = Catalog(project=name, charset="utf-8", fuzzy=False)
    for text in in_folder(folder):
        if isinstance(text, Text):
            place = (text.file.relative_to(relative_to).as_posix(), text.line)
            catalog.add((text.words, text.many) if text.many else text.words, locations=[place])
    return catalog


def update(file: Path, texts: Catalog, language: str) -> bool:
    """Takes the texts into one ``.po`` file; gives whether it changed."""
    with file.open("rb") as source:
        catalog = read_po(source, locale=language)
    if not file.stat().st_size:
        catalog.header_comment = f"# The words of {texts.project}, in {Locale.parse(language).english_name}."
    before = _content(catalog)
    catalog.update(texts, no_fuzzy_matching=True, update_header_comment=False)
    if _content(catalog) == before:
        return False
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in catalog.mime_headers if name in _HEADERS)
    with file.open("wb") as target:
        target.write(f'{catalog.header_comment}\nmsgid ""\nmsgstr ""\n{header}\n'.encode())
        write_po(
            target, catalog, width=110, include_lineno=False, sort_by_file=True, ignore_obsolete=True, omit_header=True
        )
    return True


def _content(catalog: Catalog) -> set[tuple[str, str, frozenset[str]]]:
    """What matters of a catalogue: not its header, nor its order, nor the lines where texts stand."""
    return {
        (str(message.id), str(message.string), frozenset(file for file, _line in message.locations))
        for message in catalog
        if message.id
    }


def update_all(top: Path) -> list[Path]:
    """Brings every translation of a checkout up to date; gives the files that changed."""
    locale = top / "resources" / "locale"
    ours = [(po, po.parents[1].name) for po in sorted(locale.glob("*/LC_MESSAGES/deskside.po"))]
    sources = [(template(top / "app", "deskside", top), locale / "deskside.pot", ours)]
    for manifest in sorted((top / "troubleshooters").glob("*/manifest.toml")):
        folder = manifest.parent
        theirs = [(po, po.stem) for po in sorted((folder / "locale").glob("*.po"))]
        sources.append((template(folder, folder.name, top), folder / "locale" / f"{folder.name}.pot", theirs))
    changed = []
    for texts, pot, files in sources:
        pot.parent.mkdir(parents=True, exist_ok=True)
        pot.touch()
        changed += [file for file, language in [(pot, "en"), *files] if update(file, texts, language)]
    return changed


def compile_all(top: Path) -> list[Path]:
    """Compiles the application's translations; a troubleshooter's are read as they are."""
    compiled = []
    for po in sorted((top / "resources" / "locale").glob("*/LC_MESSAGES/deskside.po")):
        with po.open("rb") as source:
            catalog = read_po(source, locale=po.parents[1].name)
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)
        compiled.append(po.with_suffix(".mo"))
    return compiled


def main(arguments: Sequence[str]) -> int:
    does = {"update": update_all, "compile": compile_all}[arguments[0]]
    top = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).resolve().parents[3]
    for file in does(top):
        print(file.relative_to(top))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
