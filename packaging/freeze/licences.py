"""The licences of all that goes into the frozen application, gathered where each part comes from: for the spec.

A package of Python brings its own texts; a library of the system is described by the Debian package that owns it; for
the rest ``components.toml`` says what it is, and ``licenses/`` keeps the text. What nothing covers stops the build.
"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from freeze.covered import NOTICE, Part, fits, written

HERE = Path(__file__).parent
DOC = Path("/usr/share/doc")
_COMMON = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9.-]*[A-Za-z0-9])")
_TEXTS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
_BY_TABLE = ("pyside6-essentials", "shiboken6", "pyinstaller", "pyinstaller-hooks-contrib")
_EXPRESSION = re.compile(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*")
_RIGHTS = re.compile(r"\s*copyright\b(?!.*[\[<](name|copyright|yyyy)).*\d{4}", re.IGNORECASE)
"""A line that says whose it is, and not only where that would be filled in."""
_IN_QT = (
    *("PySide6/**/libQt6{0}.*", "PySide6/Qt6{0}.dll", "PySide6/**/Qt{0}.framework/**"),
    *("PySide6/**/lib{0}.*", "PySide6/**/{0}.dll"),
)


class Found(NamedTuple):
    """What PyInstaller lists: where it goes, and where it comes from."""

    place: str
    source: str


class Gathered(NamedTuple):
    texts: dict[str, Path]
    """Where it goes below ``licenses``, and what of."""
    parts: list[Part]


def gather(files: Iterable[Found], modules: Iterable[Found], place: Path) -> list[tuple[str, str, str]]:
    """What PyInstaller is to add to its data. Ends the build where a licence is missing."""
    files, objections = list(files), list[str]()
    gathered = _of_the_table(files)
    owners = _owners()
    tops = dict[str, set[str]]()
    for one in files:
        covered = any(fits(one.place, part.files) for part in gathered.parts)
        owner = owners.get(_plain(one.source))
        if owner and owner not in _BY_TABLE:
            first, _, rest = one.place.replace("\\", "/").partition("/")
            tops.setdefault(owner, set()).add(f"{first}/**" if rest else first)
        elif not covered:
            objections.append(f"{one.place} (from {one.source})")
    for module in modules:
        if (owner := owners.get(_plain(module.source))) and owner not in _BY_TABLE:
            tops.setdefault(owner, set())
    for name in sorted(tops):
        part, texts = _of_a_wheel(name, tuple(sorted(tops[name])))
        gathered.parts.append(part)
        gathered.texts.update(texts)
        objections += [] if texts and part.licence else [f"the Python package {name}"]
    if objections:
        named = "\n  ".join(objections)
        sys.exit(f"No licence covers what goes into the application. Name it in {HERE / 'components.toml'}:\n  {named}")
    notice = place / NOTICE
    notice.write_text(_head() + written(gathered.parts), "utf-8")
    gathered.texts[NOTICE] = notice
    return [(f"licenses/{where}", str(source), "DATA") for where, source in sorted(gathered.texts.items())]


def table() -> dict[str, Any]:
    return tomllib.loads((HERE / "components.toml").read_text("utf-8"))


def _of_the_table(files: list[Found]) -> Gathered:
    """What ``components.toml`` names, as far as it is in there."""
    told, gathered = table(), Gathered({}, [])
    for one in (*told["component"], *_inside_qt(told["in_qt"])):
        here = [found for found in files if fits(found.place, one["files"])]
        program = any(pattern.startswith("../") for pattern in one["files"])
        if sys.platform not in one.get("systems", [sys.platform]) or not (here or program):
            continue
        texts = {name: _kept(name) for name in one.get("always", [])}
        if "wheel" in one:
            texts |= _texts_of(one["wheel"])
        version = _version(one.get("version", ""))
        if "kept" in one:
            package = next((owner for found in here if (owner := debian_package(found.source))), "")
            texts |= _of_debian(package) if package else {name: _kept(name) for name in one["kept"]}
            version = ", ".join(word for word in (version, _debian_version(package)) if word) or "that of Python"
        gathered.texts.update(texts)
        series = ".".join(version.split(".")[:2])
        source = one["source"].format(version=version, series=series)
        kept = tuple(p for p in one["files"] if p.startswith("../") or any(fits(f.place, [p]) for f in here))
        kept = tuple(p for p in kept if not p.endswith(".exe") or sys.platform == "win32")
        about = (one["licence"], one["copyright"], source)
        if ", in " in one["name"]:
            version = f"as in {one['name'].rpartition(', in ')[2]}: {version}"
        gathered.parts.append(Part(one["name"], version, *about, tuple(sorted(texts)), kept))
    return gathered


def _inside_qt(told: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for library, listed in told.items():
        if isinstance(listed, str):
            continue
        for name, licence, text, *systems in listed:
            own = "zlib.txt" if text == "../zlib" else f"qt/{text}.txt"
            named = re.findall(r"Apache-2\.0|MPL-2\.0|CC0-1\.0", licence) if text == "since" else []
            yield {
                "name": f"{name}, in Qt{library if library[0].isupper() else f' ({library})'}",
                "licence": licence,
                "copyright": told["copyright"],
                "source": told["source"],
                "version": "pyside6-essentials",
                "files": [pattern.format(library) for pattern in _IN_QT],
                "always": [own, *(f"{one}.txt" for one in named)],
                **({"systems": systems} if systems else {}),
            }


def _version(told: str) -> str:
    if "." not in told:
        return metadata.version(told) if told else ""
    module, _, name = told.rpartition(".")
    value: str | Callable[[], str] = getattr(importlib.import_module(module), name)
    return re.sub(r"^[A-Za-z]+[ _]", "", value() if callable(value) else value)


def _kept(name: str) -> Path:
    return HERE.parents[1] / "LICENSE" if name == "deskside/LICENSE" else HERE / "licenses" / name


def debian_package(source: str) -> str:
    """The Debian package that owns this file; "" for one that none owns, and elsewhere."""
    if not Path("/usr/bin/dpkg-query").is_file():
        return ""
    whole = str(Path(source).resolve())
    for place in (whole, whole.removeprefix("/usr"), f"/usr{whole}"):
        done = subprocess.run(["dpkg-query", "-S", place], capture_output=True, text=True, timeout=60, check=False)
        name = done.stdout.partition(":")[0]
        if done.returncode == 0 and (DOC / name / "copyright").is_file():
            return name
    return ""


def _debian_version(package: str) -> str:
    if not package:
        return ""
    command = ["dpkg-query", "-W", "-f", "${Version}\n", package]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return f"Debian's {package} {done.stdout.splitlines()[0]}" if done.stdout else ""


def _of_debian(package: str) -> dict[str, Path]:
    """Debian's description of the package, and the licences that it only names."""
    told = DOC / package / "copyright"
    texts = {f"debian/{package}.txt": told}
    for name in _COMMON.findall(told.read_text("utf-8", "replace")):
        texts[f"common/{name}.txt"] = Path("/usr/share/common-licenses", name).resolve()
    return texts


def _owners() -> dict[str, str]:
    """Each file that a Python package of this environment brought, and the package's name."""
    found = {}
    for one in metadata.distributions():
        for file in one.files or ():
            found[_plain(str(one.locate_file(file)))] = re.sub(r"[-_.]+", "-", one.name).lower()
    return found


def _plain(path: str) -> str:
    return str(Path(path).resolve())


def _texts_of(wheel: str) -> dict[str, Path]:
    files, found = metadata.files(wheel) or [], dict[str, Path]()
    compiled = any(file.suffix in (".so", ".pyd", ".dylib") for file in files)
    for file in files:
        told = file.name.upper().startswith(_TEXTS) or (compiled and "sboms" in file.parts)
        if told and ".dist-info" in str(file):
            found[f"{wheel}/{'sboms/' if 'sboms' in file.parts else ''}{file.name}"] = Path(str(file.locate()))
    return found


def _of_a_wheel(name: str, files: tuple[str, ...]) -> tuple[Part, dict[str, Path]]:
    about, more = metadata.metadata(name), table()["wheels"].get(name, {})
    texts = _texts_of(name) | {kept: _kept(kept) for kept in more.get("always", [])}
    said = next((about[key] for key in ("License-Expression", "License") if about[key]), "")
    licence = more.get("licence") or (said if _EXPRESSION.fullmatch(said) else "")
    urls = dict(one.split(", ", 1) for one in about.get_all("Project-URL") or [])
    told = {key.lower(): url for key, url in urls.items()} | {"home-page": about["Home-page"] or ""}
    ways = ("source", "source code", "repository", "code", "github", "homepage", "home-page")
    source = next((told[key] for key in ways if told.get(key)), "its files, which are its source")
    lines = [line for text in texts.values() for line in text.read_text("utf-8", "replace").splitlines()]
    rights = [" ".join(line.split()) for line in lines if _RIGHTS.match(line)]
    plain = "; ".join(dict.fromkeys(re.sub(r"(?i)^copyright( \(c\)| ©)?:? ", "", one) for one in rights))
    holders = plain or about["Author"] or about["Author-email"] or "its authors"
    version = metadata.version(name)
    return Part(about["Name"], version, licence, " ".join(holders.split()), source, tuple(sorted(texts)), files), texts


def _head() -> str:
    return (HERE / "notice.txt").read_text("utf-8").replace("QT_VERSION", metadata.version("pyside6-essentials"))
