"""What is passed on carries the licence of everything in it: in the package as it is built, file by file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

TOP = Path(__file__).resolve().parents[2]
INSIDE = "usr/lib/deskside"
TEXTS = "_internal/licenses"
Done: TypeAlias = subprocess.CompletedProcess[str]
SAYS = {
    "libssl": "Apache License",
    "libsqlite3": "public domain",
    "libbz2": "Julian",
    "libexpat": "Expat maintainers",
    "libffi": "Red Hat",
    "liblzma": "liblzma is in the public domain",
    "libuuid": "Theodore Ts'o",
    "libz.": "Jean-loup Gailly",
    "libpython3": "PYTHON SOFTWARE FOUNDATION LICENSE",
    "libicuuc": "Unicode, Inc.",
    "libQt6Core": "University of Cambridge",
    "libQt6Gui": "Behdad Esfahbod",
    "libqjpeg": "Independent JPEG Group",
    "libpyside6": "GNU LESSER GENERAL PUBLIC LICENSE",
    "_rust": "Alex Gaynor",
}
"""A word of each licence, or whose it is, that somebody who looks for it would look for."""

pytestmark = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs a system that makes .deb packages")


class Listed(NamedTuple):
    name: str
    texts: tuple[str, ...]
    files: tuple[str, ...]


def run(command: Sequence[str | Path], minutes: float = 10) -> Done:
    words = [str(part) for part in command]
    return subprocess.run(words, capture_output=True, text=True, timeout=minutes * 60, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made now; with DESKSIDE_BUILT=FOLDER what ``./dev package --out FOLDER`` made before."""
    if before := os.environ.get("DESKSIDE_BUILT", ""):
        return Path(before)
    out = tmp_path_factory.mktemp("built")
    done = run([sys.executable, TOP / "dev", "package", "folder", "deb", "rpm", "--out", out])
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the .deb puts on a computer."""
    (deb,), place = built.glob("*.deb"), tmp_path_factory.mktemp("installed")
    assert run(["dpkg-deb", "-x", deb, place]).returncode == 0
    return place


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """The frozen application to change: every file is a second name of the built one."""
    made = tmp_path / "deskside"
    shutil.copytree(built / "deskside", made, copy_function=os.link, symlinks=True)
    return made


def listed(folder: Path) -> list[Listed]:
    notice = (folder / TEXTS / "README.txt").read_text("utf-8")
    found = re.findall(r"^(\S.*)\n(?:    .*\n){4}    Texts: (.*)\n    Files: (.*)$", notice, re.MULTILINE)
    return [Listed(name, tuple(texts.split(", ")), tuple(files.split(", "))) for name, texts, files in found]


def libraries(folder: Path) -> list[str]:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return [file.relative_to(folder).as_posix() for file in files if begins(file) == b"\x7fELF"]


def begins(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(4)


def means(pattern: str, place: str) -> bool:
    whole = pattern.removeprefix("../") if pattern.startswith("../") else f"_internal/{pattern}"
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return bool(re.fullmatch(re.sub(r"\*\*/|\*\*|\*|[^*]+", lambda m: parts.get(m[0], re.escape(m[0])), whole), place))


def texts_for(place: str, folder: Path, parts: list[Listed]) -> list[str]:
    names = [text for part in parts if any(means(one, place) for one in part.files) for text in part.texts]
    return [(folder / TEXTS / name).read_text("utf-8", "replace").strip() for name in names]


def test_every_library_of_the_package_comes_with_the_text_of_its_licence(installed: Path) -> None:
    folder, parts = installed / INSIDE, listed(installed / INSIDE)
    found = libraries(folder)
    assert len(found) > 50
    bare = [place for place in found if not (texts := texts_for(place, folder, parts)) or not all(texts)]
    assert bare == []


@pytest.mark.parametrize("library", SAYS)
def test_the_text_is_the_librarys_own(library: str, installed: Path) -> None:
    folder = installed / INSIDE
    places = [place for place in libraries(folder) if Path(place).name.startswith(library)]
    assert places, f"{library} is no longer in the package: take it out here"
    for place in places:
        assert any(SAYS[library] in text for text in texts_for(place, folder, listed(folder))), place


def test_who_reads_about_qt_finds_both_texts_and_where_its_source_is(installed: Path) -> None:
    texts = installed / INSIDE / TEXTS
    assert "Version 3, 29 June 2007" in (texts / "LGPL-3.0.txt").read_text("utf-8")
    assert "TERMS AND CONDITIONS" in (texts / "GPL-3.0.txt").read_text("utf-8")
    lock = (TOP / "requirements.lock").read_text("utf-8")
    version = re.search(r"^pyside6-essentials==(\S+)", lock, re.MULTILINE)
    assert version
    notice = (texts / "README.txt").read_text("utf-8")
    assert f"Qt and Qt for Python, version {version[1]}" in notice
    assert f"/{version[1]}/single/" in notice
    assert f"/PySide6-{version[1]}-src/" in notice


def test_debians_file_says_of_every_library_whose_it_is(installed: Path) -> None:
    told = (installed / "usr/share/doc/deskside/copyright").read_text("utf-8")
    paragraphs = re.findall(r"^Files: (.*(?:\n .*)*)\nCopyright: .+(?:\n .*)*\nLicense: (.*)$", told, re.MULTILINE)
    files = [file for listed, _ in paragraphs for file in listed.split()]
    assert sorted(files) == sorted(["*", *(f"{INSIDE}/{place}" for place in libraries(installed / INSIDE))])
    named = {one for _, licences in paragraphs for one in licences.split(" and ")}
    assert named <= set(re.findall(r"^License: (.*)\n \S", told, re.MULTILINE))


def test_the_package_is_refused_when_any_text_is_taken_away(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(TOP / "packaging")
    from freeze.covered import problems

    assert problems(own) == []
    for text in sorted({text for part in listed(own) for text in part.texts}):
        file = own / TEXTS / text
        file.rename(file.with_suffix(".away"))
        assert any(str(file) in said for said in problems(own)), text
        file.with_suffix(".away").rename(file)


def test_a_library_that_nobody_named_is_not_packed(own: Path, built: Path, tmp_path: Path) -> None:
    shutil.copy2(own / "_internal/libz.so.1", own / "_internal/libforeign.so.1")
    done = run([sys.executable, TOP / "dev", "package", "deb", "--from", own, "--out", tmp_path / "out"])
    assert done.returncode != 0
    assert f"No licence covers {own}/_internal/libforeign.so.1" in done.stderr
    assert list((tmp_path / "out").glob("*.deb")) == []


def test_what_is_frozen_is_refused_before_it_is_made(built: Path, tmp_path: Path) -> None:
    """As the spec asks it, with a library of which nobody knows what it is."""
    python = TOP / "build/package/venv/bin/python"
    if not python.exists():
        pytest.skip("what was built was built elsewhere")
    code = "import sys; from pathlib import Path; from freeze.licences import Found, gather\n"
    code += "gather([Found('libforeign.so.1', '/opt/libforeign.so.1')], [], Path(sys.argv[1]))"
    env = {**os.environ, "PYTHONPATH": f"{TOP}/packaging:{TOP}/app"}
    command = [str(python), "-c", code, str(tmp_path)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "No licence covers" in done.stderr
    assert "libforeign.so.1 (from /opt/libforeign.so.1)" in done.stderr


@pytest.mark.skipif(not shutil.which("rpm"), reason="needs rpm")
def test_the_rpm_says_all_its_licences_and_nothing_of_where_it_was_made(built: Path) -> None:
    (rpm,) = built.glob("*.rpm")
    licence, host = run(["rpm", "-qp", "--qf", "%{LICENSE}\n%{BUILDHOST}", rpm]).stdout.splitlines()
    words = set(re.split(r" AND ", licence))
    assert {"Apache-2.0", "LGPL-3.0-only", "PSF-2.0", "bzip2-1.0.6", "Zlib", "MPL-2.0"} <= words
    assert host == "build.example.org"


WINDOWS = (
    *("libcrypto-3.dll", "libssl-3.dll", "libffi-8.dll", "sqlite3.dll", "python311.dll", "python3.dll", "_lzma.pyd"),
    *("VCRUNTIME140.dll", "PySide6/MSVCP140.dll", "PySide6/Qt6Gui.dll", "PySide6/QtGui.pyd", "shiboken6/Shiboken.pyd"),
    *("PySide6/plugins/platforms/qwindows.dll", "PySide6/pyside6.abi3.dll", "pyexpat.pyd", "_ssl.pyd"),
)


def test_windows_libraries_get_the_kept_texts(built: Path, tmp_path: Path) -> None:
    """No Windows is here: the places are those of the frozen application there, and no Debian package owns anything."""
    python = TOP / "build/package/venv/bin/python"
    if not python.exists():
        pytest.skip("what was built was built elsewhere")
    code = "import sys, PyInstaller, ssl; from pathlib import Path; from freeze import licences\n"
    code += "sys.platform = 'win32'; licences.debian_package = lambda source: ''\n"
    code += "files = [licences.Found(name, f'/nowhere/{name}') for name in sys.argv[2:]]\n"
    code += "told = licences.gather(files, [], Path(sys.argv[1]))\n"
    code += "print(*(place for place, source, _ in told if Path(source).is_file()))"
    env = {**os.environ, "PYTHONPATH": f"{TOP}/packaging:{TOP}/app"}
    command = [str(python), "-c", code, str(tmp_path), *WINDOWS]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    wanted = {"OpenSSL", "SQLite", "libffi", "xz", "expat", "zlib", "microsoft", "LGPL-3.0", "GPL-3.0", "qt/HarfBuzz"}
    assert {f"licenses/{name}.txt" for name in wanted} <= set(done.stdout.split())
