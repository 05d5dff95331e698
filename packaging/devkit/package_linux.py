"""The .deb and the .rpm, by nfpm from one list of what lies where."""

from __future__ import annotations

import gzip
import json
import platform
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from devkit.basics import PYTHON, TOP, call, stop
from devkit.package import clock
from devkit.package_copyright import debian_copyright, rpm_licence
from devkit.package_freeze import TOOLS, hold_to_licences, tools
from devkit.package_needs import debian_depends, needs_of, rpm_requires

LINUX, POLICY = TOP / "packaging" / "linux", TOP / "packaging" / "policy"
RELEASE = "1"
LIB, SHARE = "/usr/lib/deskside", "/usr/share"
DOC = f"{SHARE}/doc/deskside"
_ARCHES = {"x86_64": "amd64", "aarch64": "arm64"}
_MAINTAINER = "Deskside developers <deskside@example.org>"
_BUILD_HOST = "build.example.org"
"""What an rpm says of where it was made: the same wherever that was."""
_SAYS = """help desk on everyone's own computer
 Deskside sits in the tray. It finds out why something on the computer does not
 work, explains it plainly, fixes it with the person's consent, checks that the
 fix worked and can take it back. What it can't fix it hands to the help desk.
 .
 Settings for everyone on the computer lie in /etc/deskside/policy.d."""


def pack(folder: Path, kind: str, version: str, out: Path) -> Path:
    """Makes the package of a frozen application; the file's name."""
    tools()
    hold_to_licences(folder)
    with tempfile.TemporaryDirectory(prefix="deskside-package-") as place:
        stage = Path(place)
        _stage(stage, version)
        (stage / "copyright").write_text(debian_copyright(folder), "utf-8")
        config = stage / "nfpm.json"
        config.write_text(json.dumps(_config(folder, stage, version, _depends(folder, kind))), "utf-8")
        target = out / _name(kind, version)
        target.unlink(missing_ok=True)
        command: list[str | Path] = [
            TOOLS / "nfpm",
            "package",
            "--config",
            config,
            "--packager",
            kind,
            "--target",
            target,
        ]
        if call(command, minutes=10, env=clock()) or not target.is_file():
            stop(f"nfpm could not make the {kind}. What it said stands above.")
    return target


def _name(kind: str, version: str) -> str:
    machine = platform.machine()
    if kind == "rpm":
        return f"deskside-{version}-{RELEASE}.{machine}.rpm"
    return f"deskside_{version}-{RELEASE}_{_ARCHES.get(machine, machine)}.deb"


def _depends(folder: Path, kind: str) -> list[str]:
    needs = needs_of(folder)
    return debian_depends(needs) if kind == "deb" else rpm_requires(needs)


def _stage(stage: Path, version: str) -> None:
    """What is not in the frozen application, made or filled in."""
    now = datetime.fromtimestamp(int(clock()["SOURCE_DATE_EPOCH"]), UTC)
    env = clock() | {"PYTHONPATH": str(TOP / "app"), "QT_QPA_PLATFORM": "offscreen"}
    if call([PYTHON, LINUX / "made.py", stage], minutes=2, env=env):
        stop("the manual page and the icons could not be made. What was said stands above.")
    about = (LINUX / "org.deskside.Deskside.metainfo.xml").read_text("utf-8")
    about = about.replace("VERSION", version).replace("DAY", now.strftime("%Y-%m-%d"))
    (stage / "metainfo.xml").write_text(about, "utf-8")
    entry = (
        f"deskside ({version}-{RELEASE}) stable; urgency=medium\n\n  * What is new: see NEWS.gz beside this file.\n\n"
    )
    entry += f" -- {_MAINTAINER}  {format_datetime(now)}\n"
    (stage / "changelog.Debian.gz").write_bytes(gzip.compress(entry.encode(), mtime=0))
    (stage / "NEWS.gz").write_bytes(gzip.compress((TOP / "CHANGELOG.md").read_bytes(), mtime=0))


def _config(folder: Path, stage: Path, version: str, depends: list[str]) -> dict[str, Any]:
    machine = platform.machine()
    return {
        "name": "deskside",
        "arch": _ARCHES.get(machine, machine),
        "platform": "linux",
        "version": version,
        "release": RELEASE,
        "section": "utils",
        "priority": "optional",
        "maintainer": _MAINTAINER,
        "vendor": "Deskside",
        "homepage": "https://example.org/deskside",
        "license": rpm_licence(folder),
        "description": _SAYS,
        "umask": 0o022,
        "depends": depends,
        "contents": _contents(folder, stage),
        "rpm": {"summary": _SAYS.partition("\n")[0], "group": "Applications/System", "buildhost": _BUILD_HOST},
        "overrides": {
            "deb": {
                "recommends": ["fonts-dejavu-core | fonts-noto-core", "ca-certificates"],
                "scripts": {"postremove": str(LINUX / "postrm")},
            },
        },
    }


def _contents(folder: Path, stage: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = [
        {"src": f"{folder}/", "dst": LIB, "type": "tree"},
        {"src": "../lib/deskside/deskside", "dst": "/usr/bin/deskside", "type": "symlink"},
        {"dst": "/etc/deskside", "type": "dir", "file_info": {"mode": 0o755}},
        {"dst": "/etc/deskside/policy.d", "type": "dir", "file_info": {"mode": 0o755}},
        _file(LINUX / "policy-readme.txt", "/etc/deskside/policy.d/README", type="config|noreplace"),
        _file(LINUX / "autostart.desktop", "/etc/xdg/autostart/deskside.desktop", type="config|noreplace"),
        _file(LINUX / "deskside.desktop", f"{SHARE}/applications/deskside.desktop"),
        _file(stage / "metainfo.xml", f"{SHARE}/metainfo/org.deskside.Deskside.metainfo.xml"),
        _file(stage / "deskside.1.gz", f"{SHARE}/man/man1/deskside.1.gz"),
        _file(stage / "deskside.bash", f"{SHARE}/bash-completion/completions/deskside"),
        _file(stage / "copyright", f"{DOC}/copyright"),
        _file(POLICY / "10-example.toml", f"{DOC}/examples/10-example.toml"),
        _file(POLICY / "deskside.schema.json", f"{DOC}/examples/deskside.schema.json"),
        _file(stage / "NEWS.gz", f"{DOC}/NEWS.gz"),
        _file(stage / "changelog.Debian.gz", f"{DOC}/changelog.Debian.gz", packager="deb"),
        _file(LINUX / "lintian-overrides", f"{SHARE}/lintian/overrides/deskside", packager="deb"),
    ]
    icons = sorted(stage.glob("icons/*/apps/*"))
    return listed + [_file(icon, f"{SHARE}/icons/hicolor/{icon.relative_to(stage / 'icons')}") for icon in icons]


def _file(source: Path, place: str, **more: str) -> dict[str, Any]:
    return {"src": str(source), "dst": place, "file_info": {"mode": 0o644}, **more}
