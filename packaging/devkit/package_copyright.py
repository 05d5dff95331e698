"""What the packages say of licences: Debian's file ``copyright`` and the rpm's tag, both made of the notice inside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from freeze.covered import LICENCES, Part, covering, machine_code, parts_of

from devkit.basics import TOP

_LIB = "usr/lib/deskside"
_COMMON = {
    "Apache-2.0": "Apache-2.0",
    "CC0-1.0": "CC0-1.0",
    "LGPL-3.0-only": "LGPL-3",
    "MPL-2.0": "MPL-2.0",
    "GPL-2.0-or-later with Bootloader exception": "GPL-2",
}
"""Those whose text every Debian system has."""


def rpm_licence(folder: Path) -> str:
    """One expression of SPDX for the whole package."""
    told = {_whole(part.licence) for part in parts_of(folder)} | {"Apache-2.0"}
    single = {word for one in told if " OR " not in one for word in one.split(" AND ")}
    return " AND ".join(sorted(single | {one for one in told if " OR " in one}))


def _whole(licence: str) -> str:
    return f"({licence})" if " OR " in licence else licence


def debian_copyright(folder: Path) -> str:
    """Which file is whose: those that hold the same things stand together."""
    parts = parts_of(folder)
    groups = dict[tuple[Part, ...], list[str]]()
    for file in machine_code(folder):
        holds = covering(file, folder, parts)
        groups.setdefault(holds, []).append(f"{_LIB}/{file.relative_to(folder).as_posix()}")
    program = tuple(part for part in parts if not part.files or "../deskside" in part.files)
    told = {holds: files for holds, files in groups.items() if f"{_LIB}/deskside" not in files}
    told[program] = [f"{_LIB}/deskside"]
    paragraphs = [_files(holds, files) for holds, files in sorted(told.items(), key=lambda one: one[1])]
    return (TOP / "packaging/linux/copyright").read_text("utf-8") + "\n".join([*paragraphs, *_licences(parts)])


def _files(holds: Iterable[Part], files: list[str]) -> str:
    rights = "\n ".join(dict.fromkeys(f"{part.copyright} ({part.name})" for part in holds))
    named = {word for part in holds for word in _singles(part.licence)}
    listed = "\n ".join(files)
    return f"Files: {listed}\nCopyright: {rights}\nLicense: {' and '.join(sorted(named))}\n"


def _singles(licence: str) -> list[str]:
    """Each licence by itself, in the words of Debian's format. Of those one may choose from, both are named: each
    one's text is shipped."""
    plain = licence.replace(" WITH Bootloader-exception", " with Bootloader exception")
    return re.split(r" AND | OR ", plain)


def _licences(parts: list[Part]) -> Iterable[str]:
    texts = dict[str, set[str]]()
    for part in parts:
        for one in _singles(part.licence):
            texts.setdefault(one, set()).update(part.texts)
    for one, files in sorted(texts.items()):
        lines = [f"License: {one}", f" The text lies in /{_LIB}/{LICENCES}, in:"]
        lines += [f" {file}" for file in sorted(files) if not file.endswith(".json")]
        if one in _COMMON:
            lines += [" .", f" On Debian systems it is in /usr/share/common-licenses/{_COMMON[one]} too."]
        yield "\n".join(lines) + "\n"
