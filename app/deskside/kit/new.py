"""Makes a troubleshooter to begin with: it lints clean, its scenarios pass, and its comments explain each line."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from deskside.catalogue.fields import ID, readable
from deskside.errors import NotWritten, WrongUsage
from deskside.kit.new_texts import CODE, MANIFEST, scenarios
from deskside.model.catalogue import DEVICE_NAME
from deskside.paths import find_paths

_LONGEST_ID, _LONGEST_TITLE = 60, 80
_PICTURE = "internet/pictures/network-cable.svg"
_PYTHON_NEEDS = ("printing.queues", "printing.resume", "printing.pause")


def make_new(folder: Path, *, title: str = "", python: bool = False) -> tuple[str, ...]:
    """Makes ``folder``, whose name is the id, and gives the names of its files. Nothing there is ever overwritten."""
    title = title or f"{folder.name.replace('-', ' ').capitalize()} does not work"
    _check(folder, title)
    files = _files(folder.name, title, python=python)
    try:
        _make(folder, files)
    except FileExistsError as problem:
        raise WrongUsage(f"{folder} is there already. Nothing was changed.") from problem
    except OSError as problem:
        raise NotWritten(str(folder), problem.strerror or str(problem)) from problem
    return tuple(sorted(files))


def _make(folder: Path, files: Mapping[str, bytes]) -> None:
    """All of it, or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as made:
        for name, content in files.items():
            file = Path(made, "new", name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        shutil.copytree(Path(made, "new"), folder)  # not moved: a folder that came meanwhile is not replaced


def _check(folder: Path, title: str) -> None:
    if DEVICE_NAME.match(folder.name):
        raise WrongUsage(f'"{folder.name}" can\'t be the id of a troubleshooter: Windows takes it for a device.')
    if not ID.fullmatch(folder.name) or len(folder.name) > _LONGEST_ID:
        says = "small letters, digits and dashes, beginning with a letter"
        raise WrongUsage(f'"{folder.name}" can\'t be the id of a troubleshooter: it is made of {says}.')
    if len(title) > _LONGEST_TITLE or not readable(title) or not title.strip():
        raise WrongUsage(f"The title must be a line of at most {_LONGEST_TITLE} letters.")
    if folder.parent.exists() and not folder.parent.is_dir():
        raise NotWritten(str(folder), f"{folder.parent} is not a folder")
    if folder.exists() or folder.is_symlink():
        raise WrongUsage(f"{folder} is there already. Nothing was changed.")


def _files(name: str, title: str, *, python: bool) -> dict[str, bytes]:
    more = "".join(f'\n    "{need}",' for need in _PYTHON_NEEDS) if python else ""
    filled = {
        "id": name,
        "title": _text(title),
        "phrase": _text(title[:1].lower() + title[1:] if not title[:2].isupper() else title),
        "keywords": ", ".join(_text(word) for word in name.split("-")),
        "more_needs": more,
    }
    manifest = MANIFEST
    for key, value in filled.items():
        manifest = manifest.replace(f"<<{key}>>", value)
    texts = {"manifest.toml": manifest}
    texts |= {f"scenarios/{scenario}.toml": text for scenario, text in scenarios(python=python).items()}
    if python:
        texts["troubleshooter.py"] = CODE
    picture = find_paths().troubleshooters / _PICTURE
    return {"pictures/network-cable.svg": picture.read_bytes()} | {file: text.encode() for file, text in texts.items()}


def _text(text: str) -> str:
    """As TOML writes it."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
